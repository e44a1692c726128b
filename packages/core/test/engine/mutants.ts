import type { Mutant } from "../../../../scripts/planting.ts"

/** Faults of the engine. */
export const mutants: ReadonlyArray<Mutant> = [
  {
    name: "an order with an unknown outcome is sent again",
    file: "internal/engine/answers.ts",
    find: 'if (pending.answer === "none") doubt(state, at, symbol, pending, answer.code)',
    replace: "Settle.notExecuted(state, at, symbol, pending.standing)"
  },
  {
    name: "an order is forgotten on restart",
    file: "internal/engine/lifecycle.ts",
    find: "if (symbol === undefined) return abandon(state, at, unsettled)",
    replace: "if (symbol !== undefined) return"
  },
  {
    name: "a slot is free one window after sending",
    file: "Budget.ts",
    find: "freeAtMs: Math.ceil(deadAtMs + heldMs(self.limit))",
    replace: "freeAtMs: nowMs + self.limit.windowMs"
  },
  {
    name: "a slot is free a little before one window after the answer",
    file: "Budget.ts",
    find: "Math.ceil(receivedAtMs + 1 + heldMs(limit))",
    replace: "Math.ceil(receivedAtMs - 60 + heldMs(limit))"
  },
  {
    name: "the oldest signal wins",
    file: "internal/engine/signals.ts",
    find: "if (signal.at < old.at) return",
    replace: "if (signal.at > 0) return"
  },
  {
    name: "the last to wait is served first",
    file: "internal/engine/line.ts",
    find: "state.line.push(entry)\n    return",
    replace: "state.line.unshift(entry)\n    return"
  },
  {
    name: "a stale position is believed",
    file: "internal/engine/evidence.ts",
    find: "if (ageMs > 0) return false",
    replace: "if (fact.venueAtMs !== null) return true"
  },
  {
    name: "half of a reversal settles it",
    file: "internal/engine/judge.ts",
    find: "return pending.observedAskedAtMs >= pending.observedSinceMs + timing.lagMs ? settlement : null",
    replace: "return settlement"
  },
  {
    name: "client ids repeat",
    file: "ClientOid.ts",
    find: "-${session}-${base36(order)}",
    replace: "-${order % 1}"
  },
  {
    name: "a lost request counts as dead while it can still arrive",
    file: "internal/engine/judge.ts",
    find: "pending.unsettled.deadAtMs + timing.lagMs",
    replace: "pending.unsettled.sentAtMs"
  },
  {
    name: "requests live as long as the venue lets them",
    file: "internal/engine/send.ts",
    find: "signAtMs: venueNowMs - signatureWindowMs + timing.lifeMs",
    replace: "signAtMs: venueNowMs"
  },
  {
    name: "a symbol has two orders at once",
    file: "internal/engine/signals.ts",
    find: "if (symbol.pending !== null || symbol.place !== 0) return",
    replace: "if (symbol.place !== 0) return"
  },
  {
    name: "a replaced signal disappears silently",
    file: "internal/engine/signals.ts",
    find: "tell(state, keepNewer(symbol.standing, at, signal))",
    replace: "keepNewer(symbol.standing, at, signal)"
  },
  {
    name: "a waiting symbol is never woken for",
    file: "internal/engine/timers.ts",
    find: "at = later(Budget.freeAt(budget, nowMs), nowMs, at)",
    replace: "at = later(Number.POSITIVE_INFINITY, nowMs, at)"
  },
  {
    name: "what was settled before a restart is read too early",
    file: "internal/engine/state.ts",
    find: "trustedFromMs: state.options.trustedFromMs",
    replace: "trustedFromMs: -1"
  },
  {
    name: "a size that is asked for in hedge mode is ignored",
    file: "internal/engine/plan.ts",
    find: "if (signal.size === undefined) return",
    replace: "if (signal.size !== null) return"
  },
  {
    name: "in hedge mode the other leg says how much is reversed",
    file: "Order.ts",
    find: "= reversedLots(instrument, position, leg, wish)",
    replace: "= reversedLots(instrument, position, Position.leg(position, Side.opposite(side.success)) ?? leg, wish)"
  },
  {
    name: "a reversal is completed twice",
    file: "internal/engine/send.ts",
    find: "symbol.completion = null\n",
    replace: ""
  },
  {
    name: "a hand's entry is completed",
    file: "internal/engine/plan.ts",
    find: "!Position.holdsSame(position, after) || ",
    replace: "after.mode !== position.mode || "
  },
  {
    name: "after a refused timestamp an order keeps its client id",
    file: "internal/engine/send.ts",
    find: "++state.orders",
    replace: "symbol.clockRefusals > 0 ? state.orders : ++state.orders"
  },
  {
    name: "what must be mended first is tried again at once",
    file: "internal/engine/answers.ts",
    find: 'answer.retry === "after-backoff" ? standing : null',
    replace: "standing"
  },
  {
    name: "a signal that is too old is sent",
    file: "internal/engine/expiry.ts",
    find: "if (ageMs <= ttlMs) return false",
    replace: "if (ageMs <= 2 * ttlMs) return false"
  },
  {
    name: "a signal that is too old is told of when its turn comes",
    file: "internal/engine/timers.ts",
    find: "Expiry.expireAll(state, nowMs)",
    replace: ""
  },
  {
    name: "a signal behind an order under way expires late",
    file: "internal/engine/signals.ts",
    find: "state.waits++",
    replace: ""
  },
  {
    name: "what waits when the kill switch is thrown is sent",
    file: "internal/engine/lifecycle.ts",
    find: "state.isKilled = true\n      return Events.dropAll(state, at)",
    replace: "state.isKilled = true\n      return"
  },
  {
    name: "what a hand did under a refused order is forgotten",
    file: "internal/engine/settle.ts",
    find: "if (pending.observed !== null && symbol.position !== null) believe(state, at, symbol, pending.observed)",
    replace: ""
  }
]
