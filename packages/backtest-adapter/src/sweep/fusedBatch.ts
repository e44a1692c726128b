/**
 * Evaluates several pairs of averages side by side, a stretch of bars at a time, whose prices stay in the processor's
 * cache while every pair passes over them.
 *
 * @module
 * @since 0.1.0
 */
import type * as Bars from "../Bars.ts"
import type { DoubleScale } from "../kernel/DoubleScale.ts"
import { limit } from "../kernel/int32.ts"
import { stretch } from "../kernel/Pieces.ts"
import { ratio } from "../kernel/ratio.ts"
import { leadsFit } from "../strategies/smaCrosses.ts"
import * as Averages from "./Averages.ts"
import type { Blocks, Closes } from "./Blocks.ts"
import { blockCrosses } from "./blockCrosses.ts"
import * as Pass from "./Pass.ts"
import { follow } from "./follow.ts"
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
  readonly blocks: Closes
  readonly averages: Averages.Averages
  readonly units: DoubleScale
  readonly maxTicks: number
  readonly ends: Int32Array
  readonly days: number
}

interface Running {
  readonly pass: Pass.Pass
  readonly recording: Pass.Recording
  readonly daily: Float64Array
  readonly fast: Blocks
  readonly slow: Blocks
  isExact: boolean
}

const crosses = new Int32Array(stretch)

const canPass = ({ bars, maxTicks }: FusedInput, fast: number, slow: number): boolean =>
  Number.isInteger(fast) &&
  Number.isInteger(slow) &&
  0 < fast &&
  fast < slow &&
  maxTicks < limit &&
  leadsFit(maxTicks, fast, slow) &&
  Averages.sumsFit(maxTicks, bars.length)

const start = (input: FusedInput, [fast = 0, slow = 0]: ReadonlyArray<number>): Running | undefined => {
  if (!canPass(input, fast, slow)) return undefined
  const { averages, ends, units } = input
  const daily = new Float64Array(ends.length)
  return {
    pass: Pass.begin(fast, slow, units),
    recording: { crosses, samples: ends, sampled: daily },
    daily,
    fast: Averages.extremes(averages, fast),
    slow: Averages.extremes(averages, slow),
    isExact: true
  }
}

const advance = ({ averages, bars, blocks, units }: FusedInput, it: Running, end: number): boolean => {
  const from = it.pass.next
  const count = blockCrosses(it.pass, averages.sums, it.fast, it.slow, end, crosses)
  return follow(it.pass, bars, blocks, units, from, count, it.recording)
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
  const { length } = input.bars
  const all = batch.map((params) => start(input, params))
  for (let end = 0; end < length; ) {
    end = Math.min(end + stretch, length)
    for (const it of all) if (it?.isExact === true) it.isExact = advance(input, it, end)
  }
  return all.map((it, k) => (it?.isExact === true ? rowOf(input, it, batch[k] ?? []) : undefined))
}
