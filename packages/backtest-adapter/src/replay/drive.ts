/**
 * Plays history into a strategy, one event at a time, each when it became known.
 *
 * @module
 * @since 0.1.0
 */
import type { OperatorFunction, VirtualTimeScheduler } from "rxjs"
import { marketEvents, type Source } from "../history/marketEvents.ts"
import { closeTime } from "../kernel/Funding.ts"
import type { MarketEvent } from "../MarketEvent.ts"
import { hot } from "./hot.ts"
import { barEvent, type Market } from "./Market.ts"

/** What is told on the way: before the strategy sees an event, and what it emits. */
export interface Listener<Wish> {
  readonly before: (event: MarketEvent) => void
  readonly wish: (wish: Wish, nowMs: number) => void
}

/** When the history of the markets begins. */
export const beginning = (markets: ReadonlyArray<Market>): number => {
  const times = markets.flatMap(({ bars, quotes, trades }) =>
    [bars, quotes, trades].flatMap((part) => (part === undefined || part.length === 0 ? [] : [part.time[0] as number]))
  )
  return times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY)
}

const isBarsOnly = ({ funding, quotes, trades }: Market): boolean =>
  funding === undefined && quotes === undefined && trades === undefined

type Tell = (event: MarketEvent) => boolean

/** The bars of all markets by closing time; at one instant in the order of the markets. */
const tellBars = (markets: ReadonlyArray<Market>, tell: Tell): void => {
  const [only] = markets
  if (markets.length === 1 && only !== undefined) {
    for (let i = 0; i < only.bars.length; i++) if (!tell(barEvent(only, i))) return
    return
  }
  const next = markets.map(() => 0)
  const at = markets.map(({ bars }) => (bars.length > 0 ? closeTime(bars, 0) : Number.POSITIVE_INFINITY))
  for (;;) {
    const now = at.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY)
    if (now === Number.POSITIVE_INFINITY) return
    for (const [k, market] of markets.entries()) {
      if (at[k] !== now) continue
      const i = next[k] as number
      next[k] = i + 1
      at[k] = i + 1 < market.bars.length ? closeTime(market.bars, i + 1) : Number.POSITIVE_INFINITY
      if (!tell(barEvent(market, i))) return
    }
  }
}

const sourceOf = ({ bars, funding, instrument, quotes, trades }: Market): Source => ({
  symbol: instrument.symbol,
  bars,
  trades,
  quotes,
  funding: funding === undefined ? undefined : { time: funding.time, rate: funding.rate }
})

const tellAll = (markets: ReadonlyArray<Market>, tell: Tell): void => {
  if (markets.every(isBarsOnly)) {
    tellBars(markets, tell)
    return
  }
  for (const event of marketEvents(markets.map(sourceOf))) if (!tell(event)) return
}

const runScheduler = (scheduler: VirtualTimeScheduler | undefined, atMs: number): void => {
  if (scheduler === undefined) return
  scheduler.maxFrames = atMs
  scheduler.flush()
  scheduler.frame = atMs
}

/**
 * Plays the markets' history into a strategy, up to and with what was known at `untilMs`. Throws what the strategy throws.
 */
export const drive = <Wish>(
  markets: ReadonlyArray<Market>,
  strategy: OperatorFunction<MarketEvent, Wish>,
  listener: Listener<Wish>,
  scheduler?: VirtualTimeScheduler,
  untilMs = Number.POSITIVE_INFINITY
): void => {
  const { complete, next, source } = hot<MarketEvent>()
  let nowMs = beginning(markets)
  let failure: { readonly error: unknown } | undefined
  const fail = (error: unknown): void => {
    failure ??= { error }
  }
  const subscription = source.pipe(strategy).subscribe({
    next: (wish) => {
      // RxJS would report what is thrown here later, and elsewhere.
      try {
        listener.wish(wish, nowMs)
      } catch (error) {
        fail(error)
      }
    },
    error: fail
  })
  tellAll(markets, (event) => {
    if (event.at > untilMs) return false
    nowMs = event.at
    listener.before(event)
    if (scheduler !== undefined) runScheduler(scheduler, nowMs)
    next(event)
    return failure === undefined
  })
  complete()
  subscription.unsubscribe()
  if (failure !== undefined) throw failure.error
}
