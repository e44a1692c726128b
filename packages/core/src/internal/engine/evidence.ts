/**
 * Takes evidence in: what the venue shows of orders and positions, fresh or stale.
 *
 * @module
 * @since 0.1.0
 */
import type { Fact } from "../../Fact.ts"
import * as Position from "../../Position.ts"
import * as VenueClock from "../../VenueClock.ts"
import * as Settle from "./settle.ts"
import { activate, deactivate, type Pending, type State, type SymbolState, symbolState } from "./state.ts"

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

const observe = ({ options: { timing } }: State, at: number, pending: Pending, fact: PositionFact): void => {
  // A push may come late, however soon reads do: only a read says that nothing has changed since. Unless nothing lags at all.
  const askedAtMs = fact.askedAtMs ?? (timing.lagMs === 0 ? at : -1)
  // A read that was asked before the order left cannot speak of it.
  if (fact.askedAtMs !== null && askedAtMs < pending.unsettled.sentAtMs) return
  if (pending.observed === null || !Position.holdsSame(pending.observed, fact.position)) {
    pending.observedSinceMs = at
    pending.observedAskedAtMs = askedAtMs
  } else pending.observedAskedAtMs = Math.max(pending.observedAskedAtMs, askedAtMs)
  pending.observed = fact.position
}

/** The venue's machines may disagree on the time by less than this: what dates positions need not be what answers requests. */
const skewMs = 1000

/** Shows a change that the venue dates earlier than the order can have arrived: a hand was faster. */
const isFromBefore = ({ clock }: State, { unsettled: { before, sentAtMs } }: Pending, fact: PositionFact): boolean => {
  if (fact.venueAtMs === null || clock === null || Position.holdsSame(before, fact.position)) return false
  return fact.venueAtMs + skewMs <= sentAtMs + VenueClock.age(clock, sentAtMs).lowMs
}

/** What an order comes to is told against what was there before it, where that is known to be newer than what was thought. */
const rebase = (
  state: State,
  at: number,
  symbol: SymbolState,
  pending: Pending,
  { position, venueAtMs }: PositionFact,
  knownVenueAtMs: number
): void => {
  if (venueAtMs === null || knownVenueAtMs < 0 || venueAtMs <= knownVenueAtMs) return
  Settle.believe(state, at, symbol, position)
  pending.unsettled = { ...pending.unsettled, before: position, beforeVenueAtMs: venueAtMs }
}

const notePosition = (state: State, at: number, symbol: SymbolState, fact: PositionFact): void => {
  Settle.believe(state, at, symbol, fact.position)
  symbol.readAtMs = -1
  if (symbol.pending === null) deactivate(state, symbol)
}

/** The venue's own date says that something newer is known. */
const isPast = (symbol: SymbolState, { venueAtMs }: PositionFact): boolean =>
  symbol.position !== null && venueAtMs !== null && venueAtMs < symbol.positionVenueAtMs

/** What cannot be believed yet tells of a change all the same: what reads show of before it is past. */
const noteChange = (state: State, at: number, symbol: SymbolState, { venueAtMs }: PositionFact): void => {
  if (venueAtMs === null || venueAtMs <= symbol.positionVenueAtMs) return
  const byClock = state.clock === null ? at : Math.ceil(venueAtMs - VenueClock.age(state.clock, at).lowMs)
  symbol.positionVenueAtMs = venueAtMs
  symbol.trustedFromMs = Math.max(symbol.trustedFromMs, Math.min(at, byClock) + state.options.timing.lagMs)
}

/** A position that may be older than the last settlement: look again when reads no longer lag, if it matters. */
const suspect = (state: State, at: number, symbol: SymbolState, fact: PositionFact): void => {
  noteChange(state, at, symbol, fact)
  if (symbol.position === null && symbol.place === 0) return
  symbol.readAtMs = Math.max(at + state.options.timing.readMs, symbol.trustedFromMs)
  activate(state, symbol)
}

/** Takes a position. */
export const takePosition = (state: State, at: number, fact: PositionFact): void => {
  const symbol = symbolState(state, fact.symbol)
  if (symbol === undefined) return
  const isKnown = symbol.position !== null && Position.holdsSame(symbol.position, fact.position)
  if (!isFresh(symbol, at, fact) && !(isKnown && symbol.pending === null)) {
    if (symbol.pending === null && !isPast(symbol, fact)) suspect(state, at, symbol, fact)
    return
  }
  const { pending } = symbol
  const knownVenueAtMs = symbol.positionVenueAtMs
  symbol.positionVenueAtMs = Math.max(knownVenueAtMs, fact.venueAtMs ?? -1)
  if (pending === null) notePosition(state, at, symbol, fact)
  else if (isFromBefore(state, pending, fact)) rebase(state, at, symbol, pending, fact, knownVenueAtMs)
  else {
    observe(state, at, pending, fact)
    Settle.tryToSettle(state, at, symbol)
  }
}
