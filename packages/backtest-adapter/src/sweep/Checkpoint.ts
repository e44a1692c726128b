/**
 * Finished rows in a file, one JSON line each, so that an interrupted sweep goes on where it stopped.
 *
 * Every line carries the hash of all that its numbers depend on; lines of other inputs are left alone and ignored.
 *
 * @module
 * @since 0.1.0
 */
import { createHash } from "node:crypto"
import { appendFileSync, existsSync, readFileSync } from "node:fs"
import type { Row } from "./Row.ts"
import type { SweepJob } from "./SweepJob.ts"

/** Changes with the meaning of a row, so that old lines are not taken for new ones. */
const version = 1

/**
 * The hash of a job's inputs: candles, costs and strategy. For a strategy of a module it covers the module's text, not
 * what that module imports.
 *
 * @category hashing
 * @since 0.1.0
 */
export const keyOf = ({ bars, costs, daysPerYear, strategy }: SweepJob): string => {
  const hash = createHash("sha256")
  hash.update(JSON.stringify([version, bars.length, bars.priceStep, bars.intervalMs, daysPerYear ?? null, strategy]))
  if (typeof strategy === "object") hash.update(readFileSync(new URL(strategy.module)))
  hash.update(JSON.stringify(costs, (_, value: unknown) => (ArrayBuffer.isView(value) ? undefined : value)))
  const { mark, rate, time } = costs.funding ?? {}
  for (const column of [bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume, time, rate, mark])
    hash.update(column === undefined ? "none" : new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
  return hash.digest("hex")
}

/**
 * The finished rows of a file that belong to `key`; a line cut short by a crash is passed over.
 *
 * @category reading
 * @since 0.1.0
 */
export const read = (path: string, key: string): ReadonlyArray<Row> => {
  if (!existsSync(path)) return []
  return readFileSync(path, "utf8")
    .split("\n")
    .flatMap((line) => {
      const entry = parse(line)
      return entry?.key === key ? [entry.row] : []
    })
}

/**
 * Adds a finished row. A leading line end closes whatever a crash left open.
 *
 * @category writing
 * @since 0.1.0
 */
export const append = (path: string, key: string, row: Row): void =>
  appendFileSync(path, `\n${JSON.stringify({ key, row }, toText)}`)

/** JSON has no NaN and no infinities. */
const toText = (_: string, value: unknown): unknown =>
  typeof value === "number" && !Number.isFinite(value) ? String(value) : value
const fromText = (_: string, value: unknown): unknown =>
  value === "NaN" || value === "Infinity" || value === "-Infinity" ? Number(value) : value

const parse = (line: string): { readonly key: string; readonly row: Row } | undefined => {
  try {
    const value: unknown = JSON.parse(line, fromText)
    return value !== null && typeof value === "object" && "row" in value ? (value as never) : undefined
  } catch {
    return undefined
  }
}
