// The public API of @backhand/core. Generated: run "npx -y pnpm@12 run api:update".

// index
export * as Answer from "./Answer.ts";
export * as AnswerCode from "./AnswerCode.ts";
export * as Budget from "./Budget.ts";
export * as ClientOid from "./ClientOid.ts";
export type * as Command from "./Command.ts";
export * as Contract from "./Contract.ts";
export * as Decimal from "./Decimal.ts";
export * as Engine from "./Engine.ts";
export * as EngineOptions from "./EngineOptions.ts";
export * as Envelope from "./Envelope.ts";
export type * as Fact from "./Fact.ts";
export * as Fill from "./Fill.ts";
export * as Instrument from "./Instrument.ts";
export * as Intent from "./Intent.ts";
export * as Lots from "./Lots.ts";
export * as Money from "./Money.ts";
export * as Order from "./Order.ts";
export type * as OrderReport from "./OrderReport.ts";
export * as Position from "./Position.ts";
export * as ProductType from "./ProductType.ts";
export * as Rational from "./Rational.ts";
export * as Refusal from "./Refusal.ts";
export type * as ReversalEvent from "./ReversalEvent.ts";
export * as Settlement from "./Settlement.ts";
export * as Side from "./Side.ts";
export * as Signal from "./Signal.ts";
export * as VenueClock from "./VenueClock.ts";
export * as Wire from "./Wire.ts";

// Answer
import * as AnswerCode from "./AnswerCode.ts";
export interface Answer {
    readonly answer: AnswerCode.Verdict;
    readonly retry: AnswerCode.Retry;
    readonly code: string | null;
    readonly meaning: string;
    readonly remedy: string;
    readonly hint: AnswerCode.Hint | null;
    readonly orderId: string | null;
    readonly venueAtMs: number | null;
}
export declare const read: (status: number, body: string) => Answer;
export declare const none: Answer;

// AnswerCode
export type Verdict = "accepted" | "refused" | "throttled" | "unknown";
export type Retry = "never" | "after-fix" | "after-backoff" | "after-clock-sync" | "after-reconcile";
export type Hint = "duplicate" | "position" | "hold-mode" | "account";
export interface AnswerCode {
    readonly verdict: Verdict;
    readonly retry: Retry;
    readonly meaning: string;
    readonly remedy: string;
    readonly hint?: Hint;
}
export declare const table: ReadonlyMap<string, AnswerCode>;
export declare const lookup: (code: string) => AnswerCode | undefined;

// Budget
import * as VenueClock from "./VenueClock.ts";
export { relax, throttle } from "./internal/throttle.ts";
export interface Limit {
    readonly limit: number;
    readonly windowMs: number;
}
export declare const ordinary: Limit;
export declare const trader: Limit;
export interface Slot {
    readonly id: string | null;
    readonly sentAtMs: number;
    readonly freeAtMs: number;
    readonly stampMs: number | null;
}
export interface Budget {
    readonly limit: Limit;
    readonly slots: ReadonlyArray<Slot>;
    readonly pausedUntilMs: number;
    readonly strikes: number;
}
export declare const make: (limit: Limit, pausedUntilMs?: number) => Budget;
export declare const freeAt: (self: Budget, nowMs: number) => number;
export declare const waitsForStamp: (self: Budget, nowMs: number) => boolean;
export declare const take: (self: Budget, id: string | null, nowMs: number, deadAtMs: number) => Budget;
export declare const freeAfterAnswer: (limit: Limit, receivedAtMs: number) => number;
export declare const settle: (self: Budget, id: string, receivedAtMs: number, stampMs?: number | null) => Budget;
export declare const anchor: (self: Budget, clock: VenueClock.VenueClock) => Budget;
export declare const heed: (self: Budget, remaining: number, sentAtMs: number, nowMs: number) => Budget;
export declare const withLimit: (self: Budget, limit: Limit, nowMs: number) => Budget;

// ClientOid
import type * as Brand from "effect/Brand";
import * as Result from "effect/Result";
import * as Refusal from "./Refusal.ts";
import type { Signal } from "./Signal.ts";
export type ClientOid = string & Brand.Brand<"ClientOid">;
export declare const parse: (value: unknown) => Result.Result<ClientOid, Refusal.Refusal>;
export declare const ofOrder: (session: string, order: number, signal: Signal | null) => ClientOid;

