// The public API of @backhand/bitget-simulator. Generated: run "npx -y pnpm@12 run api:update".

// index
export * as Behaviour from "./exchange/Behaviour.ts";
export * as Candles from "./exchange/Candles.ts";
export * as Exchange from "./exchange/Exchange.ts";
export type { Credentials, Key } from "./exchange/Key.ts";
export * as Limiter from "./exchange/Limiter.ts";
export type { BarInput } from "./exchange/Player.ts";
export * as Player from "./exchange/Player.ts";
export * as Random from "./exchange/Random.ts";
export type { VenueReply, VenueRequest } from "./exchange/Request.ts";
export type { OrderRecord, Trade } from "./exchange/OrderRecord.ts";
export type { Arrival, Execution, Push, State } from "./exchange/State.ts";
export * as Symbols from "./exchange/Symbols.ts";
export { type KnownKey, know } from "./exchange/signature.ts";
export * as Faults from "./faults/Faults.ts";
export * as Plan from "./faults/Plan.ts";
export * as BitgetSimulator from "./layer.ts";
export type { Simulator } from "./Simulator.ts";
export { SimulatorError } from "./SimulatorError.ts";
export type { AccountAccess, SimulatedAccount, SimulatorOptions } from "./SimulatorOptions.ts";
export { startSimulator } from "./startSimulator.ts";
export { type SimulateOptions, simulateBanner, startSimulate } from "./startSimulate.ts";

// Simulator
import type { Position, ProductType } from "@backhand/core";
import type { Exchange } from "./exchange/Exchange.ts";
import type { Credentials } from "./exchange/Key.ts";
import type { Trade } from "./exchange/OrderRecord.ts";
import type { PricePoint } from "./exchange/Player.ts";
import type { Arrival, Execution } from "./exchange/State.ts";
import type { FaultBox } from "./faults/FaultBox.ts";
import type { AccountAccess } from "./SimulatorOptions.ts";
export interface Simulator {
    readonly rest: string;
    readonly ws: string;
    readonly credentials: Credentials;
    readonly accounts: ReadonlyArray<AccountAccess>;
    readonly exchange: Exchange;
    readonly arrivals: ReadonlyArray<Arrival>;
    readonly executions: ReadonlyArray<Execution>;
    readonly faults: Pick<FaultBox, "get" | "set" | "clear">;
    readonly setPrice: (symbol: string, price: string, mark?: string) => void;
    readonly play: (symbol: string, points: ReadonlyArray<PricePoint>, speed?: number) => void;
    readonly trades: (uid?: string) => ReadonlyArray<Trade>;
    readonly position: (symbol: string, uid?: string) => Position.Position;
    readonly setTrader: (isTrader: boolean, uid?: string) => void;
    readonly setHoldMode: (mode: Position.HoldMode, uid?: string, productType?: ProductType.ProductType) => void;
    readonly resetSockets: () => void;
    readonly beat: () => void;
    readonly close: () => Promise<void>;
}

// SimulatorError
import type { Refusal } from "@backhand/core";
import * as Result from "effect/Result";
declare const SimulatorError_base: new <A extends Record<string, any> = {}>(args: import("effect/Types").VoidIfEmpty<{ readonly [P in keyof A as P extends "_tag" ? never : P]: A[P]; }>) => import("effect/Cause").YieldableError & {
    readonly _tag: "SimulatorError";
} & Readonly<A>;
export declare class SimulatorError extends SimulatorError_base<{
    readonly message: string;
    readonly remedy: string;
}> {
}
export declare const orThrow: <A>(result: Result.Result<A, Refusal.Refusal>) => A;
export {};

// SimulatorOptions
import type { Position } from "@backhand/core";
import type { Behaviour } from "./exchange/Behaviour.ts";
import type { AccountOptions } from "./exchange/Exchange.ts";
import * as Key from "./exchange/Key.ts";
import type { BarInput } from "./exchange/Player.ts";
import type { Random } from "./exchange/Random.ts";
export interface SimulatedAccount {
    readonly uid?: string;
    readonly mode?: Position.HoldMode;
    readonly balances?: Readonly<Record<string, string>>;
    readonly isTrader?: boolean;
    readonly isUnified?: boolean;
    readonly positions?: boolean;
    readonly key?: Partial<Omit<Key.Key, "uid" | "proof">> & {
        readonly secret?: string;
        readonly publicKey?: string;
    };
}
export interface SimulatorOptions {
    readonly port?: number;
    readonly wsPort?: number;
    readonly symbols?: ReadonlyArray<unknown>;
    readonly mode?: Position.HoldMode;
    readonly accounts?: ReadonlyArray<SimulatedAccount>;
    readonly behaviour?: Partial<Behaviour>;
    readonly history?: Readonly<Record<string, ReadonlyArray<BarInput>>>;
    readonly faults?: unknown;
    readonly seed?: number;
    readonly now?: () => number;
    readonly sleep?: (milliseconds: number) => Promise<void>;
}
export interface AccountAccess {
    readonly uid: string;
    readonly credentials: Key.Credentials;
}
export declare const completeAccount: (given: SimulatedAccount, index: number, mode: Position.HoldMode, random: Random) => readonly [AccountOptions, AccountAccess];

