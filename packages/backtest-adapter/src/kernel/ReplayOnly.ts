/**
 * Options that the kernel does not honour: it refuses what only the replay models, and what nobody knows.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import * as KernelRefusal from "./KernelRefusal.ts"

/**
 * Options that only the replay can honour. The kernel names them so that it can refuse them instead of ignoring them.
 *
 * @category models
 * @since 0.1.0
 */
export interface ReplayOnly {
  readonly makerFeeRate?: unknown
  readonly slippageTicks?: unknown
  readonly latencyMs?: unknown
  readonly legGapMs?: unknown
  readonly limit?: unknown
  readonly hasMinimums?: unknown
  readonly outcome?: unknown
  readonly margin?: unknown
  readonly complete?: unknown
  readonly guards?: unknown
  readonly scheduler?: unknown
}

const models: Readonly<Record<keyof ReplayOnly, string>> = {
  makerFeeRate: "fees of makers",
  slippageTicks: "slippage in ticks",
  latencyMs: "a latency",
  legGapMs: "a gap between two legs",
  limit: "a rate limit",
  hasMinimums: "minimums of a contract",
  outcome: "partial outcomes",
  margin: "margin and liquidation",
  complete: "the completion of a reversal",
  guards: "guards",
  scheduler: "a clock for strategies"
}

const isNone = (value: unknown): boolean => value === undefined || value === null || value === 0 || value === false

/**
 * Refuses an option that is none of `own`. One of the replay's that says "none" passes.
 *
 * - **Errors** `NotHonoured` for the replay's options, `BadOption` for a name that nobody knows.
 *
 * @category checks
 * @since 0.1.0
 */
export const refuseOthers = (
  options: object,
  own: ReadonlyArray<string>
): Result.Result<void, KernelRefusal.KernelRefusal> => {
  for (const [field, value] of Object.entries(options)) {
    if (own.includes(field) || value === undefined) continue
    const what = models[field as keyof ReplayOnly] as string | undefined
    if (what === undefined)
      return KernelRefusal.fail("BadOption", field, "there is no such option", `use ${own.join(", ")}`)
    if (isNone(value)) continue
    return KernelRefusal.fail(
      "NotHonoured",
      field,
      `the kernel does not model ${what}`,
      "use the replay, which runs the live engine in virtual time, or leave the option out"
    )
  }
  return Result.void
}