// Command
import type { Unsettled } from "./Fact.ts";
import type { ReversalEvent } from "./ReversalEvent.ts";
import type * as Settlement from "./Settlement.ts";
export type Command = {
    readonly command: "send";
    readonly unsettled: Unsettled;
    readonly signAtMs: number;
} | {
    readonly command: "look-up";
    readonly symbol: string;
    readonly clientOid: string;
    readonly sentAtMs: number;
    readonly beforeVenueAtMs: number;
    readonly source: "detail" | "history";
} | {
    readonly command: "read-position";
    readonly symbol: string;
} | {
    readonly command: "sync-clock";
} | {
    readonly command: "settle";
    readonly symbol: string;
    readonly clientOid: string;
    readonly settlement: Settlement.Settlement | null;
} | {
    readonly command: "wake";
    readonly atMs: number;
} | {
    readonly command: "tell";
    readonly event: ReversalEvent;
} | {
    readonly command: "done";
};

// Contract
import * as Result from "effect/Result";
import type { Instrument } from "./Instrument.ts";
import * as Refusal from "./Refusal.ts";
type Decoded<A> = Result.Result<A, Refusal.Refusal>;
export declare const decode: (value: unknown) => Decoded<Instrument>;
export {};

// Decimal
import * as Result from "effect/Result";
import * as Rational from "./Rational.ts";
import * as Refusal from "./Refusal.ts";
export declare const parse: (field: string, text: unknown) => Result.Result<Rational.Rational, Refusal.Refusal>;
export declare const parsePositive: (field: string, text: unknown) => Result.Result<Rational.Rational, Refusal.Refusal>;
export declare const parseNonNegative: (field: string, text: unknown) => Result.Result<Rational.Rational, Refusal.Refusal>;
export declare const fromJson: (value: unknown) => unknown;

// Engine
import type { Command } from "./Command.ts";
import type { EngineOptions } from "./EngineOptions.ts";
import type { Fact } from "./Fact.ts";
import * as State from "./internal/engine/state.ts";
import type { Position } from "./Position.ts";
import type { Superseded } from "./ReversalEvent.ts";
import type { Signal } from "./Signal.ts";
export interface Engine {
    readonly state: State.State;
}
export declare const make: (options: EngineOptions) => Engine;
export declare const step: ({ state }: Engine, fact: Fact, atMs: number) => ReadonlyArray<Command>;
export declare const replace: ({ state }: Engine, signal: Signal, atMs: number) => Superseded | undefined;
export declare const positions: ({ state }: Engine) => ReadonlyMap<string, Position>;
export declare const waiting: ({ state }: Engine) => ReadonlyArray<string>;
export declare const isHalted: ({ state }: Engine, symbol: string) => boolean;

// EngineOptions
import * as Budget from "./Budget.ts";
import type { Instrument } from "./Instrument.ts";
import type { Refusal } from "./Refusal.ts";
export interface Guards {
    readonly ttlMs: number | null;
    readonly coolDownMs: number | null;
    readonly maxReversals: {
        readonly count: number;
        readonly periodMs: number;
    } | null;
    readonly maxSize: string | null;
    readonly maxNotional: string | null;
}
export interface Timing {
    readonly lifeMs: number;
    readonly answerMs: number;
    readonly lagMs: number;
    readonly readMs: number;
    readonly settleMs: number;
}
export interface EngineOptions {
    readonly session: string;
    readonly instruments: Readonly<Record<string, Instrument>>;
    readonly limit: Budget.Limit;
    readonly sharesBudget: boolean;
    readonly trustsVenueStamp: boolean;
    readonly enter: string | null;
    readonly complete: boolean;
    readonly guards: Guards;
    readonly timing: Timing;
    readonly maxAttempts: number;
    readonly pausedUntilMs: number;
    readonly trustedFromMs: number;
}
export declare const signatureWindowMs = 30000;
export declare const make: (options: Pick<EngineOptions, "session" | "instruments"> & Partial<Omit<EngineOptions, "guards" | "timing">> & {
    readonly guards?: Partial<Guards> | undefined;
    readonly timing?: Partial<Timing> | undefined;
}) => EngineOptions;
export declare const problems: (options: EngineOptions) => ReadonlyArray<Refusal>;

