/**
 * The greatest common divisor.
 *
 * @module
 * @since 0.1.0
 */

const maxSafe = BigInt(Number.MAX_SAFE_INTEGER)

/** Doubles count as exactly as far as they go, and leave nothing for the garbage collector. */
const gcdOfNumbers = (a: number, b: number): number => {
  let x = a
  let y = b
  while (y !== 0) {
    const rest = x % y
    x = y
    y = rest
  }
  return x
}

/** The greatest common divisor of any number and a positive one. */
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
