/**
 * Serves the waiting line: whoever's turn it is holds, is dropped, or sends.
 *
 * @module
 * @since 0.1.0
 */
import * as Budget from "../../Budget.ts"
import type * as VenueClock from "../../VenueClock.ts"
import * as Clock from "./clock.ts"
import * as Events from "./events.ts"
import { expire } from "./expiry.ts"
import * as Guards from "./guards.ts"
import * as Line from "./line.ts"
import { plan } from "./plan.ts"
import { send } from "./send.ts"
import { budgetOf, type State, type SymbolState, tell, type Why } from "./state.ts"

const isReady = (symbol: SymbolState, nowMs: number): boolean =>
  symbol.position !== null && symbol.readAtMs < 0 && symbol.notBeforeMs <= nowMs

const hold = (state: State, at: number, symbol: SymbolState, reason: "agrees" | "flat"): void => {
  const signal = Events.withdraw(symbol, at)
  if (signal !== undefined) tell(state, { event: "held", at, symbol: symbol.symbol, signal, reason })
}

const tired: Why = {
  reason: "attempts",
  message: "the signal was tried as often as is allowed",
  remedy: "see the refusals before this one"
}

const isTired = (state: State, symbol: SymbolState): boolean =>
  (symbol.standing?.attempts ?? 0) >= state.options.maxAttempts

/** Takes the turn of one symbol. False when it needs a slot and none is free. */
const take = (state: State & { clock: VenueClock.VenueClock }, nowMs: number, symbol: SymbolState): boolean => {
  const { position } = symbol
  if (position === null || expire(state, nowMs, symbol)) return true
  const next = plan(state, symbol, position)
  if (next.plan === "hold") hold(state, nowMs, symbol, next.reason)
  else if (next.plan === "refuse") Events.drop(state, nowMs, symbol, next.why)
  else {
    const { order } = next
    const why = isTired(state, symbol) ? tired : Guards.check(state.options.guards, symbol, order, nowMs)
    if (why !== undefined) Events.drop(state, nowMs, symbol, why)
    else if (Budget.freeAt(state.budgets[budgetOf(state, order.order)], nowMs) > nowMs) return false
    else send(state, nowMs, symbol, position, order)
  }
  return true
}

/** When the next slot of any budget is free. */
const slotAt = (state: State, nowMs: number): number =>
  Math.min(Budget.freeAt(state.budgets.reversal, nowMs), Budget.freeAt(state.budgets[budgetOf(state, "entry")], nowMs))

/** Tells that nobody's turn can have come: nobody waits, or no slot is free as it was not before. */
export const isQuiet = (state: State, nowMs: number): boolean => state.line.length === 0 || nowMs < state.blockedUntilMs

/** Serves whoever is ready, in order, until no slot is free any more. False when there was no need to look. */
export const serve = (state: State, nowMs: number): boolean => {
  if (isQuiet(state, nowMs)) return false
  if (!Clock.isFit(state, nowMs)) {
    Clock.ask(state, nowMs)
    return true
  }
  state.blockedUntilMs = slotAt(state, nowMs)
  if (nowMs < state.blockedUntilMs) {
    Clock.improve(state, nowMs)
    return true
  }
  for (const { place, symbol } of state.line) {
    if (symbol.place !== place || !isReady(symbol, nowMs) || take(state, nowMs, symbol)) continue
    // An entry may have to wait while a reversal behind it need not.
    if (slotAt(state, nowMs) > nowMs) break
  }
  Line.tidy(state)
  return true
}
