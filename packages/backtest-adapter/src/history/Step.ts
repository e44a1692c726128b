/**
 * A price step as a power of ten and a whole multiple of it.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import { scaledFromText, stepText } from "./exactNumber.ts"
import { HistoryError, show } from "./HistoryError.ts"

/** `multiple` x 10^-`places`, and the same as a decimal. */
export interface Step {
  readonly places: number
  readonly multiple: number
  readonly text: string
}

/** Reads a price step, such as `0.05`. */
export const parse = (text: string): Result.Result<Step, HistoryError> => {
  const scaled = scaledFromText(text.trim())
  if (scaled !== undefined && scaled.mantissa > 0 && scaled.places <= 15)
    return Result.succeed({
      places: scaled.places,
      multiple: scaled.mantissa,
      text: decimal(scaled.mantissa, scaled.places)
    })
  return Result.fail(
    new HistoryError({
      reason: "OffStep",
      file: "options",
      field: "priceStep",
      expected: "a positive decimal such as 0.1",
      got: show(text),
      remedy: "give the instrument's price step, or leave it out to have it inferred from the prices"
    })
  )
}

/** The step that is inferred: one unit of the last place that some price uses. */
export const inferred = (places: number): Step => ({ places, multiple: 1, text: stepText(places) })

/** `mantissa` / 10^`places` as a plain decimal. */
export const decimal = (mantissa: number, places: number): string => {
  if (places === 0) return String(mantissa)
  const digits = String(Math.abs(mantissa)).padStart(places + 1, "0")
  return `${mantissa < 0 ? "-" : ""}${digits.slice(0, -places)}.${digits.slice(-places)}`
}
