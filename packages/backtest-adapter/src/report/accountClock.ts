/**
 * One clock for the bars of several symbols, and the account's equity on it.
 *
 * @module
 * @since 0.1.0
 */
import * as TwoDoubles from "../replay/TwoDoubles.ts"

const union = (a: Float64Array, b: Float64Array): Float64Array => {
  if (a.length === b.length && a.every((at, k) => at === b[k])) return a
  const all = new Float64Array(a.length + b.length)
  let [length, i, j] = [0, 0, 0]
  while (i < a.length || j < b.length) {
    const [one, other] = [a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY]
    if (one <= other) i++
    if (other <= one) j++
    all[length++] = Math.min(one, other)
  }
  return all.slice(0, length)
}

/** Every time that is in one of the columns, once, in order. Each column is in increasing order. */
export const merged = (columns: ReadonlyArray<Float64Array>): Float64Array =>
  columns.length === 0 ? new Float64Array(0) : columns.reduce(union)

/** A symbol's bars' times, and its profit at their closes. */
export interface ProfitColumn {
  readonly time: Float64Array
  readonly profit: TwoDoubles.Column
}

/** Capital and the latest profit of every symbol, at each time of a clock that has all of theirs. */
export const equityOn = (
  clock: Float64Array,
  capital: TwoDoubles.TwoDoubles,
  columns: ReadonlyArray<ProfitColumn>
): TwoDoubles.Column => {
  const equity = TwoDoubles.column(clock.length, capital)
  for (const { profit, time } of columns) {
    let bar = -1
    for (let i = 0; i < clock.length; i++) {
      if (time[bar + 1] === clock[i]) bar++
      const before = { high: equity.high[i] as number, low: equity.low[i] as number }
      if (bar >= 0) TwoDoubles.put(equity, i, before, profit.high[bar] as number, profit.low[bar] as number)
    }
  }
  return equity
}
