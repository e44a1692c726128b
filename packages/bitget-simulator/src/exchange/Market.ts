/**
 * The market of one contract: the last price, the mark price, and the bars that prices leave behind.
 *
 * @module
 * @since 0.1.0
 */
import { type Instrument, Rational } from "@backhand/core"

/**
 * One bar. `openAt` is milliseconds; volumes are zero where prices were set rather than traded.
 *
 * @category models
 * @since 0.1.0
 */
export interface Bar {
  readonly openAt: number
  readonly open: Rational.Rational
  readonly high: Rational.Rational
  readonly low: Rational.Rational
  readonly close: Rational.Rational
  readonly volume: Rational.Rational
}

/**
 * A contract's market. `bars` are one minute long or as long as the history that was loaded, ascending, the last one
 * still forming; they grow in place, for a tick must not cost a copy of them.
 *
 * @category models
 * @since 0.1.0
 */
export interface Market {
  readonly last: Rational.Rational
  readonly mark: Rational.Rational
  readonly bars: Array<Bar>
  readonly barMs: number
  readonly updatedAt: number
}

const minute = 60_000

/** A bar keeps a reader's page of history and bounds the memory of a long run. */
const mostBars = 50_000

/**
 * The higher of two prices.
 *
 * @category arithmetic
 * @since 0.1.0
 */
export const max = (a: Rational.Rational, b: Rational.Rational) => (Rational.compare(a, b) < 0 ? b : a)

/**
 * The lower of two prices.
 *
 * @category arithmetic
 * @since 0.1.0
 */
export const min = (a: Rational.Rational, b: Rational.Rational) => (Rational.compare(a, b) < 0 ? a : b)

/**
 * A market at a price, its history loaded or empty.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (price: Rational.Rational, atMs: number, history: ReadonlyArray<Bar> = []): Market => {
  const barMs = history.reduce(
    (least, { openAt }, k) => Math.min(least, openAt - (history[k - 1]?.openAt ?? Number.NEGATIVE_INFINITY)),
    history.length > 1 ? Number.POSITIVE_INFINITY : minute
  )
  return tick({ last: price, mark: price, bars: [...history], barMs, updatedAt: atMs }, price, atMs)
}

/**
 * The market after a trade or a quote at `price`. The mark price follows the last one unless it is given.
 *
 * @category transitions
 * @since 0.1.0
 */
export const tick = (self: Market, price: Rational.Rational, atMs: number, mark: Rational.Rational = price): Market => {
  const openAt = Math.floor(atMs / self.barMs) * self.barMs
  const current = self.bars.at(-1)
  const isForming = current !== undefined && openAt <= current.openAt
  if (isForming)
    self.bars[self.bars.length - 1] = {
      ...current,
      high: max(current.high, price),
      low: min(current.low, price),
      close: price
    }
  else self.bars.push({ openAt, open: price, high: price, low: price, close: price, volume: Rational.zero })
  if (self.bars.length > 2 * mostBars) self.bars.splice(0, mostBars)
  return { ...self, last: price, mark, updatedAt: atMs }
}

/**
 * The price at which a market order trades: the last price, the spread worse.
 *
 * @category getters
 * @since 0.1.0
 */
export const executable = (
  self: Market,
  instrument: Instrument.Instrument,
  direction: "buy" | "sell",
  spreadTicks: number
): Rational.Rational => {
  const away = Rational.multiply(Rational.fromInteger(spreadTicks), instrument.priceStep)
  return direction === "buy" ? Rational.add(self.last, away) : Rational.subtract(self.last, away)
}
