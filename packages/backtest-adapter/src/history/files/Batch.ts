/**
 * A piece of a table whose cells are JavaScript values, from a format that is not plain text.
 *
 * @module
 * @since 0.1.0
 */

/** `length` rows under `names`. `firstLine` is the line or row, from 1, of the first of them. */
export interface Batch {
  readonly names: ReadonlyArray<string>
  readonly length: number
  readonly firstLine: number
  readonly cell: (column: number, row: number) => unknown
}

/** The shortest decimal that a single-precision number stands for, as the double nearest to it. */
export const ofSingle = (value: number): number => {
  for (let digits = 1; digits <= 9; digits++) {
    const decimal = Number(value.toPrecision(digits))
    if (Math.fround(decimal) === value) return decimal
  }
  return value
}
