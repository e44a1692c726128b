/**
 * Plans what the turn of a symbol comes to.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import * as Instrument from "../../Instrument.ts"
import * as Intent from "../../Intent.ts"
import * as Order from "../../Order.ts"
import * as Position from "../../Position.ts"
import type { Refusal } from "../../Refusal.ts"
import * as Side from "../../Side.ts"
import type { Signal } from "../../Signal.ts"
import * as Events from "./events.ts"
import type { Standing, State, SymbolState, Why } from "./state.ts"

/** What the turn of a symbol comes to: an order to be sent, a reason for a refusal, or a signal to be held. */
export type Plan =
  | { readonly plan: "send"; readonly order: Order.Order }
  | { readonly plan: "refuse"; readonly why: Why }
  | { readonly plan: "hold"; readonly reason: "agrees" | "flat" }

const refused = (failure: { readonly message: string; readonly remedy: string }): Plan => ({
  plan: "refuse",
  why: { reason: "plan", retry: "after-fix", message: failure.message, remedy: failure.remedy }
})

const planned = (order: Result.Result<Order.Order, Refusal>): Plan =>
  Result.isFailure(order) ? refused(order.failure) : { plan: "send", order: order.success }

const planEntry = (state: State, symbol: SymbolState, position: Position.Position, { signal }: Standing): Plan => {
  if (state.options.enter === null) return { plan: "hold", reason: "flat" }
  const lots = Instrument.lots(symbol.instrument, signal.size ?? state.options.enter)
  if (Result.isFailure(lots)) return refused(lots.failure)
  return planned(Order.enter(symbol.instrument, position, { side: signal.side, lots: lots.success }))
}

const planReversal = (
  symbol: SymbolState,
  position: Position.Position,
  from: Side.Side,
  { signal }: Standing
): Plan => {
  if (signal.size === undefined) return planned(Order.reverse(symbol.instrument, position, { side: from }))
  const lots = Instrument.lots(symbol.instrument, signal.size)
  if (Result.isFailure(lots)) return refused(lots.failure)
  return planned(Order.reverse(symbol.instrument, position, { side: from, lots: lots.success }))
}

const planSignal = (state: State, symbol: SymbolState, position: Position.Position, standing: Standing): Plan => {
  const intent = Intent.decide(standing.signal.side, position)
  if (intent.intent === "hold") return { plan: "hold", reason: "agrees" }
  if (!symbol.instrument.isTradable)
    return refused({
      message: `${symbol.symbol} is not open for trading`,
      remedy: "wait until the contract trades again"
    })
  return intent.intent === "enter"
    ? planEntry(state, symbol, position, standing)
    : planReversal(symbol, position, intent.from, standing)
}

/** Tells that opening what is left of a reversal does all that a signal wishes. */
export const isCompleting = ({ completion, position }: SymbolState, { side, size }: Signal): boolean => {
  if (completion === null || position === null || size !== undefined || completion.side !== side) return false
  return Position.leg(position, Side.opposite(side)) === null
}

/** Plans the turn of a symbol whose position is known. */
export const plan = (state: State, symbol: SymbolState, position: Position.Position): Plan => {
  if (symbol.standing !== null) return planSignal(state, symbol, position, symbol.standing)
  if (symbol.completion === null) return { plan: "hold", reason: "agrees" }
  const { after, lots, side } = symbol.completion
  // A hand may have closed, opened or reversed meanwhile: only what was left behind is completed.
  const sized = Instrument.lots(symbol.instrument, Events.size(symbol, lots))
  if (!Position.holdsSame(position, after) || Result.isFailure(sized)) return { plan: "hold", reason: "agrees" }
  return planned(Order.enter(symbol.instrument, position, { side, lots: sized.success }))
}
