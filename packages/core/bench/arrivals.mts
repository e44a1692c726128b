/** Judges arrivals at a venue, independently of whoever sent them. */
export interface Verdict {
  readonly most: number
  readonly rolling: number
  readonly fixed: number
}

/** Counts rolling windows; arrivals must come in order. What a venue rejects does not count in its window. */
export const makeJudge = (limit: number, windowMs: number) => {
  let recent: Array<number> = []
  let taken: Array<number> = []
  let [over, most] = [0, 0]
  return {
    arrive: (atMs: number): void => {
      recent = recent.filter((one) => one > atMs - windowMs)
      taken = taken.filter((one) => one > atMs - windowMs)
      most = Math.max(most, recent.push(atMs))
      if (taken.length < limit) taken.push(atMs)
      else over++
    },
    verdict: () => ({ most, rolling: over })
  }
}

/** Arrivals above the limit in fixed windows, at the worst of twenty phases. */
const worstFixed = (sorted: ReadonlyArray<number>, limit: number, windowMs: number): number => {
  const counts = Array.from({ length: 20 }, (_, phase) => {
    let [window, count, over] = [Number.NaN, 0, 0]
    for (const atMs of sorted) {
      const own = Math.floor((atMs + (phase * windowMs) / 20) / windowMs)
      count = own === window ? count + 1 : 1
      window = own
      if (count > limit) over++
    }
    return over
  })
  return Math.max(...counts)
}

export const judge = (arrivals: ReadonlyArray<number>, limit: number, windowMs: number): Verdict => {
  const sorted = arrivals.toSorted((a, b) => a - b)
  const rolling = makeJudge(limit, windowMs)
  for (const atMs of sorted) rolling.arrive(atMs)
  return { ...rolling.verdict(), fixed: worstFixed(sorted, limit, windowMs) }
}