// Envelope
import * as Result from "effect/Result";
import * as Refusal from "./Refusal.ts";
export interface Envelope {
    readonly code: string;
    readonly msg: string;
    readonly requestTime: number | null;
    readonly data: unknown;
}
export declare const decode: (body: string) => Result.Result<Envelope, Refusal.Refusal>;
export interface OrderIds {
    readonly clientOid: string | null;
    readonly orderId: string | null;
}
export declare const orderIds: (self: Envelope) => OrderIds;
export declare const toJson: ({ code, data, msg, requestTime }: Envelope) => string;

// Fact
import type { Answer } from "./Answer.ts";
import type { Limit } from "./Budget.ts";
import type { ClientOid } from "./ClientOid.ts";
import type * as Order from "./Order.ts";
import type * as OrderReport from "./OrderReport.ts";
import type { Position } from "./Position.ts";
import type { Signal } from "./Signal.ts";
export interface Unsettled {
    readonly clientOid: ClientOid;
    readonly order: Order.Order;
    readonly before: Position;
    readonly beforeVenueAtMs: number;
    readonly sentAtMs: number;
    readonly deadAtMs: number;
}
export type Fact = {
    readonly fact: "signal";
    readonly signal: Signal;
} | {
    readonly fact: "answer";
    readonly clientOid: string;
    readonly answer: Answer;
    readonly remaining: number | null;
} | {
    readonly fact: "order";
    readonly clientOid: string;
    readonly report: OrderReport.OrderReport;
    readonly source: OrderReport.Source;
    readonly askedAtMs: number | null;
} | {
    readonly fact: "position";
    readonly symbol: string;
    readonly position: Position;
    readonly askedAtMs: number | null;
    readonly venueAtMs: number | null;
} | {
    readonly fact: "clock";
    readonly askedAtMs: number;
    readonly venueAtMs: number;
} | {
    readonly fact: "price";
    readonly symbol: string;
    readonly price: string;
} | {
    readonly fact: "limit";
    readonly limit: Limit;
} | {
    readonly fact: "unsettled";
    readonly unsettled: Unsettled;
} | {
    readonly fact: "timer";
} | {
    readonly fact: "end";
} | {
    readonly fact: "stop";
} | {
    readonly fact: "kill";
} | {
    readonly fact: "revive";
} | {
    readonly fact: "resume";
    readonly symbol: string;
};

// Fill
import * as Result from "effect/Result";
import type { Instrument } from "./Instrument.ts";
import * as Lots from "./Lots.ts";
import * as Position from "./Position.ts";
import * as Rational from "./Rational.ts";
import * as Refusal from "./Refusal.ts";
import * as Side from "./Side.ts";
export interface Fill {
    readonly effect: "close" | "open";
    readonly side: Side.Side;
    readonly lots: Lots.Lots;
    readonly price: Rational.Rational;
}
export interface Account {
    readonly position: Position.Position;
    readonly realized: Rational.Rational;
    readonly fees: Rational.Rational;
}
export declare const account: (position: Position.Position) => Account;
export declare const move: (instrument: Instrument, position: Position.Position, fill: Fill) => Result.Result<Position.Position, Refusal.Refusal>;
export declare const apply: (instrument: Instrument, self: Account, fill: Fill, feeRate?: Rational.Rational) => Result.Result<Account, Refusal.Refusal>;
export declare const applyAll: (instrument: Instrument, self: Account, fills: ReadonlyArray<Fill>, feeRate?: Rational.Rational) => Result.Result<Account, Refusal.Refusal>;