// exchange/Account
import { Position, type ProductType, Rational, type Side } from "@backhand/core";
import type { Listing } from "./Listing.ts";
import type { OrderRecord, Trade } from "./OrderRecord.ts";
export interface LegBook {
    readonly posId: string;
    readonly marginMode: "crossed" | "isolated";
    readonly leverage: number;
    readonly realized: Rational.Rational;
    readonly fees: Rational.Rational;
    readonly funding: Rational.Rational;
    readonly openedAt: number;
    readonly updatedAt: number;
}
export interface Holding {
    readonly listing: Listing;
    readonly position: Position.Position;
    readonly books: Readonly<Record<Side.Side, LegBook | null>>;
}
export interface Settings {
    readonly marginMode: "crossed" | "isolated";
    readonly crossed: number;
    readonly long: number;
    readonly short: number;
}
export interface Snapshot {
    readonly atMs: number;
    readonly holdings: ReadonlyMap<string, Holding>;
}
export interface Account {
    readonly uid: string;
    isTrader: boolean;
    readonly isUnified: boolean;
    readonly modes: Map<ProductType.ProductType, Position.HoldMode>;
    readonly wallets: Map<string, Rational.Rational>;
    readonly settings: Map<string, Settings>;
    holdings: ReadonlyMap<string, Holding>;
    readonly history: Array<Snapshot>;
    readonly orders: Map<string, OrderRecord>;
    readonly named: Map<string, string>;
    readonly live: Map<string, OrderRecord>;
    readonly trades: Array<Trade>;
}
export declare const modeOf: (self: Account, productType: ProductType.ProductType) => Position.HoldMode;
export declare const settingsOf: (self: Account, symbol: string) => Settings;
export declare const leverageOf: (self: Account, symbol: string, side: Side.Side) => number;
export declare const holdingOf: (self: Account, listing: Listing) => Holding;
export declare const hold: (self: Account, holding: Holding, atMs: number) => void;
export declare const holdingsAt: (self: Account, atMs: number) => ReadonlyMap<string, Holding>;
export declare const balanceOf: (self: Account, coin: string) => Rational.Rational;

// exchange/Behaviour
export interface Behaviour {
    readonly openWithoutMargin: "refuse" | "shrink";
    readonly restingCloses: "cancel" | "keep";
    readonly reversalIds: "close" | "open";
    readonly oneWayWrongSide: "refuse" | "ignore";
    readonly hedgeTradeSideClose: "refuse" | "accept";
    readonly noPositionCode: "40757" | "22002";
    readonly matchDelayMs: number;
    readonly openDelayMs: number;
    readonly readLagMs: number;
    readonly dedupeMs: number;
    readonly limitWindow: "fixed" | "sliding";
    readonly limitScale: number;
    readonly sharedOrderLimit: boolean;
    readonly clockSkewMs: number;
    readonly spreadTicks: number;
    readonly hideOneWayOrderIds: boolean;
    readonly fillFraction: {
        readonly close: number;
        readonly open: number;
    };
}
export declare const usual: Behaviour;

// exchange/Candles
import { type Bar } from "./Market.ts";
declare const lengths: {
    readonly "1m": 60000;
    readonly "3m": number;
    readonly "5m": number;
    readonly "15m": number;
    readonly "30m": number;
    readonly "1H": number;
    readonly "2H": number;
    readonly "4H": number;
    readonly "6H": number;
    readonly "12H": number;
    readonly "1D": number;
    readonly "3D": number;
    readonly "1W": number;
    readonly "1M": 0;
    readonly "6Hutc": number;
    readonly "12Hutc": number;
    readonly "1Dutc": number;
    readonly "3Dutc": number;
    readonly "1Wutc": number;
    readonly "1Mutc": 0;
};
export type Granularity = keyof typeof lengths;
export declare const isGranularity: (text: string) => text is Granularity;
export declare const lengthOf: (granularity: Granularity) => number;
export declare const openOf: (granularity: Granularity, atMs: number) => number;
export declare const aggregate: (bars: ReadonlyArray<Bar>, granularity: Granularity) => ReadonlyArray<Bar>;
export declare const row: (bar: Bar) => ReadonlyArray<string>;
export {};

