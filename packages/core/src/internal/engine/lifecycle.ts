/**
 * Starting with unsettled orders, ending, stopping, the kill switch, and resuming.
 *
 * @module
 * @since 0.1.0
 */
import type { Fact, Unsettled } from "../../Fact.ts"
import * as Events from "./events.ts"
import { pending, track } from "./send.ts"
import { needPosition } from "./signals.ts"
import { put, type State, symbolState, tell } from "./state.ts"

type LifecycleFact = Extract<Fact, { readonly fact: "unsettled" | "end" | "stop" | "kill" | "revive" | "resume" }>

const recover = (state: State, at: number, unsettled: Unsettled): void => {
  const { before, clientOid, order } = unsettled
  const symbol = symbolState(state, order.symbol)
  if (symbol === undefined || symbol.pending !== null) return
  symbol.position = before
  symbol.positionVenueAtMs = unsettled.beforeVenueAtMs
  track(
    state,
    symbol,
    pending(unsettled, state.options.timing, at, { answer: "unknown", isCompletion: false, place: 0, standing: null })
  )
  tell(state, { event: "recovered", at, symbol: symbol.symbol, clientOid, order: order.order })
}

const resume = (state: State, at: number, name: string): void => {
  const symbol = symbolState(state, name)
  state.isAccountHalted = false
  if (symbol === undefined || !symbol.isHalted) return
  symbol.isHalted = false
  symbol.position = null
  symbol.trustedFromMs = at
  tell(state, { event: "resumed", at, symbol: name })
  needPosition(state, at, symbol)
}

/** Takes one fact about the engine's own life. */
export const take = (state: State, at: number, fact: LifecycleFact): void => {
  switch (fact.fact) {
    case "unsettled":
      return recover(state, at, fact.unsettled)
    case "resume":
      return resume(state, at, fact.symbol)
    case "end":
      state.isEnding = true
      return
    case "stop":
      state.isEnding = true
      state.isStopped = true
      return Events.dropAll(state, at)
    case "kill":
      state.isKilled = true
      return Events.dropAll(state, at)
    case "revive":
      state.isKilled = false
  }
}

const isBusy = (state: State): boolean => {
  for (const symbol of state.symbols.values()) if (symbol.place !== 0 || symbol.pending !== null) return true
  return false
}

/** Says once that everything is done. */
export const finish = (state: State): void => {
  if (!state.isEnding || state.isDone || isBusy(state)) return
  state.isDone = true
  put(state, { command: "done" })
}