// Instrument
import * as Result from "effect/Result";
import * as Lots from "./Lots.ts";
import type * as ProductType from "./ProductType.ts";
import * as Rational from "./Rational.ts";
import * as Refusal from "./Refusal.ts";
export interface Instrument {
    readonly symbol: string;
    readonly productType: ProductType.ProductType;
    readonly marginCoin: string;
    readonly kind: "linear" | "inverse";
    readonly sizeStep: Rational.Rational;
    readonly priceStep: Rational.Rational;
    readonly minLots: Lots.Lots;
    readonly maxMarketLots: Lots.Lots | null;
    readonly minValue: Rational.Rational;
    readonly takerFeeRate: Rational.Rational;
    readonly makerFeeRate: Rational.Rational;
    readonly isTradable: boolean;
}
export declare const lots: (self: Instrument, size: unknown, field?: string) => Result.Result<Lots.Lots, Refusal.Refusal>;
export declare const ticks: (self: Instrument, price: unknown, field?: string) => Result.Result<Lots.Ticks, Refusal.Refusal>;
export declare const quantity: (self: Instrument, size: Lots.Lots) => Rational.Rational;
export declare const size: (self: Instrument, amount: Lots.Lots) => string;
export declare const price: (self: Instrument, amount: Lots.Ticks) => Rational.Rational;
export declare const checkOpening: (self: Instrument, opening: Lots.Lots, atPrice: Rational.Rational) => Result.Result<Lots.Lots, Refusal.Refusal>;

// Intent
import * as Position from "./Position.ts";
import * as Side from "./Side.ts";
export type Intent = {
    readonly intent: "hold";
} | {
    readonly intent: "enter";
    readonly to: Side.Side;
} | {
    readonly intent: "reverse";
    readonly from: Side.Side;
};
export declare const decide: (wished: Side.Side, position: Position.Position) => Intent;

// Lots
import type * as Brand from "effect/Brand";
export type Lots = number & Brand.Brand<"Lots">;
export type Ticks = number & Brand.Brand<"Ticks">;
export declare const isLots: (value: number) => value is Lots;
export declare const makeUnsafe: (value: number) => Lots;
export declare const min: (a: Lots, b: Lots) => Lots;

// Money
import type * as Instrument from "./Instrument.ts";
import type * as Lots from "./Lots.ts";
import type { Leg } from "./Position.ts";
import * as Rational from "./Rational.ts";
import type * as Side from "./Side.ts";
export declare const value: (instrument: Instrument.Instrument, lots: Lots.Lots, price: Rational.Rational) => Rational.Rational;
export declare const profit: (instrument: Instrument.Instrument, side: Side.Side, lots: Lots.Lots, entry: Rational.Rational, exit: Rational.Rational) => Rational.Rational;
export declare const fee: (instrument: Instrument.Instrument, lots: Lots.Lots, price: Rational.Rational, rate?: Rational.Rational) => Rational.Rational;
export declare const averageEntry: (instrument: Instrument.Instrument, a: Leg, b: Leg) => Rational.Rational;

// Order
import * as Result from "effect/Result";
import type { ClientOid } from "./ClientOid.ts";
import type { Fill } from "./Fill.ts";
import * as Instrument from "./Instrument.ts";
import * as Lots from "./Lots.ts";
import * as Position from "./Position.ts";
import type * as Rational from "./Rational.ts";
import * as Refusal from "./Refusal.ts";
import * as Side from "./Side.ts";
export interface Reversal {
    readonly order: "reversal";
    readonly clientOid: ClientOid | null;
    readonly symbol: string;
    readonly mode: Position.HoldMode;
    readonly side: Side.Side;
    readonly lots: Lots.Lots;
}
export interface Entry extends Omit<Reversal, "order"> {
    readonly order: "entry";
}
export type Order = Reversal | Entry;
export interface ReversalWish {
    readonly side?: Side.Side | undefined;
    readonly lots?: Lots.Lots | undefined;
    readonly clientOid?: ClientOid | undefined;
}
export declare const reverse: (instrument: Instrument.Instrument, position: Position.Position, wish: ReversalWish) => Result.Result<Reversal, Refusal.Refusal>;
export declare const enter: (instrument: Instrument.Instrument, position: Position.Position, wish: {
    readonly side: Side.Side;
    readonly lots: Lots.Lots;
    readonly clientOid?: ClientOid | undefined;
}) => Result.Result<Entry, Refusal.Refusal>;
export declare const closes: (self: Order) => number;
export declare const opensOn: (self: Order) => Side.Side;
export declare const fills: (self: Order, price: Rational.Rational, closed?: number, opened?: number) => ReadonlyArray<Fill>;

// OrderReport
export type OrderReport = "absent" | "open" | "done";
export type Source = "detail" | "history" | "push";

