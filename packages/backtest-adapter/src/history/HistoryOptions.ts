/**
 * How history is read.
 *
 * @module
 * @since 0.1.0
 */
import type { Reason } from "./HistoryError.ts"
import type { TimeUnit } from "./timeCell.ts"

/**
 * Options of every reader. All may be left out.
 *
 * - `file` the name that messages use; readers of files fill it in.
 * - `priceStep` the instrument's step in quote units, such as `"0.1"`: a price off it is an error. Left out, the step is
 *   one unit of the last decimal place that some price uses.
 * - `timeUnit` the unit of a numeric time column: left out, it follows from the column's name or its first value.
 * - `repair` what to do with rows that cannot be used: `"drop"` them, or `"sort"` the rows by time (of rows that are
 *   equal in everything one is kept). Left out, the first such row is an error.
 * - `intervalMs` the length of a bar; left out, the commonest distance between two bars.
 *
 * @category models
 * @since 0.1.0
 */
export interface HistoryOptions {
  readonly file?: string | undefined
  readonly priceStep?: string | undefined
  readonly timeUnit?: Exclude<TimeUnit, "iso"> | undefined
  readonly repair?: "drop" | "sort" | undefined
  readonly intervalMs?: number | undefined
}

/**
 * One repair: what was done with which line (row, for sources without lines), and why.
 *
 * @category models
 * @since 0.1.0
 */
export interface Repair {
  readonly line: number
  readonly did: "dropped" | "moved"
  readonly reason: Reason
}

/**
 * The repairs of a source: how many, and the first hundred of them.
 *
 * @category models
 * @since 0.1.0
 */
export interface Repairs {
  readonly count: number
  readonly first: ReadonlyArray<Repair>
}

/** Collects repairs without keeping more than the first hundred. */
export class RepairLog implements Repairs {
  count = 0
  readonly first: Array<Repair> = []
  readonly add = (line: number, reason: Reason, did: Repair["did"] = "dropped"): void => {
    this.count++
    if (this.first.length < 100) this.first.push({ line, did, reason })
  }
}
