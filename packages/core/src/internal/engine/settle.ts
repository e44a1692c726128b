/**
 * Ends orders: as settled by the evidence, as not executed, or as something that a human must look at.
 *
 * @module
 * @since 0.1.0
 */
import * as Lots from "../../Lots.ts"
import * as Order from "../../Order.ts"
import * as Position from "../../Position.ts"
import * as Rational from "../../Rational.ts"
import * as Settlement from "../../Settlement.ts"
import type * as Side from "../../Side.ts"
import * as Events from "./events.ts"
import * as Guards from "./guards.ts"
import { judge } from "./judge.ts"
import * as Line from "./line.ts"
import { isCompleting } from "./plan.ts"
import {
  type Completion,
  deactivate,
  type Pending,
  put,
  type State,
  type SymbolState,
  type Standing,
  tell
} from "./state.ts"

const one = Rational.make(1n)

/** A position with `lots` more, or fewer, on one side. Prices play no part in comparing it. */
const moved = (position: Position.Position, side: Side.Side, lots: number): Position.Position => {
  const leg = Position.leg(position, side)
  const total = Lots.makeUnsafe((leg?.lots ?? 0) + lots)
  if (total < 0) return position
  return Position.withLeg(position, side, total === 0 ? null : { lots: total, entry: leg?.entry ?? one })
}

/** The position that the semantics predict for an order that happens whole. */
const predict = ({ before, order }: Pending["unsettled"]): Position.Position => {
  const closed = order.order === "reversal" ? moved(before, order.side, -Order.closes(order)) : before
  return moved(closed, Order.opensOn(order), order.lots)
}

/** Lets a symbol go on: with the newer signal, else with what is left to do for the one of the order that has ended. */
const goOn = (
  state: State,
  at: number,
  symbol: SymbolState,
  { withdrawn }: Pending,
  again: Standing | null,
  place = 0
): void => {
  if (again !== null && symbol.standing !== null)
    tell(state, { event: "superseded", at, symbol: symbol.symbol, signal: again.signal, by: symbol.standing.signal })
  else if (again !== null) symbol.standing = again
  if (symbol.standing !== null && withdrawn === null && isCompleting(symbol, symbol.standing.signal)) {
    tell(state, { event: "held", at, symbol: symbol.symbol, signal: symbol.standing.signal, reason: "agrees" })
    symbol.standing = null
  } else if (symbol.standing !== null) symbol.completion = null
  const why = (symbol.standing === again ? withdrawn : null) ?? Events.barrier(state, symbol)
  if (why !== undefined) Events.drop(state, at, symbol, why)
  else if (symbol.standing !== null || symbol.completion !== null) Line.join(state, symbol, place)
}

const free = (state: State, symbol: SymbolState): void => {
  symbol.pending = null
  if (symbol.readAtMs < 0) deactivate(state, symbol)
}

const tellSettled = (
  state: State,
  at: number,
  symbol: SymbolState,
  pending: Pending,
  settlement: Settlement.Settlement
) => {
  const { clientOid, order } = pending.unsettled
  put(state, { command: "settle", symbol: symbol.symbol, clientOid, settlement })
  tell(state, {
    event: "settled",
    at,
    symbol: symbol.symbol,
    clientOid,
    order: order.order,
    settlement: settlement.outcome,
    closed: Events.size(symbol, Math.max(0, settlement.closed)),
    opened: Events.size(symbol, Math.max(0, settlement.opened)),
    position: pending.observed
  })
}

/** Takes a position as what is held; tells where it is not what was thought: a hand has traded. */
export const believe = (state: State, at: number, symbol: SymbolState, observed: Position.Position): void => {
  const { position: predicted } = symbol
  if (predicted !== null && !Position.holdsSame(predicted, observed)) {
    tell(state, { event: "mismatch", at, symbol: symbol.symbol, clientOid: null, predicted, observed })
    symbol.trustedFromMs = Math.max(symbol.trustedFromMs, at + state.options.timing.lagMs)
  }
  symbol.position = observed
}

/** What is left to open of a reversal of which the close stands. */
const leftToOpen = (
  { unsettled: { order } }: Pending,
  { closed, opened }: Settlement.Settlement,
  after: Position.Position
): Completion | null => {
  const isClosed = order.mode === "hedge" || closed === Order.closes(order)
  return order.order === "reversal" && isClosed && closed > opened
    ? { side: Order.opensOn(order), lots: closed - opened, after }
    : null
}

const settled = (
  state: State,
  at: number,
  symbol: SymbolState,
  pending: Pending,
  observed: Position.Position,
  settlement: Settlement.Settlement
): void => {
  // All of it, and nothing else: that is what is predicted.
  const predicted = settlement.outcome === "reversed" ? observed : predict(pending.unsettled)
  tellSettled(state, at, symbol, pending, settlement)
  if (!Position.holdsSame(predicted, observed)) {
    const { clientOid } = pending.unsettled
    tell(state, { event: "mismatch", at, symbol: symbol.symbol, clientOid, predicted, observed })
  }
  symbol.position = observed
  symbol.trustedFromMs = at + state.options.timing.lagMs
  free(state, symbol)
  const isUnchanged = settlement.outcome === "unchanged"
  if (isUnchanged) Guards.forget(symbol, pending)
  if (state.options.complete && pending.completion === null && !isUnchanged)
    symbol.completion = leftToOpen(pending, settlement, observed)
  goOn(state, at, symbol, pending, isUnchanged ? pending.standing : null)
}

/** Settles the order of a symbol if the evidence suffices. */
export const tryToSettle = (state: State, at: number, symbol: SymbolState): void => {
  const { pending } = symbol
  if (pending === null || pending.observed === null) return
  const settlement = judge(pending, state.options.timing)
  if (settlement !== null) settled(state, at, symbol, pending, pending.observed, settlement)
}

/** Ends an order that is known not to have been executed; `again` is the signal, where it may be tried again. */
export const notExecuted = (state: State, at: number, symbol: SymbolState, again: Standing | null, place = 0): void => {
  const { pending } = symbol
  if (pending === null) return
  const { clientOid } = pending.unsettled
  put(state, { command: "settle", symbol: symbol.symbol, clientOid, settlement: null })
  // What was seen meanwhile was not the order's doing.
  if (pending.observed !== null && symbol.position !== null) believe(state, at, symbol, pending.observed)
  Guards.forget(symbol, pending)
  free(state, symbol)
  goOn(state, at, symbol, pending, again, place)
}

/** Gives an order up that could not be settled, and halts its symbol. */
export const giveUp = (state: State, at: number, symbol: SymbolState): void => {
  const { pending } = symbol
  if (pending === null) return
  const { before, clientOid } = pending.unsettled
  const isModeChanged = pending.observed !== null && pending.observed.mode !== before.mode
  tellSettled(state, at, symbol, pending, { outcome: "unknown", closed: 0, opened: 0 })
  free(state, symbol)
  Events.halt(state, at, symbol, {
    reason: isModeChanged ? "hold-mode" : "unsettled",
    message: `what came of order ${clientOid} could not be settled${isModeChanged ? ": the hold mode was changed under it" : ""}`,
    remedy: "look at the position and the order history at the exchange, then resume the symbol"
  })
}
