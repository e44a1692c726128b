/**
 * Signals as rows of comma-separated values.
 *
 * @module
 * @since 0.1.0
 */
import type { Fields } from "../conform/Line.ts"

const cell = /\s*(?:"((?:[^"]|"")*)"|([^",][^,]*|))\s*(,|$)/y

/**
 * The cells of one row; a cell in quotes may hold commas, and quotes twice.
 *
 * @returns undefined where a quote is not closed, or text follows one.
 *
 * @since 0.1.0
 */
const cellsOf = (row: string): ReadonlyArray<string> | undefined => {
  const cells: Array<string> = []
  cell.lastIndex = 0
  for (;;) {
    const match = cell.exec(row)
    if (match === null) return undefined
    cells.push(match[1]?.replaceAll('""', '"') ?? (match[2] ?? "").trim())
    if (match[3] === "") return cells
  }
}

const known = new Set(["at", "symbol", "side", "id", "size", "bar", "stop"])

/**
 * The column names of a header, or undefined where it names no side, or a name twice, or something unknown.
 *
 * @since 0.1.0
 */
export const headerOf = (row: string): ReadonlyArray<string> | undefined => {
  const names = cellsOf(row)?.map((name) => name.toLowerCase())
  if (names === undefined || !names.includes("side") || new Set(names).size !== names.length) return undefined
  return names.every((name) => known.has(name)) ? names : undefined
}

/**
 * The fields of a row, named after the header; undefined where the row has more or fewer cells.
 *
 * @since 0.1.0
 */
export const fieldsOf = (header: ReadonlyArray<string>, row: string): Fields | undefined => {
  const cells = cellsOf(row)
  return cells === undefined || cells.length !== header.length
    ? undefined
    : Object.fromEntries(header.map((name, index) => [name, cells[index]]))
}
