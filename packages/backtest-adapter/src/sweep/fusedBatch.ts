/**
 * Evaluates several pairs of averages side by side, a stretch of bars at a time: pairs share their averages, which stay
 * in the processor's cache while every pair passes over them.
 *
 * @module
 * @since 0.1.0
 */
import type * as Bars from "../Bars.ts"
import type { DoubleScale } from "../kernel/DoubleScale.ts"
import { ratio } from "../kernel/ratio.ts"
import type { Row } from "./Row.ts"
import * as CrossLines from "./crossLines.ts"
import * as Pass from "./Pass.ts"
import { averagesFit } from "./smaCross.ts"
import * as Stretches from "./stretches.ts"
import { toRow } from "./toRow.ts"

/**
 * What all pairs share. `ends` are the bars at which a day ends, `days` the days of a year.
 *
 * @category models
 * @since 0.1.0
 */
export interface FusedInput {
  readonly bars: Bars.Bars
  readonly units: DoubleScale
  readonly maxTicks: number
  readonly ends: Int32Array
  readonly days: number
}

interface Running {
  readonly pass: Pass.Pass
  readonly recording: Pass.Recording
  readonly daily: Float64Array
  isExact: boolean
}

const start = ({ ends, maxTicks, units }: FusedInput, [fast = 0, slow = 0]: ReadonlyArray<number>): Running => {
  const daily = new Float64Array(ends.length)
  const isPair = Number.isInteger(fast) && Number.isInteger(slow) && 0 < fast && fast < slow
  return {
    pass: Pass.begin(fast, slow, units),
    recording: { samples: ends, sampled: daily },
    daily,
    isExact: isPair && averagesFit(maxTicks, fast, slow) && Stretches.sumsFit(maxTicks, slow)
  }
}

const rowOf = ({ bars, days, units }: FusedInput, { daily, pass }: Running, params: ReadonlyArray<number>): Row => {
  const { drawdown, drawdownFraction, equity } = Pass.finish(pass, bars)
  const coins = (money: number) => money / units.one
  return toRow(params, coins(units.capital), daily.map(coins), days, {
    finalEquity: coins(equity),
    maxDrawdown: coins(drawdown),
    maxDrawdownFraction: drawdownFraction,
    trades: pass.trades,
    commission: ratio(BigInt(pass.traded) * BigInt(units.fee), BigInt(units.one))
  })
}

/**
 * One row for each pair; undefined for one that is no pair of lengths, or whose sums do not fit doubles.
 *
 * @category running
 * @since 0.1.0
 */
export const fusedBatch = (
  input: FusedInput,
  batch: ReadonlyArray<ReadonlyArray<number>>
): ReadonlyArray<Row | undefined> => {
  const { bars, units } = input
  const all = batch.map((params) => start(input, params))
  const lengths = all.flatMap(({ isExact, pass }) => (isExact ? [pass.fast, pass.slow] : []))
  const stretch = Stretches.make(bars.length, [...new Set(lengths)])
  while (Stretches.next(stretch, bars.close))
    for (const it of all) if (it.isExact) it.isExact = CrossLines.advance(it.pass, bars, stretch, units, it.recording)
  return all.map((it, k) => (it.isExact ? rowOf(input, it, batch[k] ?? []) : undefined))
}
