/**
 * Histories that differ from a given one in what came after a time only.
 *
 * @module
 * @since 0.1.0
 */
import { uniform } from "../replay/latency.ts"
import { firstAt, lastClosedBy, type Market } from "../replay/Market.ts"

/** Another price for row `i`: about half to twice the old one. One factor a row, so that highs stay above lows. */
type Change = (price: number, i: number) => number

const changeOf =
  (seed: number): Change =>
  (price, i) => {
    const factor = 2 ** (2 * uniform(seed, i) - 1)
    return Math.max(1, Math.round(price * factor) + (factor > 1 ? 1 : -1))
  }

/** Changes the named columns of a table from row `first` on. */
const changed = <Table, Name extends keyof Table>(
  table: Table & { readonly [name in Name]: Float64Array },
  names: ReadonlyArray<Name>,
  first: number,
  change: Change
): Table => {
  const column = (values: Float64Array) => values.map((value, i) => (i < first ? value : change(value, i)))
  return { ...table, ...Object.fromEntries(names.map((name) => [name, column(table[name])])) }
}

const turned: Change = (rate) => -rate - 1e-6

/** Changes every price after a time, those of the bar under way included. What was known by then stays as it was. */
export const changeAfter = ({ bars, funding, quotes, trades, ...rest }: Market, atMs: number, seed: number): Market => {
  const change = changeOf(seed)
  const after = (time: Float64Array) => firstAt(time, atMs + 1)
  const open = lastClosedBy(bars, atMs) + 1
  return {
    ...rest,
    bars: changed(bars, ["open", "high", "low", "close", "volume"], open, change),
    trades: trades && changed(trades, ["price", "size"], after(trades.time), change),
    quotes: quotes && changed(quotes, ["bid", "ask"], after(quotes.time), change),
    funding: funding && changed(funding, ["rate"], after(funding.time), turned)
  }
}
