// The public API of @backhand/backtest-adapter. Generated: run "npx -y pnpm@12 run api:update".

// index
export type * as Bars from "./Bars.ts";
export { barsFromRows, type CandleRow } from "./history/barsFromRows.ts";
export { type FileOptions, readBars, readFunding, readQuotes, readTrades } from "./history/files/readFiles.ts";
export { readSignals } from "./history/files/readSignals.ts";
export { type StreamOptions, streamBars, streamQuotes, streamTrades } from "./history/files/streamFiles.ts";
export type { FundingRates, History, QuoteColumns, TradeColumns } from "./history/History.ts";
export { HistoryError, type Reason } from "./history/HistoryError.ts";
export type { HistoryOptions, Repair, Repairs } from "./history/HistoryOptions.ts";
export { type BarsReport, type Gap, inspectBars } from "./history/inspectBars.ts";
export { marketEvents, type Source } from "./history/marketEvents.ts";
export { withMarks } from "./history/withMarks.ts";
export { parseBars, parseFunding, parseQuotes, parseTrades } from "./history/parse.ts";
export { type FileSignal, parseSignals } from "./history/signals.ts";
export type * as MarketEvent from "./MarketEvent.ts";
export type { Execution, Payment, Prices } from "./replay/Account.ts";
export { collectSignals, listedSignals } from "./replay/collectSignals.ts";
export type { Delays } from "./replay/Delays.ts";
export { logNormalLatency, uniformLatency } from "./replay/latency.ts";
export type { Market } from "./replay/Market.ts";
export { openRefused, openShrunk, sometimes, whole } from "./replay/outcomes.ts";
export type { FillRule } from "./replay/Place.ts";
export { replay, type Wish } from "./replay/replay.ts";
export type { Arrival, MarginOptions, Outcome, ReplayOptions } from "./replay/ReplayOptions.ts";
export type { ReplayOrder } from "./replay/ReplayOrder.ts";
export type { Decision } from "./replay/Decisions.ts";
export type { ReplayResult, SymbolResult } from "./replay/ReplayResult.ts";
export type { RestingSignal } from "./replay/Stops.ts";
export type { OpenTrade, Trade } from "./replay/tradesOf.ts";
export { renderReport } from "./report/renderReport.ts";
export { renderSweepReport } from "./report/renderSweepReport.ts";
export type { ReportAbout, ReportBand, ReportCost, ReportInput, ReportLimit, ReportPosition, ReportRange, ReportSymbol, ReportTrade } from "./report/ReportInput.ts";
export { replayAsRun } from "./report/replayAsRun.ts";
export { reportOfKernel } from "./report/reportOfKernel.ts";
export { type ReplayLimit, type ReplayMore, reportOfReplay, type SymbolBand } from "./report/reportOfReplay.ts";
export { reportOfSweep, type SweepAbout } from "./report/reportOfSweep.ts";
export type { SweepReportInput, SweepStretch } from "./report/SweepReportInput.ts";
export { type Definition, definitions, makeStrategy, type Parameter, parseStrategy, type StrategyRefusal } from "./strategies/builtIn.ts";
export type { Stepper, Wished } from "./strategies/Stepper.ts";
export { fromStepper, type Strategy } from "./strategies/Strategy.ts";
export * as Funding from "./kernel/Funding.ts";
export * as Kernel from "./kernel/Kernel.ts";
export * as KernelOptions from "./kernel/KernelOptions.ts";
export type { KernelRefusal } from "./kernel/KernelRefusal.ts";
export type { OpenPosition, Run, Summary, Trades } from "./kernel/Run.ts";
export { knownAt, type Placed, placeSignals } from "./kernel/placeSignals.ts";
export * as Signals from "./kernel/Signals.ts";
export { type OpenJson, type ResultJson, resultJson, type TradeJson } from "./results/resultJson.ts";
export * as ReplayTable from "./results/ReplayTable.ts";
export { type LimitJson, limitJson, type ReplayJson, replayJson, type SymbolJson } from "./results/replayJson.ts";
export * as Table from "./results/Table.ts";
export { writePieces, writeTable } from "./results/writeTable.ts";
export * as Calendar from "./statistics/Calendar.ts";
export * as Drawdowns from "./statistics/Drawdowns.ts";
export * as Returns from "./statistics/Returns.ts";
export * as Statistics from "./statistics/Statistics.ts";
export * as TradeStatistics from "./statistics/TradeStatistics.ts";
export * as Grid from "./sweep/Grid.ts";
export * as HeatMap from "./sweep/HeatMap.ts";
export * as Row from "./sweep/Row.ts";
export { runSplits, type SplitOutcome } from "./sweep/runSplits.ts";
export * as Sweep from "./sweep/Sweep.ts";
export type { ColumnStrategy, SweepJob } from "./sweep/SweepJob.ts";
export * as WalkForward from "./sweep/WalkForward.ts";
export { type AgainstIdeal, againstIdeal } from "./honesty/againstIdeal.ts";
export { type CheckOptions, checkLookAhead, type LookAhead, type Moved } from "./honesty/checkLookAhead.ts";
export { checkWarmUp, type LaterStart, type WarmUp, type WarmUpOptions } from "./honesty/checkWarmUp.ts";
export * as Costs from "./honesty/Costs.ts";
export { type LimitCost, limitCost } from "./honesty/limitCost.ts";
export type { Emitted, Pipeline } from "./honesty/Pipeline.ts";
export { type PathBand, pathBand, type Range } from "./honesty/band/pathBand.ts";

// Bars
export interface Bars {
    readonly length: number;
    readonly time: Float64Array;
    readonly open: Float64Array;
    readonly high: Float64Array;
    readonly low: Float64Array;
    readonly close: Float64Array;
    readonly volume: Float64Array;
    readonly priceStep: string;
    readonly intervalMs: number;
}
export type Wishes = Int8Array;

// MarketEvent
import type { Side } from "@backhand/core";
export interface Bar {
    readonly kind: "bar";
    readonly symbol: string;
    readonly at: number;
    readonly time: number;
    readonly open: number;
    readonly high: number;
    readonly low: number;
    readonly close: number;
    readonly volume: number;
}
export interface Trade {
    readonly kind: "trade";
    readonly symbol: string;
    readonly at: number;
    readonly price: number;
    readonly size: number;
    readonly side?: Side.Side;
}
export interface Quote {
    readonly kind: "quote";
    readonly symbol: string;
    readonly at: number;
    readonly bid: number;
    readonly ask: number;
}
export interface Funding {
    readonly kind: "funding";
    readonly symbol: string;
    readonly at: number;
    readonly rate: string;
}
export type MarketEvent = Bar | Trade | Quote | Funding;

// history/History
import * as Result from "effect/Result";
import type { Bars } from "../Bars.ts";
import { HistoryError } from "./HistoryError.ts";
import type { HistoryOptions, RepairLog, Repairs } from "./HistoryOptions.ts";
import { type BarsReport } from "./inspectBars.ts";
import type { Shape } from "./Shape.ts";
import * as Step from "./Step.ts";
import * as Store from "./Store.ts";
export interface History {
    readonly bars: Bars;
    readonly report: BarsReport;
    readonly repairs: Repairs;
}
export interface TradeColumns {
    readonly length: number;
    readonly time: Float64Array;
    readonly price: Float64Array;
    readonly size: Float64Array;
    readonly side: Int8Array;
    readonly priceStep: string;
}
export interface QuoteColumns {
    readonly length: number;
    readonly time: Float64Array;
    readonly bid: Float64Array;
    readonly ask: Float64Array;
    readonly priceStep: string;
}
export interface FundingRates {
    readonly time: Float64Array;
    readonly rate: Float64Array;
    readonly mark?: Float64Array;
}
export declare const commonestDistance: (time: Float64Array) => number;
export declare const barsOf: (store: Store.Store, step: Step.Step, intervalMs?: number) => Bars;
export declare const tradesOf: (store: Store.Store, step: Step.Step) => TradeColumns;
export declare const quotesOf: (store: Store.Store, step: Step.Step) => QuoteColumns;
export declare const fundingOf: (store: Store.Store) => FundingRates;
export declare const complete: (shape: Shape, options: HistoryOptions, step: Step.Step | undefined, store: Store.Store, repairs: RepairLog) => Result.Result<Step.Step, HistoryError>;
export declare const vouchedHistory: (bars: Bars, report: BarsReport, highest: number, repairs: Repairs) => History;
export declare const historyOf: (shape: Shape, options: HistoryOptions, step: Step.Step | undefined, store: Store.Store, repairs: RepairLog) => Result.Result<History, HistoryError>;

// history/HistoryError
export type Reason = "Unreadable" | "UnknownLayout" | "NotANumber" | "NotPositive" | "BadTime" | "MixedTimeUnits" | "BadSide" | "WrongFieldCount" | "OffStep" | "OutOfRange" | "Duplicate" | "OutOfOrder" | "ImpossibleBar" | "Empty" | "Unsupported";
export interface Problem {
    readonly reason: Reason;
    readonly file: string;
    readonly line?: number | undefined;
    readonly field?: string | undefined;
    readonly expected: string;
    readonly got: string;
    readonly remedy: string;
}
declare const HistoryError_base: new <A extends Record<string, any> = {}>(args: import("effect/Types").VoidIfEmpty<{ readonly [P in keyof A as P extends "_tag" ? never : P]: A[P]; }>) => import("effect/Cause").YieldableError & {
    readonly _tag: "HistoryError";
} & Readonly<A>;
export declare class HistoryError extends HistoryError_base<Problem> {
    get message(): string;
}
export declare const show: (value: unknown) => string;
export {};

