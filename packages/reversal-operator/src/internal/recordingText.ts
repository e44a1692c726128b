/**
 * Writes and reads the JSON of a recording: whole numbers of any size, and numbers that JSON has no word for.
 *
 * @module
 * @since 0.1.0
 */

/** What JSON cannot say is written as text that ends in `n`; text that looks the same is told apart by a tilde. */
const special = /^~*(?:-?[0-9]+|-?Infinity|NaN)n$/

const written = (_key: string, value: unknown): unknown => {
  if (typeof value === "bigint") return `${value}n`
  if (typeof value === "number" && !Number.isFinite(value)) return `${value}n`
  return typeof value === "string" && special.test(value) ? `~${value}` : value
}

const meant = (text: string): unknown => {
  if (text.startsWith("~")) return text.slice(1)
  const number = text.slice(0, -1)
  return /[IN]/.test(number) ? Number(number) : BigInt(number)
}

const read = (_key: string, value: unknown): unknown =>
  typeof value === "string" && special.test(value) ? meant(value) : value

export const stringify = (value: unknown): string => JSON.stringify(value, written)

/** Throws what `JSON.parse` throws. */
export const parse = (text: string): unknown => JSON.parse(text, read)
