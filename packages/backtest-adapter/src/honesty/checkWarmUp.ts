/**
 * Finds signals that depend on where the history happens to begin.
 *
 * @module
 * @since 0.1.0
 */
import { beginning } from "../replay/drive.ts"
import { uniform } from "../replay/latency.ts"
import { firstAt, type Market } from "../replay/Market.ts"
import { ending } from "./ending.ts"
import { type Emitted, emitted, type Pipeline } from "./Pipeline.ts"
import * as slices from "./slices.ts"

/**
 * A run that began at `startMs`, beside the one that began at the beginning.
 *
 * - `signals` the later run's signals.
 * - `missing`, `added` what only the longer run emitted after `startMs`, and what only the later run did.
 * - `settledMs` the two agree from then on, `settledBars` bars of the first market after the start; infinite where they
 *   never do.
 *
 * @category models
 * @since 0.1.0
 */
export interface LaterStart {
  readonly startMs: number
  readonly signals: number
  readonly missing: ReadonlyArray<Emitted>
  readonly added: ReadonlyArray<Emitted>
  readonly settledMs: number
  readonly settledBars: number
}

/**
 * What a check found. `warmUpBars` is the longest that any start took to agree: signals of so many bars at the beginning
 * of a history depend on what came before it. `isClean` where every start did agree in the end.
 *
 * @category models
 * @since 0.1.0
 */
export interface WarmUp {
  readonly isClean: boolean
  readonly warmUpBars: number
  readonly starts: ReadonlyArray<LaterStart>
}

/**
 * How thorough a check is: `starts` are drawn from the first half of the history by `seed`; 8 and 1 by default. `onRun` is
 * told of every finished run of the pipeline, with how many there will be.
 *
 * @category models
 * @since 0.1.0
 */
export interface WarmUpOptions {
  readonly starts?: number
  readonly seed?: number
  readonly onRun?: (done: number, total: number) => void
}

const nameOf = ({ atMs, wish: { at, side, size, stop, symbol } }: Emitted): string =>
  JSON.stringify([atMs, at ?? atMs, symbol, side, size, stop])

/** What of `these` has no counterpart among `those`, each of which is the counterpart of one. */
const without = (these: ReadonlyArray<Emitted>, those: ReadonlyArray<Emitted>): ReadonlyArray<Emitted> => {
  const counts = new Map<string, number>()
  for (const each of those) counts.set(nameOf(each), (counts.get(nameOf(each)) ?? 0) + 1)
  return these.filter((each) => {
    const left = counts.get(nameOf(each)) ?? 0
    if (left > 0) counts.set(nameOf(each), left - 1)
    return left === 0
  })
}

const compare = (
  markets: ReadonlyArray<Market>,
  pipeline: Pipeline,
  whole: ReadonlyArray<Emitted>,
  startMs: number
): LaterStart => {
  const later = emitted(
    markets.map((market) => slices.from(market, startMs)),
    pipeline
  )
  const expected = whole.filter(({ atMs }) => atMs > startMs)
  const [missing, added] = [without(expected, later), without(later, expected)]
  const last = [...missing, ...added].reduce((most, { atMs }) => Math.max(most, atMs), startMs)
  const time = markets[0]?.bars.time ?? new Float64Array(0)
  // Two runs that differ to the end have not been seen to agree.
  const isSettled = last === startMs || [...expected, ...later].some(({ atMs }) => atMs > last)
  const settledMs = isSettled ? last : Number.POSITIVE_INFINITY
  const settledBars = isSettled ? firstAt(time, last) - firstAt(time, startMs) : Number.POSITIVE_INFINITY
  return { startMs, signals: later.length, missing, added, settledMs, settledBars }
}

/**
 * Runs a pipeline from different starting bars, and compares its signals with those of the run over everything.
 *
 * A moving average that begins anew soon agrees; an average that never forgets, or a position kept in the strategy, may
 * not. Signals within the warm-up are no evidence of anything: leave them out, or begin the history earlier.
 *
 * - **Errors** what the pipeline throws.
 *
 * @category checks
 * @since 0.1.0
 */
export const checkWarmUp = (
  markets: ReadonlyArray<Market>,
  pipeline: Pipeline,
  { onRun, seed = 1, starts = 8 }: WarmUpOptions = {}
): WarmUp => {
  const whole = emitted(markets, pipeline)
  onRun?.(1, 1 + starts)
  const begin = beginning(markets)
  const half = (ending(markets) - begin) / 2
  const found = Array.from({ length: half > 0 ? starts : 0 }, (_, k) => {
    const later = compare(markets, pipeline, whole, begin + Math.ceil(((k + uniform(seed, k)) / starts) * half))
    onRun?.(k + 2, 1 + starts)
    return later
  })
  const warmUpBars = found.reduce((most, { settledBars }) => Math.max(most, settledBars), 0)
  return { isClean: Number.isFinite(warmUpBars), warmUpBars, starts: found }
}
