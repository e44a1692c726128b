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
import { timeMs } from "../given/Given.ts"

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

/** What only history has: live, a resting order or a bar would silently become something else. */
const onlyOffline = ({ bar, stop }: Fields): Read<void> => {
  if (!isMissing(bar)) return fail("bar", bar, "is for backtests; live, give at, or leave it out")
  return isMissing(stop) ? Result.succeed(undefined) : fail("stop", stop, "is for backtests; live signals act at once")
}

const symbolOf = ({ symbol }: Fields, only: string | undefined): Read<string> => {
  if (isMissing(symbol) && only !== undefined) return Result.succeed(only)
  return typeof symbol === "string" && /^[A-Za-z0-9]{2,32}$/.test(symbol)
    ? Result.succeed(symbol.toUpperCase())
    : fail("symbol", symbol, 'such as "ETHUSDT"; it may be left out where --symbols names exactly one')
}

const atOf = ({ at }: Fields): Read<{ readonly at?: number }> => {
  if (isMissing(at)) return Result.succeed({})
  const ms = typeof at === "number" || typeof at === "string" ? timeMs(String(at).trim()) : undefined
  return ms === undefined ? fail("at", at, "in milliseconds since the epoch, or ISO 8601") : Result.succeed({ at: ms })
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
 * Reads a signal. `only` is the symbol that one without a symbol means. Without `at` it is dated when it arrives.
 *
 * @since 0.1.0
 */
export const readSignal = (fields: Fields, only?: string): Read<SignalInput> =>
  Result.gen(function* () {
    const { side } = fields
    if (!Side.isSide(side)) return yield* fail("side", side, '"long" or "short"')
    yield* onlyOffline(fields)
    const symbol = yield* symbolOf(fields, only)
    return { symbol, side, ...(yield* atOf(fields)), ...(yield* idOf(fields)), ...(yield* sizeOf(fields)) }
  })
