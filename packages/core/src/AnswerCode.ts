/**
 * The exchange's answer codes: what each means for the outcome, for sending again, and for the trader.
 *
 * Meanings follow the error-code table of the exchange's contract documentation; what may be sent again is this
 * project's judgement, cautious where the documentation is silent. The codes 40010, 40725 and 45001 are the exchange's
 * own list of uncertain results.
 *
 * @module
 * @since 0.1.0
 */
import { rows } from "./internal/answerRows.ts"

/**
 * What the exchange said to a request that changes something.
 *
 * @category models
 * @since 0.1.0
 */
export type Verdict = "accepted" | "refused" | "throttled" | "unknown"

/**
 * When the same intent may be sent again.
 *
 * - `never` the exchange will say no again.
 * - `after-fix` once the caller has changed something.
 * - `after-backoff` later, unchanged.
 * - `after-clock-sync` once, with a corrected timestamp.
 * - `after-reconcile` only when looking has shown that nothing happened.
 *
 * @category models
 * @since 0.1.0
 */
export type Retry = "never" | "after-fix" | "after-backoff" | "after-clock-sync" | "after-reconcile"

/**
 * What an engine must look at because of a code, beyond its verdict.
 *
 * - `duplicate` an earlier request with this client id was accepted: look it up.
 * - `position` the position is not what was thought: read it again.
 * - `hold-mode` the hold mode is not what was thought: read it again.
 * - `account` nothing can be sent from this account until a human acts.
 *
 * @category models
 * @since 0.1.0
 */
export type Hint = "duplicate" | "position" | "hold-mode" | "account"

/**
 * One row of the table.
 *
 * @category models
 * @since 0.1.0
 */
export interface AnswerCode {
  readonly verdict: Verdict
  readonly retry: Retry
  readonly meaning: string
  readonly remedy: string
  readonly hint?: Hint
}

/**
 * Every code of the table, with its row.
 *
 * @category constants
 * @since 0.1.0
 */
export const table: ReadonlyMap<string, AnswerCode> = new Map(
  rows.flatMap(([codes, verdict, retry, meaning, remedy, hint]) => {
    const row: AnswerCode = { verdict, retry, meaning, remedy, ...(hint === undefined ? {} : { hint }) }
    return codes.split(" ").map((code) => [code, row] as const)
  })
)

/**
 * The row of a code, or undefined where the table has none.
 *
 * @example
 * ```ts
 * import { AnswerCode } from "@backhand/core"
 *
 * AnswerCode.lookup("40725")?.retry // => "after-reconcile"
 * AnswerCode.lookup("99999") // => undefined
 * ```
 *
 * @category getters
 * @since 0.1.0
 */
export const lookup = (code: string): AnswerCode | undefined => table.get(code)
