/**
 * Columns that are filled before their length is known.
 *
 * @module
 * @since 0.1.0
 */

/**
 * A column four times as long that begins with the same values.
 *
 * @category conversions
 * @since 0.1.0
 */
export const grown = (column: Int32Array): Int32Array<ArrayBuffer> => {
  const longer = new Int32Array(column.length * 4)
  longer.set(column)
  return longer
}
