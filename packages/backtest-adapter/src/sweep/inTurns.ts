/**
 * The order in which a sweep takes its combinations.
 *
 * @module
 * @since 0.1.0
 */

/**
 * Combinations sorted by the parameter that has the most values: what is found once for each of these is then found by one
 * thread, and what all threads need is found for the others, the fewest.
 *
 * @category folding
 * @since 0.1.0
 */
export const inTurns = (combinations: ReadonlyArray<ReadonlyArray<number>>): ReadonlyArray<ReadonlyArray<number>> => {
  const counts = (combinations[0] ?? []).map((_, axis) => new Set(combinations.map((it) => it[axis])).size)
  const axis = counts.indexOf(Math.max(...counts))
  return combinations.toSorted((a, b) => (a[axis] ?? 0) - (b[axis] ?? 0))
}