// history/HistoryOptions
import type { Reason } from "./HistoryError.ts";
import type { TimeUnit } from "./timeCell.ts";
export interface HistoryOptions {
    readonly file?: string | undefined;
    readonly priceStep?: string | undefined;
    readonly timeUnit?: Exclude<TimeUnit, "iso"> | undefined;
    readonly repair?: "drop" | "sort" | undefined;
    readonly intervalMs?: number | undefined;
}
export interface Repair {
    readonly line: number;
    readonly did: "dropped" | "moved";
    readonly reason: Reason;
}
export interface Repairs {
    readonly count: number;
    readonly first: ReadonlyArray<Repair>;
}
export declare class RepairLog implements Repairs {
    count: number;
    readonly first: Array<Repair>;
    readonly add: (line: number, reason: Reason, did?: Repair["did"]) => void;
}

// history/Shape
import * as Result from "effect/Result";
import { HistoryError } from "./HistoryError.ts";
import type { TimeUnit } from "./timeCell.ts";
export interface Field {
    readonly name: string;
    readonly aliases: ReadonlyArray<string>;
    readonly isOptional?: boolean;
}
export interface Shape {
    readonly what: string;
    readonly time: Field;
    readonly prices: ReadonlyArray<Field>;
    readonly numbers: ReadonlyArray<Field>;
    readonly side?: Field;
    readonly headerless?: ReadonlyArray<string>;
}
export declare const Kind: {
    readonly skip: 0;
    readonly time: 1;
    readonly price: 2;
    readonly number: 3;
    readonly side: 4;
};
export type Kind = (typeof Kind)[keyof typeof Kind];
export interface Column {
    readonly kind: Kind;
    readonly index: number;
    readonly name: string;
}
export interface Layout {
    readonly columns: ReadonlyArray<Column>;
    readonly unit: TimeUnit | undefined;
}
export declare const layoutOf: (shape: Shape, names: ReadonlyArray<string>, file: string) => Result.Result<Layout, HistoryError>;
export declare const headerlessLayout: (shape: Shape, count: number) => Layout | undefined;
export declare const isData: (cell: string) => boolean;

// history/Step
import * as Result from "effect/Result";
import { HistoryError } from "./HistoryError.ts";
export interface Step {
    readonly places: number;
    readonly multiple: number;
    readonly text: string;
}
export declare const parse: (text: string) => Result.Result<Step, HistoryError>;
export declare const inferred: (places: number) => Step;
export declare const decimal: (mantissa: number, places: number) => string;

// history/Store
import type { Shape } from "./Shape.ts";
export interface Store {
    length: number;
    capacity: number;
    time: Float64Array<ArrayBuffer>;
    readonly prices: Array<Float64Array<ArrayBuffer>>;
    readonly numbers: Array<Float64Array<ArrayBuffer>>;
    readonly hasSides: boolean;
    sides: Int8Array<ArrayBuffer>;
    places: number;
    readonly isFixed: boolean;
    firstLine: number;
    readonly skipped: Array<number>;
}
export declare const make: (shape: Shape, places: number | undefined, capacity: number) => Store;
export declare const resize: (self: Store, capacity: number) => void;
export declare const trim: (self: Store) => void;
export declare const grow: (self: Store) => void;
export declare const place: (self: Store, mantissa: number, places: number) => number;
export declare const lineOf: (self: Store, row: number) => number;
export declare const skip: (self: Store, line: number) => void;

// history/barsFromRows
import * as Result from "effect/Result";
import { type History } from "./History.ts";
import { HistoryError } from "./HistoryError.ts";
import { type HistoryOptions } from "./HistoryOptions.ts";
export type CandleRow = ReadonlyArray<number | string | undefined>;
export declare const barsFromRows: (rows: ReadonlyArray<CandleRow>, options?: HistoryOptions) => Result.Result<History, HistoryError>;

// history/files/readFiles
import { type FundingRates, type History, type QuoteColumns, type TradeColumns } from "../History.ts";
import type { HistoryOptions } from "../HistoryOptions.ts";
export interface FileOptions extends HistoryOptions {
    readonly cache?: boolean | undefined;
}
export declare const readBars: (path: string, { cache, ...options }?: FileOptions) => Promise<History>;
export declare const readTrades: (path: string, options?: HistoryOptions) => Promise<TradeColumns>;
export declare const readQuotes: (path: string, options?: HistoryOptions) => Promise<QuoteColumns>;
export declare const readFunding: (path: string, options?: HistoryOptions) => Promise<FundingRates>;

// history/files/readSignals
import { type FileSignal } from "../signals.ts";
export declare const readSignals: (path: string) => Promise<ReadonlyArray<FileSignal>>;

// history/files/streamFiles
import type { Bars } from "../../Bars.ts";
import { type QuoteColumns, type TradeColumns } from "../History.ts";
import type { HistoryOptions } from "../HistoryOptions.ts";
export interface StreamOptions extends HistoryOptions {
    readonly repair?: "drop" | undefined;
}
export declare function streamBars(path: string, options?: StreamOptions): AsyncGenerator<Bars>;
export declare const streamTrades: (path: string, options?: StreamOptions) => AsyncGenerator<TradeColumns>;
export declare const streamQuotes: (path: string, options?: StreamOptions) => AsyncGenerator<QuoteColumns>;

// history/inspectBars
import type { Bars } from "../Bars.ts";
export interface Gap {
    readonly after: number;
    readonly missing: number;
}
export interface BarsReport {
    readonly bars: number;
    readonly first: number;
    readonly last: number;
    readonly intervalMs: number;
    readonly priceStep: string;
    readonly gaps: {
        readonly count: number;
        readonly missing: number;
        readonly first: ReadonlyArray<Gap>;
    };
    readonly irregular: number;
    readonly zeroVolume: {
        readonly count: number;
        readonly longestRun: number;
    };
    readonly outside: {
        readonly count: number;
        readonly first: ReadonlyArray<number>;
    };
}
export declare const look: (bars: Bars) => readonly [report: BarsReport, highest: number];
export declare const inspectBars: (bars: Bars) => BarsReport;

// history/marketEvents
import type { Bars } from "../Bars.ts";
import type { MarketEvent } from "../MarketEvent.ts";
import type { FundingRates, QuoteColumns, TradeColumns } from "./History.ts";
export interface Source {
    readonly symbol: string;
    readonly bars?: Bars | undefined;
    readonly trades?: TradeColumns | undefined;
    readonly quotes?: QuoteColumns | undefined;
    readonly funding?: FundingRates | undefined;
}
export declare function marketEvents(sources: ReadonlyArray<Source>): Generator<MarketEvent>;

// history/parse
import * as Result from "effect/Result";
import { type FundingRates, type History, type QuoteColumns, type TradeColumns } from "./History.ts";
import type { HistoryError } from "./HistoryError.ts";
import type { HistoryOptions } from "./HistoryOptions.ts";
import * as Step from "./Step.ts";
export declare const stepOf: (options: HistoryOptions) => Result.Result<Step.Step | undefined, HistoryError>;
export declare const parseBars: (bytes: Uint8Array, options?: HistoryOptions) => Result.Result<History, HistoryError>;
export declare const parseTrades: (bytes: Uint8Array, options?: HistoryOptions) => Result.Result<TradeColumns, HistoryError>;
export declare const parseQuotes: (bytes: Uint8Array, options?: HistoryOptions) => Result.Result<QuoteColumns, HistoryError>;
export declare const parseFunding: (bytes: Uint8Array, options?: HistoryOptions) => Result.Result<FundingRates, HistoryError>;

// history/signals
import { Side } from "@backhand/core";
import * as Result from "effect/Result";
import { HistoryError } from "./HistoryError.ts";
export interface FileSignal {
    readonly side: Side.Side;
    readonly at?: number;
    readonly bar?: number;
    readonly symbol?: string;
    readonly id?: string;
    readonly size?: string;
    readonly stop?: string;
}
type Read<A> = Result.Result<A, HistoryError>;
export interface SignalRow {
    readonly line: number;
    readonly cells: ReadonlyArray<string>;
}
export declare const signalsOfRows: ([header, ...rows]: readonly [SignalRow, ...ReadonlyArray<SignalRow>], file: string) => Read<ReadonlyArray<FileSignal>>;
export declare const parseSignals: (text: string, { file }?: {
    readonly file?: string;
}) => Result.Result<ReadonlyArray<FileSignal>, HistoryError>;
export {};

// history/timeCell
export type TimeUnit = "s" | "ms" | "us" | "iso";
export interface Clock {
    unit: TimeUnit | undefined;
    earliest: number;
    latest: number;
}
export declare const clockOf: (unit: TimeUnit | undefined) => Clock;
export declare const toMs: (clock: Clock, value: number, isIso: boolean) => number;
export declare const isoToMs: (text: string) => number | undefined;
export declare const plainIsoToMs: (bytes: Uint8Array, from: number, end: number) => number;

// history/withMarks
import type { Bars } from "../Bars.ts";
import type { FundingRates } from "./History.ts";
export declare const withMarks: (funding: FundingRates, marks: Bars) => FundingRates;

// honesty/Costs
import { type Instrument, Rational } from "@backhand/core";
import type { Execution } from "../replay/Account.ts";
import type { ReplayOrder } from "../replay/ReplayOrder.ts";
import type { ReplayResult } from "../replay/ReplayResult.ts";
export declare const causes: readonly ["rule", "previous", "limiter", "latency", "gap", "spread", "slippage", "fees", "funding"];
export type Cause = (typeof causes)[number];
export type Costs = Readonly<Record<Cause, Rational.Rational>>;
export declare const none: Costs;
export declare const add: (a: Costs, b: Costs) => Costs;
export declare const sum: (all: ReadonlyArray<Costs>) => Costs;
export declare const total: (self: Costs) => Rational.Rational;
export declare const worse: (instrument: Instrument.Instrument, execution: Execution, from: Rational.Rational, to: Rational.Rational) => Rational.Rational;
export declare const ofExecution: (instrument: Instrument.Instrument, execution: Execution) => Costs;
export interface OrderCosts {
    readonly symbol: string;
    readonly order: ReplayOrder | null;
    readonly costs: Costs;
}
export declare const ofOrders: ({ orders, symbols }: ReplayResult) => ReadonlyArray<OrderCosts>;
export declare const ofResult: (result: ReplayResult) => Costs;

