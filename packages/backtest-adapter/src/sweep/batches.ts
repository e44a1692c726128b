/**
 * The order in which combinations are evaluated, and how many at a time.
 *
 * @module
 * @since 0.1.0
 */
import type { SweepJob } from "./SweepJob.ts"

type Combinations = ReadonlyArray<ReadonlyArray<number>>

/**
 * Sorted by the parameter that has the most values: what is found once for each of these is then found by one thread, and
 * what all threads need is found for the others, the fewest.
 */
const inTurns = (combinations: Combinations): Combinations => {
  const counts = (combinations[0] ?? []).map((_, axis) => new Set(combinations.map((it) => it[axis])).size)
  const axis = counts.indexOf(Math.max(...counts))
  return combinations.toSorted((a, b) => (a[axis] ?? 0) - (b[axis] ?? 0))
}

/** Pairs of averages pass over prices together while these are in the cache; others are only told of together. */
const mostOf = ({ strategy }: SweepJob): number => (strategy === "sma-cross" ? 32 : 8)

/**
 * Batches for `threads` that take one after the other: smaller towards the end, so that no thread is left with much, and
 * never so large that cancelling waits long.
 *
 * @category folding
 * @since 0.1.0
 */
export const batchesOf = (job: SweepJob, combinations: Combinations, threads: number): ReadonlyArray<Combinations> => {
  const turns = inTurns(combinations)
  const batches: Array<Combinations> = []
  for (let from = 0; from < turns.length; ) {
    const size = Math.min(mostOf(job), Math.ceil((turns.length - from) / (2 * threads)))
    batches.push(turns.slice(from, from + size))
    from += size
  }
  return batches
}
