/**
 * Quotients of whole numbers as doubles, rounded once.
 *
 * @module
 * @since 0.1.0
 */

const safe = BigInt(Number.MAX_SAFE_INTEGER)

/** The number of binary digits, or up to three more. */
const bits = (n: bigint): number => n.toString(16).length * 4

/**
 * `num / den` as the nearest double, ties to even; `den > 0`. The quotient is taken to at least 60 binary digits, with
 * its last digit set where a remainder is left, so that the one rounding that follows is the right one.
 *
 * @category conversions
 * @since 0.1.0
 */
export const ratio = (num: bigint, den: bigint): number => {
  const magnitude = num < 0n ? -num : num
  if (magnitude <= safe && den <= safe) return Number(num) / Number(den)
  const shift = BigInt(64 - bits(magnitude) + bits(den))
  const top = shift > 0n ? magnitude << shift : magnitude
  const bottom = shift > 0n ? den : den << -shift
  const quotient = top / bottom
  const rounded = Number(top % bottom === 0n ? quotient : quotient | 1n) * 2 ** -Number(shift)
  return num < 0n ? -rounded : rounded
}

/**
 * `num / den` as the nearest whole number, halves away from zero; `den > 0`.
 *
 * @category conversions
 * @since 0.1.0
 */
export const nearest = (num: bigint, den: bigint): bigint =>
  num < 0n ? -((-num * 2n + den) / (2n * den)) : (num * 2n + den) / (2n * den)
