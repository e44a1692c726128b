/**
 * What a sweep's report shows.
 *
 * @module
 * @since 0.1.0
 */
import type { By, Row } from "../sweep/Row.ts"

/**
 * One stretch of a walk-forward: the row that was chosen on its training stretch, and what it did on the stretch that
 * follows. Times are milliseconds.
 *
 * @category models
 * @since 0.1.0
 */
export interface SweepStretch {
  readonly fromMs: number
  readonly untilMs: number
  readonly chosen: Row
  readonly tested: Row
}

/**
 * All that a sweep's report shows.
 *
 * - `axes` names of the parameters, in the order of `rows[].params`; `rows` best first by `by`.
 * - `splits` of a walk-forward, in order of time.
 * - `coin`, `command`, `parameters`, `notes` as in a run's report.
 *
 * @category models
 * @since 0.1.0
 */
export interface SweepReportInput {
  readonly title: string
  readonly coin: string
  readonly command?: string | undefined
  readonly parameters: ReadonlyArray<readonly [name: string, value: string]>
  readonly notes?: ReadonlyArray<string> | undefined
  readonly axes: ReadonlyArray<string>
  readonly rows: ReadonlyArray<Row>
  readonly by: By
  readonly splits?: ReadonlyArray<SweepStretch> | undefined
}
