/** What the page is shown, made from the exchange's books and the desk's notes. */
import { Instrument, type Lots, Position, Rational } from "@backhand/core"
import type { Simulator } from "@backhand/bitget-simulator"
import * as Desk from "./Desk.ts"
import * as Ledger from "./Ledger.ts"
import type { Row, SlotView } from "./protocol.ts"
import type { Track } from "./Track.ts"

type Books = Pick<Simulator, "trades" | "position">

const inQuote = (value: Rational.Rational): number => Number(Rational.toNumber(value).toFixed(2))

/** One symbol's row. */
export const rowOf = (track: Track, ledger: Ledger.Ledger, books: Books, desk: Desk.Desk, orders: number): Row => {
  const { instrument, symbol } = track
  const position = books.position(symbol)
  const side = Position.onlySide(position)
  const leg = side === null ? null : Position.leg(position, side)
  const stage = desk.stages.get(symbol) ?? "idle"
  return {
    symbol,
    side,
    size: leg === null ? "0" : Instrument.size(instrument, leg.lots),
    entry: leg === null ? 0 : inQuote(leg.entry),
    price: inQuote(Instrument.price(instrument, Ledger.last(ledger, symbol) as Lots.Ticks)),
    profit: inQuote(Ledger.net(ledger, books, instrument)),
    orders,
    stage
  }
}

/** The slots of the budget: those that requests hold, then the free ones. */
export const slotsOf = ({ engine, limit }: Desk.Desk, nowMs: number): ReadonlyArray<SlotView> => {
  const taken = (engine?.state.budgets.reversal.slots ?? []).filter(({ freeAtMs }) => freeAtMs > nowMs)
  const symbols = new Map<string, string>()
  for (const symbol of engine?.state.symbols.values() ?? [])
    if (symbol.pending !== null) symbols.set(symbol.pending.unsettled.clientOid, symbol.symbol)
  return Array.from({ length: Math.max(limit.limit, taken.length) }, (_, k) => {
    const slot = taken[k]
    return slot === undefined
      ? { symbol: null, freeInMs: null }
      : { symbol: symbols.get(slot.id ?? "") ?? "", freeInMs: Math.round(slot.freeAtMs - nowMs) }
  })
}

/** How long nothing may be sent because the exchange turned requests away, in milliseconds. */
export const pausedMs = ({ engine }: Desk.Desk, nowMs: number): number =>
  Math.max(0, Math.round((engine?.state.budgets.reversal.pausedUntilMs ?? 0) - nowMs))
