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

/** Runs the strategy live on priced markets, up to a time. */
export const runLive = (
  markets: ReadonlyArray<Market>,
  strategy: OperatorFunction<MarketEvent.MarketEvent, Wish>,
  options: ParityOptions,
  endMs: number
): Half => {
  const time = VirtualTime.make(Math.min(...markets.map(({ bars }) => bars.time[0] ?? 0)))
  const { latencyMs = 0, limit = Budget.ordinary, mode = "one-way", size, whenFlat } = options
  let messages = 0
  const exchange = VirtualExchange.make(
    markets,
    {
      mode,
      isUnlimited: limit === null,
      delay: () => Math.round(typeof latencyMs === "number" ? latencyMs : latencyMs(messages++))
    },
    time
  )
  const events: Array<string> = []
  const source = new Subject<MarketEvent.MarketEvent>()
  const subscription = source
    .pipe(
      strategy,
      mergeMap((wish) => inTime(time, wish)),
      reverseOn({
        venue: exchange.venue,
        scheduler: time.timers,
        limit: limit ?? { limit: 100_000, windowMs: 1 },
        // Pushes tell everything, as they do in the replay: a read would only tell it again.
        timing: { answerMs: never, readMs: never },
        whenFlat: whenFlat === "ignore" ? "ignore" : { enter: size },
        ...(options.guards === undefined ? {} : { guards: options.guards })
      })
    )
    .subscribe((event) => events.push(sayEvent(event)))

  const bySymbol = new Map(markets.map((market) => [market.instrument.symbol, market]))
  const play = (atMs: number, batch: ReadonlyArray<MarketEvent.MarketEvent>): void => {
    // Prices of a moment are in force before whatever arrives at it.
    time.before(atMs)
    for (const event of batch) {
      const market = bySymbol.get(event.symbol)
      if (event.kind === "quote" && market !== undefined)
        exchange.setPrice(event.symbol, VirtualExchange.priceOf(market, event.ask), atMs)
    }
    for (const event of batch) {
      time.through(atMs)
      source.next(event)
    }
    time.through(atMs)
  }
  let batch: Array<MarketEvent.MarketEvent> = []
  const sources = markets.map(({ bars, instrument, quotes }) => ({ symbol: instrument.symbol, bars, quotes }))
  for (const event of marketEvents(sources)) {
    if (event.at > endMs) break
    const [first] = batch
    if (first !== undefined && first.at !== event.at) {
      play(first.at, batch)
      batch = []
    }
    batch.push(event)
  }
  if (batch[0] !== undefined) play(batch[0].at, batch)
  time.before(endMs + 1)
  subscription.unsubscribe()
  const trades = exchange.trades()
  return {
    events,
    fills: trades.map((trade) =>
      sayFill(
        trade.listing.instrument,
        trade.at,
        { ...trade, side: trade.leg },
        { fee: trade.fee, profit: trade.profit }
      )
    ),
    positions: markets.map(({ instrument }) => sayPosition(instrument, exchange.position(instrument.symbol))),
    fees: Rational.toDecimal(trades.reduce((sum, { fee }) => Rational.add(sum, fee), Rational.zero))
  }
}
