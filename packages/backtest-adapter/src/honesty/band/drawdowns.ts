/**
 * Drawdowns of many paths at once: pairs of which none is better than another in both numbers.
 *
 * @module
 * @since 0.1.0
 */

/** How far below its peak a path is now, and how far it has been at most. Money. */
export interface Fall {
  readonly gap: number
  readonly most: number
}

/** A path that has just begun. */
export const begun: Fall = { gap: 0, most: 0 }

/** Follows a path through changes of its value. */
export const follow = (fall: Fall, changes: ReadonlyArray<number>): Fall => {
  let { gap, most } = fall
  for (const change of changes) {
    gap = Math.max(0, gap - change)
    most = Math.max(most, gap)
  }
  return { gap, most }
}

/** Keeps what no other pair beats: with `sign` 1 smaller falls beat larger ones, with -1 larger ones smaller. */
export const frontier = (falls: ReadonlyArray<Fall>, sign: 1 | -1): ReadonlyArray<Fall> => {
  const sorted = falls.toSorted((a, b) => sign * (a.gap - b.gap) || sign * (a.most - b.most))
  const kept: Array<Fall> = []
  for (const fall of sorted) {
    const last = kept.at(-1)
    if (last === undefined || sign * (fall.most - last.most) < 0) kept.push(fall)
  }
  return kept
}
