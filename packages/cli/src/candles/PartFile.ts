/**
 * A download that is not whole yet, beside the file it will become: a line that says what it is, then CSV.
 *
 * @module
 * @since 0.1.0
 */
import { closeSync, existsSync, openSync, readFileSync, rmSync, truncateSync, writeSync } from "node:fs"
import { CommandError } from "../CommandError.ts"
import { reasonOf } from "../given/files.ts"
import type { Row } from "./fetchPage.ts"
import type { Span } from "./download.ts"

/**
 * The columns, as the commands that take candles recognise them.
 *
 * @since 0.1.0
 */
export const header = "ts,open,high,low,close,volume,quote_volume"

/**
 * An open part. `lastMs` is the open time of the last candle in it.
 *
 * @since 0.1.0
 */
export interface PartFile {
  readonly path: string
  readonly lastMs: number | undefined
  readonly add: (rows: ReadonlyArray<Row>) => void
  readonly close: () => void
}

const titleOf = ({ fromMs, granularity, productType, symbol }: Span): string =>
  `# ${JSON.stringify({ symbol, productType, granularity: granularity.name, from: fromMs })}`

/** What an interrupted download left. A last line that was cut off is not part of it. */
const resume = (path: string, title: string): number | undefined => {
  const text = readFileSync(path, "utf8")
  if (text !== "" && !text.startsWith(`${title}\n`))
    throw new CommandError(2, `${path} is of another download`, "remove it, or name another --out")
  const whole = text.slice(0, text.lastIndexOf("\n") + 1)
  truncateSync(path, Buffer.byteLength(whole))
  const last = whole.trimEnd().split("\n").at(-1)?.split(",")[0] ?? ""
  return /^\d+$/.test(last) ? Number(last) : undefined
}

/**
 * Opens the part beside a file, or goes on with one that an interrupted download of the same left.
 *
 * Errors: `CommandError` with exit code 2 where it cannot be written, or is of another download.
 *
 * @since 0.1.0
 */
export const open = (out: string, span: Span): PartFile => {
  const path = `${out}.part`
  const title = titleOf(span)
  try {
    const lastMs = existsSync(path) ? resume(path, title) : undefined
    const file = openSync(path, lastMs === undefined ? "w" : "a")
    let isEmpty = lastMs === undefined
    if (isEmpty) writeSync(file, `${title}\n${header}\n`)
    return {
      path,
      lastMs,
      add: (rows) => {
        if (rows.length === 0) return
        writeSync(file, `${rows.map((row) => row.join(",")).join("\n")}\n`)
        isEmpty = false
      },
      close: () => {
        closeSync(file)
        if (isEmpty) rmSync(path)
      }
    }
  } catch (cause) {
    if (cause instanceof CommandError) throw cause
    throw new CommandError(2, `${path} cannot be written: ${reasonOf(cause)}`, "give --out a file in a writable folder")
  }
}
