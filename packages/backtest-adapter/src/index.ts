/**
 * Replays the decisions of `reverseOn()` on history.
 *
 * @module
 * @since 0.1.0
 */
export type * as Bars from "./Bars.ts"
export { barsFromRows, type CandleRow } from "./history/barsFromRows.ts"
export { type FileOptions, readBars, readFunding, readQuotes, readTrades } from "./history/files/readFiles.ts"
export { readSignals } from "./history/files/readSignals.ts"
export { type StreamOptions, streamBars, streamQuotes, streamTrades } from "./history/files/streamFiles.ts"
export type { FundingRates, History, QuoteColumns, TradeColumns } from "./history/History.ts"
export { HistoryError, type Reason } from "./history/HistoryError.ts"
export type { HistoryOptions, Repair, Repairs } from "./history/HistoryOptions.ts"
export { type BarsReport, type Gap, inspectBars } from "./history/inspectBars.ts"
export { marketEvents, type Source } from "./history/marketEvents.ts"
export { withMarks } from "./history/withMarks.ts"
export { parseBars, parseFunding, parseQuotes, parseTrades } from "./history/parse.ts"
export { type FileSignal, parseSignals } from "./history/signals.ts"
export type * as MarketEvent from "./MarketEvent.ts"
export type { Execution, Payment, Prices } from "./replay/Account.ts"
export { collectSignals, listedSignals } from "./replay/collectSignals.ts"
export type { Delays } from "./replay/Delays.ts"
export { logNormalLatency, uniformLatency } from "./replay/latency.ts"
export type { Market } from "./replay/Market.ts"
export { openRefused, openShrunk, sometimes, whole } from "./replay/outcomes.ts"
export type { FillRule } from "./replay/Place.ts"
export { replay, type Wish } from "./replay/replay.ts"
export type { Arrival, MarginOptions, Outcome, ReplayOptions } from "./replay/ReplayOptions.ts"
export type { ReplayOrder } from "./replay/ReplayOrder.ts"
export type { Decision } from "./replay/Decisions.ts"
export type { ReplayResult, SymbolResult } from "./replay/ReplayResult.ts"
export type { RestingSignal } from "./replay/Stops.ts"
export type { OpenTrade, Trade } from "./replay/tradesOf.ts"
export { renderReport } from "./report/renderReport.ts"
export { renderSweepReport } from "./report/renderSweepReport.ts"
export type {
  ReportAbout,
  ReportBand,
  ReportCost,
  ReportInput,
  ReportLimit,
  ReportPosition,
  ReportRange,
  ReportSymbol,
  ReportTrade
} from "./report/ReportInput.ts"
export { replayAsRun } from "./report/replayAsRun.ts"
export { reportOfKernel } from "./report/reportOfKernel.ts"
export { type ReplayLimit, type ReplayMore, reportOfReplay, type SymbolBand } from "./report/reportOfReplay.ts"
export { reportOfSweep, type SweepAbout } from "./report/reportOfSweep.ts"
export type { SweepReportInput, SweepStretch } from "./report/SweepReportInput.ts"
export {
  type Definition,
  definitions,
  makeStrategy,
  type Parameter,
  parseStrategy,
  type StrategyRefusal
} from "./strategies/builtIn.ts"
export type { Stepper, Wished } from "./strategies/Stepper.ts"
export { fromStepper, type Strategy } from "./strategies/Strategy.ts"
export * as Funding from "./kernel/Funding.ts"
export * as Kernel from "./kernel/Kernel.ts"
export * as KernelOptions from "./kernel/KernelOptions.ts"
export type { KernelRefusal } from "./kernel/KernelRefusal.ts"
export type { OpenPosition, Run, Summary, Trades } from "./kernel/Run.ts"
export { knownAt, type Placed, placeSignals } from "./kernel/placeSignals.ts"
export * as Signals from "./kernel/Signals.ts"
export { type OpenJson, type ResultJson, resultJson, type TradeJson } from "./results/resultJson.ts"
export * as ReplayTable from "./results/ReplayTable.ts"
export { type LimitJson, limitJson, type ReplayJson, replayJson, type SymbolJson } from "./results/replayJson.ts"
export * as Table from "./results/Table.ts"
export { writePieces, writeTable } from "./results/writeTable.ts"
export * as Calendar from "./statistics/Calendar.ts"
export * as Drawdowns from "./statistics/Drawdowns.ts"
export * as Returns from "./statistics/Returns.ts"
export * as Statistics from "./statistics/Statistics.ts"
export * as TradeStatistics from "./statistics/TradeStatistics.ts"
export * as Grid from "./sweep/Grid.ts"
export * as HeatMap from "./sweep/HeatMap.ts"
export * as Row from "./sweep/Row.ts"
export { runSplits, type SplitOutcome } from "./sweep/runSplits.ts"
export * as Sweep from "./sweep/Sweep.ts"
export type { ColumnStrategy, SweepJob } from "./sweep/SweepJob.ts"
export * as WalkForward from "./sweep/WalkForward.ts"
export { type AgainstIdeal, againstIdeal } from "./honesty/againstIdeal.ts"
export { type CheckOptions, checkLookAhead, type LookAhead, type Moved } from "./honesty/checkLookAhead.ts"
export { checkWarmUp, type LaterStart, type WarmUp, type WarmUpOptions } from "./honesty/checkWarmUp.ts"
export * as Costs from "./honesty/Costs.ts"
export { type LimitCost, limitCost } from "./honesty/limitCost.ts"
export type { Emitted, Pipeline } from "./honesty/Pipeline.ts"
export { type PathBand, pathBand, type Range } from "./honesty/band/pathBand.ts"