// exchange/Exchange
import { Refusal } from "@backhand/core";
import * as Result from "effect/Result";
import type { Behaviour } from "./Behaviour.ts";
import type { VenueReply, VenueRequest } from "./Request.ts";
import type { Push, State } from "./State.ts";
import { type Options } from "./start.ts";
export type { AccountOptions, Options } from "./start.ts";
export interface Exchange {
    readonly state: State;
    readonly handle: (request: VenueRequest, atMs: number, uid?: string) => VenueReply;
    readonly setPrice: (symbol: string, price: string, atMs: number, mark?: string) => Result.Result<void, Refusal.Refusal>;
    readonly advance: (atMs: number) => void;
    readonly nextAt: () => number | null;
    readonly drain: () => ReadonlyArray<Push>;
    readonly behave: (change: Partial<Behaviour>) => void;
}
export declare const make: (options: Options) => Result.Result<Exchange, Refusal.Refusal>;

// exchange/Key
import * as Random from "./Random.ts";
export interface Key {
    readonly uid: string;
    readonly apiKey: string;
    readonly passphrase: string;
    readonly proof: {
        readonly kind: "hmac";
        readonly secret: string;
    } | {
        readonly kind: "rsa";
        readonly publicKey: string;
    };
    readonly permissions: ReadonlyArray<"read" | "trade">;
    readonly ips: ReadonlyArray<string>;
    readonly isDemo: boolean;
}
export interface Credentials {
    readonly apiKey: string;
    readonly secret: string;
    readonly passphrase: string;
}
export declare const generate: (random: Random.Random) => Credentials;

// exchange/Limiter
export interface Rate {
    readonly limit: number;
    readonly windowMs: number;
    readonly penaltyMs?: number;
}
export interface Verdict {
    readonly isAllowed: boolean;
    readonly remaining: number;
}
export interface Limiter {
    readonly arrivals: Map<string, Array<number>>;
    readonly blockedUntil: Map<string, number>;
}
export declare const make: () => Limiter;
export declare const take: (self: Limiter, counter: string, rate: Rate, kind: "fixed" | "sliding", atMs: number) => Verdict;
export declare const most: (arrivals: ReadonlyArray<number>, windowMs: number) => number;

// exchange/Listing
import { Instrument, Rational, type Refusal } from "@backhand/core";
import * as Result from "effect/Result";
import type { Market } from "./Market.ts";
export interface Terms {
    readonly contract: Readonly<Record<string, unknown>>;
    readonly instrument: Instrument.Instrument;
    readonly status: string;
    readonly maxLeverage: number;
    readonly fundingMs: number;
    readonly fundingRate: Rational.Rational;
}
export interface Listing extends Terms {
    market: Market;
}
export declare const decode: (value: unknown) => Result.Result<Terms, Refusal.Refusal>;

// exchange/Market
import { type Instrument, Rational } from "@backhand/core";
export interface Bar {
    readonly openAt: number;
    readonly open: Rational.Rational;
    readonly high: Rational.Rational;
    readonly low: Rational.Rational;
    readonly close: Rational.Rational;
    readonly volume: Rational.Rational;
}
export interface Market {
    readonly last: Rational.Rational;
    readonly mark: Rational.Rational;
    readonly bars: Array<Bar>;
    readonly barMs: number;
    readonly updatedAt: number;
}
export declare const max: (a: Rational.Rational, b: Rational.Rational) => Rational.Rational;
export declare const min: (a: Rational.Rational, b: Rational.Rational) => Rational.Rational;
export declare const make: (price: Rational.Rational, atMs: number, history?: ReadonlyArray<Bar>) => Market;
export declare const tick: (self: Market, price: Rational.Rational, atMs: number, mark?: Rational.Rational) => Market;
export declare const executable: (self: Market, instrument: Instrument.Instrument, direction: "buy" | "sell", spreadTicks: number) => Rational.Rational;

