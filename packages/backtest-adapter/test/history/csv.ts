import { Result } from "effect"
import { assert } from "vitest"
import type { History } from "../../src/history/History.ts"
import type { HistoryError } from "../../src/history/HistoryError.ts"
import type { HistoryOptions } from "../../src/history/HistoryOptions.ts"
import { parseBars } from "../../src/history/parse.ts"

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const header = "time_ms,open,high,low,close,volume"

/** Reads lines under the usual header. */
export const read = (lines: ReadonlyArray<string>, options: HistoryOptions = {}): History =>
  Result.getOrThrow(parseBars(bytes([header, ...lines].join("\n")), { file: "a.csv", ...options }))

/** The error of lines under the usual header. */
export const refuse = (lines: ReadonlyArray<string>, options: HistoryOptions = {}): HistoryError =>
  failureOf(parseBars(bytes([header, ...lines].join("\n")), { file: "a.csv", ...options }))

export const failureOf = <A>(result: Result.Result<A, HistoryError>): HistoryError => {
  assert.isTrue(Result.isFailure(result), "expected a refusal")
  return Result.isFailure(result) ? result.failure : assert.fail()
}
