/**
 * What a run carried out, bar by bar: what is filled as a bar opens, inside it at a resting stop, and as it closes; and
 * the funding that is settled meanwhile.
 *
 * @module
 * @since 0.1.0
 */
import { Instrument, Lots, Rational, type Side } from "@backhand/core"
import * as Funding from "../../kernel/Funding.ts"
import { firstOpeningAt, lastClosedBy, type Market } from "../../replay/Market.ts"
import * as Place from "../../replay/Place.ts"
import type { FillRule } from "../../replay/Place.ts"
import type { ReplayOrder } from "../../replay/ReplayOrder.ts"
import type { Decision } from "../../replay/Decisions.ts"
import type { ReplayOptions } from "../../replay/ReplayOptions.ts"
import type { ReplayResult } from "../../replay/ReplayResult.ts"

/** A wish that is carried out at a price in quote units, whatever is held by then. `size` in units is that of an entry. */
export interface BandEvent {
  readonly side: Side.Side
  readonly price: number
  readonly size: number | undefined
  readonly isResting: boolean
}

/**
 * The events of one bar. `inside` are stops that the bar reaches after its open; in what order, its path decides.
 * Settlements are what one unit long receives: as the last bar has closed `before` this one opens, at some moment `during`
 * it, and at its very `end`, each before anything that is filled at the same moment.
 */
export interface BarEvents {
  readonly before: Array<number>
  readonly open: Array<BandEvent>
  readonly inside: Array<BandEvent>
  readonly during: Array<number>
  readonly end: Array<number>
  readonly close: Array<BandEvent>
}

/** Refusals that depend on what is held or on the money there is, which another path may have more of. */
const mayDiffer = new Set(["venue", "plan"])

/** Decisions that came to nothing on every path: overtaken, too old, refused whatever is held. */
const dropped = ({ events }: ReplayResult, isByValue: boolean): ReadonlySet<unknown> =>
  new Set(
    events.flatMap((event) => {
      if (event.event === "superseded" || event.event === "expired") return [event.signal]
      // Of a value that buys nothing no order can be made, unless something is held.
      const isLost = event.event === "refused" && !mayDiffer.has(event.reason) && !isByValue
      return isLost ? [event.signal] : []
    })
  )

interface Where {
  readonly bar: number
  readonly atMs: number
  readonly price: Rational.Rational
}

/** Where an order was filled, or would have been had it been sent and taken. Nowhere, once the history is over. */
const whereOf = (
  priced: Place.Priced,
  rule: FillRule,
  order: ReplayOrder | undefined,
  atMs: number
): Where | undefined => {
  const [fill] = order?.executions ?? []
  if (fill === undefined) return Place.find(priced, rule, order?.arrivedAtMs ?? atMs, atMs)
  return { bar: fill.bar, atMs: fill.atMs, price: fill.prices.leg }
}

type At = (bar: number) => BarEvents

/** Sorts settlements by bar and moment. Each is of the bar under way, or of the one that opens next. */
const settle = ({ market, step }: Place.Priced, at: At): void => {
  const { bars, funding, instrument } = market
  funding?.time.forEach((_, k) => {
    const atMs = Funding.timeOf(funding, k)
    if (Funding.isOver(bars, atMs)) return
    const bar = lastClosedBy(bars, atMs) + 1
    const mark = funding.mark?.[k] ?? Number.NaN
    const known = bar === 0 ? bars.open[0] : bars.close[bar - 1]
    const price = Number.isNaN(mark) ? Rational.toNumber(Place.inTicks(known as number, step)) : mark
    const received = -(funding.rate[k] as number) * (instrument.kind === "linear" ? price : 1 / price)
    if (bar > 0 && Funding.closeTime(bars, bar - 1) === atMs) at(bar - 1).end.push(received)
    else at(bar)[atMs <= (bars.time[bar] as number) ? "before" : "during"].push(received)
  })
}

/** What an entry comes to: the size of its signal, or what a value buys at the last price known. */
const sizeOf = (priced: Place.Priced, value: number | undefined, { atMs, signal }: Decision): number | undefined => {
  if (value === undefined) return signal.size === undefined ? undefined : Number(signal.size)
  const known = Place.lastKnown(priced, atMs)
  if (known === undefined) return 0
  const { instrument } = priced.market
  const lot = Rational.toNumber(Instrument.quantity(instrument, Lots.makeUnsafe(1)))
  const bought = instrument.kind === "linear" ? value / Rational.toNumber(known) : value
  return lot * Math.floor((bought / lot) * (1 + 1e-12))
}

/** Sorts what a symbol's decisions came to by bar and moment. */
export const eventsOf = (
  market: Market,
  result: ReplayResult,
  rule: FillRule,
  { size: wished }: Pick<ReplayOptions, "size">
): ReadonlyMap<number, BarEvents> => {
  const { bars, instrument } = market
  const priced = Place.priced(market)
  const value = typeof wished === "object" && "value" in wished ? Number(wished.value) : undefined
  const gone = dropped(result, value !== undefined)
  const orders = new Map(result.orders.flatMap((order) => (order.decision === null ? [] : [[order.decision, order]])))
  const byBar = new Map<number, BarEvents>()
  const at: At = (bar) => {
    const known = byBar.get(bar) ?? { before: [], open: [], inside: [], during: [], end: [], close: [] }
    byBar.set(bar, known)
    return known
  }
  const rest = (decision: Decision): void => {
    const { atMs, price, signal } = decision
    const bar = firstOpeningAt(bars, atMs)
    const [side, size] = [signal.side, sizeOf(priced, value, decision)]
    const event = { side, price: Rational.toNumber(price ?? Rational.zero), size, isResting: true }
    const isAtOpen = event.price === Rational.toNumber(Place.inTicks(bars.open[bar] ?? 0, priced.step))
    at(bar)[isAtOpen ? "open" : "inside"].push(event)
  }
  result.decisions.forEach((decision, k) => {
    const { atMs, signal } = decision
    if (signal.symbol !== instrument.symbol || gone.has(signal)) return
    const order = orders.get(k)
    if (signal.stop !== undefined && (order === undefined || order.sentAtMs === atMs)) {
      rest(decision)
      return
    }
    const where = whereOf(priced, rule, order, atMs)
    if (where === undefined) return
    const isAtClose = where.atMs >= Funding.closeTime(bars, where.bar)
    at(where.bar)[isAtClose ? "close" : "open"].push({
      side: signal.side,
      price: Rational.toNumber(where.price),
      size: sizeOf(priced, value, decision),
      isResting: false
    })
  })
  settle(priced, at)
  return byBar
}
