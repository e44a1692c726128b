// The public API of @backhand/reversal-operator. Generated: run "npx -y pnpm@12 run api:update".

// index
export { bitget } from "./bitget.ts";
export { BitgetError } from "./BitgetError.ts";
export { addresses, type BitgetOptions, type ReadState, type SocketState } from "./BitgetOptions.ts";
export { type Clock, monotonicClock } from "./Clock.ts";
export { conflateToRate } from "./conflateToRate.ts";
export { currentPositions } from "./currentPositions.ts";
export { dryRun, type DryRunOptions } from "./dryRun.ts";
export type { Journal, OpenJournal, Opening } from "./Journal.ts";
export { JournalError } from "./JournalError.ts";
export { memoryJournal } from "./memoryJournal.ts";
export { type JournalOrder, readJournal } from "./readJournal.ts";
export * as Recording from "./Recording.ts";
export { type Control, reverseOn, type ReverseOnOptions, type SignalInput } from "./reverseOn.ts";
export { settledReversals } from "./settledReversals.ts";
export { sqliteJournal, type SqliteJournalOptions } from "./sqliteJournal.ts";
export type { Connection, Link, Ready, Venue, VenueCommand, VenueFact } from "./Venue.ts";

// BitgetError
export declare class BitgetError extends Error {
    readonly name = "BitgetError";
    readonly code: string | null;
    readonly problem: string;
    readonly remedy: string;
    constructor(problem: string, remedy: string, code?: string | null);
}

// BitgetOptions
import type { ProductType } from "@backhand/core";
import type { Credentials } from "@backhand/signer";
export type SocketState = {
    readonly socket: "live";
    readonly at: number;
} | {
    readonly socket: "down";
    readonly at: number;
    readonly why: string;
    readonly retryMs: number;
};
export type ReadState = {
    readonly reads: "failing";
    readonly at: number;
    readonly what: string;
    readonly why: string;
} | {
    readonly reads: "working";
    readonly at: number;
    readonly what: string;
};
export interface BitgetOptions {
    readonly credentials: Credentials.Credentials;
    readonly productType: ProductType.ProductType;
    readonly symbols?: ReadonlyArray<string>;
    readonly marginCoin?: string;
    readonly isDemo?: boolean;
    readonly restUrl?: string;
    readonly wsUrl?: string | false;
    readonly onSocket?: (state: SocketState) => void;
    readonly onRead?: (state: ReadState) => void;
    readonly knowsLimit?: boolean;
}
export declare const addresses: {
    readonly rest: "https://api.bitget.com";
    readonly ws: "wss://ws.bitget.com/v2/ws";
    readonly demoWs: "wss://wspap.bitget.com/v2/ws";
};

// Clock
export interface Clock {
    readonly now: () => number;
}
export declare const monotonicClock: Clock;

// Journal
import type { Fact, Settlement } from "@backhand/core";
export interface Opening {
    readonly session: string;
    readonly unsettled: ReadonlyArray<Fact.Unsettled>;
    readonly lastSettledAtMs: number | null;
}
export interface OpenJournal {
    readonly opening: Opening;
    readonly sent: (unsettled: Fact.Unsettled, size: string) => void;
    readonly settled: (clientOid: string, settlement: Settlement.Settlement | null, atMs: number) => void;
    readonly together?: (writes: () => void) => void;
    readonly close: () => void;
}
export interface Journal {
    readonly open: (nowMs: number) => OpenJournal;
}

// JournalError
export declare class JournalError extends Error {
    readonly name = "JournalError";
    readonly file: string;
    readonly remedy: string;
    constructor(file: string, problem: string, remedy: string);
}

// Recording
import { type Command, type EngineOptions, type Fact } from "@backhand/core";
import type * as Result from "effect/Result";
export type Entry = {
    readonly entry: "options";
    readonly options: EngineOptions.EngineOptions;
} | {
    readonly entry: "step";
    readonly at: number;
    readonly fact: Fact.Fact;
    readonly commands: ReadonlyArray<Command.Command>;
};
export interface BadLine {
    readonly _tag: "BadLine";
    readonly line: number;
    readonly expected: string;
    readonly came: string;
    readonly message: string;
    readonly remedy: string;
}
export declare const encode: (entry: Entry) => string;
export declare const decode: (line: string) => Entry;
export declare const readLine: (text: string, line: number) => Result.Result<Entry, BadLine>;
export declare function read(lines: Iterable<string>): Generator<Result.Result<Entry, BadLine>, void, undefined>;
export type Certificate = {
    readonly isSame: true;
    readonly steps: number;
    readonly orders: number;
} | {
    readonly isSame: false;
    readonly line: number;
    readonly recorded: string;
    readonly replayed: string;
};
export declare const certify: (entries: Iterable<Entry>) => Certificate;

