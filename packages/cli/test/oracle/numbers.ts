// Exact numbers of the second opinion: fractions of fraction.js, decimals by long division.
import { Fraction } from "fraction.js"

export class Fault extends Error {
  readonly tag: string
  constructor(tag: string) {
    super(tag)
    this.tag = tag
  }
}

/** A JSON number with the text that was written for it. */
export class Written {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Written)

/** JSON in which every number is the text that was written for it. */
export const parse = (text: string): unknown =>
  JSON.parse(text, (_key: string, value: unknown, context?: { source?: string }) =>
    typeof value === "number" ? new Written(context?.source ?? "") : value
  )

/** Shifts the point of `1.25e-3` by hand. */
const plain = (number: string): string => {
  const [mantissa = "", exponent = "0"] = number.toLowerCase().split("e")
  const isNegative = mantissa.startsWith("-")
  const [whole = "", part = ""] = mantissa.replace("-", "").split(".")
  const shift = Number(exponent)
  const digits = `${"0".repeat(Math.max(0, -shift))}${whole}${part}${"0".repeat(Math.max(0, shift))}`
  const point = Math.max(0, -shift) + whole.length + shift
  const left = digits.slice(0, point).replace(/^0+/, "")
  const right = digits.slice(point).replace(/0+$/, "")
  return `${isNegative ? "-" : ""}${left === "" ? "0" : left}${right === "" ? "" : `.${right}`}`
}

export const isHeld = ({ text }: Written): boolean =>
  text.length <= 60 &&
  Number.isFinite(Number(text)) &&
  new Fraction(plain(text)).equals(new Fraction(plain(String(Number(text)))))

/** What a JSON number stands for: its value where a double holds it, its digits where not. */
const textOf = (value: unknown): unknown => {
  if (!(value instanceof Written)) return value
  return isHeld(value) ? plain(String(Number(value.text))) : value.text
}

const limit = 60

export const decimal = (value: unknown): Fraction => {
  const text = textOf(value)
  if (typeof text !== "string" || text.length > limit || !/^-?(0|[1-9]\d*)(\.\d+)?$/.test(text))
    throw new Fault("NotADecimal")
  return new Fraction(text)
}

export const positive = (value: unknown): Fraction => {
  const number = decimal(value)
  if (number.compare(0) <= 0) throw new Fault("NotPositive")
  return number
}

const divideDigits = (num: bigint, den: bigint, places: number): string => {
  let rest = num % den
  let digits = ""
  for (let place = 0; place < places; place++) {
    rest *= 10n
    digits += String(rest / den)
    rest %= den
  }
  const text = BigInt(`${num / den}${digits}`)
  const isUp = rest * 2n > den || (rest * 2n === den && text % 2n === 1n)
  const rounded = String(isUp ? text + 1n : text).padStart(places + 1, "0")
  return places === 0 ? rounded : `${rounded.slice(0, -places)}.${rounded.slice(-places)}`
}

/** Exact where a finite decimal exists, else 18 places, half to even. */
export const show = (value: Fraction): string => {
  const num = value.n
  const den = value.d
  let places = 0
  while (places < 400 && (num * 10n ** BigInt(places)) % den !== 0n) places++
  const text = divideDigits(num, den, places === 400 ? 18 : places)
  const short = text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text
  return short === "0" ? "0" : `${value.s < 0n ? "-" : ""}${short}`
}