// honesty/Pipeline
import type { OperatorFunction, VirtualTimeScheduler } from "rxjs";
import type { MarketEvent } from "../MarketEvent.ts";
import type { Market } from "../replay/Market.ts";
import type { Wish } from "../replay/replay.ts";
export type Pipeline = (markets: ReadonlyArray<Market>, scheduler: VirtualTimeScheduler) => OperatorFunction<MarketEvent, Wish>;
export interface Emitted {
    readonly atMs: number;
    readonly wish: Wish;
}
export declare const emitted: (markets: ReadonlyArray<Market>, pipeline: Pipeline, untilMs?: number) => ReadonlyArray<Emitted>;
export declare const isSame: (a: Emitted | undefined, b: Emitted | undefined) => boolean;

// honesty/againstIdeal
import { Rational } from "@backhand/core";
import type { OperatorFunction } from "rxjs";
import type { MarketEvent } from "../MarketEvent.ts";
import type { Market } from "../replay/Market.ts";
import { type Wish } from "../replay/replay.ts";
import type { ReplayOptions } from "../replay/ReplayOptions.ts";
import type { ReplayResult } from "../replay/ReplayResult.ts";
import * as Costs from "./Costs.ts";
export interface AgainstIdeal {
    readonly actual: ReplayResult;
    readonly ideal: ReplayResult;
    readonly orders: ReadonlyArray<Costs.OrderCosts>;
    readonly costs: Costs.Costs;
    readonly missed: Rational.Rational;
    readonly difference: Rational.Rational;
}
export declare const againstIdeal: (markets: ReadonlyArray<Market>, strategy: OperatorFunction<MarketEvent, Wish>, options: ReplayOptions) => AgainstIdeal;

// honesty/band/pathBand
import type { Market } from "../../replay/Market.ts";
import type { ReplayOptions } from "../../replay/ReplayOptions.ts";
import type { ReplayResult } from "../../replay/ReplayResult.ts";
export interface Range {
    readonly best: number;
    readonly worst: number;
}
export interface PathBand {
    readonly symbol: string;
    readonly profit: Range;
    readonly drawdown: Range;
    readonly trades: number;
    readonly ambiguous: number;
    readonly ambiguousShare: number;
}
export declare const pathBand: (markets: ReadonlyArray<Market>, result: ReplayResult, options: ReplayOptions) => ReadonlyArray<PathBand>;

// honesty/checkLookAhead
import type { Market } from "../replay/Market.ts";
import { type Emitted, type Pipeline } from "./Pipeline.ts";
export interface Moved {
    readonly changedAfterMs: number;
    readonly by: "changed" | "cut" | "nothing";
    readonly was: Emitted | null;
    readonly became: Emitted | null;
}
export interface LookAhead {
    readonly isClean: boolean;
    readonly instants: number;
    readonly signals: number;
    readonly moved: ReadonlyArray<Moved>;
}
export interface CheckOptions {
    readonly instants?: number;
    readonly seed?: number;
    readonly onRun?: (done: number, total: number) => void;
}
export declare const checkLookAhead: (markets: ReadonlyArray<Market>, pipeline: Pipeline, { instants: count, onRun, seed }?: CheckOptions) => LookAhead;

// honesty/checkWarmUp
import { type Market } from "../replay/Market.ts";
import { type Emitted, type Pipeline } from "./Pipeline.ts";
export interface LaterStart {
    readonly startMs: number;
    readonly signals: number;
    readonly missing: ReadonlyArray<Emitted>;
    readonly added: ReadonlyArray<Emitted>;
    readonly settledMs: number;
    readonly settledBars: number;
}
export interface WarmUp {
    readonly isClean: boolean;
    readonly warmUpBars: number;
    readonly starts: ReadonlyArray<LaterStart>;
}
export interface WarmUpOptions {
    readonly starts?: number;
    readonly seed?: number;
    readonly onRun?: (done: number, total: number) => void;
}
export declare const checkWarmUp: (markets: ReadonlyArray<Market>, pipeline: Pipeline, { onRun, seed, starts }?: WarmUpOptions) => WarmUp;

// honesty/limitCost
import { Rational } from "@backhand/core";
import type { OperatorFunction } from "rxjs";
import type { MarketEvent } from "../MarketEvent.ts";
import type { Delays } from "../replay/Delays.ts";
import type { Market } from "../replay/Market.ts";
import { type Wish } from "../replay/replay.ts";
import type { ReplayOptions } from "../replay/ReplayOptions.ts";
import type { ReplayResult } from "../replay/ReplayResult.ts";
export interface LimitCost {
    readonly limited: ReplayResult;
    readonly free: ReplayResult;
    readonly delays: Delays;
    readonly cost: Rational.Rational;
    readonly waiting: Rational.Rational;
    readonly other: Rational.Rational;
    readonly symbols: ReadonlyArray<{
        readonly symbol: string;
        readonly cost: Rational.Rational;
    }>;
}
export declare const limitCost: (markets: ReadonlyArray<Market>, strategy: OperatorFunction<MarketEvent, Wish>, options: ReplayOptions) => LimitCost;

// kernel/Funding
import type * as Bars from "../Bars.ts";
export interface Funding {
    readonly time: Float64Array;
    readonly rate: Float64Array;
    readonly mark?: Float64Array | undefined;
    readonly tie?: "before" | "after" | "both" | undefined;
}
export declare const timeOf: (self: Funding, k: number) => number;
export declare const closeTime: (bars: Bars.Bars, i: number) => number;
export declare const isOver: (bars: Bars.Bars, moment: number) => boolean;

// kernel/Kernel
import * as Result from "effect/Result";
import type * as Bars from "../Bars.ts";
import * as KernelOptions from "./KernelOptions.ts";
import type { KernelRefusal } from "./KernelRefusal.ts";
import * as Pieces from "./Pieces.ts";
import type { Run } from "./Run.ts";
import * as Signals from "./Signals.ts";
export type Wished = Pieces.Wishing | Signals.Signals | Signals.Column;
export declare const run: (bars: Bars.Bars, wished: Wished, options: KernelOptions.KernelOptions) => Result.Result<Run, KernelRefusal>;

// kernel/KernelOptions
import { Rational } from "@backhand/core";
import * as Result from "effect/Result";
import type { Funding } from "./Funding.ts";
import * as KernelRefusal from "./KernelRefusal.ts";
import { type ReplayOnly } from "./ReplayOnly.ts";
export type { ReplayOnly } from "./ReplayOnly.ts";
export type DecimalInput = string | number;
export interface KernelOptions extends ReplayOnly {
    readonly size: DecimalInput | {
        readonly allIn: DecimalInput;
    } | {
        readonly value: DecimalInput;
        readonly unit: DecimalInput;
    };
    readonly fill?: "next-open" | "close" | undefined;
    readonly feeRate?: DecimalInput | undefined;
    readonly slippageBps?: DecimalInput | undefined;
    readonly capital?: DecimalInput | undefined;
    readonly kind?: "linear" | "inverse" | undefined;
    readonly mode?: "one-way" | "hedge" | undefined;
    readonly whenFlat?: "enter" | "ignore" | undefined;
    readonly funding?: Funding | undefined;
}
export interface Terms {
    readonly kind: "linear" | "inverse";
    readonly fill: "next-open" | "close";
    readonly whenFlat: "enter" | "ignore";
    readonly isAllIn: boolean;
    readonly value: Rational.Rational | undefined;
    readonly lot: Rational.Rational;
    readonly feeRate: Rational.Rational;
    readonly slippage: Rational.Rational;
    readonly capital: Rational.Rational;
    readonly funding: Funding | undefined;
}
export declare const decode: (options: KernelOptions) => Result.Result<Terms, KernelRefusal.KernelRefusal>;

// kernel/KernelRefusal
import * as Result from "effect/Result";
export type Tag = "NotHonoured" | "BadOption" | "BadColumns";
export interface KernelRefusal {
    readonly _tag: Tag;
    readonly field: string;
    readonly message: string;
    readonly remedy: string;
}
export declare const fail: (_tag: Tag, field: string, message: string, remedy: string) => Result.Result<never, KernelRefusal>;

// kernel/Pieces
import type * as Bars from "../Bars.ts";
import type { Signals } from "./Signals.ts";
export declare const stretch = 2048;
export interface Pieces extends Pick<Signals, "bars" | "sides" | "stops" | "initial"> {
    from: number;
    to: number;
    readonly next: (end: number) => void;
}
export interface Wishing {
    readonly pieces: (bars: Bars.Bars) => Pieces;
}
export declare const ofSignals: ({ bars, initial, sides, stops }: Signals) => Pieces;
export declare const found: (hasStops: boolean, find: (self: Pieces, end: number) => number) => Pieces;
export declare const collect: (self: Pieces, length: number) => Signals;

// kernel/ReplayOnly
import * as Result from "effect/Result";
import * as KernelRefusal from "./KernelRefusal.ts";
export interface ReplayOnly {
    readonly makerFeeRate?: unknown;
    readonly slippageTicks?: unknown;
    readonly latencyMs?: unknown;
    readonly legGapMs?: unknown;
    readonly limit?: unknown;
    readonly hasMinimums?: unknown;
    readonly outcome?: unknown;
    readonly margin?: unknown;
    readonly complete?: unknown;
    readonly guards?: unknown;
    readonly scheduler?: unknown;
}
export declare const refuseOthers: (options: object, own: ReadonlyArray<string>) => Result.Result<void, KernelRefusal.KernelRefusal>;

