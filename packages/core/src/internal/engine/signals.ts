/**
 * Takes signals in: the newest of a symbol waits, and what it replaces is told.
 *
 * @module
 * @since 0.1.0
 */
import * as Intent from "../../Intent.ts"
import type { Superseded } from "../../ReversalEvent.ts"
import * as Signal from "../../Signal.ts"
import * as Events from "./events.ts"
import * as Line from "./line.ts"
import { isCompleting } from "./plan.ts"
import { activate, put, type Standing, type State, type SymbolState, symbolState, tell } from "./state.ts"

const superseded = (at: number, signal: Signal.Signal, by: Signal.Signal): Superseded => ({
  event: "superseded",
  at,
  symbol: signal.symbol,
  signal,
  by
})

/** Lets the newer of two signals wait; tells which of them was replaced. */
const keepNewer = (standing: Standing, at: number, signal: Signal.Signal): Superseded => {
  const old = standing.signal
  if (signal.at < old.at) return superseded(at, signal, old)
  standing.signal = signal
  standing.attempts = 0
  return superseded(at, old, signal)
}

/** An idle symbol that agrees need not wait for a turn: it would hold then as it does now. */
const agrees = (symbol: SymbolState, signal: Signal.Signal): boolean =>
  symbol.position !== null && symbol.readAtMs < 0 && Intent.decide(signal.side, symbol.position).intent === "hold"

/** Asks for a position that is not known. */
export const needPosition = (state: State, nowMs: number, symbol: SymbolState): void => {
  if (symbol.position !== null || symbol.readAtMs >= 0) return
  symbol.readAtMs = nowMs + state.options.timing.answerMs
  activate(state, symbol)
  put(state, { command: "read-position", symbol: symbol.symbol })
}

const wait = (state: State, at: number, symbol: SymbolState, signal: Signal.Signal): void => {
  if (symbol.standing !== null) {
    tell(state, keepNewer(symbol.standing, at, signal))
    return
  }
  const sent = symbol.pending?.standing?.signal
  if (sent !== undefined && signal.at < sent.at) {
    tell(state, superseded(at, signal, sent))
    return
  }
  symbol.standing = { signal, attempts: 0 }
  symbol.completion = null
  state.waits++
  if (symbol.pending !== null || symbol.place !== 0) return
  needPosition(state, at, symbol)
  Line.join(state, symbol)
}

/** Takes a signal that only replaces a waiting one, or is replaced by it; undefined where more must be done. */
export const replace = (state: State, at: number, signal: Signal.Signal): Superseded | undefined => {
  const symbol = state.symbols.get(signal.symbol)
  if (symbol === undefined || symbol.standing === null) return undefined
  if (!Signal.isSound(signal) || Events.barrier(state, symbol) !== undefined) return undefined
  return keepNewer(symbol.standing, at, signal)
}

/** Takes one signal. */
export const take = (state: State, at: number, signal: Signal.Signal): void => {
  const symbol = symbolState(state, signal.symbol)
  if (symbol === undefined) {
    Events.refuse(state, at, signal, {
      reason: "unknown-symbol",
      retry: "after-fix",
      message: `no instrument is known for ${signal.symbol}`,
      remedy: "name the contract in the options, as the exchange spells it"
    })
    return
  }
  const why = Signal.isSound(signal) ? Events.barrier(state, symbol) : Signal.unsound(signal)
  if (why !== undefined) Events.refuse(state, at, signal, why)
  else if (isCompleting(symbol, signal) || (symbol.pending === null && symbol.place === 0 && agrees(symbol, signal)))
    tell(state, { event: "held", at, symbol: symbol.symbol, signal, reason: "agrees" })
  else wait(state, at, symbol, signal)
}
