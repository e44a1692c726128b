/**
 * What a report shows: plain numbers and columns, whichever engine they come from.
 *
 * @module
 * @since 0.1.0
 */
import type { Bars } from "../Bars.ts"
import type { Delays } from "../replay/Delays.ts"
import type { Statistics } from "../statistics/Statistics.ts"

/**
 * One closed trade. Times are milliseconds, prices quote units, `size` base units; `pnl` is net of `commission` and
 * before `funding`, which is positive when received.
 *
 * @category models
 * @since 0.1.0
 */
export interface ReportTrade {
  readonly side: "long" | "short"
  readonly size: number
  readonly entryBar: number
  readonly entryTime: number
  readonly entryPrice: number
  readonly exitBar: number
  readonly exitTime: number
  readonly exitPrice: number
  readonly pnl: number
  readonly commission: number
  readonly funding: number
}

/**
 * A position that is open at the end.
 *
 * @category models
 * @since 0.1.0
 */
export type ReportPosition = Pick<
  ReportTrade,
  "side" | "size" | "entryBar" | "entryTime" | "entryPrice" | "commission" | "funding"
>

/**
 * One symbol's candles and trades, in the order of their closing.
 *
 * - `kind` of its contract; linear where it is not said.
 * - `net` its profit after fees and funding, open positions marked at the last close; `limitCost` what the rate limit cost it.
 *
 * @category models
 * @since 0.1.0
 */
export interface ReportSymbol {
  readonly symbol: string
  readonly kind?: "linear" | "inverse" | undefined
  readonly net?: number | undefined
  readonly limitCost?: number | undefined
  readonly bars: Bars
  readonly trades: ReadonlyArray<ReportTrade>
  readonly open: ReadonlyArray<ReportPosition>
}

/**
 * What the rate limit did.
 *
 * - `limit` in words, such as `10 a second`.
 * - `waits` of every order: when it was decided and how long it waited, milliseconds.
 * - `waiting` what delayed orders paid more than they would have at once, in money.
 * - `unlimited` final equity of the same run without the limit.
 *
 * @category models
 * @since 0.1.0
 */
export interface ReportLimit {
  readonly limit: string
  readonly delays: Delays
  readonly waits: ReadonlyArray<{ readonly atMs: number; readonly waitMs: number }>
  readonly waiting: number
  readonly unlimited?: number | undefined
}

/**
 * A figure of the run, and its worst and best value over every path of prices that the bars allow.
 *
 * @category models
 * @since 0.1.0
 */
export interface ReportRange {
  readonly worst: number
  readonly point: number
  readonly best: number
}

/**
 * What the bars of a symbol leave open: its profit and its deepest fall in money, and how many of its trades could have
 * ended otherwise.
 *
 * @category models
 * @since 0.1.0
 */
export interface ReportBand {
  readonly symbol: string
  readonly profit: ReportRange
  readonly drawdown: ReportRange
  readonly trades: number
  readonly ambiguous: number
}

/**
 * One cause of cost, what it means, and what it took in money: less than nothing where it gave.
 *
 * @category models
 * @since 0.1.0
 */
export interface ReportCost {
  readonly name: string
  readonly meaning: string
  readonly money: number
}

/**
 * All that a report shows.
 *
 * - `coin` the unit of all money.
 * - `command` the exact command that makes this report again.
 * - `parameters` every setting of the run, in words.
 * - `notes` what the reader has to know: gaps in the data, steps that were inferred.
 * - `account` equity of the whole account at the close of every bar; `time` are the bars' open times.
 * - `costs` in the order in which they meet an order; together they lead from the ideal run to this one.
 *
 * @category models
 * @since 0.1.0
 */
export interface ReportInput {
  readonly title: string
  readonly coin: string
  readonly command?: string | undefined
  readonly parameters: ReadonlyArray<readonly [name: string, value: string]>
  readonly notes?: ReadonlyArray<string> | undefined
  readonly capital: number
  readonly finalEquity: number
  readonly account: { readonly time: Float64Array; readonly equity: Float64Array }
  readonly symbols: ReadonlyArray<ReportSymbol>
  readonly statistics: Statistics
  readonly limit?: ReportLimit | undefined
  readonly costs?: ReadonlyArray<ReportCost> | undefined
  readonly bands?: ReadonlyArray<ReportBand> | undefined
}

/**
 * What a run does not know of itself.
 *
 * @category models
 * @since 0.1.0
 */
export type ReportAbout = Pick<ReportInput, "title" | "coin" | "command" | "parameters" | "notes">