// kernel/Run
export interface Trades {
    readonly length: number;
    readonly side: Int8Array;
    readonly size: Float64Array;
    readonly entryBar: Int32Array;
    readonly exitBar: Int32Array;
    readonly entryPrice: Float64Array;
    readonly exitPrice: Float64Array;
    readonly pnl: Float64Array;
    readonly commission: Float64Array;
    readonly funding: Float64Array;
}
export interface OpenPosition {
    readonly side: 1 | -1;
    readonly size: number;
    readonly entryBar: number;
    readonly entryPrice: number;
    readonly unrealized: number;
    readonly commission: number;
    readonly funding: number;
}
export interface Summary {
    readonly capital: number;
    readonly finalEquity: number;
    readonly maxEquity: number;
    readonly minEquity: number;
    readonly maxDrawdown: number;
    readonly maxDrawdownFraction: number;
    readonly totalCommission: number;
    readonly totalFunding: number;
    readonly turnover: number;
    readonly trades: number;
}
export interface Run {
    readonly trades: Trades;
    readonly openPosition: OpenPosition | null;
    readonly equity: Float64Array;
    readonly drawdown: Float64Array;
    readonly summary: Summary;
    readonly arithmetic: "doubles" | "bigints";
}

// kernel/Signals
import * as Result from "effect/Result";
import type { Wishes } from "../Bars.ts";
import * as KernelRefusal from "./KernelRefusal.ts";
export interface Signals {
    readonly length: number;
    readonly bars: Int32Array;
    readonly sides: Int8Array;
    readonly stops?: Float64Array | undefined;
    readonly initial?: {
        readonly wish: 1 | -1;
        readonly stop?: number | undefined;
    } | undefined;
}
export interface Column extends Pick<Signals, "stops" | "initial"> {
    readonly wishes: Wishes;
}
export declare const fromColumn: ({ initial, stops, wishes }: Column) => Result.Result<Signals, KernelRefusal.KernelRefusal>;
export type ListedSignal = readonly [bar: number, side: number, stop?: number | undefined];
export declare const fromList: (length: number, list: ReadonlyArray<ListedSignal>) => Result.Result<Signals, KernelRefusal.KernelRefusal>;

// kernel/placeSignals
import type * as Bars from "../Bars.ts";
import type { FileSignal } from "../history/signals.ts";
import type { Signals } from "./Signals.ts";
export interface Placed {
    readonly signals: Signals;
    readonly list: ReadonlyArray<FileSignal>;
    readonly newest: ReadonlyArray<FileSignal>;
    readonly early: number;
    readonly late: number;
    readonly superseded: number;
    readonly isPlain: boolean;
}
export declare const knownAt: (bars: Bars.Bars, { at, bar }: FileSignal) => number;
export declare const placeSignals: (bars: Bars.Bars, all: ReadonlyArray<FileSignal>, fill: "next-open" | "close") => Placed;

// replay/Account
import { type Fill, type Lots, Position, Rational, type Side } from "@backhand/core";
import type { Heard } from "./Decisions.ts";
import type * as Liquidation from "./Liquidation.ts";
import type { Market } from "./Market.ts";
import type { Live } from "./Orders.ts";
import { type Priced } from "./Place.ts";
export interface Prices {
    readonly decided: Rational.Rational;
    readonly first: Rational.Rational;
    readonly ready: Rational.Rational;
    readonly sent: Rational.Rational;
    readonly arrived: Rational.Rational;
    readonly leg: Rational.Rational;
    readonly quoted: Rational.Rational;
}
export interface Execution extends Fill.Fill {
    readonly cause: "order" | "liquidation";
    readonly clientOid: string;
    readonly symbol: string;
    readonly bar: number;
    readonly atMs: number;
    readonly fee: Rational.Rational;
    readonly realized: Rational.Rational;
    readonly prices: Prices;
}
export interface Payment {
    readonly symbol: string;
    readonly clientOid: string;
    readonly side: Side.Side;
    readonly bar: number;
    readonly atMs: number;
    readonly amount: Rational.Rational;
}
export interface Account extends Priced {
    readonly index: number;
    readonly heard: Array<Heard>;
    readonly payments: Array<{
        readonly payment: Payment;
        readonly after: number;
    }>;
    position: Position.Position;
    executions: number;
    order: Live | undefined;
    last: {
        readonly clientOid: string;
        readonly atMs: number;
        readonly bar: number;
        readonly leg: Rational.Rational;
    } | undefined;
    thresholds: ReadonlyArray<Liquidation.Threshold>;
    isFlying: boolean;
    settledAtMs: number;
}
export declare const make: (market: Market, mode: Position.HoldMode, index: number) => Account;
export declare const isExecution: (entry: Execution | Payment) => entry is Execution;
export declare const legs: ({ position }: Account) => ReadonlyArray<Position.Leg & {
    readonly side: Side.Side;
}>;
export declare const initialMargin: ({ market }: Account, lots: Lots.Lots, price: Rational.Rational, leverage: Rational.Rational) => Rational.Rational;
export declare const lotsOf: ({ market: { instrument } }: Account, size: Rational.Rational) => number;
export declare const lotsWorth: (self: Account, value: Rational.Rational, price: Rational.Rational) => number;

// replay/Books
import type { Position, Signal } from "@backhand/core";
import type * as Account from "./Account.ts";
import * as Bookings from "./bookings.ts";
import type { PaperVenue } from "./PaperVenue.ts";
export interface OrderBook {
    readonly executions: Array<Account.Execution>;
    left: Position.Position | null;
}
export interface Books {
    readonly clientOids: ReadonlyArray<string>;
    readonly executions: ReadonlyArray<Account.Execution>;
    readonly of: ReadonlyArray<ReadonlyArray<Account.Execution>>;
    readonly ofOrder: ReadonlyArray<OrderBook>;
}
export declare const write: (venue: PaperVenue, bookings: ReadonlyArray<Bookings.Bookings>, signals: ReadonlyArray<Signal.Signal>) => Books;

// replay/Decisions
import { type Rational, Signal } from "@backhand/core";
import type * as Account from "./Account.ts";
import type { Place } from "./Place.ts";
import * as Rows from "./Rows.ts";
import type { RestingSignal } from "./Stops.ts";
export interface Decision {
    readonly signal: RestingSignal;
    readonly atMs: number;
    readonly bar: number;
    readonly price: Rational.Rational | null;
}
export interface Heard {
    readonly decision: number;
    readonly signal: RestingSignal;
    readonly atMs: number;
    readonly price: Rational.Rational | undefined;
    readonly toldTrades: number;
    readonly resting: Place | undefined;
    readonly isDated: boolean;
}
export interface Decisions {
    readonly rows: Rows.Rows;
    readonly kept: Map<number, RestingSignal>;
}
export declare const make: () => Decisions;
export declare const keep: ({ kept, rows }: Decisions, account: Account.Account | undefined, heard: Heard) => void;
export declare const find: ({ heard }: Account.Account, signal: Signal.Signal) => Heard | undefined;
export declare const drop: ({ heard }: Account.Account, one: Heard) => void;
export declare const dropBefore: ({ heard }: Account.Account, one: Heard) => void;
export declare const signals: ({ kept, rows }: Decisions, symbols: ReadonlyArray<string>) => ReadonlyArray<RestingSignal>;
export declare const read: ({ rows }: Decisions, of: ReadonlyArray<RestingSignal>, accounts: ReadonlyMap<string, Account.Account>) => ReadonlyArray<Decision>;

// replay/Delays
import * as EventLog from "./EventLog.ts";
import * as Orders from "./Orders.ts";
export interface Delays {
    readonly orders: number;
    readonly delayed: number;
    readonly p50Ms: number;
    readonly p90Ms: number;
    readonly p99Ms: number;
    readonly maxMs: number;
    readonly superseded: number;
    readonly expired: number;
}
export declare const of: (orders: Orders.Orders, events: EventLog.EventLog) => Delays;

// replay/EventLog
import { type ReversalEvent, type Signal } from "@backhand/core";
import type * as Account from "./Account.ts";
import type { Books } from "./Books.ts";
import type { Heard } from "./Decisions.ts";
import type { PaperVenue } from "./PaperVenue.ts";
import * as Rows from "./Rows.ts";
export interface EventLog {
    readonly rows: Rows.Rows;
    readonly others: Array<ReversalEvent.ReversalEvent>;
}
export declare const make: () => EventLog;
export declare const keep: (self: EventLog, event: ReversalEvent.ReversalEvent, { orders }: PaperVenue, account: Account.Account | undefined, heard: Heard | undefined) => boolean;
export declare const read: ({ others, rows }: EventLog, { accounts, orders }: PaperVenue, signals: ReadonlyArray<Signal.Signal>, books: Books) => ReadonlyArray<ReversalEvent.ReversalEvent>;
export declare const count: ({ others }: EventLog, kind: "superseded" | "expired") => number;

// replay/Executions
import type { Fill, Rational } from "@backhand/core";
import * as Rows from "./Rows.ts";
export interface Kept extends Fill.Fill {
    readonly account: number;
    readonly order: number;
    readonly isMaker: boolean;
    readonly bar: number;
    readonly atMs: number;
    readonly leg: Rational.Rational;
    readonly quoted: Rational.Rational;
}
export interface Executions {
    readonly rows: Rows.Rows;
    readonly apart: Rows.Rows;
}
export declare const make: () => Executions;
export declare const keep: (self: Executions, execution: Kept) => void;
export interface Brief extends Omit<Kept, "atMs" | "bar" | "leg" | "price" | "quoted"> {
    readonly num: number;
    readonly den: number;
}
export declare const brief: ({ rows }: Executions, k: number) => Brief;
export declare const priceOf: ({ rows }: Executions, k: number) => Rational.Rational;
export declare const read: (self: Executions, k: number) => Kept;

