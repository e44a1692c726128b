/**
 * Brings the strategy of a job's module.
 *
 * @module
 * @since 0.1.0
 */
import type { ColumnStrategy, SweepJob } from "./SweepJob.ts"

/**
 * The exported strategy of the module that a job names; undefined for one that is built in. Rejects when the module
 * cannot be loaded or exports no function of that name.
 *
 * @category loading
 * @since 0.1.0
 */
export const loadStrategy = async ({ strategy }: SweepJob): Promise<ColumnStrategy | undefined> => {
  if (typeof strategy === "string") return undefined
  const loaded = (await import(strategy.module)) as Readonly<Record<string, unknown>>
  const found = loaded[strategy.name]
  if (typeof found !== "function") throw new TypeError(`${strategy.module} exports no function ${strategy.name}`)
  return found as ColumnStrategy
}
