import {
  Contract,
  type EngineOptions,
  type Fact,
  Lots,
  type Position,
  Rational,
  type ReversalEvent,
  type Signal
} from "@backhand/core"
import { Result } from "effect"

/** Picks one of `count` ways in which the world goes on; 0 is the usual one. */
export type Choose = (count: number, what: string) => number

export interface Plan {
  readonly symbols: ReadonlyArray<string>
  readonly signals: ReadonlyArray<Signal.Signal>
  readonly mode?: Position.HoldMode
  readonly options: Parameters<typeof EngineOptions.make>[0]
  /** Venue clock minus local clock, milliseconds. */
  readonly thetaMs: number
  /** One way, in milliseconds; drawn for every message. */
  readonly delay: () => number
  /** How old what a stale read shows may be. */
  readonly lagMs: number
  readonly crashes: number
  /** When a hand may trade a symbol. */
  readonly hands?: ReadonlyArray<{ readonly atMs: number; readonly symbol: string }>
  /** When the kill switch may be thrown, for a moment. */
  readonly killAtMs?: number
  readonly endAtMs: number
}

/** An order as it left; `signal` is null for what completes a reversal. */
export interface Sent {
  readonly unsettled: Fact.Unsettled
  readonly signal: Signal.Signal | null
}

export interface World {
  readonly log: () => ReadonlyArray<string>
  readonly arrivals: ReadonlyArray<number>
  readonly sent: ReadonlyArray<Sent>
  /** Client ids, in the order in which they took effect. */
  readonly executions: ReadonlyArray<string>
  readonly events: ReadonlyArray<ReversalEvent.ReversalEvent>
  readonly problems: ReadonlyArray<string>
  /** Symbols that a hand has traded. */
  readonly handled: ReadonlySet<string>
  /** Symbols of which an order was executed that had left before the account was told of a hand's work. */
  readonly raced: ReadonlySet<string>
  /** When the kill switch was thrown; it is lifted soon. */
  readonly killedAtMs: number | null
  readonly crashes: number
  readonly truth: (symbol: string) => Position.Position
  readonly believed: ReadonlyMap<string, Position.Position>
  readonly isDone: boolean
}

export const instrument = (symbol: string) =>
  Result.getOrThrow(
    Contract.decode({ symbol, quoteCoin: "USDT", pricePlace: "2", sizeMultiplier: "1", takerFeeRate: "0.0006" })
  )

export const legOf = (lots: number): Position.Leg => ({ lots: Lots.makeUnsafe(lots), entry: Rational.make(100n) })

/** What is held at first: long, two lots, or three in hedge mode, so that a part of it differs from the rest. */
export const first = (mode: Position.HoldMode): Position.Position =>
  mode === "hedge" ? { mode, long: legOf(3), short: null } : { mode, net: { side: "long", ...legOf(2) } }

export const show = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === "bigint" ? `${part}n` : part))

/** How long the kill switch stays on. */
export const killMs = 400

/** When every world begins. */
export const startMs = 1_000_000