// replay/Liquidation
import { type Instrument, Rational, type Side } from "@backhand/core";
import * as Account from "./Account.ts";
import type { MarginTerms, Terms } from "./Terms.ts";
export interface Threshold {
    readonly side: Side.Side;
    readonly price: Rational.Rational;
    readonly about: number;
    readonly bankrupt: Rational.Rational;
}
export declare const price: (kind: Instrument.Instrument["kind"], side: Side.Side, entry: Rational.Rational, { leverage, maintenanceRate }: Pick<MarginTerms, "leverage" | "maintenanceRate">, feeRate: Rational.Rational) => Rational.Rational | undefined;
export declare const feeRate: ({ market }: Account.Account, { feeRate: rate, margin }: Terms) => Rational.Rational;
export declare const thresholds: (account: Account.Account, terms: Terms) => ReadonlyArray<Threshold>;
export declare const mayReach: ({ about, side }: Threshold, low: number, high: number) => boolean;
export interface Range {
    readonly open: Rational.Rational | undefined;
    readonly low: Rational.Rational;
    readonly high: Rational.Rational;
}
export declare const reached: ({ bankrupt, price: at, side }: Threshold, range: Range) => Rational.Rational | undefined;

// replay/Market
import type { Instrument } from "@backhand/core";
import type { Bars } from "../Bars.ts";
import type { QuoteColumns, TradeColumns } from "../history/History.ts";
import { type Funding } from "../kernel/Funding.ts";
import type { Bar } from "../MarketEvent.ts";
export interface Market {
    readonly instrument: Instrument.Instrument;
    readonly bars: Bars;
    readonly trades?: TradeColumns | undefined;
    readonly quotes?: QuoteColumns | undefined;
    readonly funding?: Funding | undefined;
}
export declare const barEvent: ({ bars, instrument }: Market, i: number) => Bar;
export declare const firstAt: (time: Float64Array, atMs: number) => number;
export declare const firstOpeningAt: ({ time }: Bars, atMs: number) => number;
export declare const lastClosedBy: (bars: Bars, atMs: number) => number;
export declare const barAt: (bars: Bars, atMs: number) => number;

// replay/Orders
import { type Order, type Side, type Signal } from "@backhand/core";
import type * as Account from "./Account.ts";
import type { Sending } from "./PaperVenue.ts";
import type { ReplayOrder } from "./ReplayOrder.ts";
import * as Rows from "./Rows.ts";
export declare const session = "replay";
export interface Live {
    readonly number: number;
    readonly clientOid: string;
    readonly arrivedAtMs: number;
    executions: number;
}
export type PricesBefore = Pick<Account.Prices, "decided" | "first" | "ready" | "sent" | "arrived">;
export interface Orders {
    readonly rows: Rows.Rows;
    readonly apart: Rows.Rows;
}
export declare const make: () => Orders;
export declare const keep: ({ rows }: Orders, account: Account.Account, { attempt, decidedAtMs, decision, readyAtMs, sentAtMs, unsettled: { clientOid, order } }: Sending, arrivedAtMs: number) => Live;
export declare const refuse: ({ rows }: Orders, { number }: Live) => void;
export declare const fill: (self: Orders, { number }: Live, before: PricesBefore) => void;
export declare const pricesBefore: ({ apart, rows }: Orders, number: number) => PricesBefore;
export interface Asked {
    readonly account: number;
    readonly order: Order.Order["order"];
    readonly side: Side.Side;
    readonly lots: number;
    readonly attempt: number;
    readonly decision: number | null;
}
export declare const asked: ({ rows }: Orders, number: number) => Asked;
export declare const read: (self: Orders, number: number, clientOid: string, symbol: string, executions: ReadonlyArray<Account.Execution>) => ReplayOrder;
export declare const clientOids: ({ rows }: Orders, signals: ReadonlyArray<Signal.Signal>) => ReadonlyArray<string>;
export declare const unfilled: ({ rows }: Orders) => number;
export declare const waits: ({ rows }: Orders) => Float64Array;

// replay/PaperVenue
import { Answer, type Fact, Position, Rational } from "@backhand/core";
import * as Account from "./Account.ts";
import * as Executions from "./Executions.ts";
import type { Market } from "./Market.ts";
import * as Orders from "./Orders.ts";
import type * as Place from "./Place.ts";
import type { Terms } from "./Terms.ts";
import * as Timeline from "./Timeline.ts";
export interface PaperVenue {
    readonly accounts: ReadonlyMap<string, Account.Account>;
    readonly orders: Orders.Orders;
    readonly executions: Executions.Executions;
    readonly payments: Array<Account.Payment>;
    readonly purse: {
        cash: Rational.Rational;
    };
    readonly terms: Terms;
    readonly timeline: Timeline.Timeline;
    readonly tell: (fact: Fact.Fact, atMs: number) => void;
}
export interface Sending {
    readonly unsettled: Fact.Unsettled;
    readonly sentAtMs: number;
    readonly attempt: number;
    readonly decision: number | null;
    readonly decidedAtMs: number;
    readonly datedAtMs: number;
    readonly decidedPrice: Rational.Rational | undefined;
    readonly readyAtMs: number;
    readonly toldTrades: number;
    readonly resting: Place.Place | undefined;
}
export declare const make: (markets: ReadonlyArray<Market>, terms: Terms, timeline: Timeline.Timeline, tell: PaperVenue["tell"]) => PaperVenue;
export declare const position: (self: PaperVenue, symbol: string) => Position.Position;
declare const answers: {
    accepted: Answer.Answer;
    "40754": Answer.Answer;
    "40757": Answer.Answer;
    "45110": Answer.Answer;
};
export type Obstacle = Exclude<keyof typeof answers, "accepted">;
export declare const answer: (self: PaperVenue, clientOid: string, atMs: number, code: keyof typeof answers) => void;
export declare const tellEnd: (self: PaperVenue, account: Account.Account, order: Orders.Live | null, atMs: number) => void;
export {};

// replay/Place
import { Rational } from "@backhand/core";
import { type Market } from "./Market.ts";
export type FillRule = "next-open" | "close" | "first-trade" | "quote";
export interface Place {
    readonly bar: number;
    readonly atMs: number;
    readonly price: Rational.Rational;
    readonly bid?: Rational.Rational;
    readonly ask?: Rational.Rational;
}
export interface Priced {
    readonly market: Market;
    readonly step: Rational.Rational;
    readonly tradeStep: Rational.Rational;
    readonly quoteStep: Rational.Rational;
    toldTrades: number;
}
export declare const priced: (market: Market) => Priced;
export declare const inTicks: (ticks: number, step: Rational.Rational) => Rational.Rational;
export declare const find: (self: Priced, rule: FillRule, atMs: number, datedAtMs: number, toldTrades?: number) => Place | undefined;
export declare const lastKnown: (self: Priced, atMs: number) => Rational.Rational | undefined;
export declare const decided: (self: Priced, rule: FillRule, atMs: number) => Rational.Rational | undefined;
export declare const ideal: ({ market: { bars } }: Priced, atMs: number, price: Rational.Rational | undefined) => Place | undefined;

// replay/ReplayOptions
import type { Budget, EngineOptions, Order, Position, Rational } from "@backhand/core";
import type { VirtualTimeScheduler } from "rxjs";
import type { DecimalInput } from "../kernel/KernelOptions.ts";
import type { FillRule } from "./Place.ts";
export interface Arrival {
    readonly order: Order.Order;
    readonly price: Rational.Rational;
    readonly atMs: number;
}
export type Outcome = (arrival: Arrival) => {
    readonly closed: number;
    readonly opened: number;
};
export interface MarginOptions {
    readonly leverage: DecimalInput;
    readonly maintenanceRate: DecimalInput;
    readonly liquidationFeeRate?: DecimalInput;
    readonly insufficient?: "refuse" | "shrink";
}
export interface ReplayOptions {
    readonly size: DecimalInput | {
        readonly value: DecimalInput;
    } | {
        readonly allIn: DecimalInput;
    };
    readonly fill?: FillRule;
    readonly feeRate?: DecimalInput;
    readonly makerFeeRate?: DecimalInput;
    readonly slippageBps?: DecimalInput;
    readonly slippageTicks?: DecimalInput;
    readonly latencyMs?: number | ((message: number) => number);
    readonly legGapMs?: number;
    readonly limit?: Budget.Limit | null;
    readonly mode?: Position.HoldMode;
    readonly whenFlat?: "enter" | "ignore";
    readonly hasMinimums?: boolean;
    readonly outcome?: Outcome;
    readonly margin?: MarginOptions;
    readonly complete?: boolean;
    readonly guards?: Partial<EngineOptions.Guards>;
    readonly capital?: DecimalInput;
    readonly scheduler?: VirtualTimeScheduler;
}

// replay/ReplayOrder
import type { Order } from "@backhand/core";
import type { Execution } from "./Account.ts";
export interface ReplayOrder {
    readonly clientOid: string;
    readonly symbol: string;
    readonly order: Order.Order["order"];
    readonly decision: number | null;
    readonly decidedAtMs: number;
    readonly readyAtMs: number;
    readonly sentAtMs: number;
    readonly arrivedAtMs: number;
    readonly outcome: "filled" | "refused" | "unfilled";
    readonly executions: ReadonlyArray<Execution>;
}

// replay/ReplayResult
import { type Instrument, Rational, type ReversalEvent } from "@backhand/core";
import * as Account from "./Account.ts";
import * as Decisions from "./Decisions.ts";
import * as Delays from "./Delays.ts";
import type { ReplayOrder } from "./ReplayOrder.ts";
import type { ReplayRun } from "./ReplayRun.ts";
import { type OpenTrade, type Trade } from "./tradesOf.ts";
export interface SymbolResult {
    readonly symbol: string;
    readonly instrument: Instrument.Instrument;
    readonly trades: ReadonlyArray<Trade>;
    readonly openTrades: ReadonlyArray<OpenTrade>;
    readonly profit: Float64Array;
    readonly profitRest: Float64Array;
    readonly net: Rational.Rational;
    readonly fees: Rational.Rational;
    readonly funding: Rational.Rational;
    readonly lastClose: Rational.Rational;
    readonly executions: ReadonlyArray<Account.Execution>;
    readonly payments: ReadonlyArray<Account.Payment>;
}
export interface ReplayResult {
    readonly symbols: ReadonlyArray<SymbolResult>;
    readonly decisions: ReadonlyArray<Decisions.Decision>;
    readonly orders: ReadonlyArray<ReplayOrder>;
    readonly executions: ReadonlyArray<Account.Execution>;
    readonly payments: ReadonlyArray<Account.Payment>;
    readonly events: ReadonlyArray<ReversalEvent.ReversalEvent>;
    readonly delays: Delays.Delays;
    readonly summary: {
        readonly capital: Rational.Rational;
        readonly finalEquity: Rational.Rational;
        readonly fees: Rational.Rational;
        readonly realized: Rational.Rational;
        readonly funding: Rational.Rational;
        readonly trades: number;
        readonly orders: number;
        readonly unfilled: number;
        readonly liquidations: number;
    };
}
export declare const summarize: ({ decisions, events, paper }: ReplayRun) => ReplayResult;

