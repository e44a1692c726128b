/**
 * The waiting line: symbols in the order in which they began to wait.
 *
 * Entries whose symbol has left or has another place are stale; they are skipped, and swept when they outnumber the rest.
 *
 * @module
 * @since 0.1.0
 */
import type { State, SymbolState } from "./state.ts"

const sweepFrom = 64

const sweep = (state: State): void => {
  if (state.line.length < sweepFrom || state.line.length < 2 * state.symbols.size) return
  state.line = state.line.filter((entry) => entry.symbol.place === entry.place)
}

/** Lets a symbol wait: at the end, or at a place that it had before. */
export const join = (state: State, symbol: SymbolState, place = 0): void => {
  if (symbol.place !== 0) return
  symbol.place = place === 0 ? ++state.places : place
  sweep(state)
  const entry = { place: symbol.place, symbol }
  if (place === 0) {
    state.line.push(entry)
    return
  }
  const later = state.line.findIndex((other) => other.place >= entry.place)
  if (later < 0) state.line.push(entry)
  else if (state.line[later]?.place !== entry.place) state.line.splice(later, 0, entry)
}

/** Lets a symbol leave the line; returns the place that it had. */
export const leave = (symbol: SymbolState): number => {
  const { place } = symbol
  symbol.place = 0
  return place
}

/** Forgets the line when everyone has left it. */
export const tidy = (state: State): void => {
  if (state.line.every((entry) => entry.symbol.place !== entry.place)) state.line = []
}

/** Everyone who waits, in order. */
export const waiting = (state: State): ReadonlyArray<SymbolState> =>
  state.line.filter((entry) => entry.symbol.place === entry.place).map((entry) => entry.symbol)
