/** One session of the dashboard: the exchange, the market, the trading process, and what is known of all three. */
import type { Simulator } from "@backhand/bitget-simulator"
import { Instrument, type Lots, Rational } from "@backhand/core"
import { monotonicClock } from "@backhand/reversal-operator"
import type { Desk } from "./Desk.ts"
import type { Ledger } from "./Ledger.ts"
import type { Market } from "./Market.ts"
import type { Measure } from "./Measure.ts"
import type { EventLine, Mark, Side } from "./protocol.ts"
import type { Decision } from "./decidedOf.ts"
import type { Supervisor } from "./Supervisor.ts"
import type { Name } from "./switches.ts"
import type { Track } from "./Track.ts"

export interface Options {
  /** Milliseconds of a bar. */
  readonly barMs: number
  /** Symbols that only the burst trades. */
  readonly burst: number
  readonly seed: number
  /** Milliseconds for which a killed process stays dead. */
  readonly pauseMs: number
  /** What Node is started with for the trading process: its conditions are to be this process's. */
  readonly execArgv: ReadonlyArray<string>
}

/** The clock of everything here: the exchange's, the operator's and the page's. */
export const now = monotonicClock.now

/** The size of every entry, in base units. */
export const size = "1"

export interface Session {
  readonly options: Options
  readonly tracks: ReadonlyArray<Track>
  readonly days: ReadonlyArray<string>
  readonly simulator: Simulator
  readonly ledger: Ledger
  readonly desk: Desk
  readonly measure: Measure
  readonly market: Market
  readonly marks: Array<Mark>
  readonly orders: Map<string, number>
  /** What was decided, in the engine's order. */
  readonly decided: Array<Decision>
  readonly on: Set<Name>
  /** The counts at the time a switch was last put on. */
  readonly touched: Map<Name, ReadonlyMap<string, number>>
  /** What the burst's symbols were last wished to be. */
  readonly wished: Map<string, Side>
  readonly journal: string
  readonly supervisor: Supervisor
  socket: "live" | "down"
  /** A kill waits for an order that has arrived and whose answer is held back. */
  isKilling: boolean
  readonly fresh: { events: Array<EventLine>; marks: Array<Mark>; isBar: boolean }
  readonly close: () => Promise<void>
}

/** A price as the exchange writes it. */
export const priceOf = ({ instrument }: Track, ticks: number): string =>
  Rational.toDecimal(Instrument.price(instrument, ticks as Lots.Ticks))
