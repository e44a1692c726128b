/**
 * Files of signals.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import { type FileSignal, parseSignals, type SignalRow, signalsOfRows } from "../signals.ts"
import { textChunks, withFile } from "./fileChunks.ts"

interface Row {
  readonly record: ReadonlyArray<string>
  readonly info: { readonly lines: number }
}

/** Takes apart CSV with quoted cells: there is a row at least, the one that the quote is in. */
const quotedRows = async (text: string): Promise<readonly [SignalRow, ...ReadonlyArray<SignalRow>]> => {
  const { parse } = await import("csv-parse/sync")
  const rows = parse(text, {
    bom: true,
    delimiter: [",", ";", "\t"],
    info: true,
    relax_column_count: true,
    skip_empty_lines: true
  }) as unknown as readonly [Row, ...ReadonlyArray<Row>]
  const rowOf = ({ info, record }: Row): SignalRow => ({ line: info.lines, cells: record })
  return [rowOf(rows[0]), ...rows.slice(1).map(rowOf)]
}

/**
 * Reads signals from a file of JSON lines or CSV, packed or not.
 *
 * - **Errors** rejects with a `HistoryError` that names the file, the line and the field.
 *
 * @category decoding
 * @since 0.1.0
 */
export const readSignals = (path: string): Promise<ReadonlyArray<FileSignal>> =>
  withFile(path, async (file) => {
    const decoder = new TextDecoder()
    let text = ""
    for await (const chunk of textChunks(file)) text += decoder.decode(chunk, { stream: true })
    const isQuotedCsv = text.includes('"') && !text.trimStart().startsWith("{")
    const signals = isQuotedCsv ? signalsOfRows(await quotedRows(text), path) : parseSignals(text, { file: path })
    return Result.getOrThrow(signals)
  })
