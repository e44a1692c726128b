/**
 * The strategies that have a name, and how a name with its numbers is read.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import type { Bars } from "../Bars.ts"
import type { Pieces } from "../kernel/Pieces.ts"
import { donchian } from "./donchian.ts"
import { emaCross } from "./emaCross.ts"
import { psar, psarStop } from "./parabolicSar.ts"
import { smaCross, smaCrossPieces } from "./smaCross.ts"
import type { Stepper } from "./Stepper.ts"
import { fromStepper, type Strategy } from "./Strategy.ts"
import { superTrend } from "./superTrend.ts"

/**
 * One number of a strategy: a whole one of at least 1, or any above zero.
 *
 * @category models
 * @since 0.1.0
 */
export interface Parameter {
  readonly name: string
  readonly isWhole: boolean
  readonly usual: number
}

/**
 * A strategy by name, before its numbers are known: what a sweep runs over. `fast` is a faster way to the wishes that
 * the stepper of `make` has, where there is one.
 *
 * @category models
 * @since 0.1.0
 */
export interface Definition {
  readonly name: string
  readonly does: string
  readonly parameters: ReadonlyArray<Parameter>
  readonly rule?: { readonly says: string; readonly holds: (values: ReadonlyArray<number>) => boolean }
  readonly warmup: (values: ReadonlyArray<number>) => number
  readonly make: (...values: ReadonlyArray<number>) => () => Stepper
  readonly fast?: (...values: ReadonlyArray<number>) => (bars: Bars) => Pieces | undefined
}

/**
 * Why a strategy was not understood.
 *
 * @category models
 * @since 0.1.0
 */
export interface StrategyRefusal {
  readonly _tag: "UnknownStrategy" | "BadParameters"
  readonly message: string
  readonly remedy: string
}

const whole = (name: string, usual: number): Parameter => ({ name, isWhole: true, usual })
const real = (name: string, usual: number): Parameter => ({ name, isWhole: false, usual })
const at = (values: ReadonlyArray<number>, index: number): number => values[index] ?? Number.NaN

const isFastFirst = {
  says: "fast is less than slow",
  holds: (values: ReadonlyArray<number>) => at(values, 0) < at(values, 1)
}
const isStepFirst = {
  says: "step is at most the maximum",
  holds: (values: ReadonlyArray<number>) => at(values, 0) <= at(values, 1)
}
const crossing = {
  parameters: [whole("fast", 10), whole("slow", 30)],
  rule: isFastFirst,
  warmup: (values: ReadonlyArray<number>) => at(values, 1)
}
const parabolic = { parameters: [real("step", 0.02), real("max", 0.2)], rule: isStepFirst }

/**
 * All built-in strategies.
 *
 * @category models
 * @since 0.1.0
 */
export const definitions: ReadonlyArray<Definition> = [
  {
    ...crossing,
    name: "sma-cross",
    does: "the cross of two simple averages of closes, exact in ticks",
    make: (fast, slow) => smaCross(fast, slow),
    fast: (fast, slow) => smaCrossPieces(fast, slow)
  },
  {
    ...crossing,
    name: "ema-cross",
    does: "the cross of two exponential averages of closes",
    make: (fast, slow) => emaCross(fast, slow)
  },
  {
    name: "donchian",
    does: "a close beyond the highest high or the lowest low of the bars before",
    parameters: [whole("length", 20)],
    warmup: (values) => at(values, 0),
    make: (length) => donchian(length)
  },
  {
    ...parabolic,
    name: "psar",
    does: "the parabolic SAR, reversed after the bar that went through it",
    warmup: () => 2,
    make: (step, max) => psar(step, max)
  },
  {
    ...parabolic,
    name: "psar-stop",
    does: "the parabolic SAR as a resting stop-and-reverse order",
    warmup: () => 1,
    make: (step, max) => psarStop(step, max)
  },
  {
    name: "supertrend",
    does: "a close beyond a band of average true ranges",
    parameters: [whole("length", 10), real("multiple", 3)],
    warmup: (values) => at(values, 0) + 1,
    make: (length, multiple) => superTrend(length, multiple)
  }
]

const fail = (_tag: StrategyRefusal["_tag"], message: string, remedy: string) => Result.fail({ _tag, message, remedy })

const usage = ({ name, parameters }: Definition): string =>
  `write ${name}:${parameters.map((parameter) => parameter.usual).join(",")} (${parameters.map((parameter) => parameter.name).join(",")})`

const problemOf = ({ parameters, rule }: Definition, values: ReadonlyArray<number>): string | undefined => {
  if (values.length !== parameters.length) return `takes ${parameters.length} numbers, got ${values.length}`
  for (const [index, { isWhole, name }] of parameters.entries()) {
    const value = at(values, index)
    const isFine = isWhole ? Number.isSafeInteger(value) && value >= 1 && value <= 1e6 : value > 0 && value < 1e6
    if (!isFine)
      return `${name} is ${isWhole ? "a whole number from 1 to 1000000" : "a number above zero"}, got ${value}`
  }
  return rule === undefined || rule.holds(values) ? undefined : `needs that ${rule.says}, got ${values.join(",")}`
}

/**
 * Makes a built-in strategy of its name and numbers.
 *
 * - **Errors** `UnknownStrategy`, `BadParameters`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeStrategy = (name: string, values: ReadonlyArray<number>): Result.Result<Strategy, StrategyRefusal> => {
  const found = definitions.find((definition) => definition.name === name)
  if (found === undefined)
    return fail(
      "UnknownStrategy",
      `there is no strategy ${JSON.stringify(name)}`,
      `use one of ${definitions.map((definition) => definition.name).join(", ")}, or give a file with --strategy FILE.ts`
    )
  const problem = problemOf(found, values)
  if (problem !== undefined) return fail("BadParameters", `${name} ${problem}`, usage(found))
  const fast = found.fast?.(...values)
  return Result.succeed(fromStepper(`${name}:${values.join(",")}`, found.warmup(values), found.make(...values), fast))
}

/**
 * Reads a strategy as the command line writes it: a name and, after a colon, its numbers. Without numbers the usual ones
 * are taken.
 *
 * - **Errors** `UnknownStrategy`, `BadParameters`.
 *
 * @example
 * ```ts
 * import { parseStrategy } from "@backhand/backtest-adapter"
 * import { Result } from "effect"
 *
 * Result.map(parseStrategy("sma-cross:10,30"), ({ warmup }) => warmup) // => Result.succeed(30)
 * const refused = parseStrategy("sma-cross:30,10")
 * Result.isFailure(refused) && refused.failure.message // => "sma-cross needs that fast is less than slow, got 30,10"
 * ```
 *
 * @category decoding
 * @since 0.1.0
 */
export const parseStrategy = (text: string): Result.Result<Strategy, StrategyRefusal> => {
  const [name = "", numbers, ...rest] = text.trim().split(":")
  const usual = definitions
    .find((definition) => definition.name === name)
    ?.parameters.map((parameter) => parameter.usual)
  const values = numbers === undefined ? (usual ?? []) : numbers.split(",").map(numberOf)
  return rest.length > 0
    ? fail("BadParameters", `${JSON.stringify(text)} has more than one colon`, "write a strategy like sma-cross:10,30")
    : makeStrategy(name, values)
}

const numberOf = (text: string): number => (/^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : Number.NaN)
