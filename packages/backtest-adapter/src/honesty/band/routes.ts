/**
 * Every order in which a bar can reach stops, and the prices that liquidate what is held by then.
 *
 * @module
 * @since 0.1.0
 */
import type { BandEvent } from "./BandEvents.ts"
import type { Trading } from "./Holder.ts"
import * as Moment from "./Moment.ts"
import { before, landing, type Prices, type Stretch, type Turn } from "./paths.ts"
import { thresholdOf } from "./threshold.ts"

/** One order: the turns that prices take, and the stretches before, between and after them. */
export interface Route {
  readonly turns: ReadonlyArray<Turn>
  readonly parts: ReadonlyArray<Stretch>
}

/** What happens at a turn. */
export const take = (trading: Trading, self: Moment.Moment, bar: number, { price, stop }: Turn): Moment.Moment =>
  stop === undefined
    ? Moment.liquidate(trading, self, bar, price)
    : Moment.check(trading, Moment.fill(trading, self, bar, stop), bar)

const turnOf = (stop: BandEvent): Turn => ({ sign: stop.side === "long" ? 1 : -1, price: stop.price, stop })

/** The next turn in a direction: of equals what liquidates comes first. */
const nearest = (sign: 1 | -1, turns: ReadonlyArray<Turn>): Turn | undefined =>
  turns
    .filter((turn) => turn.sign === sign)
    .toSorted((a, b) => sign * (a.price - b.price))
    .at(0)

/**
 * The orders of a bar that begins at a moment. Stops within the bar are all reached, since prices visit both extremes; what
 * liquidates is reached unless prices visit that extreme before it is held.
 */
export const routes = (
  trading: Trading,
  bar: number,
  begin: Moment.Moment,
  { close, high, low, tick }: Prices,
  stops: ReadonlyArray<BandEvent>
): ReadonlyArray<Route> => {
  const found: Array<Route> = []
  const go = (
    now: Moment.Moment,
    left: ReadonlyArray<Turn>,
    turns: ReadonlyArray<Turn>,
    parts: Route["parts"]
  ): void => {
    const threshold = thresholdOf(trading, now.holder)
    const ahead = threshold === undefined ? left : [{ ...threshold, stop: undefined }, ...left]
    const [above, below] = [nearest(1, ahead), nearest(-1, ahead)]
    const last = turns.at(-1)
    const tickAfter = last === undefined ? undefined : landing(last, tick)
    const on = (turn: Turn, part: Omit<Stretch, "end">): void => {
      const next = take(trading, Moment.to(trading, now, turn.price), bar, turn)
      const rest = left.filter((other) => other !== turn)
      go(next, rest, [...turns, turn], [...parts, { ...part, end: turn.price }])
    }
    // Prices are ticks: what lies on the way to the next one is reached with it.
    const forced = last === undefined ? undefined : last.sign > 0 ? above : below
    if (forced !== undefined && last !== undefined && tickAfter !== undefined)
      if (last.sign * (tickAfter - forced.price) >= -1e-9 * tick)
        return on(forced, { from: undefined, low: Number.NaN, high: Number.NaN })
    const part = {
      from: tickAfter === last?.price ? undefined : tickAfter,
      low: below === undefined ? low : Math.max(low, before(below.price, -1, tick)),
      high: above === undefined ? high : Math.min(high, before(above.price, 1, tick))
    }
    if (above !== undefined && above.price <= high * (1 + 1e-12)) on(above, part)
    if (below !== undefined && below.price >= low * (1 - 1e-12)) on(below, part)
    if (left.length === 0 && close >= part.low && close <= part.high)
      found.push({ turns, parts: [...parts, { ...part, end: close }] })
  }
  go(begin, stops.map(turnOf), [], [])
  return found
}