// Position
import type * as Lots from "./Lots.ts";
import type * as Rational from "./Rational.ts";
import type * as Side from "./Side.ts";
export interface Leg {
    readonly lots: Lots.Lots;
    readonly entry: Rational.Rational;
}
export interface OneWay {
    readonly mode: "one-way";
    readonly net: (Leg & {
        readonly side: Side.Side;
    }) | null;
}
export interface Hedge {
    readonly mode: "hedge";
    readonly long: Leg | null;
    readonly short: Leg | null;
}
export type Position = OneWay | Hedge;
export type HoldMode = Position["mode"];
export declare const flat: (mode: HoldMode) => Position;
export declare const leg: (self: Position, side: Side.Side) => Leg | null;
export declare const lotsOn: (self: Position, side: Side.Side) => number;
export declare const withLeg: (self: Position, side: Side.Side, next: Leg | null) => Position;
export declare const onlySide: (self: Position) => Side.Side | null;
export declare const isFlat: (self: Position) => boolean;
export declare const holdsSame: (a: Position, b: Position) => boolean;

// ProductType
export declare const all: readonly ["USDT-FUTURES", "COIN-FUTURES", "USDC-FUTURES", "SUSDT-FUTURES", "SCOIN-FUTURES", "SUSDC-FUTURES"];
export type ProductType = (typeof all)[number];
export declare const parse: (value: unknown) => ProductType | undefined;
export declare const isDelisted: (self: ProductType) => boolean;
export declare const kind: (self: ProductType) => "linear" | "inverse";
export declare const fromQuoteCoin: (quoteCoin: string) => ProductType | undefined;

// Rational
export interface Rational {
    readonly num: bigint;
    readonly den: bigint;
}
export declare const make: (num: bigint, den?: bigint) => Rational;
export declare const zero: Rational;
export declare const fromInteger: (integer: number) => Rational;
export declare const add: (a: Rational, b: Rational) => Rational;
export declare const sum: (values: Iterable<Rational>) => Rational;
export declare const subtract: (a: Rational, b: Rational) => Rational;
export declare const multiply: (a: Rational, b: Rational) => Rational;
export declare const divide: (a: Rational, b: Rational) => Rational;
export declare const negate: (self: Rational) => Rational;
export declare const compare: (a: Rational, b: Rational) => -1 | 0 | 1;
export declare const isPositive: (self: Rational) => boolean;
export declare const toNumber: (self: Rational) => number;
export declare const toDecimal: (self: Rational) => string;

// Refusal
import * as Result from "effect/Result";
export type Tag = "NotADecimal" | "NotPositive" | "OffStep" | "OutOfRange" | "BadClientOid" | "BadInstrument" | "BadPosition" | "BadRequest" | "BadResponse" | "NoPosition" | "SideNeeded" | "SizeInOneWayMode" | "WrongMode" | "BelowMinimum" | "AboveMaximum" | "NotTradable";
export interface Refusal {
    readonly _tag: Tag;
    readonly field: string;
    readonly message: string;
    readonly remedy: string;
}
export declare const make: (_tag: Tag, field: string, message: string, remedy: string) => Refusal;
export declare const fail: (tag: Tag, field: string, message: string, remedy: string) => Result.Result<never, Refusal>;
export declare const show: (value: unknown) => string;