// replay/ReplayRun
import { Engine, type EngineOptions, type Fact } from "@backhand/core";
import type { MarketEvent } from "../MarketEvent.ts";
import * as Decisions from "./Decisions.ts";
import * as EventLog from "./EventLog.ts";
import type { Market } from "./Market.ts";
import * as PaperVenue from "./PaperVenue.ts";
import type { Terms } from "./Terms.ts";
import * as Timeline from "./Timeline.ts";
export interface ReplayRun {
    readonly timeline: Timeline.Timeline;
    readonly engine: Engine.Engine;
    readonly events: EventLog.EventLog;
    readonly decisions: Decisions.Decisions;
    told: {
        readonly attempt: number;
        readonly heard: Decisions.Heard | undefined;
    } | undefined;
    readonly paper: PaperVenue.PaperVenue;
    nowMs: number;
    alarm: number;
    markedAtMs: number;
}
export declare const make: (markets: ReadonlyArray<Market>, options: EngineOptions.EngineOptions, terms: Terms, beginsAtMs: number) => ReplayRun;
export declare const never = 100000000000000;
export declare const feed: (self: ReplayRun, fact: Fact.Fact, atMs: number) => void;
export declare const advance: (self: ReplayRun, atMs: number, rank: number) => void;
export declare const market: (self: ReplayRun, event: MarketEvent) => void;

// replay/Rows
import type { Rational } from "@backhand/core";
export interface Rows {
    readonly width: number;
    readonly large: Map<number, Rational.Rational>;
    cells: Float64Array;
    length: number;
}
export declare const make: (width: number) => Rows;
export declare const add: (self: Rows) => number;
export declare const cell: ({ cells }: Rows, at: number) => number;
export declare const putRational: ({ cells, large }: Rows, at: number, value: Rational.Rational) => void;
export declare const rational: ({ cells, large }: Rows, at: number) => Rational.Rational | null;

// replay/Stops
import { type Signal } from "@backhand/core";
import { type Place, type Priced } from "./Place.ts";
export interface RestingSignal extends Signal.Signal {
    readonly stop?: string;
}
export declare const placeOf: (self: Priced, wish: RestingSignal, nowMs: number) => Place | undefined;

// replay/Terms
import { type Position, Rational } from "@backhand/core";
import type { Market } from "./Market.ts";
import type { FillRule } from "./Place.ts";
import type { Outcome, ReplayOptions } from "./ReplayOptions.ts";
export interface MarginTerms {
    readonly leverage: Rational.Rational;
    readonly maintenanceRate: Rational.Rational;
    readonly liquidationFeeRate: Rational.Rational | undefined;
    readonly insufficient: "refuse" | "shrink";
}
export interface Terms {
    readonly size: Rational.Rational;
    readonly sizing: "fixed" | "value" | "all-in";
    readonly fill: FillRule;
    readonly isIdeal: boolean;
    readonly feeRate: Rational.Rational | undefined;
    readonly makerFeeRate: Rational.Rational | undefined;
    readonly slippage: Rational.Rational;
    readonly slippageTicks: Rational.Rational;
    readonly delay: () => number;
    readonly legGapMs: number;
    readonly mode: Position.HoldMode;
    readonly hasMinimums: boolean;
    readonly outcome: Outcome;
    readonly margin: MarginTerms | undefined;
    readonly capital: Rational.Rational;
}
export declare const of: (options: ReplayOptions) => Terms;
export declare const ideal: (terms: Terms) => Terms;
export declare const checkMarkets: (terms: Terms, markets: ReadonlyArray<Market>) => void;

// replay/Timeline
export declare const beforeAll = -1;
export declare const venue = 0;
export declare const timer = 1;
export declare const market = 2;
export declare const jumped = 3;
export declare const reached = 4;
export declare const afterAll = 5;
interface Entry {
    readonly atMs: number;
    readonly rank: number;
    readonly count: number;
    readonly run: () => void;
}
export interface Timeline {
    readonly heap: Array<Entry>;
    count: number;
}
export declare const make: () => Timeline;
export declare const add: (self: Timeline, atMs: number, rank: number, run: () => void) => void;
export declare const isDue: (self: Timeline, atMs: number, rank: number) => boolean;
export declare const take: (self: Timeline) => Entry | undefined;
export {};

// replay/bookings
import { Position, type Rational } from "@backhand/core";
import type * as Account from "./Account.ts";
import * as Executions from "./Executions.ts";
import type { PaperVenue } from "./PaperVenue.ts";
export interface Booked extends Executions.Kept {
    readonly row: number;
    readonly cause: Account.Execution["cause"];
    readonly fee: Rational.Rational;
    readonly realized: Rational.Rational;
}
export type Reader = (entry: Booked | Account.Payment, held: Position.Position) => void;
export type Bookings = (read: Reader) => void;
export declare const isExecution: (entry: Booked | Account.Payment) => entry is Booked;
export declare const rowsOf: ({ accounts, executions }: PaperVenue) => ReadonlyArray<ReadonlyArray<number>>;
export declare const of: (venue: PaperVenue, account: Account.Account, rows: () => ReadonlyArray<number>) => Bookings;

// replay/collectSignals
import type { OperatorFunction, VirtualTimeScheduler } from "rxjs";
import type { FileSignal } from "../history/signals.ts";
import type { MarketEvent } from "../MarketEvent.ts";
import type { Market } from "./Market.ts";
import type { Wish } from "./replay.ts";
export declare const collectSignals: (markets: ReadonlyArray<Market>, strategy: OperatorFunction<MarketEvent, Wish>, scheduler?: VirtualTimeScheduler) => ReadonlyArray<FileSignal>;
export declare const listedSignals: (wishes: ReadonlyArray<Wish>) => OperatorFunction<MarketEvent, Wish>;

// replay/latency
export declare const uniform: (seed: number, count: number) => number;
export declare const uniformLatency: (seed: number, minMs: number, maxMs: number) => ((message: number) => number);
export declare const logNormalLatency: (seed: number, medianMs: number, sigma: number, maxMs?: number) => ((message: number) => number);

// replay/outcomes
import type { Outcome } from "./ReplayOptions.ts";
export declare const isOfOrder: (outcome: Outcome) => boolean;
export declare const whole: Outcome;
export declare const openRefused: Outcome;
export declare const openShrunk: (fraction: number) => Outcome;
export declare const sometimes: (seed: number, share: number, outcome: Outcome) => Outcome;

// replay/replay
import type { OperatorFunction } from "rxjs";
import type { MarketEvent } from "../MarketEvent.ts";
import type { Market } from "./Market.ts";
import type { ReplayOptions } from "./ReplayOptions.ts";
import { type ReplayResult } from "./ReplayResult.ts";
import type * as Stops from "./Stops.ts";
import * as Terms from "./Terms.ts";
export type Wish = Omit<Stops.RestingSignal, "at"> & {
    readonly at?: number;
};
export declare const replayOn: (markets: ReadonlyArray<Market>, strategy: OperatorFunction<MarketEvent, Wish>, options: ReplayOptions, terms: Terms.Terms) => ReplayResult;
export declare const replay: (markets: ReadonlyArray<Market>, strategy: OperatorFunction<MarketEvent, Wish>, options: ReplayOptions) => ReplayResult;

// replay/tradesOf
import { type Lots, Rational, type Side } from "@backhand/core";
import type * as Account from "./Account.ts";
import { type Bookings } from "./bookings.ts";
import type { Market } from "./Market.ts";
export interface OpenTrade {
    readonly side: Side.Side;
    readonly lots: Lots.Lots;
    readonly entryBar: number;
    readonly entryAtMs: number;
    readonly entry: Rational.Rational;
    readonly commission: Rational.Rational;
    readonly funding: Rational.Rational;
}
export interface Trade extends OpenTrade {
    readonly exitBar: number;
    readonly exitAtMs: number;
    readonly exit: Rational.Rational;
    readonly exitBy: Account.Execution["cause"];
    readonly pnl: Rational.Rational;
}
export declare const tradesOf: (market: Market, bookings: Bookings) => {
    trades: Trade[];
    openTrades: OpenTrade[];
};

