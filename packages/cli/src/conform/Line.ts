/**
 * One line of input as an object, with the digits of its numbers as they were written.
 *
 * @module
 * @since 0.1.0
 */

/**
 * The fields of a line, unchecked.
 *
 * @since 0.1.0
 */
export type Fields = Readonly<Record<string, unknown>>

/**
 * A line that could be read. `id` is JSON text, ready to be written back: a text, a number, or `null` where none came.
 *
 * @since 0.1.0
 */
export interface Line {
  readonly id: string
  readonly fields: Fields
}

/**
 * Tells whether a value from a line is an object with fields.
 *
 * @since 0.1.0
 */
export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** A number, outside of texts, with so many digits or such an exponent that a double may not hold it. */
const mayLoseDigits = /[:[,]\s*-?(?:[\d.eE+-]{16}|\d[\d.]*[eE])/

const significant = (number: string): string =>
  number
    .replace(/[eE].*$/, "")
    .replace(/[-.]/g, "")
    .replace(/^0+/, "")
    .replace(/0+$/, "")

const isHeld = (number: number, source: string): boolean =>
  source.length <= 60 && significant(String(number)) === significant(source)

/** Numbers that a double does not hold stay the text that was written. */
const parseExactly = (text: string): { readonly value: unknown; readonly id: string | undefined } => {
  const ids = new WeakMap<object, string>()
  const value: unknown = JSON.parse(text, function (this: object, key: string, item: unknown, context?: unknown) {
    if (typeof item !== "number" || !isFields(context) || typeof context["source"] !== "string") return item
    if (isHeld(item, context["source"])) return item
    if (key === "id") ids.set(this, context["source"])
    return context["source"]
  })
  return { value, id: isFields(value) ? ids.get(value) : undefined }
}

const parse = (text: string) => {
  try {
    return mayLoseDigits.test(text) ? parseExactly(text) : { value: JSON.parse(text) as unknown, id: undefined }
  } catch {
    return undefined
  }
}

/**
 * Reads a line, or says what it is instead. JSON numbers are taken as the digits that are written, never rounded.
 *
 * @since 0.1.0
 */
export const read = (text: string): Line | { readonly problem: string } => {
  const parsed = parse(text)
  if (parsed === undefined) return { problem: "not JSON" }
  const { id: source, value } = parsed
  if (!isFields(value)) return { problem: "not a JSON object" }
  const id = value["id"] ?? null
  if (id !== null && typeof id !== "string" && typeof id !== "number")
    return { problem: "the id is neither a text nor a number" }
  return { id: source ?? JSON.stringify(id), fields: value }
}
