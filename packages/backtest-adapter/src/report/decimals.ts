/**
 * How many decimals a column of numbers needs.
 *
 * @module
 * @since 0.1.0
 */

/** The most decimals that a value of a list has, written shortest; eight at most, so that noise does not widen a column. */
export const decimalsOf = (values: ReadonlyArray<number>): number => {
  let most = 0
  for (const value of values) {
    while (
      most < 8 &&
      Math.abs(Math.round(value * 10 ** most) - value * 10 ** most) > 1e-9 * Math.max(1, Math.abs(value * 10 ** most))
    )
      most++
  }
  return most
}
