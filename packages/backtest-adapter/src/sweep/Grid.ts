/**
 * Parameter grids: `fast=5..50:5,slow=20..200:10` as combinations of values.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import * as KernelRefusal from "../kernel/KernelRefusal.ts"

/**
 * One axis: a parameter and the values it takes, in increasing order.
 *
 * @category models
 * @since 0.1.0
 */
export interface Axis {
  readonly name: string
  readonly values: ReadonlyArray<number>
}

/**
 * The axes of a grid, in the order they were written.
 *
 * @category models
 * @since 0.1.0
 */
export type Grid = ReadonlyArray<Axis>

/** Far more than a user means, far less than what fills the memory. */
const most = 10_000_000
const form = /^\s*([A-Za-z][\w-]*)\s*=\s*(\d+(?:\.\d+)?)(?:\.\.(\d+(?:\.\d+)?)(?::(\d+(?:\.\d+)?))?)?\s*$/

const places = (text: string): number => (text.includes(".") ? text.length - text.indexOf(".") - 1 : 0)

const refuse = (message: string) =>
  KernelRefusal.fail("BadOption", "grid", message, 'write axes as "fast=5..50:5,slow=20..200:10": name=from..to:step')

const parseAxis = (text: string): Result.Result<Axis, KernelRefusal.KernelRefusal> => {
  const match = form.exec(text)
  if (match === null) return refuse(`cannot read "${text.trim()}"`)
  const [, name = "", from = "", to = from, step = "1"] = match
  const scale = 10 ** Math.max(places(from), places(to), places(step))
  const [first, last, stride] = [from, to, step].map((it) => Math.round(Number(it) * scale)) as [number, number, number]
  if (stride === 0) return refuse(`${name} has the step 0`)
  if (last < first) return refuse(`${name} runs from ${from} down to ${to}`)
  const count = Math.floor((last - first) / stride) + 1
  if (count > most) return refuse(`${name} has ${count} values`)
  return Result.succeed({ name, values: Array.from({ length: count }, (_, k) => (first + k * stride) / scale) })
}

/**
 * Reads a grid. A range includes its end where a step falls on it; without a step it goes by ones; a single value is
 * a range of one.
 *
 * - **Errors** `BadOption` for an axis that cannot be read, a name given twice, or more than ten million combinations.
 *
 * @example
 * ```ts
 * import { Grid } from "@backhand/backtest-adapter"
 * import { Result } from "effect"
 *
 * Result.map(Grid.parse("fast=5..15:5,step=0.02"), Grid.combinations)
 * // => Result.succeed([[5, 0.02], [10, 0.02], [15, 0.02]])
 * ```
 *
 * @category decoding
 * @since 0.1.0
 */
export const parse = (text: string): Result.Result<Grid, KernelRefusal.KernelRefusal> =>
  Result.gen(function* () {
    const axes: Array<Axis> = []
    for (const part of text.split(",")) {
      const axis = yield* parseAxis(part)
      if (axes.some((it) => it.name === axis.name)) return yield* refuse(`${axis.name} is given twice`)
      axes.push(axis)
    }
    const size = axes.reduce((product, axis) => product * axis.values.length, 1)
    return size > most ? yield* refuse(`${size} combinations are too many`) : axes
  })

/**
 * All combinations, the last axis changing fastest.
 *
 * @category folding
 * @since 0.1.0
 */
export const combinations = (self: Grid): ReadonlyArray<ReadonlyArray<number>> =>
  self.reduce<ReadonlyArray<ReadonlyArray<number>>>(
    (rows, axis) => rows.flatMap((row) => axis.values.map((value) => [...row, value])),
    [[]]
  )
