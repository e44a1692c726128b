/**
 * Takes answers in: each frees its slot, teaches the clock, and says what the order may become.
 *
 * @module
 * @since 0.1.0
 */
import type { Answer } from "../../Answer.ts"
import * as Budget from "../../Budget.ts"
import type { Fact } from "../../Fact.ts"
import * as Clock from "./clock.ts"
import * as Events from "./events.ts"
import * as Settle from "./settle.ts"
import { needPosition } from "./signals.ts"
import { type BudgetName, budgetOf, type Pending, type State, type SymbolState, tell } from "./state.ts"

type AnswerFact = Extract<Fact, { readonly fact: "answer" }>

/** No answer came: nothing is proved about the arrival. */
const isSilence = (answer: Answer): boolean => answer.code === null && answer.venueAtMs === null

const slotOf = (budget: Budget.Budget, clientOid: string): Budget.Slot | undefined => {
  for (const slot of budget.slots) if (slot.id === clientOid) return slot
  return undefined
}

const account = (state: State, at: number, { answer, clientOid, remaining }: AnswerFact): void => {
  if (isSilence(answer)) return
  const reversal = slotOf(state.budgets.reversal, clientOid)
  const slot = reversal ?? slotOf(state.budgets.entry, clientOid)
  if (slot === undefined) return
  const name: BudgetName = reversal === undefined ? "entry" : "reversal"
  const { sentAtMs } = slot
  const budget = state.budgets[name]
  const settled = Budget.settle(budget, clientOid, at, state.options.trustsVenueStamp ? answer.venueAtMs : null)
  state.budgets[name] = remaining === null ? settled : Budget.heed(settled, remaining, sentAtMs, at)
  if (answer.venueAtMs !== null) Clock.learn(state, { sentAtMs, receivedAtMs: at, venueAtMs: answer.venueAtMs })
}

const later = (symbol: SymbolState, at: number, attempts: number): void => {
  symbol.notBeforeMs = at + 1000 * 2 ** Math.min(attempts - 1, 6)
}

/** An entry that completes a reversal and was not executed is left to be opened still. */
const keepCompletion = (symbol: SymbolState, { completion }: Pending): void => {
  if (completion !== null) symbol.completion = completion
}

const throttled = (state: State, at: number, symbol: SymbolState, pending: Pending): void => {
  const { clientOid, order, sentAtMs } = pending.unsettled
  const name = budgetOf(state, order.order)
  const budget = Budget.throttle(state.budgets[name], sentAtMs, at)
  state.budgets[name] = budget
  tell(state, {
    event: "throttled",
    at,
    symbol: symbol.symbol,
    clientOid,
    order: order.order,
    pausedUntilMs: budget.pausedUntilMs
  })
  // It was not executed, and it is not the signal's fault: it keeps its place and its attempts.
  const { standing } = pending
  keepCompletion(symbol, pending)
  const again = standing === null ? null : { ...standing, attempts: standing.attempts - 1 }
  Settle.notExecuted(state, at, symbol, again, pending.place)
}

const syncClock = (state: State, at: number, symbol: SymbolState, pending: Pending): void => {
  state.clock = null
  state.clockAskedAtMs = -1
  if (++symbol.clockRefusals > 1) {
    Settle.notExecuted(state, at, symbol, null)
    Events.halt(state, at, symbol, {
      reason: "clock",
      message: "the exchange refused the timestamp again after the clock was synchronised",
      remedy:
        "check this machine's clock, and how long a request takes to arrive: it lives for some seconds only; then resume the symbol"
    })
    return
  }
  keepCompletion(symbol, pending)
  Settle.notExecuted(state, at, symbol, pending.standing)
}

const tellRefused = (state: State, at: number, symbol: SymbolState, pending: Pending, answer: Answer): void => {
  const { standing, unsettled } = pending
  const { clientOid, order } = unsettled
  const signal = standing?.signal ?? { symbol: symbol.symbol, side: order.side, at: unsettled.sentAtMs }
  Events.refuse(state, at, signal, {
    reason: "venue",
    clientOid,
    code: answer.code,
    retry: answer.retry,
    message: `the exchange refused the order (${answer.code ?? "no code"}): ${answer.meaning}`,
    remedy: answer.remedy
  })
}

/** The position, or the mode it is held in, is not what was thought. */
const forgetPosition = (state: State, at: number, symbol: SymbolState): void => {
  symbol.position = null
  symbol.trustedFromMs = at
  needPosition(state, at, symbol)
}

const refused = (state: State, at: number, symbol: SymbolState, pending: Pending, answer: Answer): void => {
  tellRefused(state, at, symbol, pending, answer)
  if (answer.hint === "duplicate") {
    pending.answer = "accepted"
    pending.nextReadAtMs = at
    return
  }
  if (answer.retry === "after-clock-sync") {
    syncClock(state, at, symbol, pending)
    return
  }
  symbol.clockRefusals = 0
  if (answer.hint === "position" || answer.hint === "hold-mode") forgetPosition(state, at, symbol)
  const { standing } = pending
  const again = answer.retry === "after-backoff" ? standing : null
  if (again !== null) later(symbol, at, again.attempts)
  Settle.notExecuted(state, at, symbol, again)
  if (answer.hint === "account")
    Events.haltAll(state, at, symbol, { reason: "account", message: answer.meaning, remedy: answer.remedy })
}

const accepted = (state: State, at: number, symbol: SymbolState, pending: Pending, answer: Answer): void => {
  const { clientOid, order } = pending.unsettled
  const name = budgetOf(state, order.order)
  state.budgets[name] = Budget.relax(state.budgets[name])
  symbol.clockRefusals = 0
  pending.answer = "accepted"
  pending.nextReadAtMs = at + state.options.timing.readMs
  tell(state, { event: "accepted", at, symbol: symbol.symbol, clientOid, order: order.order, orderId: answer.orderId })
  Settle.tryToSettle(state, at, symbol)
}

/** Tells that an outcome is unknown and starts looking, unless the evidence was there first. */
export const doubt = (state: State, at: number, symbol: SymbolState, pending: Pending, code: string | null): void => {
  const { clientOid, deadAtMs, order } = pending.unsettled
  pending.answer = "unknown"
  pending.nextReadAtMs = at
  tell(state, { event: "unknown", at, symbol: symbol.symbol, clientOid, order: order.order, code, deadAtMs })
  Settle.tryToSettle(state, at, symbol)
}

/** The venue has the order, whatever it answered to a copy. */
const arrived = (state: State, at: number, symbol: SymbolState, pending: Pending): void => {
  pending.answer = "accepted"
  Settle.tryToSettle(state, at, symbol)
}

/** Takes one answer. One to an order that is settled already teaches the clock and the budget only. */
export const take = (state: State, at: number, fact: AnswerFact): void => {
  account(state, at, fact)
  for (const symbol of state.active) {
    const { pending } = symbol
    if (pending === null || pending.unsettled.clientOid !== fact.clientOid || pending.answer === "accepted") continue
    const { answer } = fact
    // Where the venue has shown that it has the order, a refusal can only be of a copy.
    const isCopy = pending.trace !== "absent" && answer.hint !== "duplicate"
    if (answer.answer === "accepted") accepted(state, at, symbol, pending, answer)
    else if (answer.answer === "unknown") {
      if (pending.answer === "none") doubt(state, at, symbol, pending, answer.code)
    } else if (isCopy) arrived(state, at, symbol, pending)
    else if (answer.answer === "throttled") throttled(state, at, symbol, pending)
    else refused(state, at, symbol, pending, answer)
    return
  }
}
