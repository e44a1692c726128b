/**
 * One signal, from the fields of a line.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal, Refusal, Side } from "@backhand/core"
import type { SignalInput } from "@backhand/reversal-operator"
import * as Result from "effect/Result"
import type { Fields } from "../conform/Line.ts"
import { readTime, type TimeUnit } from "../given/readTime.ts"

/**
 * Why a line is no signal: what is there, and what was expected.
 *
 * @since 0.1.0
 */
export interface Problem {
  readonly problem: string
  readonly expected: string
}

type Read<A> = Result.Result<A, Problem>

const fail = (field: string, value: unknown, expected: string): Read<never> =>
  Result.fail({ problem: `${field} is ${Refusal.show(value)}`, expected: `${field} ${expected}` })

const isMissing = (value: unknown): value is undefined | null | "" =>
  value === undefined || value === null || value === ""

/**
 * What is known beside the line: the symbol that one without a symbol means, and the unit of the first time, to which the
 * others are held.
 *
 * @since 0.1.0
 */
export interface Context {
  readonly only: string | undefined
  unit?: TimeUnit
}

/** What only history has: live, a resting order or a bar would silently become something else. */
const onlyOffline = ({ bar, stop }: Fields): Read<void> => {
  if (!isMissing(bar)) return fail("bar", bar, "is for backtests; live, give at, or leave it out")
  return isMissing(stop) ? Result.succeed(undefined) : fail("stop", stop, "is for backtests; live signals act at once")
}

const symbolOf = ({ symbol }: Fields, { only }: Context): Read<string> => {
  if (isMissing(symbol) && only !== undefined) return Result.succeed(only)
  // Some contracts are not called in ASCII.
  return typeof symbol === "string" && /^[\p{L}\p{N}]{2,32}$/u.test(symbol)
    ? Result.succeed(symbol.toUpperCase())
    : fail("symbol", symbol, 'such as "ETHUSDT"; it may be left out where --symbols names exactly one')
}

const atOf = ({ at }: Fields, context: Context): Read<{ readonly at?: number }> => {
  if (isMissing(at)) return Result.succeed({})
  const time = typeof at === "number" || typeof at === "string" ? readTime(String(at).trim()) : undefined
  if (time === undefined) return fail("at", at, "in milliseconds since the epoch, or ISO 8601")
  context.unit ??= time.unit
  if (time.unit === context.unit) return Result.succeed({ at: time.ms })
  return fail("at", at, `in the unit of the signals before it (${context.unit}): one source has one unit`)
}

const idOf = ({ id }: Fields): Read<{ readonly id?: string }> => {
  if (isMissing(id)) return Result.succeed({})
  return typeof id === "string" || typeof id === "number"
    ? Result.succeed({ id: String(id) })
    : fail("id", id, "as a text or a number")
}

const sizeOf = ({ size }: Fields): Read<{ readonly size?: string }> => {
  if (isMissing(size)) return Result.succeed({})
  const text = Decimal.fromJson(size)
  return typeof text === "string" && Result.isSuccess(Decimal.parsePositive("size", text))
    ? Result.succeed({ size: text })
    : fail("size", size, "as a decimal above zero, in base units")
}

/**
 * Reads a signal. Without `at` it is dated when it arrives.
 *
 * @since 0.1.0
 */
export const readSignal = (fields: Fields, context: Context): Read<SignalInput> =>
  Result.gen(function* () {
    const { side } = fields
    if (!Side.isSide(side)) return yield* fail("side", side, '"long" or "short"')
    yield* onlyOffline(fields)
    const symbol = yield* symbolOf(fields, context)
    return { symbol, side, ...(yield* atOf(fields, context)), ...(yield* idOf(fields)), ...(yield* sizeOf(fields)) }
  })