// report/ReportInput
import type { Bars } from "../Bars.ts";
import type { Delays } from "../replay/Delays.ts";
import type { Statistics } from "../statistics/Statistics.ts";
export interface ReportTrade {
    readonly side: "long" | "short";
    readonly size: number;
    readonly entryBar: number;
    readonly entryTime: number;
    readonly entryPrice: number;
    readonly exitBar: number;
    readonly exitTime: number;
    readonly exitPrice: number;
    readonly pnl: number;
    readonly commission: number;
    readonly funding: number;
}
export type ReportPosition = Pick<ReportTrade, "side" | "size" | "entryBar" | "entryTime" | "entryPrice" | "commission" | "funding">;
export interface ReportSymbol {
    readonly symbol: string;
    readonly kind?: "linear" | "inverse" | undefined;
    readonly net?: number | undefined;
    readonly limitCost?: number | undefined;
    readonly bars: Bars;
    readonly trades: ReadonlyArray<ReportTrade>;
    readonly open: ReadonlyArray<ReportPosition>;
}
export interface ReportLimit {
    readonly limit: string;
    readonly delays: Delays;
    readonly waits: ReadonlyArray<{
        readonly atMs: number;
        readonly waitMs: number;
    }>;
    readonly waiting: number;
    readonly unlimited?: number | undefined;
}
export interface ReportRange {
    readonly worst: number;
    readonly point: number;
    readonly best: number;
}
export interface ReportBand {
    readonly symbol: string;
    readonly profit: ReportRange;
    readonly drawdown: ReportRange;
    readonly trades: number;
    readonly ambiguous: number;
}
export interface ReportCost {
    readonly name: string;
    readonly meaning: string;
    readonly money: number;
}
export interface ReportInput {
    readonly title: string;
    readonly coin: string;
    readonly command?: string | undefined;
    readonly parameters: ReadonlyArray<readonly [name: string, value: string]>;
    readonly notes?: ReadonlyArray<string> | undefined;
    readonly capital: number;
    readonly finalEquity: number;
    readonly account: {
        readonly time: Float64Array;
        readonly equity: Float64Array;
    };
    readonly symbols: ReadonlyArray<ReportSymbol>;
    readonly statistics: Statistics;
    readonly limit?: ReportLimit | undefined;
    readonly costs?: ReadonlyArray<ReportCost> | undefined;
    readonly bands?: ReadonlyArray<ReportBand> | undefined;
}
export type ReportAbout = Pick<ReportInput, "title" | "coin" | "command" | "parameters" | "notes">;

// report/SweepReportInput
import type { By, Row } from "../sweep/Row.ts";
export interface SweepStretch {
    readonly fromMs: number;
    readonly untilMs: number;
    readonly chosen: Row;
    readonly tested: Row;
}
export interface SweepReportInput {
    readonly title: string;
    readonly coin: string;
    readonly command?: string | undefined;
    readonly parameters: ReadonlyArray<readonly [name: string, value: string]>;
    readonly notes?: ReadonlyArray<string> | undefined;
    readonly axes: ReadonlyArray<string>;
    readonly rows: ReadonlyArray<Row>;
    readonly by: By;
    readonly splits?: ReadonlyArray<SweepStretch> | undefined;
}

// report/renderReport
import type { ReportInput } from "./ReportInput.ts";
export declare const renderReport: (input: ReportInput) => string;

// report/renderSweepReport
import type { SweepReportInput } from "./SweepReportInput.ts";
export declare const renderSweepReport: (input: SweepReportInput) => string;

// report/replayAsRun
import type { Bars } from "../Bars.ts";
import type { Run } from "../kernel/Run.ts";
import { type Market } from "../replay/Market.ts";
import type { ReplayResult } from "../replay/ReplayResult.ts";
export declare const replayAsRun: (markets: ReadonlyArray<Market>, result: ReplayResult) => {
    readonly bars: Bars;
    readonly run: Run;
};

// report/reportOfKernel
import type { Bars } from "../Bars.ts";
import type { Run } from "../kernel/Run.ts";
import * as Statistics from "../statistics/Statistics.ts";
import type { ReportAbout, ReportInput } from "./ReportInput.ts";
export declare const reportOfKernel: (symbol: string, bars: Bars, run: Run, about: ReportAbout, statistics?: Statistics.Statistics, kind?: "linear" | "inverse") => ReportInput;

// report/reportOfReplay
import type { Market } from "../replay/Market.ts";
import type { ReplayResult } from "../replay/ReplayResult.ts";
import type { ReportAbout, ReportBand, ReportInput } from "./ReportInput.ts";
export interface ReplayLimit {
    readonly limit: string;
    readonly unlimited?: ReplayResult | undefined;
}
export interface ReplayMore {
    readonly limit?: ReplayLimit | undefined;
    readonly bands?: ReadonlyArray<SymbolBand> | undefined;
}
export interface SymbolBand extends Pick<ReportBand, "symbol" | "trades" | "ambiguous"> {
    readonly profit: {
        readonly worst: number;
        readonly best: number;
    };
    readonly drawdown: {
        readonly worst: number;
        readonly best: number;
    };
}
export declare const reportOfReplay: (markets: ReadonlyArray<Market>, result: ReplayResult, about: ReportAbout, { bands, limit }?: ReplayMore) => ReportInput;

// report/reportOfSweep
import type { Bars } from "../Bars.ts";
import type { Row } from "../sweep/Row.ts";
import type { By } from "../sweep/Row.ts";
import type { SplitOutcome } from "../sweep/runSplits.ts";
import type { SweepReportInput } from "./SweepReportInput.ts";
export type SweepAbout = Pick<SweepReportInput, "title" | "coin" | "command" | "parameters" | "notes"> & {
    readonly by: By;
    readonly walkForward?: {
        readonly bars: Bars;
        readonly outcomes: ReadonlyArray<SplitOutcome>;
    } | undefined;
};
export declare const reportOfSweep: ({ axes, rows }: {
    readonly axes: ReadonlyArray<string>;
    readonly rows: ReadonlyArray<Row>;
}, { walkForward, ...about }: SweepAbout) => SweepReportInput;

// results/ReplayTable
import type { Market } from "../replay/Market.ts";
import type { ReplayResult } from "../replay/ReplayResult.ts";
import * as Table from "./Table.ts";
export declare const trades: (markets: ReadonlyArray<Market>, result: ReplayResult) => Table.Table;
export declare const fills: ({ executions, symbols }: ReplayResult) => Table.Table;
export declare const equity: (markets: ReadonlyArray<Market>, result: ReplayResult) => Table.Table;
export { events } from "./eventTable.ts";

// results/Table
import type * as Bars from "../Bars.ts";
import type { Run } from "../kernel/Run.ts";
export type Column = {
    readonly name: string;
    readonly type: "int64" | "double";
    readonly values: ArrayLike<number>;
} | {
    readonly name: string;
    readonly type: "text";
    readonly values: ReadonlyArray<string>;
};
export interface Table {
    readonly length: number;
    readonly columns: ReadonlyArray<Column>;
}
export declare const sideText: (side: number) => "long" | "short";
export declare const trades: (bars: Bars.Bars, run: Pick<Run, "trades">) => Table;
export declare const equity: (bars: Bars.Bars, run: Pick<Run, "equity" | "drawdown">) => Table;
export declare const decimal: (value: number) => string;
export declare function toCsv({ columns, length }: Table): Generator<string>;
export declare function toJson({ columns, length }: Table): Generator<string>;

// results/eventTable
import type { ReplayResult } from "../replay/ReplayResult.ts";
import type * as Table from "./Table.ts";
export declare const events: ({ events: rows }: ReplayResult) => Table.Table;

// results/replayJson
import * as Costs from "../honesty/Costs.ts";
import type { Delays } from "../replay/Delays.ts";
import type { Market } from "../replay/Market.ts";
import type { ReplayResult } from "../replay/ReplayResult.ts";
import type { Statistics } from "../statistics/Statistics.ts";
import { type OpenJson, type ResultJson, type TradeJson } from "./resultJson.ts";
export interface SymbolJson {
    readonly symbol: string;
    readonly trades: number;
    readonly net: number;
    readonly fees: number;
    readonly funding: number;
    readonly limitCost: number | null;
    readonly openPositions: ReadonlyArray<OpenJson>;
    readonly signals: ResultJson["signals"];
}
export interface LimitJson {
    readonly finalEquityWithout: number;
    readonly cost: number;
    readonly waiting: number;
    readonly other: number;
}
export interface ReplayJson extends Pick<ResultJson, "summary" | "stats"> {
    readonly symbols: ReadonlyArray<SymbolJson>;
    readonly trades: ReadonlyArray<TradeJson & {
        readonly symbol: string;
    }>;
    readonly delays: Delays;
    readonly costs: Readonly<Record<Costs.Cause, number>>;
    readonly limit: LimitJson | null;
}
export declare const tradesJson: (markets: ReadonlyArray<Market>, result: ReplayResult) => ReplayJson["trades"];
export declare const limitJson: (result: ReplayResult, free: ReplayResult) => LimitJson;
export declare const replayJson: (markets: ReadonlyArray<Market>, result: ReplayResult, stats: Statistics, free?: ReplayResult) => ReplayJson;

// results/resultJson
import type * as Bars from "../Bars.ts";
import type { Run, Summary } from "../kernel/Run.ts";
import type { Signals } from "../kernel/Signals.ts";
import type { Statistics } from "../statistics/Statistics.ts";
export interface TradeJson {
    readonly side: "long" | "short";
    readonly size: string;
    readonly entryBar: number;
    readonly entryTime: number;
    readonly entryPrice: string;
    readonly exitBar: number;
    readonly exitTime: number;
    readonly exitPrice: string;
    readonly pnl: number;
    readonly commission: number;
    readonly funding: number;
}
export interface OpenJson extends Pick<TradeJson, "side" | "size" | "entryBar" | "entryTime" | "entryPrice"> {
    readonly unrealized: number;
    readonly commission: number;
    readonly funding: number;
}
export interface ResultJson {
    readonly trades: ReadonlyArray<TradeJson>;
    readonly openPosition: OpenJson | null;
    readonly signals: ReadonlyArray<readonly [bar: number, side: number]>;
    readonly summary: Summary;
    readonly stats: {
        readonly [name in keyof Statistics]: number | null;
    };
}
export declare const orNull: (stats: Statistics) => ResultJson["stats"];
export declare const resultJson: (bars: Bars.Bars, signals: Signals, run: Run, stats: Statistics) => ResultJson;

// results/writeTable
import * as Table from "./Table.ts";
export declare const writePieces: (path: string, pieces: Iterable<string>) => Promise<void>;
export declare const writeTable: (path: string, table: Table.Table) => Promise<void>;

// statistics/Calendar
export declare const dayEnds: (time: Float64Array) => Int32Array;
export declare const daysPerYear: (time: Float64Array) => 252 | 365;
export declare const yearsOf: (time: Float64Array) => number;

// statistics/Drawdowns
export interface Drawdown {
    readonly from: number;
    readonly to: number;
    readonly depth: number;
}
export declare const of: (equity: Float64Array) => ReadonlyArray<Drawdown>;

