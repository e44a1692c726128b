/**
 * Where trades begin and end, as marks that do not cover one another.
 *
 * @module
 * @since 0.1.0
 */
import type { ReportPosition, ReportTrade } from "./ReportInput.ts"

/** A turn to a side, or an exit to nothing, at a bar; `trade` is the number of the trade that begins or ends there. */
export interface Turn {
  readonly bar: number
  readonly to: "long" | "short" | "flat"
  readonly trade: number | undefined
}

/** The turns of one symbol, in order: every entry, and every exit that no entry follows on its bar. */
export const turnsOf = (
  trades: ReadonlyArray<ReportTrade>,
  open: ReadonlyArray<ReportPosition>
): ReadonlyArray<Turn> => {
  const entries = trades.map(({ entryBar, side }, trade): Turn => ({ bar: entryBar, to: side, trade }))
  const still = open.map(({ entryBar, side }): Turn => ({ bar: entryBar, to: side, trade: undefined }))
  const taken = new Set([...entries, ...still].map(({ bar }) => bar))
  const exits = trades.flatMap(
    ({ exitBar }, trade): ReadonlyArray<Turn> => (taken.has(exitBar) ? [] : [{ bar: exitBar, to: "flat", trade }])
  )
  return [...entries, ...still, ...exits].toSorted((a, b) => a.bar - b.bar)
}

/** Turns that share a place. */
export interface Mark {
  readonly bar: number
  readonly turns: ReadonlyArray<Turn>
}

/** Gathers the turns of `[from, until)` whose bars fall into the same stretch of `apart` bars. */
export const marksOf = (
  turns: ReadonlyArray<Turn>,
  from: number,
  until: number,
  apart: number
): ReadonlyArray<Mark> => {
  const marks: Array<{ bar: number; turns: Array<Turn> }> = []
  for (const turn of turns) {
    if (turn.bar < from || turn.bar >= until) continue
    const last = marks.at(-1)
    if (last !== undefined && Math.floor(last.bar / apart) === Math.floor(turn.bar / apart)) last.turns.push(turn)
    else marks.push({ bar: turn.bar, turns: [turn] })
  }
  return marks
}
