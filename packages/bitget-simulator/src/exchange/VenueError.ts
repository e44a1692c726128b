/**
 * What the simulated exchange says no with: a code of its table, a message and an HTTP status.
 *
 * @module
 * @since 0.1.0
 */
import { AnswerCode } from "@backhand/core"
import * as Result from "effect/Result"

/**
 * A refusal as the wire carries it. Business refusals come with HTTP 400, limits with 429 (Error Code page).
 *
 * @category models
 * @since 0.1.0
 */
export interface VenueError {
  readonly code: string
  readonly message: string
  readonly status: number
}

/** Literal messages that the exchange is known to send; for the other codes the meaning in core's table stands in. */
const literal: Readonly<Record<string, string>> = {
  "429": "Too Many Requests",
  "40001": "ACCESS_KEY cannot be empty",
  "40002": "ACCESS_SIGN cannot be empty",
  "40003": "Signature cannot be empty",
  "40005": "Invalid ACCESS_TIMESTAMP",
  "40006": "Invalid ACCESS_KEY",
  "40008": "Request timestamp expired",
  "40009": "sign signature error",
  "40011": "ACCESS_PASSPHRASE cannot be empty",
  "40012": "apikey/password is incorrect",
  "40014": "Incorrect permissions",
  "40018": "Invalid IP",
  "40037": "Apikey does not exist",
  "40099": "exchange environment is incorrect",
  "40404": "Request URL NOT FOUND",
  "40757": "Not enough position is available.",
  "40774": "The order type for unilateral position must also be the unilateral position type.",
  "40786": "Duplicate clientOid",
  "22002": "No position to close"
}

const statuses: Readonly<Record<string, number>> = { "429": 429, "40404": 404 }

/**
 * Makes the refusal of a code. Without a message of its own it carries the exchange's, else the meaning in core's table.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (code: string, message?: string): VenueError => ({
  code,
  message: message ?? literal[code] ?? AnswerCode.lookup(code)?.meaning ?? "request failed",
  status: statuses[code] ?? 400
})

/**
 * A failed `Result` of a refusal.
 *
 * @category constructors
 * @since 0.1.0
 */
export const fail = (code: string, message?: string): Result.Result<never, VenueError> =>
  Result.fail(make(code, message))
