/**
 * Returns by calendar: months of years, or days of weeks where history is short.
 *
 * @module
 * @since 0.1.0
 */

/** A table of returns as fractions; a cell without a bar is undefined. The last cell of a row is the whole row's. */
export interface Periods {
  readonly kind: "months" | "days"
  readonly heads: ReadonlyArray<string>
  readonly rows: ReadonlyArray<{ readonly name: string; readonly cells: ReadonlyArray<number | undefined> }>
}

const day = 86_400_000
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

interface Place {
  readonly row: string
  readonly column: number
}

const monthOf = (at: number): Place => {
  const date = new Date(at)
  return { row: String(date.getUTCFullYear()), column: date.getUTCMonth() }
}

/** The epoch was a Thursday, the fourth day of its week. */
const dayOf = (at: number): Place => {
  const column = (Math.floor(at / day) + 3) % 7
  return { row: new Date((Math.floor(at / day) - column) * day).toISOString().slice(0, 10), column }
}

/** Equity at the end of every place and of every row, in order. */
const endsOf = (time: Float64Array, equity: Float64Array, placeOf: (at: number) => Place) => {
  const ends: Array<Place & { equity: number }> = []
  let last = Number.NaN
  for (let i = 0; i < time.length; i++) {
    const today = Math.floor((time[i] as number) / day)
    const value = equity[i] as number
    const end = ends.at(-1)
    // Places end at midnight, so that only the first bar of a day has to be looked at.
    if (today !== last || end === undefined) {
      last = today
      const place = placeOf(time[i] as number)
      if (end === undefined || end.row !== place.row || end.column !== place.column) {
        ends.push({ ...place, equity: value })
        continue
      }
    }
    end.equity = value
  }
  return ends
}

/**
 * Returns of every month, or of every day where history is shorter than two months. Each is equity at its last close
 * over equity at the last close before it; the first over the capital.
 */
export const periods = (time: Float64Array, equity: Float64Array, capital: number): Periods => {
  const isShort = (time.at(-1) ?? 0) - (time[0] ?? 0) < 62 * day
  const names = isShort ? days : months
  const rows = new Map<string, { cells: Array<number | undefined>; start: number; end: number }>()
  let before = capital
  for (const { column, equity: value, row: name } of endsOf(time, equity, isShort ? dayOf : monthOf)) {
    const row = rows.get(name) ?? {
      cells: Array<number | undefined>(names.length).fill(undefined),
      start: before,
      end: before
    }
    rows.set(name, row)
    // A lost account has no return.
    row.cells[column] = before > 0 ? value / before - 1 : undefined
    row.end = value
    before = value
  }
  return {
    kind: isShort ? "days" : "months",
    heads: [...names, isShort ? "Week" : "Year"],
    rows: [...rows].map(([name, { cells, end, start }]) => ({
      name,
      cells: [...cells, start > 0 ? end / start - 1 : undefined]
    }))
  }
}