// ReversalEvent
import type { Retry } from "./AnswerCode.ts";
import type * as Position from "./Position.ts";
import type * as Settlement from "./Settlement.ts";
import type { Side } from "./Side.ts";
import type { Signal } from "./Signal.ts";
interface Base {
    readonly at: number;
    readonly symbol: string;
}
interface OfSignal extends Base {
    readonly signal: Signal;
}
interface OfOrder extends Base {
    readonly clientOid: string;
    readonly order: "reversal" | "entry";
}
export interface Held extends OfSignal {
    readonly event: "held";
    readonly reason: "agrees" | "flat";
}
export interface Superseded extends OfSignal {
    readonly event: "superseded";
    readonly by: Signal;
}
export interface Expired extends OfSignal {
    readonly event: "expired";
    readonly ageMs: number;
}
export interface Sent extends OfOrder {
    readonly event: "sent";
    readonly signal: Signal | null;
    readonly attempt: number;
    readonly to: Side;
    readonly closes: string;
    readonly opens: string;
}
export interface Accepted extends OfOrder {
    readonly event: "accepted";
    readonly orderId: string | null;
}
export interface Refused extends OfSignal {
    readonly event: "refused";
    readonly clientOid: string | null;
    readonly reason: "attempts" | "bad-signal" | "cool-down" | "halted" | "killed" | "max-notional" | "max-reversals" | "max-size" | "no-price" | "plan" | "stopped" | "unknown-symbol" | "venue";
    readonly code: string | null;
    readonly retry: Retry;
    readonly message: string;
    readonly remedy: string;
}
export interface Throttled extends OfOrder {
    readonly event: "throttled";
    readonly pausedUntilMs: number;
}
export interface Unknown extends OfOrder {
    readonly event: "unknown";
    readonly code: string | null;
    readonly deadAtMs: number;
}
export interface Settled extends OfOrder {
    readonly event: "settled";
    readonly settlement: Settlement.Outcome;
    readonly closed: string;
    readonly opened: string;
    readonly position: Position.Position | null;
}
export interface Halted extends Base {
    readonly event: "halted";
    readonly reason: "unsettled" | "account" | "hold-mode" | "clock" | "unreachable";
    readonly message: string;
    readonly remedy: string;
}
export interface Recovered extends OfOrder {
    readonly event: "recovered";
}
export interface Mismatch extends Base {
    readonly event: "mismatch";
    readonly clientOid: string | null;
    readonly predicted: Position.Position;
    readonly observed: Position.Position;
}
export interface Resumed extends Base {
    readonly event: "resumed";
}
export type ReversalEvent = Held | Superseded | Expired | Sent | Accepted | Refused | Throttled | Unknown | Settled | Halted | Recovered | Mismatch | Resumed;
export {};

// Settlement
import * as Order from "./Order.ts";
import * as Position from "./Position.ts";
export type Outcome = "reversed" | "partially-reversed" | "closed-only" | "unchanged" | "unknown";
export interface Settlement {
    readonly outcome: Outcome;
    readonly closed: number;
    readonly opened: number;
}
export declare const classify: (order: Order.Order, closed: number, opened: number) => Outcome;
export declare const make: (order: Order.Order, closed: number, opened: number) => Settlement;
export declare const between: (order: Order.Order, before: Position.Position, after: Position.Position) => Settlement;

// Side
export type Side = "long" | "short";
export declare const opposite: (self: Side) => Side;
export declare const isSide: (value: unknown) => value is Side;

// Signal
import * as Side from "./Side.ts";
export interface Signal {
    readonly symbol: string;
    readonly side: Side.Side;
    readonly at: number;
    readonly id?: string;
    readonly size?: string;
}
export declare const isSound: ({ at, side }: Signal) => boolean;
export declare const unsound: ({ at, side }: Signal) => {
    readonly reason: "bad-signal";
    readonly retry: "after-fix";
    readonly message: string;
    readonly remedy: "say which side to be on, and date the signal by a number or not at all";
};

// VenueClock
export interface VenueClock {
    readonly lowMs: number;
    readonly highMs: number;
    readonly atMs: number;
    readonly sinceMs: number;
    readonly behindMs: number;
}
export declare const driftRate = 0.0005;
export declare const age: (self: VenueClock, nowMs: number) => VenueClock;
export declare const reachesAt: ({ atMs, lowMs }: VenueClock, venueMs: number) => number;
export declare const worthAskingAt: ({ atMs, behindMs }: VenueClock, windowMs: number) => number;
export declare const learn: (self: VenueClock | null, sample: {
    readonly sentAtMs: number;
    readonly receivedAtMs: number;
    readonly venueAtMs: number;
}) => VenueClock;

// Wire
import * as Result from "effect/Result";
import * as Instrument from "./Instrument.ts";
import type * as Order from "./Order.ts";
import * as Refusal from "./Refusal.ts";
export interface ReversalBody {
    readonly symbol: string;
    readonly productType: string;
    readonly marginCoin: string;
    readonly size?: string;
    readonly side?: "buy" | "sell";
    readonly tradeSide?: string;
    readonly clientOid?: string;
}
export interface EntryBody {
    readonly symbol: string;
    readonly productType: string;
    readonly marginMode: "isolated" | "crossed";
    readonly marginCoin: string;
    readonly size: string;
    readonly side: "buy" | "sell";
    readonly tradeSide?: "open";
    readonly orderType: "market";
    readonly clientOid?: string;
}
export declare const path: {
    readonly reversal: "/api/v2/mix/order/click-backhand";
    readonly entry: "/api/v2/mix/order/place-order";
};
export declare const encodeReversal: (instrument: Instrument.Instrument, order: Order.Reversal) => ReversalBody;
export declare const encodeEntry: (instrument: Instrument.Instrument, order: Order.Entry, marginMode: EntryBody["marginMode"]) => EntryBody;
export declare const decodeReversal: (json: string) => Result.Result<ReversalBody, Refusal.Refusal>;
export declare const toJson: (body: ReversalBody | EntryBody) => string;

