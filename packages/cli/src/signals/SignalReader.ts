/**
 * Reads signals from bytes, JSON lines or CSV, as the first line shows; holds one line at most.
 *
 * @module
 * @since 0.1.0
 */
import type { SignalInput } from "@backhand/reversal-operator"
import * as Result from "effect/Result"
import * as Line from "../conform/Line.ts"
import * as Lines from "../conform/Lines.ts"
import * as Csv from "./csv.ts"
import { type Context, type Problem, readSignal } from "./readSignal.ts"

/**
 * Takes what is found, in order. Lines count from 1.
 *
 * @since 0.1.0
 */
export interface Sink {
  readonly signal: (signal: SignalInput) => unknown
  readonly bad: (line: number, problem: Problem) => void
}

const expectedLine = 'one signal a line, like {"symbol":"ETHUSDT","side":"short","at":1690000000000}'
const expectedHeader = "JSON lines, or a CSV header of the columns at,symbol,side and, where wanted, id,size"

const fromJson = (text: string): Result.Result<Line.Fields, Problem> => {
  const line = Line.read(text)
  return "problem" in line
    ? Result.fail({ problem: line.problem, expected: expectedLine })
    : Result.succeed(line.fields)
}

const fromRow = (header: ReadonlyArray<string>, text: string): Result.Result<Line.Fields, Problem> => {
  const fields = Csv.fieldsOf(header, text)
  return fields === undefined
    ? Result.fail({ problem: "not as many cells as the header has", expected: header.join(",") })
    : Result.succeed(fields)
}

/**
 * Makes a reader of chunks: `push` each, then `end` once. Blank lines are counted and skipped.
 *
 * @since 0.1.0
 */
export const make = (sink: Sink, only?: string): ReturnType<typeof Lines.reader> => {
  const context: Context = { only }
  let count = 0
  let form: "json" | ReadonlyArray<string> | undefined

  /** True where the line was the header. A first line that is neither form is a bad JSON line from then on. */
  const begin = (text: string): boolean => {
    form = text.startsWith("{") ? "json" : Csv.headerOf(text)
    if (form === undefined) sink.bad(count, { problem: "neither a signal nor a header", expected: expectedHeader })
    const isHeader = form !== "json"
    form ??= "json"
    return isHeader
  }

  const line = (raw: string): void => {
    count++
    const text = (count === 1 ? raw.replace(/^\uFEFF/, "") : raw).trim()
    if (text === "") return
    if (form === undefined && begin(text)) return
    const fields = typeof form === "object" ? fromRow(form, text) : fromJson(text)
    const signal = Result.flatMap(fields, (found) => readSignal(found, context))
    if (Result.isSuccess(signal)) sink.signal(signal.success)
    else sink.bad(count, signal.failure)
  }

  return Lines.reader({
    line,
    bad: (problem) => sink.bad(++count, { problem, expected: "text in UTF-8, one signal a line" })
  })
}
