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
  const widths: Array<number> = []
  for (const row of rows) for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, cell.length)
  return rows.map((row) => row.map((cell, at) => cell.padStart(widths[at] as number)).join("  "))
}