// statistics/Returns
export declare const fewestDays = 30;
export declare const simple: (equity: Float64Array) => Float64Array;
export declare const meanDaily: (equity: Float64Array) => number;
export declare const annual: (equity: Float64Array, days: number) => number;
export declare const mean: (values: Float64Array) => number;
export declare const variance: (values: Float64Array) => number;
export declare const volatility: (equity: Float64Array, days: number) => number;
export declare const sharpe: (equity: Float64Array, days: number, riskFree?: number) => number;
export declare const sortino: (equity: Float64Array, days: number, riskFree?: number) => number;
export declare const calmar: (annualReturn: number, maxDrawdownFraction: number) => number;

// statistics/Statistics
import type * as Bars from "../Bars.ts";
import type { Run } from "../kernel/Run.ts";
export interface StatisticsOptions {
    readonly daysPerYear?: number | undefined;
    readonly riskFree?: number | undefined;
    readonly firstBar?: number | undefined;
    readonly fewestDays?: number | undefined;
    readonly kind?: "linear" | "inverse" | undefined;
}
export interface Statistics {
    readonly totalReturn: number;
    readonly buyAndHold: number;
    readonly cagr: number;
    readonly annualReturn: number;
    readonly volatility: number;
    readonly sharpe: number;
    readonly sortino: number;
    readonly calmar: number;
    readonly maxDrawdown: number;
    readonly averageDrawdown: number;
    readonly longestDrawdownMs: number;
    readonly averageDrawdownMs: number;
    readonly exposure: number;
    readonly timeInMarket: number;
    readonly trades: number;
    readonly winRate: number;
    readonly bestTrade: number;
    readonly worstTrade: number;
    readonly averageTrade: number;
    readonly profitFactor: number;
    readonly profitFactorOfReturns: number;
    readonly expectancy: number;
    readonly expectancyOfReturns: number;
    readonly quality: number;
    readonly kelly: number;
    readonly longestTradeMs: number;
    readonly averageTradeMs: number;
    readonly turnover: number;
    readonly fees: number;
    readonly funding: number;
    readonly daysPerYear: number;
}
export declare const of: (bars: Bars.Bars, run: Run, options?: StatisticsOptions) => Statistics;

// statistics/TradeStatistics
import type { Trades } from "../kernel/Run.ts";
import { mean } from "./Returns.ts";
export declare const returns: (trades: Trades, kind?: "linear" | "inverse") => Float64Array;
export declare const profitFactor: (values: Float64Array) => number;
export declare const winRate: (values: Float64Array) => number;
export declare const expectancy: typeof mean;
export declare const geometricMean: (values: Float64Array) => number;
export declare const quality: (pnl: Float64Array) => number;
export declare const kelly: (pnl: Float64Array) => number;

// strategies/Stepper
export type Wished = -1 | 0 | 1;
export interface Stepper {
    readonly step: (high: number, low: number, close: number) => Wished;
    readonly stop?: () => number;
}
export declare const onChange: () => ((wish: Wished) => Wished);
export declare const onCross: () => ((sign: number) => Wished);

// strategies/Strategy
import type { OperatorFunction } from "rxjs";
import type { Bars } from "../Bars.ts";
import * as Pieces from "../kernel/Pieces.ts";
import type { Signals } from "../kernel/Signals.ts";
import type { MarketEvent } from "../MarketEvent.ts";
import type { RestingSignal } from "../replay/Stops.ts";
import type { Stepper } from "./Stepper.ts";
export interface Strategy extends Pieces.Wishing {
    readonly name: string;
    readonly warmup: number;
    readonly rests: boolean;
    readonly signals: (bars: Bars) => Signals;
    readonly operator: (priceStep?: string | ((symbol: string) => string)) => OperatorFunction<MarketEvent, RestingSignal>;
}
export declare const fromStepper: (name: string, warmup: number, make: () => Stepper, fast?: (bars: Bars) => Pieces.Pieces | undefined) => Strategy;

// strategies/builtIn
import * as Result from "effect/Result";
import type { Bars } from "../Bars.ts";
import type { Pieces } from "../kernel/Pieces.ts";
import type { Stepper } from "./Stepper.ts";
import { type Strategy } from "./Strategy.ts";
export interface Parameter {
    readonly name: string;
    readonly isWhole: boolean;
    readonly usual: number;
}
export interface Definition {
    readonly name: string;
    readonly does: string;
    readonly parameters: ReadonlyArray<Parameter>;
    readonly rule?: {
        readonly says: string;
        readonly holds: (values: ReadonlyArray<number>) => boolean;
    };
    readonly warmup: (values: ReadonlyArray<number>) => number;
    readonly make: (...values: ReadonlyArray<number>) => () => Stepper;
    readonly fast?: (...values: ReadonlyArray<number>) => (bars: Bars) => Pieces | undefined;
}
export interface StrategyRefusal {
    readonly _tag: "UnknownStrategy" | "BadParameters";
    readonly message: string;
    readonly remedy: string;
}
export declare const definitions: ReadonlyArray<Definition>;
export declare const makeStrategy: (name: string, values: ReadonlyArray<number>) => Result.Result<Strategy, StrategyRefusal>;
export declare const parseStrategy: (text: string) => Result.Result<Strategy, StrategyRefusal>;

// sweep/Grid
import * as Result from "effect/Result";
import * as KernelRefusal from "../kernel/KernelRefusal.ts";
export interface Axis {
    readonly name: string;
    readonly values: ReadonlyArray<number>;
}
export type Grid = ReadonlyArray<Axis>;
export declare const parse: (text: string) => Result.Result<Grid, KernelRefusal.KernelRefusal>;
export declare const combinations: (self: Grid) => ReadonlyArray<ReadonlyArray<number>>;

// sweep/HeatMap
import { type By, type Row } from "./Row.ts";
export interface HeatMap {
    readonly xs: ReadonlyArray<number>;
    readonly ys: ReadonlyArray<number>;
    readonly values: ReadonlyArray<Float64Array>;
}
export declare const of: (rows: ReadonlyArray<Row>, by: By, x?: number, y?: number) => HeatMap;

// sweep/Row
export interface Row {
    readonly params: ReadonlyArray<number>;
    readonly finalEquity: number;
    readonly totalReturn: number;
    readonly annualReturn: number;
    readonly sharpe: number;
    readonly calmar: number;
    readonly maxDrawdown: number;
    readonly maxDrawdownFraction: number;
    readonly trades: number;
    readonly commission: number;
}
export type By = "sharpe" | "return" | "calmar";
export declare const figure: (self: Row, by: By) => number;
export declare const rank: (rows: ReadonlyArray<Row>, by: By) => ReadonlyArray<Row>;

// sweep/Sweep
import * as Result from "effect/Result";
import type { KernelRefusal } from "../kernel/KernelRefusal.ts";
import * as Grid from "./Grid.ts";
import * as Row from "./Row.ts";
import type { SweepJob } from "./SweepJob.ts";
export interface SweepOptions {
    readonly workers?: number | undefined;
    readonly by?: Row.By | undefined;
    readonly resume?: string | undefined;
    readonly signal?: AbortSignal | undefined;
    readonly onRow?: ((row: Row.Row, done: number, total: number) => void) | undefined;
}
export interface SweepResult {
    readonly axes: ReadonlyArray<string>;
    readonly rows: ReadonlyArray<Row.Row>;
    readonly isComplete: boolean;
    readonly resumed: number;
    readonly leftOut: number;
}
export declare const run: (job: SweepJob, axes: Grid.Grid, options?: SweepOptions) => Promise<Result.Result<SweepResult, KernelRefusal>>;

// sweep/SweepJob
import * as Result from "effect/Result";
import type * as Bars from "../Bars.ts";
import * as KernelOptions from "../kernel/KernelOptions.ts";
import * as KernelRefusal from "../kernel/KernelRefusal.ts";
import type { Column, Signals } from "../kernel/Signals.ts";
import type { Row } from "./Row.ts";
export type ColumnStrategy = (bars: Bars.Bars, params: ReadonlyArray<number>) => Signals | Column;
export interface SweepJob {
    readonly bars: Bars.Bars;
    readonly costs: KernelOptions.KernelOptions;
    readonly strategy: string | {
        readonly module: string;
        readonly name: string;
    };
    readonly daysPerYear?: number | undefined;
}
export type Evaluate = (batch: ReadonlyArray<ReadonlyArray<number>>) => Result.Result<ReadonlyArray<Row>, KernelRefusal.KernelRefusal>;
export declare const prepare: (job: SweepJob, loaded?: ColumnStrategy) => Result.Result<Evaluate, KernelRefusal.KernelRefusal>;

// sweep/WalkForward
import * as Result from "effect/Result";
import type * as Bars from "../Bars.ts";
import * as KernelRefusal from "../kernel/KernelRefusal.ts";
export interface Split {
    readonly train: readonly [from: number, to: number];
    readonly test: readonly [from: number, to: number];
}
export declare const splits: (length: number, train: number, test: number, kind?: "rolling" | "anchored") => Result.Result<ReadonlyArray<Split>, KernelRefusal.KernelRefusal>;
export declare const slice: (bars: Bars.Bars, [from, to]: readonly [number, number]) => Bars.Bars;

// sweep/runSplits
import * as Result from "effect/Result";
import type { KernelRefusal } from "../kernel/KernelRefusal.ts";
import type * as Grid from "./Grid.ts";
import type { Row } from "./Row.ts";
import * as Sweep from "./Sweep.ts";
import type { SweepJob } from "./SweepJob.ts";
import { type Split } from "./WalkForward.ts";
export interface SplitOutcome {
    readonly split: Split;
    readonly trained: Row;
    readonly tested: Row;
}
export declare const runSplits: (job: SweepJob, grid: Grid.Grid, splits: ReadonlyArray<Split>, options?: Sweep.SweepOptions) => Promise<Result.Result<ReadonlyArray<SplitOutcome>, KernelRefusal>>;
