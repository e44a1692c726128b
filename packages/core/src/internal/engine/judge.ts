/**
 * Decides from the evidence what came of an order, or that it is too early to tell.
 *
 * @module
 * @since 0.1.0
 */
import type { Timing } from "../../EngineOptions.ts"
import * as Settlement from "../../Settlement.ts"
import type { Pending } from "./state.ts"

/** From then on the request can no longer take effect, and reads would show it if it had. */
const quietFrom = (pending: Pending, timing: Timing): number => pending.unsettled.deadAtMs + timing.lagMs

/** Tells whether the venue is known to have had the request. */
const hasArrived = (pending: Pending): boolean => pending.answer === "accepted" || pending.trace !== "absent"

const isUnchanged = (pending: Pending, timing: Timing): boolean => {
  if (pending.trace === "done") return pending.observedAskedAtMs >= pending.doneSinceMs + timing.lagMs
  if (hasArrived(pending)) return false
  const quiet = quietFrom(pending, timing)
  return Math.min(pending.observedAskedAtMs, pending.detailAbsentAtMs, pending.historyAbsentAtMs) >= quiet
}

/**
 * - Evidence waits for the answer, or for its time to be up: what happened is told in the order in which it happened.
 * - A position that shows the whole reversal settles it, once the venue is known to have had the request (else a hand
 *   may have done the same, with the request still on its way).
 * - Half of a reversal may be seen on the way to the whole: it counts when it has stood for as long as reads lag.
 * - Nothing counts as unchanged while it could still happen.
 */
export const judge = (pending: Pending, timing: Timing): Settlement.Settlement | null => {
  const { observed, unsettled } = pending
  if (observed === null || pending.answer === "none") return null
  const settlement = Settlement.between(unsettled.order, unsettled.before, observed)
  if (settlement.outcome === "unknown") return null
  if (settlement.outcome === "unchanged") return isUnchanged(pending, timing) ? settlement : null
  if (!hasArrived(pending) && pending.observedAskedAtMs < quietFrom(pending, timing)) return null
  if (settlement.outcome === "reversed") return settlement
  return pending.observedAskedAtMs >= pending.observedSinceMs + timing.lagMs ? settlement : null
}
