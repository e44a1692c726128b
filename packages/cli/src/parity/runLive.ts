/**
 * The live half: `reverseOn()` against the simulated exchange, in virtual time.
 *
 * @module
 * @since 0.1.0
 */
import { type Market, type MarketEvent, marketEvents, type Wish } from "@backhand/backtest-adapter"
import { Budget, Rational } from "@backhand/core"
import { reverseOn } from "@backhand/reversal-operator"
import { mergeMap, Observable, of, type OperatorFunction, Subject } from "rxjs"
import { type Half, sayEvent, sayFill, sayPosition } from "./Half.ts"
import * as VirtualExchange from "./VirtualExchange.ts"
import * as VirtualTime from "./VirtualTime.ts"
import type { ParityOptions } from "./World.ts"

type Batch = ReadonlyArray<MarketEvent.MarketEvent>

/** The longest that it may wait: a day. */
const never = 86_400_000

/** A wish that is dated later waits for its time, as it does in the replay. */
const inTime = (time: VirtualTime.VirtualTime, wish: Wish): Observable<Wish> =>
  wish.at === undefined || wish.at <= time.now()
    ? of(wish)
    : new Observable((subscriber) =>
        time.signal(wish.at ?? 0, () => {
          subscriber.next(wish)
          subscriber.complete()
        })
      )

/** The events of the markets up to a time, those of one moment together. */
function* moments(markets: ReadonlyArray<Market>, endMs: number): Generator<Batch> {
  let batch: Array<MarketEvent.MarketEvent> = []
  const sources = markets.map(({ bars, instrument, quotes }) => ({ symbol: instrument.symbol, bars, quotes }))
  for (const event of marketEvents(sources)) {
    if (event.at > endMs) break
    if (batch.length > 0 && batch[0]?.at !== event.at) {
      yield batch
      batch = []
    }
    batch.push(event)
  }
  if (batch.length > 0) yield batch
}

const open = (markets: ReadonlyArray<Market>, options: ParityOptions, time: VirtualTime.VirtualTime) => {
  const { latencyMs = 0, limit, mode = "one-way" } = options
  let messages = 0
  const delay = () => Math.round(typeof latencyMs === "number" ? latencyMs : latencyMs(messages++))
  return VirtualExchange.make(markets, { mode, isUnlimited: limit === null, delay }, time)
}

const operator = (
  { guards = {}, limit = Budget.ordinary, size, whenFlat }: ParityOptions,
  { venue }: VirtualExchange.VirtualExchange,
  scheduler: VirtualTime.VirtualTime["timers"]
) =>
  reverseOn({
    venue,
    scheduler,
    guards,
    limit: limit ?? { limit: 100_000, windowMs: 1 },
    // Pushes tell everything, as they do in the replay: a read would only tell it again.
    timing: { answerMs: never, readMs: never },
    whenFlat: whenFlat === "ignore" ? "ignore" : { enter: size }
  })

const tell = (
  markets: ReadonlyArray<Market>,
  exchange: VirtualExchange.VirtualExchange,
  events: ReadonlyArray<string>
): Half => {
  const trades = exchange.trades()
  return {
    events,
    fills: trades.map((trade) => sayFill(trade.listing.instrument, trade.at, { ...trade, side: trade.leg }, trade)),
    positions: markets.map(({ instrument }) => sayPosition(instrument, exchange.position(instrument.symbol))),
    fees: Rational.toDecimal(trades.reduce((sum, { fee }) => Rational.add(sum, fee), Rational.zero))
  }
}

/** One moment: its prices are in force before whatever arrives at it. */
const play = (
  batch: Batch,
  bySymbol: ReadonlyMap<string, Market>,
  exchange: VirtualExchange.VirtualExchange,
  time: VirtualTime.VirtualTime,
  next: (event: MarketEvent.MarketEvent) => void
): void => {
  const atMs = batch[0]?.at ?? time.now()
  time.before(atMs)
  for (const event of batch) {
    const market = bySymbol.get(event.symbol)
    if (event.kind === "quote" && market !== undefined)
      exchange.setPrice(event.symbol, VirtualExchange.priceOf(market, event.ask), atMs)
  }
  for (const event of batch) {
    time.through(atMs)
    next(event)
  }
  time.through(atMs)
}

/** Runs the strategy live on priced markets, up to a time. */
export const runLive = (
  markets: ReadonlyArray<Market>,
  strategy: OperatorFunction<MarketEvent.MarketEvent, Wish>,
  options: ParityOptions,
  endMs: number
): Half => {
  const time = VirtualTime.make(Math.min(...markets.map(({ bars }) => bars.time[0] ?? 0)))
  const exchange = open(markets, options, time)
  const bySymbol = new Map(markets.map((market) => [market.instrument.symbol, market]))
  const events: Array<string> = []
  const source = new Subject<MarketEvent.MarketEvent>()
  let failure: { readonly error: unknown } | undefined
  const subscription = source
    .pipe(
      strategy,
      mergeMap((wish) => inTime(time, wish)),
      operator(options, exchange, time.timers)
    )
    .subscribe({
      next: (event) => events.push(sayEvent(event)),
      error: (error: unknown) => {
        failure = { error }
      }
    })
  for (const batch of moments(markets, endMs)) play(batch, bySymbol, exchange, time, (event) => source.next(event))
  time.before(endMs + 1)
  subscription.unsubscribe()
  if (failure !== undefined) throw failure.error
  return tell(markets, exchange, events)
}