// Venue
import type { Budget, Command, Fact, Instrument } from "@backhand/core";
export type VenueCommand = Extract<Command.Command, {
    readonly command: "send" | "look-up" | "read-position" | "sync-clock";
}>;
export type VenueFact = Extract<Fact.Fact, {
    readonly fact: "answer" | "order" | "position" | "clock" | "price" | "limit";
}>;
export interface Ready {
    readonly instruments: Readonly<Record<string, Instrument.Instrument>>;
    readonly limit?: Budget.Limit | undefined;
}
export interface Link {
    readonly now: () => number;
    readonly ready: (ready: Ready) => void;
    readonly tell: (fact: VenueFact) => void;
    readonly fail: (error: Error) => void;
}
export interface Connection {
    readonly execute: (command: VenueCommand) => void;
    readonly close: () => void;
}
export interface Venue {
    readonly connect: (link: Link) => Connection;
}

// bitget
import { type BitgetOptions } from "./BitgetOptions.ts";
import type { Venue } from "./Venue.ts";
export declare const bitget: (options: BitgetOptions) => Venue;

// conflateToRate
import type { Budget } from "@backhand/core";
import { type MonoTypeOperatorFunction, type SchedulerLike } from "rxjs";
export declare function conflateToRate<T>(limit: Budget.Limit, keyOf?: (value: T) => unknown, scheduler?: SchedulerLike): MonoTypeOperatorFunction<T>;

// currentPositions
import type { Position, ReversalEvent } from "@backhand/core";
import { type OperatorFunction } from "rxjs";
export declare const currentPositions: () => OperatorFunction<ReversalEvent.ReversalEvent, ReadonlyMap<string, Position.Position>>;

// dryRun
import { Instrument, Order, Position } from "@backhand/core";
import type { Venue } from "./Venue.ts";
export interface DryRunOptions {
    readonly instruments: Readonly<Record<string, Instrument.Instrument>>;
    readonly positions?: Readonly<Record<string, Position.Position>>;
    readonly mode?: Position.HoldMode;
    readonly onOrder?: (order: Order.Order) => void;
}
export declare const dryRun: (options: DryRunOptions) => Venue;

// memoryJournal
import type { Journal } from "./Journal.ts";
export declare const memoryJournal: () => Journal;

// readJournal
export interface JournalOrder {
    readonly clientOid: string;
    readonly session: string;
    readonly symbol: string;
    readonly order: string;
    readonly mode: string;
    readonly side: string;
    readonly size: string;
    readonly sentAtMs: number;
    readonly deadAtMs: number;
    readonly settledAtMs: number | null;
    readonly settlement: string | null;
    readonly closed: string | null;
    readonly opened: string | null;
}
export declare const readJournal: (file: string, options?: {
    readonly isOpenOnly?: boolean;
}) => ReadonlyArray<JournalOrder>;

// reverseOn
import { type Budget, EngineOptions, type Fact, type ReversalEvent, type Signal } from "@backhand/core";
import { type Observable, type OperatorFunction, type SchedulerLike } from "rxjs";
import type { Clock } from "./Clock.ts";
import type { Journal } from "./Journal.ts";
import type { Entry } from "./Recording.ts";
import type { Venue } from "./Venue.ts";
export type SignalInput = Omit<Signal.Signal, "at"> & {
    readonly at?: number;
};
export type Control = Extract<Fact.Fact, {
    readonly fact: "kill" | "revive" | "stop" | "resume" | "price";
}>;
export interface ReverseOnOptions {
    readonly venue: Venue;
    readonly whenFlat?: "ignore" | {
        readonly enter: string;
    };
    readonly limit?: "auto" | Budget.Limit;
    readonly sharesBudget?: boolean;
    readonly trustsVenueStamp?: boolean;
    readonly complete?: boolean;
    readonly maxAttempts?: number;
    readonly guards?: Partial<EngineOptions.Guards>;
    readonly timing?: Partial<EngineOptions.Timing>;
    readonly journal?: Journal;
    readonly control?: Observable<Control>;
    readonly record?: (entry: Entry) => void;
    readonly scheduler?: SchedulerLike;
    readonly clock?: Clock;
}
export declare function reverseOn(options: ReverseOnOptions): OperatorFunction<SignalInput, ReversalEvent.ReversalEvent>;

// settledReversals
import type { ReversalEvent } from "@backhand/core";
import { type OperatorFunction } from "rxjs";
export declare const settledReversals: () => OperatorFunction<ReversalEvent.ReversalEvent, ReversalEvent.Settled>;

// sqliteJournal
import type { Journal } from "./Journal.ts";
export interface SqliteJournalOptions {
    readonly synchronous?: "full" | "normal" | "off";
    readonly keepMs?: number;
}
export declare const sqliteJournal: (file: string, options?: SqliteJournalOptions) => Journal;
