import type { ReversalEvent } from "@backhand/core"

const signal = { symbol: "ETHUSDT", side: "short", at: 0 } as const
const base = { at: 0, symbol: "ETHUSDT" } as const
const of = { ...base, clientOid: "c1", order: "reversal" } as const
const why = { message: "why", remedy: "what" } as const
const position = { mode: "one-way", net: null } as const

/** One event of each kind. */
export const events = {
  sent: { ...of, event: "sent", signal, attempt: 1, to: "short", closes: "1", opens: "1" },
  accepted: { ...of, event: "accepted", orderId: null },
  settled: { ...of, at: 300, event: "settled", settlement: "reversed", closed: "1", opened: "1", position },
  refused: { ...of, event: "refused", signal, reason: "venue", code: "40762", retry: "after-fix", ...why },
  throttled: { ...of, event: "throttled", pausedUntilMs: 0 },
  unknown: { ...of, event: "unknown", code: null, deadAtMs: 1 },
  held: { ...base, event: "held", signal, reason: "agrees" },
  superseded: { ...base, event: "superseded", signal, by: signal },
  expired: { ...base, event: "expired", signal, ageMs: 9 },
  halted: { ...base, event: "halted", reason: "clock", ...why },
  recovered: { ...of, event: "recovered" },
  mismatch: { ...base, event: "mismatch", clientOid: "c1", predicted: position, observed: position },
  resumed: { ...base, event: "resumed" }
} as const satisfies { [Kind in ReversalEvent.ReversalEvent["event"]]: ReversalEvent.ReversalEvent & { event: Kind } }
