/**
 * Does what is due, and says when the engine must be woken next.
 *
 * @module
 * @since 0.1.0
 */
import * as Budget from "../../Budget.ts"
import { doubt } from "./answers.ts"
import * as Clock from "./clock.ts"
import * as Expiry from "./expiry.ts"
import * as Settle from "./settle.ts"
import * as Silence from "./silence.ts"
import { budgetsOf, type Pending, put, type State, type SymbolState } from "./state.ts"

const look = (state: State, nowMs: number, symbol: SymbolState, pending: Pending): void => {
  const { beforeVenueAtMs, clientOid, sentAtMs } = pending.unsettled
  const { lagMs } = state.options.timing
  put(state, { command: "read-position", symbol: symbol.symbol })
  const what = { command: "look-up", symbol: symbol.symbol, clientOid, sentAtMs, beforeVenueAtMs } as const
  if (pending.trace !== "done") put(state, { ...what, source: "detail" })
  if (pending.trace === "absent" && pending.answer !== "accepted") put(state, { ...what, source: "history" })
  // The read that can show that nothing happened is made as soon as it can.
  const quietAtMs = pending.unsettled.deadAtMs + lagMs
  const nextMs = nowMs + pending.readGapMs
  pending.nextReadAtMs = nowMs < quietAtMs ? Math.min(nextMs, quietAtMs) : nextMs
  pending.readGapMs = Math.min(lagMs, pending.readGapMs * 2)
}

const attend = (state: State, nowMs: number, symbol: SymbolState, pending: Pending): void => {
  if (nowMs >= pending.giveUpAtMs) Settle.giveUp(state, nowMs, symbol)
  else if (nowMs >= pending.nextReadAtMs) {
    if (pending.answer === "none") doubt(state, nowMs, symbol, pending, null)
    if (symbol.pending === pending) look(state, nowMs, symbol, pending)
  }
}

/** Does everything that is due. */
export const due = (state: State, nowMs: number): void => {
  Expiry.expireAll(state, nowMs)
  Silence.giveUp(state, nowMs)
  // What is settled now leaves it.
  for (const symbol of state.active.slice()) {
    if (symbol.pending !== null) attend(state, nowMs, symbol, symbol.pending)
    else if (symbol.readAtMs >= 0 && nowMs >= symbol.readAtMs) {
      symbol.readAtMs = nowMs + state.options.timing.lagMs
      put(state, { command: "read-position", symbol: symbol.symbol })
    }
  }
}

const later = (candidate: number, nowMs: number, best: number): number =>
  candidate > nowMs && candidate < best ? candidate : best

/** The next time at which something is due. */
const nextAt = (state: State, nowMs: number): number => {
  let at = Number.POSITIVE_INFINITY
  for (const symbol of state.active) {
    const { pending, readAtMs } = symbol
    const dueAtMs = pending === null ? readAtMs : Math.min(pending.nextReadAtMs, pending.giveUpAtMs)
    at = Math.min(at, dueAtMs, Expiry.expiresAt(state, symbol))
  }
  if (state.line.length === 0) return at
  for (const budget of budgetsOf(state)) at = later(Budget.freeAt(budget, nowMs), nowMs, at)
  at = later(Clock.nextAt(state, nowMs), nowMs, at)
  at = later(Silence.overAt(state), nowMs, at)
  for (const { place, symbol } of state.line)
    if (symbol.place === place) at = Math.min(later(symbol.notBeforeMs, nowMs, at), Expiry.expiresAt(state, symbol))
  return at
}

/** Asks to be woken if the time of the next thing that is due has changed. */
export const schedule = (state: State, nowMs: number): void => {
  const at = nextAt(state, nowMs)
  if (at === state.wakeAtMs || at === Number.POSITIVE_INFINITY) return
  state.wakeAtMs = at
  put(state, { command: "wake", atMs: Math.max(at, nowMs) })
}
