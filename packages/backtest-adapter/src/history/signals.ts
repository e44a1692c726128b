/**
 * Signals that were decided elsewhere: JSON lines or CSV.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal, Side } from "@backhand/core"
import * as Result from "effect/Result"
import { HistoryError, type Reason, show } from "./HistoryError.ts"
import { type Clock, clockOf, isoToMs, toMs } from "./timeCell.ts"

/**
 * One signal of a file, in the file's order.
 *
 * - `at` when it became known, milliseconds; or `bar`, the bar on whose close it was decided, counted from 0.
 * - `symbol` may be left out where there is one instrument.
 * - `size` and `stop` are plain decimals; a signal with a stop rests for the one bar after its own.
 *
 * @category models
 * @since 0.1.0
 */
export interface FileSignal {
  readonly side: Side.Side
  readonly at?: number
  readonly bar?: number
  readonly symbol?: string
  readonly id?: string
  readonly size?: string
  readonly stop?: string
}

/** One line: its number, and its fields by name. */
interface SignalLine {
  readonly line: number
  readonly fields: Readonly<Record<string, unknown>>
}

interface Context extends SignalLine {
  readonly file: string
  readonly clock: Clock
}

type Read<A> = Result.Result<A, HistoryError>

const example = '{"side":"short","at":1690000000000}'

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === ""

const fail = (
  { file, line }: Context,
  reason: Reason,
  field: string,
  expected: string,
  value: unknown,
  remedy: string
): Result.Result<never, HistoryError> =>
  Result.fail(new HistoryError({ reason, file, line, field, expected, got: show(value), remedy }))

const barOf = (self: Context): Read<{ readonly bar: number }> => {
  const text = String(self.fields["bar"])
  const bar = /^\d+$/.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(bar)
    ? Result.succeed({ bar })
    : fail(self, "NotANumber", "bar", "a bar counted from 0", text, "write a whole number")
}

const timeOf = (self: Context): Read<{ readonly at: number } | { readonly bar: number }> => {
  const { at, bar } = self.fields
  if (isAbsent(at) === isAbsent(bar))
    return fail(self, "BadTime", "at", "either at or bar", isAbsent(at) ? "neither" : "both", "give one of them")
  if (isAbsent(at)) return barOf(self)
  const text = String(at).trim()
  const iso = isoToMs(text)
  const value = iso ?? (/^\d+$/.test(text) ? Number(text) : Number.NaN)
  const ms = toMs(self.clock, value, iso !== undefined)
  if (ms % 1 === 0) return Result.succeed({ at: ms })
  const one = `a time in the unit of the signals before it (${self.clock.unit})`
  return Number.isNaN(ms) && !Number.isNaN(value)
    ? fail(self, "BadTime", "at", one, at, "write all times in one unit")
    : fail(self, "BadTime", "at", "milliseconds since the epoch", at, "write times like 1690000000000")
}

const decimalOf = (self: Context, field: "size" | "stop"): Read<{ readonly [key in typeof field]?: string }> => {
  const value = self.fields[field]
  if (isAbsent(value)) return Result.succeed({})
  const text = Decimal.fromJson(value)
  return Result.isSuccess(Decimal.parsePositive(field, text))
    ? Result.succeed({ [field]: String(text) })
    : fail(self, "NotPositive", field, "a decimal above zero", value, "write it like 0.03, or leave it out")
}

const textOf = ({ fields }: Context, field: "symbol" | "id"): { readonly [key in typeof field]?: string } =>
  isAbsent(fields[field]) ? {} : { [field]: String(fields[field]) }

const signalOf = (self: Context): Read<FileSignal> =>
  Result.gen(function* () {
    const { side } = self.fields
    if (!Side.isSide(side))
      return yield* fail(self, "BadSide", "side", "long or short", side, `write signals like ${example}`)
    const time = yield* timeOf(self)
    const size = yield* decimalOf(self, "size")
    const stop = yield* decimalOf(self, "stop")
    return { ...textOf(self, "symbol"), side, ...time, ...textOf(self, "id"), ...size, ...stop }
  })