// exchange/OrderRecord
import type { Lots, Position, ProductType, Rational, Side } from "@backhand/core";
import type { Listing } from "./Listing.ts";
export interface OrderRecord {
    readonly listing: Listing;
    readonly orderId: string;
    readonly clientOid: string;
    readonly symbol: string;
    readonly productType: ProductType.ProductType;
    readonly marginCoin: string;
    readonly mode: Position.HoldMode;
    readonly direction: "buy" | "sell";
    readonly effect: "close" | "open";
    readonly leg: Side.Side;
    readonly lots: Lots.Lots;
    readonly filled: number;
    readonly value: Rational.Rational;
    readonly fee: Rational.Rational;
    readonly profit: Rational.Rational;
    readonly limit: Rational.Rational | null;
    readonly force: string;
    readonly isReduceOnly: boolean;
    readonly source: "normal" | "market" | "reverse" | "trader_reverse" | "close";
    readonly state: "live" | "partially_filled" | "filled" | "canceled";
    readonly cancelReason: string;
    readonly leverage: number;
    readonly marginMode: "crossed" | "isolated";
    readonly createdAt: number;
    readonly updatedAt: number;
}
export interface Trade {
    readonly tradeId: string;
    readonly listing: Listing;
    readonly orderId: string;
    readonly clientOid: string;
    readonly symbol: string;
    readonly productType: ProductType.ProductType;
    readonly marginCoin: string;
    readonly mode: Position.HoldMode;
    readonly direction: "buy" | "sell";
    readonly effect: "close" | "open";
    readonly leg: Side.Side;
    readonly lots: Lots.Lots;
    readonly price: Rational.Rational;
    readonly value: Rational.Rational;
    readonly fee: Rational.Rational;
    readonly profit: Rational.Rational;
    readonly scope: "taker" | "maker";
    readonly at: number;
}
export declare const isLive: (self: OrderRecord) => boolean;

// exchange/Player
import { Refusal } from "@backhand/core";
import * as Result from "effect/Result";
import type { Bar } from "./Market.ts";
export interface BarInput {
    readonly openAt: number;
    readonly open: string | number;
    readonly high: string | number;
    readonly low: string | number;
    readonly close: string | number;
    readonly volume?: string | number;
}
export interface PricePoint {
    readonly atMs: number;
    readonly price: string;
}
export declare const decodeBars: (bars: ReadonlyArray<BarInput>) => Result.Result<ReadonlyArray<Bar>, Refusal.Refusal>;
export declare const path: (bars: ReadonlyArray<Bar>) => ReadonlyArray<PricePoint>;
export interface Player {
    readonly take: (atMs: number) => ReadonlyArray<PricePoint>;
    readonly nextAt: () => number | null;
}
export declare const start: (points: ReadonlyArray<PricePoint>, startMs: number, speed: number) => Player;

// exchange/Random
export type Random = () => number;
export declare const make: (seed: number) => Random;
export declare const text: (random: Random, length: number, alphabet?: string) => string;
export declare const between: (random: Random, least: number, most: number) => number;

// exchange/Request
export interface VenueRequest {
    readonly method: string;
    readonly path: string;
    readonly query: string;
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly body: string;
    readonly ip: string;
}
export interface VenueReply {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
}
export type Params = Readonly<Record<string, string>>;

// exchange/State
import type { Position, ProductType } from "@backhand/core";
import type * as Account from "./Account.ts";
import type { Behaviour } from "./Behaviour.ts";
import type * as Limiter from "./Limiter.ts";
import type { Listing } from "./Listing.ts";
import type { OrderRecord, Trade } from "./OrderRecord.ts";
import type { KnownKey } from "./signature.ts";
export type Push = {
    readonly push: "order";
    readonly uid: string;
    readonly order: OrderRecord;
    readonly trade: Trade | null;
} | {
    readonly push: "fill";
    readonly uid: string;
    readonly trade: Trade;
} | {
    readonly push: "positions";
    readonly uid: string;
    readonly productType: ProductType.ProductType;
    readonly holdings: Account.Account["holdings"];
} | {
    readonly push: "price";
    readonly symbol: string;
};
export interface Arrival {
    readonly atMs: number;
    readonly method: string;
    readonly path: string;
    readonly uid: string | null;
    readonly ip: string;
    readonly clientOid: string | null;
    readonly code: string;
}
export interface Execution {
    readonly atMs: number;
    readonly uid: string;
    readonly symbol: string;
    readonly mode: Position.HoldMode;
    readonly clientOid: string;
    readonly closed: string;
    readonly opened: string;
}
export interface Due {
    readonly atMs: number;
    readonly account: Account.Account;
    readonly orderId: string;
    readonly openingId: string | null;
    readonly closed: number | null;
    readonly clientOid: string;
    readonly fillFraction: Behaviour["fillFraction"];
}
export interface State {
    readonly listings: Map<string, Listing>;
    readonly accounts: Map<string, Account.Account>;
    readonly keys: Map<string, KnownKey>;
    readonly limiter: Limiter.Limiter;
    readonly outbox: Array<Push>;
    readonly arrivals: Array<Arrival>;
    readonly executions: Array<Execution>;
    readonly due: Array<Due>;
    behaviour: Behaviour;
    sequence: number;
    fundedAt: number;
}
export declare const nextId: (state: State) => string;
export declare const marginCoins: (state: State, productType: ProductType.ProductType) => ReadonlyArray<string>;

