/**
 * Fits a grid to the parameters of a built-in strategy.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import * as KernelRefusal from "../kernel/KernelRefusal.ts"
import { definitions } from "../strategies/builtIn.ts"
import type { Grid } from "./Grid.ts"
import type { SweepJob } from "./SweepJob.ts"

/**
 * The axes in the order of the strategy's parameters, those not given at their usual value, and which combinations
 * make sense. A strategy of a module takes its axes as they are written.
 *
 * - **Errors** `BadOption` for a strategy that is not built in, or an axis that is not one of its parameters.
 *
 * @category checks
 * @since 0.1.0
 */
export const gridOf = (
  { strategy }: SweepJob,
  grid: Grid
): Result.Result<
  { readonly grid: Grid; readonly isSensible: (params: ReadonlyArray<number>) => boolean },
  KernelRefusal.KernelRefusal
> => {
  if (typeof strategy === "object") return Result.succeed({ grid, isSensible: () => true })
  const found = definitions.find((definition) => definition.name === strategy)
  if (found === undefined)
    return KernelRefusal.fail(
      "BadOption",
      "strategy",
      `there is no strategy ${JSON.stringify(strategy)}`,
      `use one of ${definitions.map(({ name }) => name).join(", ")}, or a module`
    )
  const names = found.parameters.map(({ name }) => name)
  const stranger = grid.find((axis) => !names.includes(axis.name))
  if (stranger !== undefined)
    return KernelRefusal.fail(
      "BadOption",
      "grid",
      `${strategy} has no parameter ${stranger.name}`,
      `use the axes ${names.join(", ")}`
    )
  return Result.succeed({
    grid: found.parameters.map(
      ({ name, usual }) => grid.find((axis) => axis.name === name) ?? { name, values: [usual] }
    ),
    isSensible: (params) => found.rule?.holds(params) ?? true
  })
}
