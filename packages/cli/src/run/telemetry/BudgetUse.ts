/**
 * How much of the rate limit is in use, seen from the facts and commands of a run.
 *
 * @module
 * @since 0.1.0
 */
import type { Recording } from "@backhand/reversal-operator"

/**
 * - `limit` requests that a window allows, `used` those in the window that ends at `nowMs`.
 *
 * @since 0.1.0
 */
export interface BudgetUse {
  readonly take: (entry: Recording.Entry) => void
  readonly used: (nowMs: number) => number
  readonly limit: () => number
}

/**
 * Starts with nothing used. Memory is bounded by the limit.
 *
 * @since 0.1.0
 */
export const make = (): BudgetUse => {
  let budget = { limit: 0, windowMs: 1000 }
  let sentAtMs: ReadonlyArray<number> = []
  const within = (nowMs: number) => sentAtMs.filter((at) => at > nowMs - budget.windowMs)
  return {
    take: (entry) => {
      if (entry.entry === "options") budget = entry.options.limit
      else if (entry.fact.fact === "limit") budget = entry.fact.limit
      else if (entry.commands.some(({ command }) => command === "send"))
        sentAtMs = [
          ...within(entry.at),
          ...entry.commands.flatMap(({ command }) => (command === "send" ? [entry.at] : []))
        ]
    },
    used: (nowMs) => within(nowMs).length,
    limit: () => budget.limit
  }
}
