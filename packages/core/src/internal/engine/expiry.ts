/**
 * Drops signals that are no longer worth acting on, when their time is up.
 *
 * @module
 * @since 0.1.0
 */
import * as Events from "./events.ts"
import { type State, type SymbolState, tell } from "./state.ts"

/** Drops the waiting signal of a symbol where it is older than its time to live; true where it was. */
export const expire = (state: State, at: number, symbol: SymbolState): boolean => {
  const { ttlMs } = state.options.guards
  if (symbol.standing === null || ttlMs === null) return false
  const ageMs = at - symbol.standing.signal.at
  if (ageMs <= ttlMs) return false
  tell(state, { event: "expired", at, symbol: symbol.symbol, signal: symbol.standing.signal, ageMs })
  Events.withdraw(symbol, at)
  return true
}

/** Drops every signal that is too old, of symbols in the line and of those whose order is under way. */
export const expireAll = (state: State, at: number): void => {
  if (state.options.guards.ttlMs === null) return
  for (const { symbol } of state.line) expire(state, at, symbol)
  for (const symbol of state.active) expire(state, at, symbol)
}

/** When the waiting signal of a symbol is too old; never where none waits, or where it may be as old as it likes. */
export const expiresAt = ({ options }: State, { standing }: SymbolState): number => {
  const { ttlMs } = options.guards
  return standing === null || ttlMs === null ? Number.POSITIVE_INFINITY : standing.signal.at + ttlMs + 1
}
