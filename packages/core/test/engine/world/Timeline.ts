import { show, startMs } from "./Plan.ts"

interface Item {
  readonly atMs: number
  readonly rank: number
  readonly what: string
  /** Dies with the process, as its timers and connections do. */
  readonly isMortal: boolean
  readonly run: () => void
}

/** The time of a world: what will happen, in order, and what has happened. */
export class Timeline {
  nowMs = startMs
  #queue: Array<Item> = []
  readonly #log: Array<readonly [atMs: number, text: string, more: unknown]> = []

  say(text: string, more?: unknown): void {
    this.#log.push([this.nowMs, text, more])
  }

  /** At one instant the lower rank comes first, and of one rank what was planned first. */
  at(when: number, rank: number, what: string, run: () => void, isMortal = false): void {
    const atMs = Math.max(when, this.nowMs)
    const after = this.#queue.findLastIndex((item) => item.atMs < atMs || (item.atMs === atMs && item.rank <= rank))
    this.#queue.splice(after + 1, 0, { atMs, rank, what, isMortal, run })
  }

  /** The process dies. */
  die(): void {
    this.#queue = this.#queue.filter(({ isMortal }) => !isMortal)
  }

  next(): Item | undefined {
    const next = this.#queue.shift()
    if (next !== undefined) this.nowMs = Math.max(this.nowMs, next.atMs)
    return next
  }

  /** What will happen, by the time from now. */
  ahead(): ReadonlyArray<readonly [string, number]> {
    return this.#queue.map(({ atMs, what }) => [what, Math.round(atMs - this.nowMs)])
  }

  lines(): ReadonlyArray<string> {
    return this.#log.map(
      ([atMs, text, more]) =>
        `${String(Math.round(atMs)).padStart(6)} ${text} ${more === undefined ? "" : show(more).slice(0, 150)}`
    )
  }
}
