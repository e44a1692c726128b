/**
 * A run as one JSON object, the form that other programs read.
 *
 * @module
 * @since 0.1.0
 */
import type * as Bars from "../Bars.ts"
import type { OpenPosition, Run, Summary } from "../kernel/Run.ts"
import type { Signals } from "../kernel/Signals.ts"
import type { Statistics } from "../statistics/Statistics.ts"
import { decimal, sideText } from "./Table.ts"

/**
 * One trade. Sizes and prices are decimals, money is numbers, times are milliseconds; bars count from 0. `pnl` is net
 * of `commission`, before `funding`.
 *
 * @category models
 * @since 0.1.0
 */
export interface TradeJson {
  readonly side: "long" | "short"
  readonly size: string
  readonly entryBar: number
  readonly entryTime: number
  readonly entryPrice: string
  readonly exitBar: number
  readonly exitTime: number
  readonly exitPrice: string
  readonly pnl: number
  readonly commission: number
  readonly funding: number
}

/**
 * The position that is open at the end, marked at the last close.
 *
 * @category models
 * @since 0.1.0
 */
export interface OpenJson extends Pick<TradeJson, "side" | "size" | "entryBar" | "entryTime" | "entryPrice"> {
  readonly unrealized: number
  readonly commission: number
  readonly funding: number
}

/**
 * A run. `signals` are `[bar, 1 | -1]`, decided on the close of the bar, -1 for one from before the first bar. A figure
 * that the data do not define is null.
 *
 * @category models
 * @since 0.1.0
 */
export interface ResultJson {
  readonly trades: ReadonlyArray<TradeJson>
  readonly openPosition: OpenJson | null
  readonly signals: ReadonlyArray<readonly [bar: number, side: number]>
  readonly summary: Summary
  readonly stats: { readonly [name in keyof Statistics]: number | null }
}

const tradesOf = ({ time }: Bars.Bars, { trades }: Run): ReadonlyArray<TradeJson> =>
  Array.from({ length: trades.length }, (_, k) => {
    const at = (column: ArrayLike<number>): number => column[k] as number
    return {
      side: sideText(at(trades.side)),
      size: decimal(at(trades.size)),
      entryBar: at(trades.entryBar),
      entryTime: time[at(trades.entryBar)] as number,
      entryPrice: decimal(at(trades.entryPrice)),
      exitBar: at(trades.exitBar),
      exitTime: time[at(trades.exitBar)] as number,
      exitPrice: decimal(at(trades.exitPrice)),
      pnl: at(trades.pnl),
      commission: at(trades.commission),
      funding: at(trades.funding)
    }
  })

const openOf = ({ time }: Bars.Bars, open: OpenPosition | null): OpenJson | null =>
  open === null
    ? null
    : {
        side: sideText(open.side),
        size: decimal(open.size),
        entryBar: open.entryBar,
        entryTime: time[open.entryBar] as number,
        entryPrice: decimal(open.entryPrice),
        unrealized: open.unrealized,
        commission: open.commission,
        funding: open.funding
      }

const listOf = ({ bars, initial, sides }: Signals): ResultJson["signals"] => [
  ...(initial === undefined ? [] : [[-1, initial.wish] as const]),
  ...Array.from(bars, (bar, k) => [bar, sides[k] as number] as const)
]

/** JSON has no NaN and no infinities. */
export const orNull = (stats: Statistics): ResultJson["stats"] => {
  const entries = Object.entries(stats).map(([name, value]) => [name, Number.isFinite(value) ? value : null])
  return Object.fromEntries(entries) as ResultJson["stats"]
}

/**
 * Makes the object of a run, the signals it was made of, and its statistics.
 *
 * @category conversions
 * @since 0.1.0
 */
export const resultJson = (bars: Bars.Bars, signals: Signals, run: Run, stats: Statistics): ResultJson => ({
  trades: tradesOf(bars, run),
  openPosition: openOf(bars, run.openPosition),
  signals: listOf(signals),
  summary: run.summary,
  stats: orNull(stats)
})
