/**
 * The simulated exchange as a venue of `reverseOn()` in virtual time: the same wire bodies, no socket, no waiting.
 *
 * @module
 * @since 0.1.0
 */
import type { Market } from "@backhand/backtest-adapter"
import { Exchange, Symbols, type Trade } from "@backhand/bitget-simulator"
import { Answer, Decimal, Position, Rational, Wire } from "@backhand/core"
import type { Link, Venue, VenueCommand } from "@backhand/reversal-operator"
import * as Result from "effect/Result"
import { listing } from "./listing.ts"
import type { VirtualTime } from "./VirtualTime.ts"

/** What the exchange is like. `delay` draws the latency of the next message, in milliseconds. */
export interface Terms {
  readonly mode: Position.HoldMode
  /** Lets everything through that the engine sends. */
  readonly isUnlimited: boolean
  readonly delay: () => number
}

/** An exchange in virtual time, and what an account of it has traded. */
export interface VirtualExchange {
  readonly venue: Venue
  readonly setPrice: (symbol: string, price: Rational.Rational, atMs: number) => void
  readonly trades: () => ReadonlyArray<Trade>
  readonly position: (symbol: string) => Position.Position
}

const uid = "1"

/** Margin is not what is compared. */
const riches = "1000000000000000"

/** A price of whole ticks of a market's bars, in quote units. */
export const priceOf = ({ bars: { priceStep } }: Market, ticks: number): Rational.Rational =>
  Rational.multiply(Rational.fromInteger(ticks), Result.getOrThrow(Decimal.parsePositive("priceStep", priceStep)))

const open = (markets: ReadonlyArray<Market>, { isUnlimited, mode }: Terms, atMs: number) =>
  Result.getOrThrow(
    Result.flatMap(
      Symbols.decode(markets.map((market) => listing(market.instrument, priceOf(market, market.bars.open[0] ?? 1)))),
      (symbols) =>
        Exchange.make({
          symbols,
          accounts: [
            {
              uid,
              keys: [],
              balances: Object.fromEntries(markets.map(({ instrument }) => [instrument.marginCoin, riches])),
              mode,
              isTrader: false,
              isUnified: false,
              positions: false
            }
          ],
          behaviour: { limitScale: isUnlimited ? 1e9 : 1 },
          atMs
        })
    )
  )

type Send = Extract<VenueCommand, { readonly command: "send" }>

/** The request that an order goes out as; it needs no signature where the account is named to the exchange. */
const requestOf = (market: Market, { unsettled: { order } }: Send) => {
  const { instrument } = market
  const isReversal = order.order === "reversal"
  const body = isReversal ? Wire.encodeReversal(instrument, order) : Wire.encodeEntry(instrument, order, "crossed")
  const path = isReversal ? Wire.path.reversal : Wire.path.entry
  return { method: "POST", path, query: "", headers: {}, body: Wire.toJson(body), ip: "127.0.0.1" }
}

/** Carries one connection's commands out. Every message takes its latency; the clocks are one and the same. */
const serve = (
  exchange: Exchange.Exchange,
  markets: ReadonlyMap<string, Market>,
  { delay, mode }: Terms,
  time: VirtualTime,
  link: Link
) => {
  const account = exchange.state.accounts.get(uid)
  const held = (symbol: string) => account?.holdings.get(symbol)?.position ?? Position.flat(mode)
  const later = (work: () => void): void => time.later(delay(), work)

  const tellPosition = (symbol: string, askedAtMs: number | null): void => {
    const position = held(symbol)
    link.tell({ fact: "position", symbol, position, askedAtMs, venueAtMs: null })
  }

  const arrive = (market: Market, command: Send): void => {
    const { clientOid, order } = command.unsettled
    const traded = account?.trades.length
    const { body, headers, status } = exchange.handle(requestOf(market, command), time.now(), uid)
    const answer = Answer.read(status, body)
    const remaining = Number(headers["x-mbx-used-remain-limit"])
    later(() => link.tell({ fact: "answer", clientOid, answer, remaining: Number.isNaN(remaining) ? null : remaining }))
    if (account?.trades.length === traded) return
    const [position, venueAtMs] = [held(order.symbol), time.now()]
    later(() => link.tell({ fact: "position", symbol: order.symbol, position, askedAtMs: null, venueAtMs }))
  }

  const tellClock = (): void => {
    const nowMs = time.now()
    link.tell({ fact: "clock", askedAtMs: nowMs, venueAtMs: nowMs })
  }

  const lookUp = (clientOid: string, source: "detail" | "history"): void => {
    const report = account?.named.has(clientOid) === true ? "done" : "absent"
    link.tell({ fact: "order", clientOid, report, source, askedAtMs: time.now() })
  }

  const begin = (): void => {
    tellClock()
    for (const symbol of markets.keys()) tellPosition(symbol, time.now())
  }

  const execute = (command: VenueCommand): void => {
    if (command.command === "sync-clock") tellClock()
    else if (command.command === "read-position") tellPosition(command.symbol, time.now())
    else if (command.command === "look-up") lookUp(command.clientOid, command.source)
    else {
      const market = markets.get(command.unsettled.order.symbol)
      if (market !== undefined) later(() => arrive(market, command))
    }
  }
  return { begin, execute }
}

/**
 * Opens an exchange that lists the markets' contracts at their first prices, with one account that is flat.
 *
 * Errors: throws a `RangeError` for a contract that the exchange cannot list.
 */
export const make = (markets: ReadonlyArray<Market>, terms: Terms, time: VirtualTime): VirtualExchange => {
  const exchange = open(markets, terms, time.now())
  const bySymbol = new Map(markets.map((market) => [market.instrument.symbol, market]))
  const instruments = Object.fromEntries(markets.map(({ instrument }) => [instrument.symbol, instrument]))
  const account = exchange.state.accounts.get(uid)
  return {
    venue: {
      connect: (link) => {
        const { begin, execute } = serve(exchange, bySymbol, terms, time, link)
        link.ready({ instruments })
        begin()
        return { execute, close: () => undefined }
      }
    },
    setPrice: (symbol, price, atMs) => Result.getOrThrow(exchange.setPrice(symbol, Rational.toDecimal(price), atMs)),
    trades: () => account?.trades ?? [],
    position: (symbol) => account?.holdings.get(symbol)?.position ?? Position.flat(terms.mode)
  }
}
