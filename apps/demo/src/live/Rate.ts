/** Counts arrivals in a rolling second, independently of whoever paces them. */

/** Arrivals so far: all of them, those of the last second, and the most that any second held. */
export interface Rate {
  readonly total: number
  readonly recent: ReadonlyArray<number>
  readonly most: number
}

const windowMs = 1000

export const none: Rate = { total: 0, recent: [], most: 0 }

/** One arrival more; times never go back. A second is half open: what came exactly a second ago is out of it. */
export const arrive = (self: Rate, atMs: number): Rate => {
  const recent = [...self.recent.filter((time) => time > atMs - windowMs), atMs]
  return { total: self.total + 1, recent, most: Math.max(self.most, recent.length) }
}

/** How many came within the second before a time. */
export const inSecond = (self: Rate, nowMs: number): number =>
  self.recent.filter((time) => time > nowMs - windowMs).length
