/**
 * The engine's state: plain data, changed in place by the functions beside this file and by nothing else.
 *
 * @module
 * @since 0.1.0
 */
import type { Retry } from "../../AnswerCode.ts"
import * as Budget from "../../Budget.ts"
import type { Command } from "../../Command.ts"
import type { EngineOptions } from "../../EngineOptions.ts"
import type { Unsettled } from "../../Fact.ts"
import type { Instrument } from "../../Instrument.ts"
import type { OrderReport } from "../../OrderReport.ts"
import type { Position } from "../../Position.ts"
import type { Rational } from "../../Rational.ts"
import type { Refused, ReversalEvent } from "../../ReversalEvent.ts"
import type { Side } from "../../Side.ts"
import type { Signal } from "../../Signal.ts"
import type { VenueClock } from "../../VenueClock.ts"

/** A signal that still stands, with what was tried for it. A newer one takes its place in it. */
export interface Standing {
  signal: Signal
  attempts: number
}

/** Lots to be opened because the open of a reversal failed or shrank, and the position that it left behind. */
export interface Completion {
  readonly side: Side
  readonly lots: number
  readonly after: Position
}

/** Why a signal is refused. */
export interface Why {
  readonly reason: Refused["reason"]
  readonly message: string
  readonly remedy: string
  readonly retry?: Retry
  readonly code?: string | null
  readonly clientOid?: string | null
}

/**
 * The one order of a symbol that is in flight or settling, with its evidence so far. Times: -1 is never. Once `withdrawn`,
 * nothing new is sent for its signal, whatever comes of it.
 */
export interface Pending {
  unsettled: Unsettled
  readonly standing: Readonly<Standing> | null
  /** What was left to open, where the order opens it. */
  readonly completion: Completion | null
  readonly place: number
  /** Not settled by then, its symbol is halted. */
  readonly giveUpAtMs: number
  withdrawn: Why | null
  answer: "none" | "accepted" | "unknown"
  trace: OrderReport
  doneSinceMs: number
  detailAbsentAtMs: number
  historyAbsentAtMs: number
  observed: Position | null
  observedSinceMs: number
  observedAskedAtMs: number
  nextReadAtMs: number
  readGapMs: number
}

/** What is known of one symbol. `place` is its place in the waiting line, 0 where it does not wait. */
export interface SymbolState {
  readonly symbol: string
  readonly instrument: Instrument
  isHalted: boolean
  position: Position | null
  positionVenueAtMs: number
  trustedFromMs: number
  readAtMs: number
  price: Rational | null
  standing: Standing | null
  completion: Completion | null
  place: number
  notBeforeMs: number
  /** Timestamps refused in a row. */
  clockRefusals: number
  pending: Pending | null
  orderTimes: Array<number>
}

export type BudgetName = "reversal" | "entry"

export interface State {
  readonly options: EngineOptions
  readonly symbols: Map<string, SymbolState>
  line: Array<{ readonly place: number; readonly symbol: SymbolState }>
  readonly active: Array<SymbolState>
  readonly budgets: { reversal: Budget.Budget; entry: Budget.Budget }
  clock: VenueClock | null
  clockAskedAtMs: number
  places: number
  /** Signals that began to wait. */
  waits: number
  orders: number
  isEnding: boolean
  /** What was asked for first and not answered, once the signals have ended; infinite where nothing is owed. */
  silentSinceMs: number
  isStopped: boolean
  isKilled: boolean
  isAccountHalted: boolean
  isDone: boolean
  wakeAtMs: number
  /** No slot is free before; only signals have come since this was found. */
  blockedUntilMs: number
  out: Array<Command>
}

export const make = (options: EngineOptions): State => ({
  options,
  symbols: new Map(),
  line: [],
  active: [],
  budgets: {
    reversal: Budget.make(options.limit, options.pausedUntilMs),
    entry: Budget.make(options.limit, options.pausedUntilMs)
  },
  clock: null,
  clockAskedAtMs: -1,
  places: 0,
  waits: 0,
  orders: 0,
  isEnding: false,
  silentSinceMs: Number.POSITIVE_INFINITY,
  isStopped: false,
  isKilled: false,
  isAccountHalted: false,
  isDone: false,
  wakeAtMs: Number.POSITIVE_INFINITY,
  blockedUntilMs: 0,
  out: nothing
})

/** The state of a symbol; undefined where the options name no such instrument. */
export const symbolState = (state: State, symbol: string): SymbolState | undefined => {
  const known = state.symbols.get(symbol)
  if (known !== undefined) return known
  const instrument = Object.hasOwn(state.options.instruments, symbol) ? state.options.instruments[symbol] : undefined
  if (instrument === undefined) return undefined
  const made: SymbolState = {
    symbol,
    instrument,
    isHalted: false,
    position: null,
    positionVenueAtMs: -1,
    trustedFromMs: state.options.trustedFromMs,
    readAtMs: -1,
    price: null,
    standing: null,
    completion: null,
    place: 0,
    notBeforeMs: 0,
    clockRefusals: 0,
    pending: null,
    orderTimes: []
  }
  state.symbols.set(symbol, made)
  return made
}

/** Lets a symbol wait for the exchange's word: they are few, and a set of them would cost more than it saves. */
export const activate = ({ active }: State, symbol: SymbolState): void => {
  if (!active.includes(symbol)) active.push(symbol)
}

/** The other way round. */
export const deactivate = ({ active }: State, symbol: SymbolState): void => {
  if (active.at(-1) === symbol) active.pop()
  else if (active.includes(symbol)) active.splice(active.indexOf(symbol), 1)
}

/** What a step begins with. Shared, so that a step without commands makes no list. */
export const nothing: Array<Command> = []

/** Adds a command to what the step puts out. Most steps put out one or two: a list made of them is smaller than one that grew. */
export const put = (state: State, command: Command): void => {
  const [first, second] = state.out
  if (first === undefined) state.out = [command]
  else if (second === undefined) state.out = [first, command]
  else state.out.push(command)
}

export const tell = (state: State, event: ReversalEvent): void => {
  put(state, { command: "tell", event })
}

/** The budgets in use. */
export const budgetsOf = ({ budgets, options }: State): ReadonlyArray<Budget.Budget> =>
  options.sharesBudget ? [budgets.reversal] : [budgets.reversal, budgets.entry]

/** The budget that an order counts against. */
export const budgetOf = (state: State, order: BudgetName): BudgetName =>
  state.options.sharesBudget ? "reversal" : order
