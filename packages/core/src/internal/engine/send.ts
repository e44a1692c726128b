/**
 * Sends an order: takes its slot, remembers it, tells it, commands it.
 *
 * @module
 * @since 0.1.0
 */
import * as Budget from "../../Budget.ts"
import * as ClientOid from "../../ClientOid.ts"
import { signatureWindowMs, type Timing } from "../../EngineOptions.ts"
import type { Unsettled } from "../../Fact.ts"
import * as Order from "../../Order.ts"
import type * as Position from "../../Position.ts"
import * as VenueClock from "../../VenueClock.ts"
import * as Events from "./events.ts"
import * as Guards from "./guards.ts"
import * as Line from "./line.ts"
import { activate, budgetOf, type Pending, put, type State, type SymbolState, tell } from "./state.ts"

/** An order of which there is no evidence yet, first looked for at `nextReadAtMs`. */
export const pending = (
  unsettled: Unsettled,
  timing: Timing,
  nextReadAtMs: number,
  { answer, completion, place, standing }: Pick<Pending, "answer" | "completion" | "place" | "standing">
): Pending => ({
  answer,
  completion,
  place,
  standing,
  unsettled,
  trace: "absent",
  giveUpAtMs: Math.max(unsettled.deadAtMs, nextReadAtMs) + timing.settleMs,
  withdrawn: null,
  doneSinceMs: -1,
  detailAbsentAtMs: -1,
  historyAbsentAtMs: -1,
  observed: null,
  observedSinceMs: -1,
  observedAskedAtMs: -1,
  nextReadAtMs,
  readGapMs: timing.readMs
})

/** Takes the slot of a request that may arrive until its end. */
export const takeSlot = (state: State, { clientOid, deadAtMs, order, sentAtMs }: Unsettled): void => {
  const budget = budgetOf(state, order.order)
  state.budgets[budget] = Budget.take(state.budgets[budget], clientOid, sentAtMs, deadAtMs)
}

/** Remembers an order that is in flight or settling, and that it may still arrive. */
export const track = (state: State, symbol: SymbolState, order: Pending): void => {
  symbol.pending = order
  activate(state, symbol)
  takeSlot(state, order.unsettled)
}

const tellSent = (state: State, symbol: SymbolState, { standing, unsettled }: Pending): void => {
  const { clientOid, order, sentAtMs } = unsettled
  tell(state, {
    event: "sent",
    at: sentAtMs,
    symbol: symbol.symbol,
    clientOid,
    order: order.order,
    signal: standing?.signal ?? null,
    attempt: standing?.attempts ?? 1,
    to: Order.opensOn(order),
    closes: Events.size(symbol, Order.closes(order)),
    opens: Events.size(symbol, order.lots)
  })
}

/**
 * The last local time at which the request can take effect. The signature is dated by the lower bound of the venue's
 * clock, so that its life at the venue is never longer; what the clocks may drift apart meanwhile is added.
 */
const deadAt = (nowMs: number, { lifeMs }: Timing): number => nowMs + lifeMs + 2 + Math.ceil(lifeMs / 1000)

/** Sends the order that was planned for a symbol. */
export const send = (
  state: State & { clock: VenueClock.VenueClock },
  nowMs: number,
  symbol: SymbolState,
  before: Position.Position,
  planned: Order.Order
): void => {
  const { timing } = state.options
  const { standing } = symbol
  const clientOid = ClientOid.ofOrder(state.options.session, ++state.orders, standing?.signal ?? null)
  const order = { ...planned, clientOid }
  const unsettled = {
    clientOid,
    order,
    before,
    beforeVenueAtMs: symbol.positionVenueAtMs,
    sentAtMs: nowMs,
    deadAtMs: deadAt(nowMs, timing)
  }
  const sent = pending(unsettled, timing, nowMs + timing.answerMs, {
    answer: "none",
    completion: standing === null ? symbol.completion : null,
    place: Line.leave(symbol),
    standing: standing === null ? null : { signal: standing.signal, attempts: standing.attempts + 1 }
  })
  symbol.standing = null
  symbol.completion = null
  track(state, symbol, sent)
  Guards.remember(state.options.guards, symbol, sent, nowMs)
  tellSent(state, symbol, sent)
  const venueNowMs = Math.floor(nowMs + VenueClock.age(state.clock, nowMs).lowMs)
  put(state, { command: "send", unsettled, signAtMs: venueNowMs - signatureWindowMs + timing.lifeMs })
}
