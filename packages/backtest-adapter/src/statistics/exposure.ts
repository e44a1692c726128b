/**
 * How much of the time a run was in the market.
 *
 * @module
 * @since 0.1.0
 */
import type { Run } from "../kernel/Run.ts"

/** The trades of a run in the order of their entries: they are, unless several symbols or legs were held at once. */
const byEntry = ({ entryBar }: Run["trades"]): Int32Array => {
  const order = new Int32Array(entryBar.length)
  let isSorted = true
  for (let k = 0; k < order.length; k++) {
    order[k] = k
    if (k > 0 && (entryBar[k] as number) < (entryBar[k - 1] as number)) isSorted = false
  }
  return isSorted ? order : order.toSorted((a, b) => (entryBar[a] as number) - (entryBar[b] as number))
}

/**
 * The share of bars that some trade holds, from its entry to before `more` after its exit, or that come from `openFrom` on.
 * What overlaps counts once.
 */
const covered = (length: number, trades: Run["trades"], more: number, openFrom = length): number => {
  let bars = length - openFrom
  let next = 0
  for (const k of byEntry(trades)) {
    const from = Math.max(next, trades.entryBar[k] as number)
    const to = Math.min(openFrom, (trades.exitBar[k] as number) + more)
    if (to <= from) continue
    bars += to - from
    next = to
  }
  return bars / length
}

/** The share of bars that a closed trade touched: entry and exit bar included, as backtesting.py counts. */
export const exposureOf = (length: number, { trades }: Run): number => covered(length, trades, 1)

/** The share of bars over which anything was held, an open position included. */
export const heldOf = (length: number, { openPosition, trades }: Run): number =>
  covered(length, trades, 0, openPosition?.entryBar)