/** Reads lines of fields as signals. */
const signalsOf = (lines: Iterable<SignalLine>, file: string): Read<ReadonlyArray<FileSignal>> => {
  const clock = clockOf(undefined)
  const signals: Array<FileSignal> = []
  for (const { fields, line } of lines) {
    const signal = signalOf({ clock, fields, file, line })
    if (Result.isFailure(signal)) return Result.fail(signal.failure)
    signals.push(signal.success)
  }
  return Result.succeed(signals)
}

const jsonLine = (text: string, line: number, file: string): Read<SignalLine> => {
  try {
    const fields: unknown = JSON.parse(text)
    if (typeof fields === "object" && fields !== null) return Result.succeed({ line, fields: { ...fields } })
  } catch {
    // The line is no JSON: said below, as for JSON that is no object.
  }
  return Result.fail(
    new HistoryError({
      reason: "Unreadable",
      file,
      line,
      field: undefined,
      expected: "a JSON object",
      got: show(text),
      remedy: `write one signal a line, like ${example}`
    })
  )
}

/** A row of a table of signals: its number and its cells. */
export interface SignalRow {
  readonly line: number
  readonly cells: ReadonlyArray<string>
}

/** Reads rows as signals; the first one is the header. Cells that are missing at the end of a row are empty. */
export const signalsOfRows = (
  [header, ...rows]: readonly [SignalRow, ...ReadonlyArray<SignalRow>],
  file: string
): Read<ReadonlyArray<FileSignal>> => {
  const refuse = (reason: Reason, { cells, line }: SignalRow, expected: string, remedy: string) =>
    Result.fail(new HistoryError({ reason, file, line, expected, got: show(cells.join(",")), remedy }))
  const names = header.cells.map((name) => name.trim().toLowerCase())
  if (!names.includes("side") || !(names.includes("at") || names.includes("bar")))
    return refuse("UnknownLayout", header, "a header with side and at or bar", `name the columns, or write ${example}`)
  const long = rows.find(({ cells }) => cells.length > names.length)
  if (long !== undefined) return refuse("WrongFieldCount", long, `${names.length} cells at most`, "correct the row")
  const fieldsOf = ({ cells }: SignalRow) => Object.fromEntries(names.map((name, at) => [name, cells[at]?.trim()]))
  return signalsOf(
    rows.map((row) => ({ line: row.line, fields: fieldsOf(row) })),
    file
  )
}

/**
 * Reads signals from JSON lines, or from CSV with the columns `at` (or `bar`), `side` and, where there are any, `symbol`,
 * `id`, `size`, `stop`. Cells in quotes are left to `readSignals`.
 *
 * - **Errors** the first line that cannot be used.
 *
 * @example
 * ```ts
 * import { parseSignals } from "@backhand/backtest-adapter"
 * import { Result } from "effect"
 *
 * const signals = parseSignals('{"side":"short","bar":406,"stop":"95100.5"}\n')
 * Result.getOrThrow(signals) // => [{ side: "short", bar: 406, stop: "95100.5" }]
 * ```
 *
 * @category decoding
 * @since 0.1.0
 */
export const parseSignals = (
  text: string,
  { file = "signals" }: { readonly file?: string } = {}
): Result.Result<ReadonlyArray<FileSignal>, HistoryError> => {
  const rows = text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .map((row, at) => ({ row: row.trim(), line: at + 1 }))
    .filter(({ row }) => row !== "")
  const [first] = rows
  if (first === undefined) return Result.succeed([])
  if (first.row.startsWith("{"))
    return Result.flatMap(Result.all(rows.map(({ line, row }) => jsonLine(row, line, file))), (lines) =>
      signalsOf(lines, file)
    )
  const cellsOf = ({ line, row }: typeof first): SignalRow => ({ line, cells: row.split(/[,;\t]/) })
  return signalsOfRows([cellsOf(first), ...rows.slice(1).map(cellsOf)], file)
}
