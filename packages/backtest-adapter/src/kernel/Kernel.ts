/**
 * Runs signals over columns of candles: the fast path for all that neither latency nor a rate limit can change.
 *
 * @module
 * @since 0.1.0
 */
import type { Rational } from "@backhand/core"
import * as Result from "effect/Result"
import type * as Bars from "../Bars.ts"
import { bigintLedger } from "./bigintLedger.ts"
import * as DoubleScale from "./DoubleScale.ts"
import { doublesLedger } from "./doublesLedger.ts"
import * as Extent from "./Extent.ts"
import * as KernelOptions from "./KernelOptions.ts"
import type { KernelRefusal } from "./KernelRefusal.ts"
import * as Pieces from "./Pieces.ts"
import type { Run } from "./Run.ts"
import * as Scale from "./Scale.ts"
import * as Signals from "./Signals.ts"
import { sizeByValue } from "./valueSize.ts"
import { walk } from "./walk.ts"

/**
 * What can be run: a strategy, signals, or a column with a wish for every bar.
 *
 * @category models
 * @since 0.1.0
 */
export type Wished = Pieces.Wishing | Signals.Signals | Signals.Column

/** What is run, from its first piece on as often as it takes: a second time where doubles could not hold a sum. */
interface Ready {
  readonly terms: KernelOptions.Terms
  readonly pieces: () => Pieces.Pieces
}

/**
 * A strategy is asked for its wishes while they are acted on, unless they have to be looked at before: for their stops, or for
 * the one that decides what a value comes to.
 */
const ready = (
  bars: Bars.Bars,
  wished: Wished,
  terms: KernelOptions.Terms,
  priceStep: Rational.Rational
): Result.Result<Ready, KernelRefusal> =>
  Result.gen(function* () {
    if ("pieces" in wished && wished.pieces(bars).stops === undefined && terms.value === undefined)
      return { terms, pieces: () => wished.pieces(bars) }
    const given = yield* "pieces" in wished
      ? Result.succeed(Pieces.collect(wished.pieces(bars), bars.length))
      : "wishes" in wished
        ? Signals.fromColumn(wished)
        : Result.succeed(wished)
    yield* Extent.agree(bars, given)
    const sized = sizeByValue(bars, given, terms, priceStep)
    return { terms: sized.terms, pieces: () => Pieces.ofSignals(sized.signals) }
  })

/**
 * Runs signals over bars: those of a strategy, or some that are there already.
 *
 * A wish decided on a bar's close is filled at the next bar's open (or at that close); one that agrees with the
 * position is held; one on the last bar is not filled. A flip is a close and an open at one price, each with its fee.
 * Money is exact: whole numbers in doubles, or bigints where doubles could not hold a sum, rounded once on the way out.
 *
 * - **Errors** `NotHonoured` for options that only the replay models, `BadOption`, `BadColumns`.
 *
 * @example
 * ```ts
 * import { Kernel } from "@backhand/backtest-adapter"
 * import { Result } from "effect"
 *
 * const prices = Float64Array.of(100, 100, 110, 120)
 * const bars = {
 *   length: 4, time: Float64Array.of(0, 60_000, 120_000, 180_000), intervalMs: 60_000, priceStep: "1",
 *   open: prices, high: prices, low: prices, close: prices, volume: new Float64Array(4)
 * }
 * const run = Kernel.run(bars, { wishes: Int8Array.of(1, -1, 0, 0) }, { size: "2", feeRate: "0.001", capital: "1000" })
 *
 * Result.map(run, (it) => it.summary.finalEquity) // => Result.succeed(999.36)
 * Result.map(run, (it) => [...it.trades.pnl]) // => Result.succeed([19.58])
 * ```
 *
 * @category running
 * @since 0.1.0
 */
export const run = (
  bars: Bars.Bars,
  wished: Wished,
  options: KernelOptions.KernelOptions
): Result.Result<Run, KernelRefusal> =>
  Result.gen(function* () {
    const decoded = yield* KernelOptions.decode(options)
    const { maxTicks, priceStep } = yield* Extent.of(bars)
    yield* Extent.agreeFunding(decoded.funding)
    const { pieces, terms } = yield* ready(bars, wished, decoded, priceStep)
    const scale = Scale.make(terms, priceStep)
    const units = terms.kind === "linear" ? DoubleScale.make(scale, maxTicks, terms.isAllIn) : undefined
    if (units !== undefined) {
      const ledger = doublesLedger(bars, units)
      if (walk(bars, pieces(), terms, priceStep, ledger)) return ledger.finish()
    }
    const ledger = bigintLedger(bars, scale, terms)
    walk(bars, pieces(), terms, priceStep, ledger)
    return ledger.finish()
  })
