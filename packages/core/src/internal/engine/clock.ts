/**
 * Keeps the exchange's clock known: well enough to sign by always, and better while a slot is waited for.
 *
 * @module
 * @since 0.1.0
 */
import * as Budget from "../../Budget.ts"
import * as VenueClock from "../../VenueClock.ts"
import { budgetsOf, put, type State } from "./state.ts"

/** A sample of the venue's clock stays good for this long: the bounds have widened by 300 ms. */
const fitMs = 600_000

/** Tells that the clock is known well enough to sign by. */
export const isFit = (state: State, nowMs: number): state is State & { clock: VenueClock.VenueClock } =>
  state.clock !== null && nowMs - state.clock.atMs <= fitMs

/** Learns from one exchange of request and answer: what was sent before may turn out to be a window ago earlier. */
export const learn = (state: State, sample: Parameters<typeof VenueClock.learn>[1]): void => {
  const clock = VenueClock.learn(state.clock, sample)
  const { entry, reversal } = state.budgets
  state.clock = clock
  state.budgets.reversal = Budget.anchor(reversal, clock)
  if (!state.options.sharesBudget) state.budgets.entry = Budget.anchor(entry, clock)
}

/** When it pays to ask again: a slot is waited for that an answer can free earlier. */
const betterAt = (state: State, nowMs: number): number => {
  const { clock } = state
  const waitsFor = budgetsOf(state).find((budget) => Budget.waitsForStamp(budget, nowMs))
  if (clock === null || state.line.length === 0 || waitsFor === undefined) return Number.POSITIVE_INFINITY
  return VenueClock.worthAskingAt(clock, waitsFor.limit.windowMs)
}

const askAgainAt = (state: State): number => state.clockAskedAtMs + state.options.timing.answerMs

/** Asks for the venue's time, unless it was asked for a moment ago. */
export const ask = (state: State, nowMs: number): void => {
  if (state.clockAskedAtMs >= 0 && nowMs < askAgainAt(state)) return
  state.clockAskedAtMs = nowMs
  put(state, { command: "sync-clock" })
}

/** Asks for it where that may free a slot earlier. */
export const improve = (state: State, nowMs: number): void => {
  if (betterAt(state, nowMs) <= nowMs) ask(state, nowMs)
}

/** When the clock is to be asked for next. */
export const nextAt = (state: State, nowMs: number): number =>
  state.clockAskedAtMs >= 0 && nowMs < askAgainAt(state) ? askAgainAt(state) : betterAt(state, nowMs)
