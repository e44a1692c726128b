/**
 * A seeded stream of random numbers: the same seed gives the same faults and the same credentials.
 *
 * @module
 * @since 0.1.0
 */

/**
 * Returns the next number of its stream, in [0, 1).
 *
 * @category models
 * @since 0.1.0
 */
export type Random = () => number

/**
 * Starts a stream (mulberry32: 32 bits of state, enough for choices, not for secrets that guard anything).
 *
 * @example
 * ```ts
 * import { Random } from "@backhand/bitget-simulator"
 *
 * Random.make(7)() === Random.make(7)() // => true
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (seed: number): Random => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * A text of `length` characters out of an alphabet.
 *
 * @category generators
 * @since 0.1.0
 */
export const text = (random: Random, length: number, alphabet = "0123456789abcdef"): string =>
  Array.from({ length }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join("")

/**
 * A number between two bounds, the upper one excluded.
 *
 * @category generators
 * @since 0.1.0
 */
export const between = (random: Random, least: number, most: number): number => least + random() * (most - least)
