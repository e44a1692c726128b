/**
 * Fractions in units of a power of ten.
 *
 * @module
 * @since 0.1.0
 */

/** Digits after the point that a number without a finite decimal form is rounded to. */
const roundedPlaces = 18

const finitePlaces = (den: bigint): number | undefined => {
  let rest = den
  let twos = 0
  let fives = 0
  while (rest % 2n === 0n) {
    rest /= 2n
    twos++
  }
  while (rest % 5n === 0n) {
    rest /= 5n
    fives++
  }
  return rest === 1n ? Math.max(twos, fives) : undefined
}

/** The nearest whole number. A tie never comes here: whatever lies half-way at some place has a finite decimal. */
const nearest = (num: bigint, den: bigint): bigint => num / den + ((num % den) * 2n > den ? 1n : 0n)

/** `num / den`, neither negative, as whole units of 10^-places: exact where a finite decimal exists, else at 18 places. */
export const decimalUnits = (num: bigint, den: bigint): readonly [units: bigint, places: number] => {
  const places = finitePlaces(den) ?? roundedPlaces
  return [nearest(num * 10n ** BigInt(places), den), places]
}
