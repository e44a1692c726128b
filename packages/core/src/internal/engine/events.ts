/**
 * Makes the events that several parts of the engine tell.
 *
 * @module
 * @since 0.1.0
 */
import * as Instrument from "../../Instrument.ts"
import * as Lots from "../../Lots.ts"
import type { Halted } from "../../ReversalEvent.ts"
import type { Signal } from "../../Signal.ts"
import * as Line from "./line.ts"
import { type State, type SymbolState, tell, type Why } from "./state.ts"

/** Tells that a signal was refused. */
export const refuse = (state: State, at: number, signal: Signal, why: Why): void =>
  tell(state, {
    event: "refused",
    at,
    symbol: signal.symbol,
    signal,
    clientOid: null,
    code: null,
    retry: "never",
    ...why
  })

/** Lets a symbol leave the line; returns the wish that waited: a signal, or what was left to open of a reversal. */
export const withdraw = (symbol: SymbolState, at: number): Signal | undefined => {
  const { completion, standing } = symbol
  Line.leave(symbol)
  symbol.completion = null
  symbol.standing = null
  if (standing !== null) return standing.signal
  return completion === null ? undefined : { symbol: symbol.symbol, side: completion.side, at }
}

/** Refuses whatever waits of a symbol, and lets an order that is under way be the last of its signal. */
export const drop = (state: State, at: number, symbol: SymbolState, why: Why): void => {
  if (symbol.pending !== null) symbol.pending.withdrawn ??= why
  const wish = withdraw(symbol, at)
  if (wish !== undefined) refuse(state, at, wish, why)
}

const halted: Why = {
  reason: "halted",
  message: "the symbol is halted",
  remedy: "look at the halted event, set things right at the exchange, then resume the symbol"
}

const killed: Why = { reason: "killed", message: "the kill switch is on", remedy: "revive the engine" }
const stopped: Why = {
  reason: "stopped",
  message: "no new orders are sent: the engine is stopping",
  remedy: "start again"
}

/** Why nothing may be sent for a symbol now; undefined where it may. */
export const barrier = (state: State, symbol: SymbolState | null): Why | undefined => {
  if (state.isStopped) return stopped
  if (state.isKilled) return killed
  return state.isAccountHalted || symbol?.isHalted === true ? halted : undefined
}

/** Halts a symbol and drops what waits. */
export const halt = (
  state: State,
  at: number,
  symbol: SymbolState,
  why: Pick<Halted, "reason" | "message" | "remedy">
): void => {
  symbol.isHalted = true
  tell(state, { event: "halted", at, symbol: symbol.symbol, ...why })
  drop(state, at, symbol, halted)
}

/** Refuses whatever waits, of every symbol. */
export const dropAll = (state: State, at: number): void => {
  for (const symbol of state.symbols.values()) {
    const why = barrier(state, symbol)
    if (why !== undefined) drop(state, at, symbol, why)
  }
}

/** Halts a symbol for a reason that holds for the whole account. */
export const haltAll = (
  state: State,
  at: number,
  symbol: SymbolState,
  why: Pick<Halted, "reason" | "message" | "remedy">
): void => {
  state.isAccountHalted = true
  halt(state, at, symbol, why)
  dropAll(state, at)
}

/** A size in base units; zero lots are "0". */
export const size = (symbol: SymbolState, lots: number): string =>
  lots === 0 ? "0" : Instrument.size(symbol.instrument, Lots.makeUnsafe(lots))
