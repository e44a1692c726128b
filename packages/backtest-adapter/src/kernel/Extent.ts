/**
 * Checks columns before they are trusted, once for each set of bars.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import type * as Bars from "../Bars.ts"
import type { Funding } from "./Funding.ts"
import * as KernelRefusal from "./KernelRefusal.ts"
import type { Signals } from "./Signals.ts"

/**
 * What the kernel must know of bars: the highest price in ticks, and the step exactly.
 *
 * @category models
 * @since 0.1.0
 */
export interface Extent {
  readonly maxTicks: number
  readonly priceStep: Rational.Rational
}

type Checked<A> = Result.Result<A, KernelRefusal.KernelRefusal>

const refuse = (field: string, message: string) =>
  KernelRefusal.fail("BadColumns", field, message, "load the candles again and check that the columns belong together")

const maxPrice = (bars: Bars.Bars): Checked<number> => {
  let max = 0
  for (const field of ["open", "high", "low", "close"] as const) {
    const column = bars[field]
    if (column.length !== bars.length) return refuse(field, `${column.length} values for ${bars.length} bars`)
    for (let i = 0; i < column.length; i++) {
      const ticks = column[i] as number
      if (!(ticks > 0) || ticks !== Math.floor(ticks)) return refuse(field, `bar ${i} has ${ticks} ticks`)
      if (ticks > max) max = ticks
    }
  }
  return Result.succeed(max)
}

const vouched = new WeakMap<Bars.Bars, number>()

/**
 * Vouches for bars that a reader made: positive whole ticks of at most `maxTicks`, no open or close outside low and high.
 *
 * @category checks
 * @since 0.1.0
 */
export const vouch = (bars: Bars.Bars, maxTicks: number): void => void vouched.set(bars, maxTicks)

const known = new WeakMap<Bars.Bars, Checked<Extent>>()

/**
 * Checks bars: columns of one length, positive whole ticks that convert to prices exactly.
 *
 * - **Errors** `BadColumns`.
 *
 * @category checks
 * @since 0.1.0
 */
export const of = (bars: Bars.Bars): Checked<Extent> => {
  const before = known.get(bars)
  if (before !== undefined) return before
  const extent = Result.gen(function* () {
    const maxTicks = vouched.get(bars) ?? (yield* maxPrice(bars))
    if (bars.time.length !== bars.length)
      return yield* refuse("time", `${bars.time.length} values for ${bars.length} bars`)
    const priceStep = yield* Decimal.parsePositive("priceStep", bars.priceStep).pipe(
      Result.mapError(({ message, remedy }) => ({ _tag: "BadColumns" as const, field: "priceStep", message, remedy }))
    )
    const isExact = Number.isSafeInteger(maxTicks * Number(priceStep.num)) && priceStep.den <= 10n ** 22n
    if (!isExact) return yield* refuse("priceStep", `a price of ${maxTicks} steps of ${bars.priceStep} is too long`)
    return { maxTicks, priceStep }
  })
  known.set(bars, extent)
  return extent
}

/** Whether a positive number has a plain decimal of sensible length. */
const isReadable = (value: number): boolean => value >= 1e-30 && value <= 1e30

const isInitial = ({ stop = Number.NaN, wish }: NonNullable<Signals["initial"]>): boolean =>
  (wish === 1 || wish === -1) && (Number.isNaN(stop) || isReadable(stop))

/** What is wrong with the wish `k`, if anything. */
const problemOf = ({ bars, length, sides, stops }: Signals, k: number): string | undefined => {
  const [bar, side, stop] = [bars[k] as number, sides[k] as number, stops?.[k] ?? Number.NaN]
  if (!(bar >= 0 && bar < length && (k === 0 || bar > (bars[k - 1] as number)))) return `bar ${bar} is out of order`
  if (side !== 1 && side !== -1) return `bar ${bar} wishes ${side}`
  return Number.isNaN(stop) || isReadable(stop) ? undefined : `bar ${bar} has the stop ${stop}`
}

/**
 * Checks signals against bars.
 *
 * - **Errors** `BadColumns`.
 *
 * @category checks
 * @since 0.1.0
 */
export const agree = (bars: Bars.Bars, signals: Signals): Checked<void> => {
  const { initial, length, sides, stops } = signals
  const count = signals.bars.length
  if (length !== bars.length) return refuse("wishes", `${length} values for ${bars.length} bars`)
  if (sides.length !== count) return refuse("sides", `${sides.length} values for ${count} wishes`)
  if (stops !== undefined && stops.length !== count)
    return refuse("stops", `${stops.length} values for ${count} wishes`)
  for (let k = 0; k < count; k++) {
    const problem = problemOf(signals, k)
    if (problem !== undefined) return refuse("wishes", problem)
  }
  if (initial !== undefined && !isInitial(initial))
    return refuse("initial", `it wishes ${initial.wish} at ${initial.stop}`)
  return Result.void
}

/**
 * Checks funding, where there is any.
 *
 * - **Errors** `BadColumns`.
 *
 * @category checks
 * @since 0.1.0
 */
export const agreeFunding = (funding: Funding | undefined): Checked<void> => {
  if (funding === undefined) return Result.void
  const { mark, rate, time } = funding
  if (rate.length !== time.length || (mark !== undefined && mark.length !== time.length))
    return refuse("funding", "its columns differ in length")
  const isBad = (k: number) =>
    !Number.isFinite(time[k]) ||
    (rate[k] !== 0 && !isReadable(Math.abs(rate[k] as number))) ||
    (k > 0 && !((time[k] as number) > (time[k - 1] as number))) ||
    (mark !== undefined && !Number.isNaN(mark[k]) && !isReadable(mark[k] as number))
  const bad = time.findIndex((_, k) => isBad(k))
  return bad < 0 ? Result.void : refuse("funding", `row ${bad} is out of order or not a number`)
}