// exchange/Symbols
import { Position, Rational, Refusal } from "@backhand/core";
import * as Result from "effect/Result";
import * as Listing from "./Listing.ts";
import type { Bar } from "./Market.ts";
export interface ListedSymbol {
    readonly terms: Listing.Terms;
    readonly price: Rational.Rational;
    readonly position: Position.Position | null;
    readonly bars: ReadonlyArray<Bar>;
}
type Decoded<A> = Result.Result<A, Refusal.Refusal>;
export declare const decodeOne: (value: unknown) => Decoded<ListedSymbol>;
export declare const decode: (values: ReadonlyArray<unknown>) => Decoded<ReadonlyArray<ListedSymbol>>;
export declare const usual: () => ReadonlyArray<ListedSymbol>;
export {};

// exchange/signature
import { type SignerError, Verify } from "@backhand/signer/plain";
import * as Result from "effect/Result";
import type { Key } from "./Key.ts";
export interface KnownKey extends Key {
    readonly isSigned: Verify.Verifier;
}
export declare const know: (key: Key) => Result.Result<KnownKey, SignerError>;

// exchange/start
import { Position, type Refusal } from "@backhand/core";
import * as Result from "effect/Result";
import * as Behaviour from "./Behaviour.ts";
import type { KnownKey } from "./signature.ts";
import { type State } from "./State.ts";
import type { ListedSymbol } from "./Symbols.ts";
export interface AccountOptions {
    readonly uid: string;
    readonly keys: ReadonlyArray<KnownKey>;
    readonly balances: Readonly<Record<string, string>>;
    readonly mode: Position.HoldMode;
    readonly isTrader: boolean;
    readonly isUnified: boolean;
    readonly positions: boolean;
}
export interface Options {
    readonly symbols: ReadonlyArray<ListedSymbol>;
    readonly accounts: ReadonlyArray<AccountOptions>;
    readonly behaviour?: Partial<Behaviour.Behaviour>;
    readonly atMs: number;
}
export declare const start: ({ accounts, atMs, behaviour, symbols }: Options) => Result.Result<State, Refusal.Refusal>;

// faults/FaultBox
import type { Exchange } from "../exchange/Exchange.ts";
import type { VenueRequest } from "../exchange/Request.ts";
import * as Faults from "./Faults.ts";
import * as Plan from "./Plan.ts";
export interface FaultBox {
    readonly get: () => Faults.Faults;
    readonly set: (change: {
        readonly [Name in keyof Faults.Faults]?: Faults.Faults[Name] | undefined;
    }) => void;
    readonly clear: () => void;
    readonly plan: (request: VenueRequest, atMs: number) => Plan.Plan;
    readonly strikes: (rate: number | undefined) => boolean;
    readonly rates: (atMs: number) => Faults.Rates;
    readonly apply: (atMs: number) => boolean;
}
export declare const make: (exchange: Exchange, given: Faults.Faults, seed: number, startedAt: number) => FaultBox;

