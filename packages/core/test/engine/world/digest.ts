import { startMs } from "./Plan.ts"

/** Words by number: a text is digested by the number it was given when it was first met. */
const words = new Map<string, number>()

const numberOf = (word: string): number => {
  const known = words.get(word)
  if (known !== undefined) return known
  words.set(word, words.size)
  return words.size - 1
}

const marks = { array: 1_000_003, end: 1_000_033, null: 1_000_037, word: 1_000_039, true: 1_000_081, false: 1_000_099 }

/**
 * 53 bits of any plain value, with times relative to now. Contracts never change, so they are left out. Of a million states the
 * chance that any two fall together is one in ten thousand.
 */
export const digest = (whole: unknown, nowMs: number): number => {
  let [a, b] = [0xdeadbeef, 0x41c6ce57]
  const mix = (value: number): void => {
    a = Math.imul(a ^ value, 2_654_435_761)
    a ^= a >>> 15
    b = Math.imul(b ^ value, 1_597_334_677)
    b ^= b >>> 13
  }
  const text = (word: string): void => {
    mix(marks.word)
    mix(numberOf(word))
  }
  const add = (value: unknown): void => {
    if (typeof value === "number") {
      if (value >= startMs - 20_000 && value < Number.POSITIVE_INFINITY) mix(Math.round(value - nowMs) ^ 0x40000000)
      else if (Number.isSafeInteger(value)) mix(value)
      else text(String(value))
    } else if (typeof value === "string") text(value)
    else if (typeof value === "boolean") mix(value ? marks.true : marks.false)
    else if (typeof value !== "object") text(String(value))
    else if (value === null) mix(marks.null)
    else {
      mix(marks.array)
      if (Array.isArray(value)) for (const part of value) add(part)
      else for (const name in value) if (name !== "instrument") add((value as Record<string, unknown>)[name])
      mix(marks.end)
    }
  }
  add(whole)
  return (b >>> 0) * 2_097_152 + (a >>> 11)
}