// internal/engine/state
import type { Retry } from "../../AnswerCode.ts";
import * as Budget from "../../Budget.ts";
import type { Command } from "../../Command.ts";
import type { EngineOptions } from "../../EngineOptions.ts";
import type { Unsettled } from "../../Fact.ts";
import type { Instrument } from "../../Instrument.ts";
import type { OrderReport } from "../../OrderReport.ts";
import type { Position } from "../../Position.ts";
import type { Rational } from "../../Rational.ts";
import type { Refused, ReversalEvent } from "../../ReversalEvent.ts";
import type { Side } from "../../Side.ts";
import type { Signal } from "../../Signal.ts";
import type { VenueClock } from "../../VenueClock.ts";
export interface Standing {
    signal: Signal;
    attempts: number;
}
export interface Completion {
    readonly side: Side;
    readonly lots: number;
    readonly after: Position;
}
export interface Why {
    readonly reason: Refused["reason"];
    readonly message: string;
    readonly remedy: string;
    readonly retry?: Retry;
    readonly code?: string | null;
    readonly clientOid?: string | null;
}
export interface Pending {
    unsettled: Unsettled;
    readonly standing: Readonly<Standing> | null;
    readonly completion: Completion | null;
    readonly place: number;
    readonly giveUpAtMs: number;
    withdrawn: Why | null;
    answer: "none" | "accepted" | "unknown";
    trace: OrderReport;
    doneSinceMs: number;
    detailAbsentAtMs: number;
    historyAbsentAtMs: number;
    observed: Position | null;
    observedSinceMs: number;
    observedAskedAtMs: number;
    nextReadAtMs: number;
    readGapMs: number;
}
export interface SymbolState {
    readonly symbol: string;
    readonly instrument: Instrument;
    isHalted: boolean;
    position: Position | null;
    positionVenueAtMs: number;
    trustedFromMs: number;
    readAtMs: number;
    price: Rational | null;
    standing: Standing | null;
    completion: Completion | null;
    place: number;
    notBeforeMs: number;
    clockRefusals: number;
    pending: Pending | null;
    orderTimes: Array<number>;
}
export type BudgetName = "reversal" | "entry";
export interface State {
    readonly options: EngineOptions;
    readonly symbols: Map<string, SymbolState>;
    line: Array<{
        readonly place: number;
        readonly symbol: SymbolState;
    }>;
    readonly active: Array<SymbolState>;
    readonly budgets: {
        reversal: Budget.Budget;
        entry: Budget.Budget;
    };
    clock: VenueClock | null;
    clockAskedAtMs: number;
    places: number;
    waits: number;
    orders: number;
    isEnding: boolean;
    silentSinceMs: number;
    isStopped: boolean;
    isKilled: boolean;
    isAccountHalted: boolean;
    isDone: boolean;
    wakeAtMs: number;
    blockedUntilMs: number;
    out: Array<Command>;
}
export declare const make: (options: EngineOptions) => State;
export declare const symbolState: (state: State, symbol: string) => SymbolState | undefined;
export declare const activate: ({ active }: State, symbol: SymbolState) => void;
export declare const deactivate: ({ active }: State, symbol: SymbolState) => void;
export declare const nothing: Array<Command>;
export declare const put: (state: State, command: Command) => void;
export declare const tell: (state: State, event: ReversalEvent) => void;
export declare const budgetsOf: ({ budgets, options }: State) => ReadonlyArray<Budget.Budget>;
export declare const budgetOf: (state: State, order: BudgetName) => BudgetName;

// internal/throttle
import type { Budget } from "../Budget.ts";
export declare const throttle: (self: Budget, sentAtMs: number, nowMs: number) => Budget;
export declare const relax: (self: Budget) => Budget;
