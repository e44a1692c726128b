/**
 * Starting with unsettled orders, ending, stopping, the kill switch, and resuming.
 *
 * @module
 * @since 0.1.0
 */
import type { Fact, Unsettled } from "../../Fact.ts"
import type { Settlement } from "../../Settlement.ts"
import * as Events from "./events.ts"
import { pending, takeSlot, track } from "./send.ts"
import { needPosition } from "./signals.ts"
import { put, type State, type SymbolState, symbolState, tell } from "./state.ts"

type LifecycleFact = Extract<Fact, { readonly fact: "unsettled" | "end" | "stop" | "kill" | "revive" | "resume" }>

/** An order that cannot be settled may arrive still: it holds its slot, and a human is told of it. */
const abandon = (state: State, at: number, unsettled: Unsettled): void => {
  takeSlot(state, unsettled)
  tell(state, {
    event: "halted",
    at,
    symbol: unsettled.order.symbol,
    reason: "unsettled",
    message: `order ${unsettled.clientOid} of an earlier run cannot be settled: its contract is not among the instruments`,
    remedy: "name the contract, so that the order can be settled, or look at it at the exchange"
  })
}

/** Two orders of one symbol at once: what came of each cannot be told from the position. */
const refuseSecond = (state: State, at: number, symbol: SymbolState, unsettled: Unsettled): void => {
  const { clientOid } = unsettled
  const settlement: Settlement = { outcome: "unknown", closed: 0, opened: 0 }
  takeSlot(state, unsettled)
  put(state, { command: "settle", symbol: symbol.symbol, clientOid, settlement })
  Events.halt(state, at, symbol, {
    reason: "unsettled",
    message: `order ${clientOid} was left open beside another one of its symbol`,
    remedy: "look at the position and the order history at the exchange, then resume the symbol"
  })
}

const recover = (state: State, at: number, unsettled: Unsettled): void => {
  const { before, clientOid, order } = unsettled
  const symbol = symbolState(state, order.symbol)
  if (symbol === undefined) return abandon(state, at, unsettled)
  if (symbol.pending !== null) {
    if (symbol.pending.unsettled.clientOid !== clientOid) refuseSecond(state, at, symbol, unsettled)
    return
  }
  symbol.position = before
  symbol.positionVenueAtMs = unsettled.beforeVenueAtMs
  track(
    state,
    symbol,
    pending(unsettled, state.options.timing, at, { answer: "unknown", completion: null, place: 0, standing: null })
  )
  tell(state, { event: "recovered", at, symbol: symbol.symbol, clientOid, order: order.order })
}

const resume = (state: State, at: number, name: string): void => {
  const symbol = symbolState(state, name)
  state.isAccountHalted = false
  if (symbol === undefined || !symbol.isHalted) return
  symbol.isHalted = false
  symbol.position = null
  symbol.clockRefusals = 0
  // What the human did may not be seen at once.
  symbol.trustedFromMs = at + state.options.timing.lagMs
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
