/**
 * Takes evidence in: what the venue shows of orders and positions, fresh or stale.
 *
 * @module
 * @since 0.1.0
 */
import type { Fact } from "../../Fact.ts"
import * as Position from "../../Position.ts"
import * as Settle from "./settle.ts"
import { type Pending, type State, type SymbolState, symbolState, tell } from "./state.ts"

type OrderFact = Extract<Fact, { readonly fact: "order" }>
type PositionFact = Extract<Fact, { readonly fact: "position" }>

const noteReport = (pending: Pending, at: number, fact: OrderFact): void => {
  const askedAtMs = fact.askedAtMs ?? at
  if (fact.report === "absent") {
    // What was seen once is not unseen by a read that lags.
    if (fact.source === "detail") pending.detailAbsentAtMs = Math.max(pending.detailAbsentAtMs, askedAtMs)
    else pending.historyAbsentAtMs = Math.max(pending.historyAbsentAtMs, askedAtMs)
  } else if (fact.report === "done" && pending.trace !== "done") {
    pending.trace = "done"
    pending.doneSinceMs = at
  } else if (pending.trace === "absent") pending.trace = "open"
}

/** Takes what the venue tells of an order. */
export const takeOrder = (state: State, at: number, fact: OrderFact): void => {
  for (const symbol of state.active) {
    const { pending } = symbol
    if (pending === null || pending.unsettled.clientOid !== fact.clientOid) continue
    noteReport(pending, at, fact)
    Settle.tryToSettle(state, at, symbol)
    return
  }
}

/**
 * A position may be older than what is known: reads lag, pushes come out of order. It counts when the venue dates it later
 * than what is known, or when it was asked for long enough after the last change.
 */
const isFresh = (symbol: SymbolState, at: number, fact: PositionFact): boolean => {
  const ageMs = fact.venueAtMs === null ? 0 : symbol.positionVenueAtMs - fact.venueAtMs
  if (ageMs > 0) return false
  // Two pushes may carry one date; a read of that date may be the older of two states.
  const isDated = fact.venueAtMs !== null && symbol.position !== null && (ageMs < 0 || fact.askedAtMs === null)
  return isDated || (fact.askedAtMs ?? at) >= symbol.trustedFromMs
}

const observe = (pending: Pending, at: number, fact: PositionFact): void => {
  const askedAtMs = fact.askedAtMs ?? at
  // A read that was asked before the order left cannot speak of it.
  if (askedAtMs < pending.unsettled.sentAtMs) return
  if (pending.observed === null || !Position.holdsSame(pending.observed, fact.position)) {
    pending.observedSinceMs = at
    pending.observedAskedAtMs = askedAtMs
  } else pending.observedAskedAtMs = Math.max(pending.observedAskedAtMs, askedAtMs)
  pending.observed = fact.position
}

const notePosition = (state: State, at: number, symbol: SymbolState, fact: PositionFact): void => {
  const { position } = symbol
  if (position !== null && !Position.holdsSame(position, fact.position)) {
    const { position: observed } = fact
    tell(state, { event: "mismatch", at, symbol: symbol.symbol, clientOid: null, predicted: position, observed })
    symbol.trustedFromMs = Math.max(symbol.trustedFromMs, at + state.options.timing.lagMs)
  }
  symbol.position = fact.position
  symbol.readAtMs = -1
  if (symbol.pending === null) state.active.delete(symbol)
}

/** The venue's own date says that something newer is known. */
const isPast = (symbol: SymbolState, { venueAtMs }: PositionFact): boolean =>
  symbol.position !== null && venueAtMs !== null && venueAtMs < symbol.positionVenueAtMs

/** A position that may be older than the last settlement: look again when reads no longer lag, if it matters. */
const suspect = (state: State, at: number, symbol: SymbolState): void => {
  if (symbol.position === null && symbol.place === 0) return
  symbol.readAtMs = Math.max(at + state.options.timing.readMs, symbol.trustedFromMs)
  state.active.add(symbol)
}

/** Takes a position. */
export const takePosition = (state: State, at: number, fact: PositionFact): void => {
  const symbol = symbolState(state, fact.symbol)
  if (symbol === undefined) return
  const isKnown = symbol.position !== null && Position.holdsSame(symbol.position, fact.position)
  if (!isFresh(symbol, at, fact) && !(isKnown && symbol.pending === null)) {
    if (symbol.pending === null && !isPast(symbol, fact)) suspect(state, at, symbol)
    return
  }
  symbol.positionVenueAtMs = Math.max(symbol.positionVenueAtMs, fact.venueAtMs ?? -1)
  const { pending } = symbol
  if (pending === null) {
    notePosition(state, at, symbol, fact)
    return
  }
  observe(pending, at, fact)
  Settle.tryToSettle(state, at, symbol)
}
