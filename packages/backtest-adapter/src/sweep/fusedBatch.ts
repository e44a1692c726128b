/**
 * Evaluates several pairs of averages side by side, a stretch of bars at a time, whose prices stay in the processor's
 * cache while every pair passes over them.
 *
 * @module
 * @since 0.1.0
 */
import type * as Bars from "../Bars.ts"
import type { DoubleScale } from "../kernel/DoubleScale.ts"
import { ratio } from "../kernel/ratio.ts"
import type { Blocks } from "./Blocks.ts"
import * as Pass from "./Pass.ts"
import { fits, passBars, stretch } from "./passBars.ts"
import type { Row } from "./Row.ts"
import { toRow } from "./toRow.ts"

/**
 * What all pairs share. `ends` are the bars at which a day ends, `days` the days of a year.
 *
 * @category models
 * @since 0.1.0
 */
export interface FusedInput {
  readonly bars: Bars.Bars
  readonly blocks: Blocks
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

const crosses = new Int32Array(stretch)

const start = ({ ends, maxTicks, units }: FusedInput, [fast = 0, slow = 0]: ReadonlyArray<number>): Running => {
  const daily = new Float64Array(ends.length)
  const isPair = Number.isInteger(fast) && Number.isInteger(slow) && 0 < fast && fast < slow
  return {
    pass: Pass.begin(fast, slow, units),
    recording: { crosses, samples: ends, sampled: daily },
    daily,
    isExact: isPair && fits(maxTicks, fast, slow)
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
  const { bars, blocks, units } = input
  const all = batch.map((params) => start(input, params))
  for (let end = 0; end < bars.length; ) {
    end = Math.min(end + stretch, bars.length)
    for (const it of all) if (it.isExact) it.isExact = passBars(it.pass, bars, blocks, units, end, it.recording)
  }
  return all.map((it, k) => (it.isExact ? rowOf(input, it, batch[k] ?? []) : undefined))
}
