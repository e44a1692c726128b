/**
 * The greatest common divisor.
 *
 * @module
 * @since 0.1.0
 */

const maxSafe = BigInt(Number.MAX_SAFE_INTEGER)

/** A remainder of small integers is one instruction of the processor, one of doubles a call. */
const gcdOfIntegers = (a: number, b: number): number => {
  let x = a | 0
  let y = b | 0
  while (y !== 0) {
    const rest = (x % y) | 0
    x = y
    y = rest
  }
  return x
}

const most = 2 ** 31 - 1

/** The greatest common divisor of safe integers of which none is negative. */
export const gcdOfNumbers = (a: number, b: number): number => {
  let x = a
  let y = b
  while (x > most || y > most) {
    if (y === 0) return x
    const rest = x % y
    x = y
    y = rest
  }
  return gcdOfIntegers(x, y)
}

/** The greatest common divisor of any number and a positive one. Doubles count as exactly as far as they go. */
export const gcd = (a: bigint, b: bigint): bigint => {
  let x = a < 0n ? -a : a
  let y = b
  while (y > maxSafe || x > maxSafe) {
    if (y === 0n) return x
    const rest = x % y
    x = y
    y = rest
  }
  return BigInt(gcdOfNumbers(Number(x), Number(y)))
}
