/**
 * What candles are like: gaps, silent stretches, bars that contradict themselves a little.
 *
 * @module
 * @since 0.1.0
 */
import type { Bars } from "../Bars.ts"

/**
 * A hole in the bars: `missing` bars after bar `after`.
 *
 * @category models
 * @since 0.1.0
 */
export interface Gap {
  readonly after: number
  readonly missing: number
}

/**
 * What was found in bars. Nothing of it is an error, and nothing is filled or changed.
 *
 * - `gaps` the number of holes, the bars missing in all, and the first twenty holes.
 * - `irregular` bars that follow their neighbour by less than the interval, or by no whole number of intervals.
 * - `zeroVolume` bars without volume, and the longest run of them.
 * - `outside` bars whose open or close is not between low and high, and the first twenty of them.
 *
 * @category models
 * @since 0.1.0
 */
export interface BarsReport {
  readonly bars: number
  readonly first: number
  readonly last: number
  readonly intervalMs: number
  readonly priceStep: string
  readonly gaps: { readonly count: number; readonly missing: number; readonly first: ReadonlyArray<Gap> }
  readonly irregular: number
  readonly zeroVolume: { readonly count: number; readonly longestRun: number }
  readonly outside: { readonly count: number; readonly first: ReadonlyArray<number> }
}

const most = 20

const gapsOf = ({ intervalMs, length, time }: Bars) => {
  const first: Array<Gap> = []
  let count = 0
  let missing = 0
  let irregular = 0
  for (let bar = 1; bar < length; bar++) {
    const distance = (time[bar] as number) - (time[bar - 1] as number)
    if (distance === intervalMs || intervalMs === 0) continue
    const steps = distance / intervalMs
    if (steps < 1 || steps % 1 !== 0) irregular++
    const absent = Math.ceil(steps) - 1
    if (absent < 1) continue
    count++
    missing += absent
    if (first.length < most) first.push({ after: bar - 1, missing: absent })
  }
  return { gaps: { count, missing, first }, irregular }
}

const zeroVolumeOf = ({ length, volume }: Bars) => {
  let count = 0
  let run = 0
  let longestRun = 0
  for (let bar = 0; bar < length; bar++) {
    run = volume[bar] === 0 ? run + 1 : 0
    if (run > 0) count++
    if (run > longestRun) longestRun = run
  }
  return { count, longestRun }
}

const outsideOf = ({ close, high, length, low, open }: Bars) => {
  const first: Array<number> = []
  let count = 0
  let highest = 0
  for (let bar = 0; bar < length; bar++) {
    const top = high[bar] as number
    const bottom = low[bar] as number
    const from = open[bar] as number
    const to = close[bar] as number
    if (top > highest) highest = top
    if (from <= top && from >= bottom && to <= top && to >= bottom) continue
    count++
    if (first.length < most) first.push(bar)
  }
  return { outside: { count, first }, highest }
}

/**
 * Looks through bars. Answers with their highest price, in ticks, besides.
 *
 * @category checks
 * @since 0.1.0
 */
export const look = (bars: Bars): readonly [report: BarsReport, highest: number] => {
  const { highest, outside } = outsideOf(bars)
  const report = {
    bars: bars.length,
    first: bars.time[0] ?? Number.NaN,
    last: bars.time[bars.length - 1] ?? Number.NaN,
    intervalMs: bars.intervalMs,
    priceStep: bars.priceStep,
    ...gapsOf(bars),
    zeroVolume: zeroVolumeOf(bars),
    outside
  }
  return [report, highest]
}

/**
 * Looks through bars and tells what is unusual about them.
 *
 * @example
 * ```ts
 * import { inspectBars, parseBars } from "@backhand/backtest-adapter"
 * import { Result } from "effect"
 *
 * const csv = "time,open,high,low,close\n60,1,2,1,2\n120,2,2,2,2\n240,2,3,2,3\n"
 * const history = parseBars(new TextEncoder().encode(csv))
 * Result.map(history, ({ bars }) => inspectBars(bars).gaps.first) // => Result.succeed([{ after: 1, missing: 1 }])
 * ```
 *
 * @category mapping
 * @since 0.1.0
 */
export const inspectBars = (bars: Bars): BarsReport => look(bars)[0]
