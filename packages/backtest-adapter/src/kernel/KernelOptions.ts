/**
 * What a kernel run costs and how it fills: the options a user writes, and the exact terms they mean.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import type { Funding } from "./Funding.ts"
import * as KernelRefusal from "./KernelRefusal.ts"
import { refuseOthers, type ReplayOnly } from "./ReplayOnly.ts"

export type { ReplayOnly } from "./ReplayOnly.ts"

/**
 * A decimal from outside: a plain decimal string, or a number that is read as its shortest decimal.
 *
 * @category models
 * @since 0.1.0
 */
export type DecimalInput = string | number

/**
 * The options of a kernel run.
 *
 * - `size` base units of every opening (quote units for an inverse contract); or `allIn` with the unit that sizes are
 *   rounded down to; or a `value` in quote units with such a `unit`: what it buys at the close on which the first position
 *   is decided, which every flip turns round whole.
 * - `fill` where a wish without a stop is filled; by default at the next bar's open.
 * - `feeRate` fraction of the traded value, charged on both legs of a flip. Zero by default.
 * - `slippageBps` basis points by which every fill is worse than its price. Not capped by the bar's range.
 * - `capital` quote units (the margin coin for an inverse contract). 1,000,000 by default.
 * - `mode` makes no difference to whole reversals; accepted so that a run can say what it was meant for.
 * - `whenFlat` whether a wish may open a position from nothing; `enter` by default.
 *
 * @category models
 * @since 0.1.0
 */
export interface KernelOptions extends ReplayOnly {
  readonly size:
    | DecimalInput
    | { readonly allIn: DecimalInput }
    | { readonly value: DecimalInput; readonly unit: DecimalInput }
  readonly fill?: "next-open" | "close" | undefined
  readonly feeRate?: DecimalInput | undefined
  readonly slippageBps?: DecimalInput | undefined
  readonly capital?: DecimalInput | undefined
  readonly kind?: "linear" | "inverse" | undefined
  readonly mode?: "one-way" | "hedge" | undefined
  readonly whenFlat?: "enter" | "ignore" | undefined
  readonly funding?: Funding | undefined
}

/**
 * Decoded options, exact. `lot` is the quantum that sizes are counted in: the fixed size itself, or the unit that sizes
 * are rounded down to. `value` is what the first position is worth, where that was given.
 *
 * @category models
 * @since 0.1.0
 */
export interface Terms {
  readonly kind: "linear" | "inverse"
  readonly fill: "next-open" | "close"
  readonly whenFlat: "enter" | "ignore"
  readonly isAllIn: boolean
  readonly value: Rational.Rational | undefined
  readonly lot: Rational.Rational
  readonly feeRate: Rational.Rational
  readonly slippage: Rational.Rational
  readonly capital: Rational.Rational
  readonly funding: Funding | undefined
}

type Read = Result.Result<Rational.Rational, KernelRefusal.KernelRefusal>

const read = (field: string, value: DecimalInput, isPositive: boolean): Read =>
  (isPositive ? Decimal.parsePositive : Decimal.parseNonNegative)(field, Decimal.fromJson(value)).pipe(
    Result.mapError(({ message, remedy }) => ({ _tag: "BadOption" as const, field, message, remedy }))
  )

const own = ["size", "fill", "feeRate", "slippageBps", "capital", "kind", "mode", "whenFlat", "funding"]

const known: Readonly<Record<string, ReadonlyArray<string>>> = {
  fill: ["next-open", "close"],
  kind: ["linear", "inverse"],
  mode: ["one-way", "hedge"],
  whenFlat: ["enter", "ignore"]
}

const refuseUnknown = (options: KernelOptions): Result.Result<void, KernelRefusal.KernelRefusal> => {
  for (const [field, words] of Object.entries(known)) {
    const value = options[field as keyof KernelOptions]
    if (value === undefined || words.includes(value as string)) continue
    return KernelRefusal.fail("BadOption", field, `got ${JSON.stringify(value)}`, `use ${words.join(" or ")}`)
  }
  return Result.void
}

const atMost = (field: string, value: Rational.Rational, limit: Rational.Rational, remedy: string): Read =>
  Rational.compare(value, limit) < 0
    ? Result.succeed(value)
    : KernelRefusal.fail("BadOption", field, `got ${Rational.toDecimal(value)}, expected less than 1`, remedy)

/**
 * Reads options as exact terms.
 *
 * - **Errors** `NotHonoured` for what only the replay models, `BadOption` for what cannot be read or has no such name.
 *
 * @example
 * ```ts
 * import { KernelOptions } from "@backhand/backtest-adapter"
 * import { Result } from "effect"
 *
 * const refused = KernelOptions.decode({ size: "1", latencyMs: 40 })
 * Result.isFailure(refused) ? refused.failure._tag : "decoded" // => "NotHonoured"
 * ```
 *
 * @category decoding
 * @since 0.1.0
 */
export const decode = (options: KernelOptions): Result.Result<Terms, KernelRefusal.KernelRefusal> =>
  Result.gen(function* () {
    yield* refuseOthers(options, own)
    yield* refuseUnknown(options)
    const size = typeof options.size === "object" ? options.size : { fixed: options.size }
    const lot = yield* read("size", "value" in size ? size.unit : "allIn" in size ? size.allIn : size.fixed, true)
    const rate = yield* read("feeRate", options.feeRate ?? 0, false)
    const bps = yield* read("slippageBps", options.slippageBps ?? 0, false)
    return {
      kind: options.kind ?? "linear",
      fill: options.fill ?? "next-open",
      whenFlat: options.whenFlat ?? "enter",
      isAllIn: "allIn" in size,
      value: "value" in size ? yield* read("size.value", size.value, true) : undefined,
      lot,
      feeRate: yield* atMost("feeRate", rate, Rational.make(1n), "write 0.06 percent as 0.0006"),
      slippage: yield* atMost(
        "slippageBps",
        Rational.divide(bps, Rational.make(10_000n)),
        Rational.make(1n),
        "write 0.05 percent as 5"
      ),
      capital: yield* read("capital", options.capital ?? 1_000_000, true),
      funding: options.funding
    }
  })
