/**
 * A piece of a table whose cells are JavaScript values, from a format that is not plain text.
 *
 * @module
 * @since 0.1.0
 */

/** `length` rows under `names`. `line` is the line of the source, or the row, from 1, that a row comes from. */
export interface Batch {
  readonly names: ReadonlyArray<string>
  readonly length: number
  readonly line: (row: number) => number
  readonly cell: (column: number, row: number) => unknown
}

/** The shortest decimal that a single-precision number stands for, as the double nearest to it. Nine digits always do. */
export const ofSingle = (value: number): number => {
  let decimal = value
  for (let digits = 1; digits <= 9; digits++) {
    decimal = Number(value.toPrecision(digits))
    if (Math.fround(decimal) === value) break
  }
  return decimal
}