// faults/Faults
import { Refusal } from "@backhand/core";
import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
export declare const Rates: Schema.Struct<{
    readonly latency: Schema.optionalKey<Schema.Struct<{
        readonly forwardMs: Schema.optionalKey<Schema.Tuple<readonly [Schema.Finite, Schema.Finite]>>;
        readonly backMs: Schema.optionalKey<Schema.Tuple<readonly [Schema.Finite, Schema.Finite]>>;
    }>>;
    readonly loseBefore: Schema.optionalKey<Schema.Finite>;
    readonly loseAfter: Schema.optionalKey<Schema.Finite>;
    readonly htmlErrors: Schema.optionalKey<Schema.Finite>;
    readonly htmlErrorsAfter: Schema.optionalKey<Schema.Finite>;
    readonly tooMany: Schema.optionalKey<Schema.Finite>;
    readonly uncertain: Schema.optionalKey<Schema.Struct<{
        readonly rate: Schema.Finite;
        readonly code: Schema.optionalKey<Schema.NonEmptyString>;
        readonly executed: Schema.optionalKey<Schema.Finite>;
    }>>;
    readonly slowReads: Schema.optionalKey<Schema.Struct<{
        readonly rate: Schema.Finite;
        readonly ms: Schema.Finite;
    }>>;
    readonly partialFills: Schema.optionalKey<Schema.Struct<{
        readonly rate: Schema.Finite;
        readonly close: Schema.optionalKey<Schema.Finite>;
        readonly open: Schema.optionalKey<Schema.Finite>;
    }>>;
    readonly pushes: Schema.optionalKey<Schema.Struct<{
        readonly drop: Schema.optionalKey<Schema.Finite>;
        readonly duplicate: Schema.optionalKey<Schema.Finite>;
        readonly reorder: Schema.optionalKey<Schema.Finite>;
        readonly reset: Schema.optionalKey<Schema.Finite>;
    }>>;
    readonly behaviour: Schema.optionalKey<Schema.Struct<{
        readonly openWithoutMargin: Schema.optionalKey<Schema.Literals<readonly ["refuse", "shrink"]>>;
        readonly restingCloses: Schema.optionalKey<Schema.Literals<readonly ["cancel", "keep"]>>;
        readonly reversalIds: Schema.optionalKey<Schema.Literals<readonly ["close", "open"]>>;
        readonly oneWayWrongSide: Schema.optionalKey<Schema.Literals<readonly ["refuse", "ignore"]>>;
        readonly hedgeTradeSideClose: Schema.optionalKey<Schema.Literals<readonly ["refuse", "accept"]>>;
        readonly noPositionCode: Schema.optionalKey<Schema.Literals<readonly ["40757", "22002"]>>;
        readonly matchDelayMs: Schema.optionalKey<Schema.Finite>;
        readonly openDelayMs: Schema.optionalKey<Schema.Finite>;
        readonly readLagMs: Schema.optionalKey<Schema.Finite>;
        readonly dedupeMs: Schema.optionalKey<Schema.Finite>;
        readonly limitWindow: Schema.optionalKey<Schema.Literals<readonly ["fixed", "sliding"]>>;
        readonly limitScale: Schema.optionalKey<Schema.Finite>;
        readonly sharedOrderLimit: Schema.optionalKey<Schema.Boolean>;
        readonly clockSkewMs: Schema.optionalKey<Schema.Finite>;
        readonly spreadTicks: Schema.optionalKey<Schema.Natural>;
        readonly hideOneWayOrderIds: Schema.optionalKey<Schema.Boolean>;
        readonly fillFraction: Schema.optionalKey<Schema.Struct<{
            readonly close: Schema.Finite;
            readonly open: Schema.Finite;
        }>>;
    }>>;
    readonly paths: Schema.optionalKey<Schema.$Array<Schema.NonEmptyString>>;
}>;
export type Rates = typeof Rates.Type;
declare const Event: Schema.Union<readonly [Schema.Struct<{
    readonly atMs: Schema.Finite;
    readonly event: Schema.Literal<"trader">;
    readonly value: Schema.Boolean;
    readonly uid: Schema.optionalKey<Schema.String>;
}>, Schema.Struct<{
    readonly atMs: Schema.Finite;
    readonly event: Schema.Literal<"hold-mode">;
    readonly value: Schema.Literals<readonly ["one-way", "hedge"]>;
    readonly uid: Schema.optionalKey<Schema.String>;
}>, Schema.Struct<{
    readonly atMs: Schema.Finite;
    readonly event: Schema.Literal<"reset-sockets">;
}>]>;
export declare const Faults: Schema.Struct<{
    readonly latency: Schema.optionalKey<Schema.Struct<{
        readonly forwardMs: Schema.optionalKey<Schema.Tuple<readonly [Schema.Finite, Schema.Finite]>>;
        readonly backMs: Schema.optionalKey<Schema.Tuple<readonly [Schema.Finite, Schema.Finite]>>;
    }>>;
    readonly loseBefore: Schema.optionalKey<Schema.Finite>;
    readonly loseAfter: Schema.optionalKey<Schema.Finite>;
    readonly htmlErrors: Schema.optionalKey<Schema.Finite>;
    readonly htmlErrorsAfter: Schema.optionalKey<Schema.Finite>;
    readonly tooMany: Schema.optionalKey<Schema.Finite>;
    readonly uncertain: Schema.optionalKey<Schema.Struct<{
        readonly rate: Schema.Finite;
        readonly code: Schema.optionalKey<Schema.NonEmptyString>;
        readonly executed: Schema.optionalKey<Schema.Finite>;
    }>>;
    readonly slowReads: Schema.optionalKey<Schema.Struct<{
        readonly rate: Schema.Finite;
        readonly ms: Schema.Finite;
    }>>;
    readonly partialFills: Schema.optionalKey<Schema.Struct<{
        readonly rate: Schema.Finite;
        readonly close: Schema.optionalKey<Schema.Finite>;
        readonly open: Schema.optionalKey<Schema.Finite>;
    }>>;
    readonly pushes: Schema.optionalKey<Schema.Struct<{
        readonly drop: Schema.optionalKey<Schema.Finite>;
        readonly duplicate: Schema.optionalKey<Schema.Finite>;
        readonly reorder: Schema.optionalKey<Schema.Finite>;
        readonly reset: Schema.optionalKey<Schema.Finite>;
    }>>;
    readonly behaviour: Schema.optionalKey<Schema.Struct<{
        readonly openWithoutMargin: Schema.optionalKey<Schema.Literals<readonly ["refuse", "shrink"]>>;
        readonly restingCloses: Schema.optionalKey<Schema.Literals<readonly ["cancel", "keep"]>>;
        readonly reversalIds: Schema.optionalKey<Schema.Literals<readonly ["close", "open"]>>;
        readonly oneWayWrongSide: Schema.optionalKey<Schema.Literals<readonly ["refuse", "ignore"]>>;
        readonly hedgeTradeSideClose: Schema.optionalKey<Schema.Literals<readonly ["refuse", "accept"]>>;
        readonly noPositionCode: Schema.optionalKey<Schema.Literals<readonly ["40757", "22002"]>>;
        readonly matchDelayMs: Schema.optionalKey<Schema.Finite>;
        readonly openDelayMs: Schema.optionalKey<Schema.Finite>;
        readonly readLagMs: Schema.optionalKey<Schema.Finite>;
        readonly dedupeMs: Schema.optionalKey<Schema.Finite>;
        readonly limitWindow: Schema.optionalKey<Schema.Literals<readonly ["fixed", "sliding"]>>;
        readonly limitScale: Schema.optionalKey<Schema.Finite>;
        readonly sharedOrderLimit: Schema.optionalKey<Schema.Boolean>;
        readonly clockSkewMs: Schema.optionalKey<Schema.Finite>;
        readonly spreadTicks: Schema.optionalKey<Schema.Natural>;
        readonly hideOneWayOrderIds: Schema.optionalKey<Schema.Boolean>;
        readonly fillFraction: Schema.optionalKey<Schema.Struct<{
            readonly close: Schema.Finite;
            readonly open: Schema.Finite;
        }>>;
    }>>;
    readonly paths: Schema.optionalKey<Schema.$Array<Schema.NonEmptyString>>;
    readonly seed: Schema.optionalKey<Schema.Int>;
    readonly windows: Schema.optionalKey<Schema.$Array<Schema.Struct<{
        readonly fromMs: Schema.Finite;
        readonly toMs: Schema.Finite;
        readonly set: Schema.Struct<{
            readonly latency: Schema.optionalKey<Schema.Struct<{
                readonly forwardMs: Schema.optionalKey<Schema.Tuple<readonly [Schema.Finite, Schema.Finite]>>;
                readonly backMs: Schema.optionalKey<Schema.Tuple<readonly [Schema.Finite, Schema.Finite]>>;
            }>>;
            readonly loseBefore: Schema.optionalKey<Schema.Finite>;
            readonly loseAfter: Schema.optionalKey<Schema.Finite>;
            readonly htmlErrors: Schema.optionalKey<Schema.Finite>;
            readonly htmlErrorsAfter: Schema.optionalKey<Schema.Finite>;
            readonly tooMany: Schema.optionalKey<Schema.Finite>;
            readonly uncertain: Schema.optionalKey<Schema.Struct<{
                readonly rate: Schema.Finite;
                readonly code: Schema.optionalKey<Schema.NonEmptyString>;
                readonly executed: Schema.optionalKey<Schema.Finite>;
            }>>;
            readonly slowReads: Schema.optionalKey<Schema.Struct<{
                readonly rate: Schema.Finite;
                readonly ms: Schema.Finite;
            }>>;
            readonly partialFills: Schema.optionalKey<Schema.Struct<{
                readonly rate: Schema.Finite;
                readonly close: Schema.optionalKey<Schema.Finite>;
                readonly open: Schema.optionalKey<Schema.Finite>;
            }>>;
            readonly pushes: Schema.optionalKey<Schema.Struct<{
                readonly drop: Schema.optionalKey<Schema.Finite>;
                readonly duplicate: Schema.optionalKey<Schema.Finite>;
                readonly reorder: Schema.optionalKey<Schema.Finite>;
                readonly reset: Schema.optionalKey<Schema.Finite>;
            }>>;
            readonly behaviour: Schema.optionalKey<Schema.Struct<{
                readonly openWithoutMargin: Schema.optionalKey<Schema.Literals<readonly ["refuse", "shrink"]>>;
                readonly restingCloses: Schema.optionalKey<Schema.Literals<readonly ["cancel", "keep"]>>;
                readonly reversalIds: Schema.optionalKey<Schema.Literals<readonly ["close", "open"]>>;
                readonly oneWayWrongSide: Schema.optionalKey<Schema.Literals<readonly ["refuse", "ignore"]>>;
                readonly hedgeTradeSideClose: Schema.optionalKey<Schema.Literals<readonly ["refuse", "accept"]>>;
                readonly noPositionCode: Schema.optionalKey<Schema.Literals<readonly ["40757", "22002"]>>;
                readonly matchDelayMs: Schema.optionalKey<Schema.Finite>;
                readonly openDelayMs: Schema.optionalKey<Schema.Finite>;
                readonly readLagMs: Schema.optionalKey<Schema.Finite>;
                readonly dedupeMs: Schema.optionalKey<Schema.Finite>;
                readonly limitWindow: Schema.optionalKey<Schema.Literals<readonly ["fixed", "sliding"]>>;
                readonly limitScale: Schema.optionalKey<Schema.Finite>;
                readonly sharedOrderLimit: Schema.optionalKey<Schema.Boolean>;
                readonly clockSkewMs: Schema.optionalKey<Schema.Finite>;
                readonly spreadTicks: Schema.optionalKey<Schema.Natural>;
                readonly hideOneWayOrderIds: Schema.optionalKey<Schema.Boolean>;
                readonly fillFraction: Schema.optionalKey<Schema.Struct<{
                    readonly close: Schema.Finite;
                    readonly open: Schema.Finite;
                }>>;
            }>>;
            readonly paths: Schema.optionalKey<Schema.$Array<Schema.NonEmptyString>>;
        }>;
    }>>>;
    readonly events: Schema.optionalKey<Schema.$Array<Schema.Union<readonly [Schema.Struct<{
        readonly atMs: Schema.Finite;
        readonly event: Schema.Literal<"trader">;
        readonly value: Schema.Boolean;
        readonly uid: Schema.optionalKey<Schema.String>;
    }>, Schema.Struct<{
        readonly atMs: Schema.Finite;
        readonly event: Schema.Literal<"hold-mode">;
        readonly value: Schema.Literals<readonly ["one-way", "hedge"]>;
        readonly uid: Schema.optionalKey<Schema.String>;
    }>, Schema.Struct<{
        readonly atMs: Schema.Finite;
        readonly event: Schema.Literal<"reset-sockets">;
    }>]>>>;
}>;
export type Faults = typeof Faults.Type;
export type Event = typeof Event.Type;
export declare const decode: (value: unknown) => Result.Result<Faults, Refusal.Refusal>;
export declare const at: (self: Faults, elapsedMs: number) => Rates;
export {};

