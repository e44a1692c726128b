/**
 * Decimal text and doubles as whole numbers of a power of ten. Integer arithmetic only.
 *
 * @module
 * @since 0.1.0
 */

/** Powers of ten that a double holds exactly. */
export const powersOfTen: Float64Array = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))

/** `mantissa` / 10^`places`. The mantissa is a safe integer; it ends in no zero unless `places` is zero. */
export interface Scaled {
  readonly mantissa: number
  readonly places: number
}

const form = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/

/** Reads decimal text, exponents included, exactly. Undefined if it is not a number or needs more than 2^53. */
export const scaledFromText = (text: string): Scaled | undefined => {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = form.exec(text) ?? []
  if (whole === "" && fraction === "") return undefined
  const shift = Number(exponent) - fraction.length
  const stripped = `${whole}${fraction}`.replace(/^0+(?=\d)/, "")
  const digits =
    shift < 0 ? stripTail(stripped, -shift) : { text: stripped.padEnd(stripped.length + shift, "0"), places: 0 }
  const magnitude =
    digits.text.length > 17 && !/^0+$/.test(digits.text) ? Number.POSITIVE_INFINITY : Number(digits.text)
  if (!Number.isSafeInteger(magnitude)) return undefined
  return magnitude === 0
    ? { mantissa: 0, places: 0 }
    : { mantissa: sign === "-" ? -magnitude : magnitude, places: digits.places }
}

const stripTail = (text: string, places: number): { readonly text: string; readonly places: number } => {
  const zeros = Math.min(/0*$/.exec(text)?.[0].length ?? 0, places)
  return { text: text.slice(0, text.length - zeros), places: places - zeros }
}

/**
 * The shortest decimal of a double, as whole numbers. Up to fifteen digits a decimal and its double determine each
 * other, so a whole number that gives the double back when divided is that decimal; the rest goes through text.
 */
export const scaledFromDouble = (value: number, atLeast = 0): Scaled | undefined => {
  for (let places = atLeast; places < 16; places++) {
    const mantissa = Math.round(value * (powersOfTen[places] as number))
    if (Math.abs(mantissa) >= 1e15) break
    if (mantissa / (powersOfTen[places] as number) === value) return { mantissa, places }
  }
  return scaledFromText(String(value))
}

/** 10^-`places` as decimal text. */
export const stepText = (places: number): string => (places === 0 ? "1" : `0.${"1".padStart(places, "0")}`)
