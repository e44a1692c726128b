/**
 * Proves a pipeline free of look-ahead, or shows where it looks.
 *
 * @module
 * @since 0.1.0
 */
import { uniform } from "../replay/latency.ts"
import { beginning } from "../replay/drive.ts"
import type { Market } from "../replay/Market.ts"
import { changeAfter } from "./changeAfter.ts"
import { type Emitted, emitted, isSame, type Pipeline } from "./Pipeline.ts"
import { ending } from "./ending.ts"
import * as slices from "./slices.ts"

/**
 * The first signal that moved when history changed after `changedAfterMs`: what it was (null: none), and what came in
 * its place. `by` says what was done to the history: prices `changed`, or the history `cut` off; `nothing` at all: then
 * the pipeline does not even repeat itself.
 *
 * @category models
 * @since 0.1.0
 */
export interface Moved {
  readonly changedAfterMs: number
  readonly by: "changed" | "cut" | "nothing"
  readonly was: Emitted | null
  readonly became: Emitted | null
}

/**
 * What a check found. `signals` is how many the pipeline emits on the unchanged history: a check of none proves nothing.
 *
 * @category models
 * @since 0.1.0
 */
export interface LookAhead {
  readonly isClean: boolean
  readonly instants: number
  readonly signals: number
  readonly moved: ReadonlyArray<Moved>
}

/**
 * How thorough a check is: `instants` times are drawn by `seed`; 20 and 1 by default. `onRun` is told of every finished run
 * of the pipeline, with how many there will be.
 *
 * @category models
 * @since 0.1.0
 */
export interface CheckOptions {
  readonly instants?: number
  readonly seed?: number
  readonly onRun?: (done: number, total: number) => void
}

const firstMoved = (
  before: ReadonlyArray<Emitted>,
  after: ReadonlyArray<Emitted>,
  changedAfterMs: number,
  by: Moved["by"]
): ReadonlyArray<Moved> => {
  const known = before.filter(({ atMs }) => atMs <= changedAfterMs)
  const length = Math.max(known.length, after.length)
  for (let k = 0; k < length; k++)
    if (!isSame(known[k], after[k])) return [{ changedAfterMs, by, was: known[k] ?? null, became: after[k] ?? null }]
  return []
}

/** Times in the history: half of them where a signal was emitted or just before, where looking ahead shows. */
const instantsOf = (
  markets: ReadonlyArray<Market>,
  signals: ReadonlyArray<Emitted>,
  instants: number,
  seed: number
): ReadonlyArray<number> => {
  const begin = beginning(markets)
  const length = ending(markets) - begin
  return Array.from({ length: instants }, (_, k) => {
    const drawn = uniform(seed, k)
    const signal = k % 2 === 0 ? undefined : signals[Math.floor(drawn * signals.length)]
    return signal?.atMs ?? begin + Math.floor(drawn * length)
  })
}

/**
 * Changes history after random instants, and cuts it off there, and runs the pipeline again: no signal up to the instant
 * may move. A pipeline that passes has not looked ahead of what it was told; one that fails is shown where.
 *
 * @example
 * ```ts
 * import { barsFromRows, checkLookAhead } from "@backhand/backtest-adapter"
 * import { Contract } from "@backhand/core"
 * import { Result } from "effect"
 * import { filter, map } from "rxjs"
 *
 * const X = { symbol: "XUSDT", quoteCoin: "USDT", pricePlace: "0", sizeMultiplier: "1", takerFeeRate: "0" }
 * const instrument = Result.getOrThrow(Contract.decode(X))
 * const rows = Array.from({ length: 50 }, (_, k) => [k * 60_000, 9, 12, 6, 7 + ((k * k) % 5), 1] as const)
 * const market = { instrument, bars: Result.getOrThrow(barsFromRows(rows)).bars }
 *
 * const honest = checkLookAhead([market], () => (bars) => bars.pipe(
 *   filter((bar) => bar.kind === "bar" && bar.close > bar.open),
 *   map(() => ({ symbol: "XUSDT", side: "long" as const }))
 * ))
 * honest.isClean // => true
 *
 * // This one knows the close of the bar that is still to come.
 * const peeking = checkLookAhead([market], ([{ bars } = market]) => (events) => events.pipe(
 *   filter((_, k) => (bars.close[k + 1] ?? 0) > (bars.close[k] ?? 0)),
 *   map(() => ({ symbol: "XUSDT", side: "long" as const }))
 * ))
 * peeking.isClean // => false
 * ```
 *
 * - **Errors** what the pipeline throws.
 *
 * @category checks
 * @since 0.1.0
 */
export const checkLookAhead = (
  markets: ReadonlyArray<Market>,
  pipeline: Pipeline,
  { instants: count = 20, onRun, seed = 1 }: CheckOptions = {}
): LookAhead => {
  let runs = 0
  const run = (of: ReadonlyArray<Market>, untilMs?: number): ReadonlyArray<Emitted> => {
    const signals = emitted(of, pipeline, untilMs)
    onRun?.(++runs, 2 + 2 * count)
    return signals
  }
  const before = run(markets)
  const instants = instantsOf(markets, before, count, seed)
  const again = firstMoved(before, run(markets), Number.POSITIVE_INFINITY, "nothing")
  const moved = instants.flatMap((atMs, k) => {
    const changes = markets.map((market) => changeAfter(market, atMs, k))
    const cuts = markets.map((market) => slices.until(market, atMs))
    return [
      ...firstMoved(before, run(changes, atMs), atMs, "changed"),
      ...firstMoved(before, run(cuts, atMs), atMs, "cut")
    ]
  })
  const all = [...again, ...moved]
  return { isClean: all.length === 0, instants: instants.length, signals: before.length, moved: all }
}
