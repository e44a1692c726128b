/**
 * The rows of a sweep, for people and for programs.
 *
 * @module
 * @since 0.1.0
 */
import type { Row, SplitOutcome } from "@backhand/backtest-adapter"
import { columns } from "../terminal/columns.ts"
import { amount, percent } from "../terminal/figures.ts"

const head = ["sharpe", "return", "calmar", "drawdown", "trades", "fees"]

const cells = ({ calmar, commission, maxDrawdownFraction, params, sharpe, totalReturn, trades }: Row.Row) => [
  ...params.map(String),
  amount(sharpe),
  percent(totalReturn),
  amount(calmar),
  percent(maxDrawdownFraction),
  amount(trades, 0),
  amount(commission)
]

/**
 * The best rows as aligned text.
 *
 * @since 0.1.0
 */
export const rowLines = (
  axes: ReadonlyArray<string>,
  rows: ReadonlyArray<Row.Row>,
  most = 20
): ReadonlyArray<string> => [
  ...columns([[...axes, ...head], ...rows.slice(0, most).map(cells)]),
  ...(rows.length > most ? [`… and ${amount(rows.length - most, 0)} more`] : [])
]

/**
 * What was chosen on each stretch, and what it did on the one after it.
 *
 * @since 0.1.0
 */
export const splitLines = (axes: ReadonlyArray<string>, outcomes: ReadonlyArray<SplitOutcome>): ReadonlyArray<string> =>
  columns([
    ["test bars", ...axes, "trained", "tested", "sharpe", "drawdown", "trades"],
    ...outcomes.map(({ split, tested, trained }) => [
      split.test.join("–"),
      ...trained.params.map(String),
      percent(trained.totalReturn),
      percent(tested.totalReturn),
      amount(tested.sharpe),
      percent(tested.maxDrawdownFraction),
      amount(tested.trades, 0)
    ])
  ])

/** JSON has no NaN and no infinities. */
const rowJson = (axes: ReadonlyArray<string>, { params, ...figures }: Row.Row) => ({
  params: Object.fromEntries(axes.map((axis, at) => [axis, params[at]])),
  ...Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, Number.isFinite(value) ? value : null] as const)
  )
})

/**
 * What `--json` writes: every row, best first, and the walk-forward where there is one.
 *
 * @since 0.1.0
 */
export const sweepJson = (
  by: Row.By,
  result: {
    readonly axes: ReadonlyArray<string>
    readonly rows: ReadonlyArray<Row.Row>
    readonly isComplete: boolean
    readonly leftOut: number
  },
  outcomes: ReadonlyArray<SplitOutcome> | undefined
) => ({
  axes: result.axes,
  by,
  isComplete: result.isComplete,
  leftOut: result.leftOut,
  rows: result.rows.map((row) => rowJson(result.axes, row)),
  ...(outcomes === undefined
    ? {}
    : {
        walkForward: outcomes.map(({ split, tested, trained }) => ({
          train: split.train,
          test: split.test,
          chosen: rowJson(result.axes, trained),
          tested: rowJson(result.axes, tested)
        }))
      })
})
