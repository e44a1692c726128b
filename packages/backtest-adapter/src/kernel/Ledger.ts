/**
 * The account of a run: what the walk tells, and what comes out at the end.
 *
 * Two ledgers keep the same account, one in doubles and one in bigints. The first gives up, by answering false, before
 * a sum could leave the whole numbers that doubles hold; the walk is then repeated with the second.
 *
 * @module
 * @since 0.1.0
 */
import type { Run } from "./Run.ts"

/**
 * An account that positions are flipped in.
 *
 * - `side` 1 long, -1 short, 0 flat.
 * - `flip` closes what is open and opens the side `to`, all at one price, booked on bar `book` and noted in the trades
 *   as bar `bar`. The price is `ticks`, or `stop` quote units where that is not NaN. False when it gives up.
 * - `settle` pays funding at `rate` on the open position, valued at `mark` quote units or, where that is NaN, at
 *   `ticks`. False when it gives up.
 *
 * @category models
 * @since 0.1.0
 */
export interface Ledger {
  readonly side: () => number
  readonly flip: (book: number, bar: number, ticks: number, stop: number, to: number) => boolean
  readonly settle: (book: number, rate: number, mark: number, ticks: number) => boolean
  readonly finish: () => Run
}
