/**
 * Records as rows of numbers in one typed array that grows. A replay keeps millions: as objects, the garbage collector
 * would copy each of them twice and look at all of them again and again.
 *
 * @module
 * @since 0.1.0
 */
import type { Rational } from "@backhand/core"

/** Rows of `width` cells. Rationals too large for two doubles are in `large`, by their first cell. */
export interface Rows {
  readonly width: number
  readonly large: Map<number, Rational.Rational>
  cells: Float64Array
  length: number
}

/** Makes a table without rows. */
export const make = (width: number): Rows => ({
  width,
  large: new Map(),
  cells: new Float64Array(64 * width),
  length: 0
})

/** Adds a row of zeros; returns where its first cell is. */
export const add = (self: Rows): number => {
  const at = self.length++ * self.width
  if (at === self.cells.length) {
    const grown = new Float64Array(2 * at)
    grown.set(self.cells)
    self.cells = grown
  }
  return at
}

/** The number in a cell. */
export const cell = ({ cells }: Rows, at: number): number => cells[at] as number

/** Puts a rational into two cells. */
export const putRational = ({ cells, large }: Rows, at: number, value: Rational.Rational): void => {
  const [num, den] = [Number(value.num), Number(value.den)]
  if (Number.isSafeInteger(num) && Number.isSafeInteger(den)) {
    cells[at] = num
    cells[at + 1] = den
  } else large.set(at, value)
}

/** The rational in two cells; null where none was put. */
export const rational = ({ cells, large }: Rows, at: number): Rational.Rational | null => {
  const den = cells[at + 1] as number
  return den === 0 ? (large.get(at) ?? null) : { num: BigInt(cells[at] as number), den: BigInt(den) }
}
