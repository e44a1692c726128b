/**
 * A sweep as a report's input.
 *
 * @module
 * @since 0.1.0
 */
import type { Bars } from "../Bars.ts"
import type { Row } from "../sweep/Row.ts"
import type { By } from "../sweep/Row.ts"
import type { SplitOutcome } from "../sweep/runSplits.ts"
import type { SweepReportInput, SweepStretch } from "./SweepReportInput.ts"

/**
 * What a sweep does not know of itself, and the walk-forward beside it.
 *
 * @category models
 * @since 0.1.0
 */
export type SweepAbout = Pick<SweepReportInput, "title" | "coin" | "command" | "parameters" | "notes"> & {
  readonly by: By
  readonly walkForward?: { readonly bars: Bars; readonly outcomes: ReadonlyArray<SplitOutcome> } | undefined
}

const stretchOf = ({ intervalMs, time }: Bars, { split, tested, trained }: SplitOutcome): SweepStretch => {
  const [from, to] = split.test
  return {
    fromMs: time[from] as number,
    untilMs: (time[to - 1] as number) + intervalMs,
    chosen: trained,
    tested
  }
}

/**
 * Describes a sweep for a report.
 *
 * @category conversions
 * @since 0.1.0
 */
export const reportOfSweep = (
  { axes, rows }: { readonly axes: ReadonlyArray<string>; readonly rows: ReadonlyArray<Row> },
  { walkForward, ...about }: SweepAbout
): SweepReportInput => ({
  ...about,
  axes,
  rows,
  ...(walkForward === undefined
    ? {}
    : { splits: walkForward.outcomes.map((outcome) => stretchOf(walkForward.bars, outcome)) })
})
