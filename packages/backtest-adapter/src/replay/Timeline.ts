/**
 * Virtual time: what will happen, in the order in which it will.
 *
 * @module
 * @since 0.1.0
 */

/**
 * At one instant facts from the venue come before timers, and timers before the market and its signals. Stops that rested
 * come after those: first the ones that the open has jumped over, then the ones that the bar reaches later. Funding is
 * settled before all of them or after all of them, as its tie says.
 */
export const beforeAll = -1
export const venue = 0
export const timer = 1
export const market = 2
export const jumped = 3
export const reached = 4
export const afterAll = 5

interface Entry {
  readonly atMs: number
  readonly rank: number
  readonly count: number
  readonly run: () => void
}

/** Things to come, soonest first; of equals the one that was added first. */
export interface Timeline {
  readonly heap: Array<Entry>
  count: number
}

export const make = (): Timeline => ({ heap: [], count: 0 })

const isBefore = (a: Entry, b: Entry): boolean =>
  a.atMs !== b.atMs ? a.atMs < b.atMs : a.rank !== b.rank ? a.rank < b.rank : a.count < b.count

/** Adds something that happens at a time; `rank` decides between things of one instant. */
export const add = (self: Timeline, atMs: number, rank: number, run: () => void): void => {
  const { heap } = self
  const entry = { atMs, rank, count: self.count++, run }
  let at = heap.push(entry) - 1
  while (at > 0) {
    const parent = (at - 1) >> 1
    const above = heap[parent]
    if (above === undefined || !isBefore(entry, above)) break
    heap[at] = above
    at = parent
  }
  heap[at] = entry
}

const removeFirst = (heap: Array<Entry>): void => {
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return
  let at = 0
  for (;;) {
    const left = heap[2 * at + 1]
    const right = heap[2 * at + 2]
    const child = right !== undefined && left !== undefined && isBefore(right, left) ? 2 * at + 2 : 2 * at + 1
    const below = heap[child]
    if (below === undefined || !isBefore(below, last)) break
    heap[at] = below
    at = child
  }
  heap[at] = last
}

/** Whether something happens before, or at one instant ahead of, what has this time and rank. */
export const isDue = (self: Timeline, atMs: number, rank: number): boolean => {
  const first = self.heap[0]
  return first !== undefined && (first.atMs < atMs || (first.atMs === atMs && first.rank < rank))
}

/** Takes the next thing out; undefined when nothing is to come. */
export const take = (self: Timeline): Entry | undefined => {
  const first = self.heap[0]
  if (first !== undefined) removeFirst(self.heap)
  return first
}