// faults/Plan
import type { Exchange } from "../exchange/Exchange.ts";
import * as Random from "../exchange/Random.ts";
import type { VenueReply, VenueRequest } from "../exchange/Request.ts";
import type { Rates } from "./Faults.ts";
export interface Plan {
    readonly forwardMs: number;
    readonly backMs: number;
    readonly fate: "served" | "lost-before" | "lost-after" | "html-before" | "html-after" | "too-many" | "uncertain-unexecuted" | "uncertain-executed";
    readonly code: string;
    readonly fillFraction: {
        readonly close: number;
        readonly open: number;
    } | null;
}
export declare const draw: (rates: Rates, random: Random.Random, { method, path }: VenueRequest) => Plan;
export declare const arrive: (exchange: Exchange, plan: Plan, request: VenueRequest, atMs: number, uid?: string) => VenueReply | null;

// layer
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import type { Scope } from "effect/Scope";
import type { Simulator } from "./Simulator.ts";
import { SimulatorError } from "./SimulatorError.ts";
import type { SimulatorOptions } from "./SimulatorOptions.ts";
declare const BitgetSimulator_base: Context.ServiceClass<BitgetSimulator, "@backhand/bitget-simulator/BitgetSimulator", Simulator>;
export declare class BitgetSimulator extends BitgetSimulator_base {
}
export declare const scoped: (options?: SimulatorOptions) => Effect.Effect<Simulator, SimulatorError, Scope>;
export declare const layer: (options?: SimulatorOptions) => Layer.Layer<BitgetSimulator, SimulatorError>;
export {};

// startSimulate
import type { Position } from "@backhand/core";
import * as Player from "./exchange/Player.ts";
import type { Simulator } from "./Simulator.ts";
export interface SimulateOptions {
    readonly port?: number | undefined;
    readonly wsPort?: number | undefined;
    readonly symbols?: unknown;
    readonly mode?: Position.HoldMode | undefined;
    readonly faults?: unknown;
    readonly seed?: number | undefined;
    readonly candles?: {
        readonly symbol: string;
        readonly bars: ReadonlyArray<Player.BarInput>;
        readonly speed?: number | undefined;
    } | undefined;
}
export declare const startSimulate: (given: SimulateOptions) => Promise<Simulator>;
export declare const simulateBanner: ({ credentials: { apiKey, passphrase, secret }, rest, ws }: Simulator) => string;

// startSimulator
import type { Simulator } from "./Simulator.ts";
import { type SimulatorOptions } from "./SimulatorOptions.ts";
export declare const startSimulator: (options?: SimulatorOptions) => Promise<Simulator>;
