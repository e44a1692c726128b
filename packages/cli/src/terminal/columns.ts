/**
 * Rows of text in columns.
 *
 * @module
 * @since 0.1.0
 */

/**
 * Aligns cells to the right, two blanks apart.
 *
 * @since 0.1.0
 */
export const columns = (rows: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> => {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => (row[at] ?? "").length)))
  return rows.map((row) => row.map((cell, at) => cell.padStart(widths[at] ?? 0)).join("  "))
}
