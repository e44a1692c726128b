/**
 * What is measured of a run, as Effect metrics.
 *
 * @module
 * @since 0.1.0
 */
import type { ReversalEvent } from "@backhand/core"
import type { Recording, SocketState } from "@backhand/reversal-operator"
import type * as Context from "effect/Context"
import * as Metric from "effect/Metric"
import * as BudgetUse from "./BudgetUse.ts"
import { counted, counter, foreseen } from "./counted.ts"

const gauge = (name: string, description: string) => Metric.gauge(`backhand_${name}`, { description })

const signals = counter("signals", "signals that came")
const reconnects = counter("reconnects", "times that the socket came back")
const isLive = gauge("socket_live", "1 while the socket is live, 0 while everything is read instead")
const offset = gauge("clock_offset_seconds", "the exchange's clock minus this computer's")
const used = gauge("budget_used", "requests in the last window of the rate limit")
const limit = gauge("budget_limit", "requests that a window of the rate limit allows")
const seconds = Metric.histogram("backhand_settlement_seconds", {
  description: "time from sending an order to knowing what came of it",
  boundaries: [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60]
})

/**
 * Hears what observers of a run hear, and measures it. `refresh` brings what passes with time up to `nowMs`.
 *
 * @since 0.1.0
 */
export interface Meters {
  readonly event: (event: ReversalEvent.ReversalEvent) => void
  readonly entry: (entry: Recording.Entry) => void
  readonly socket: (state: SocketState) => void
  readonly refresh: (nowMs: number) => void
}

/** Measures from sent to settled; what is refused is settled by that, and not measured. */
const stopwatch = (context: Context.Context<never>) => {
  const sentAtMs = new Map<string, number>()
  return (event: ReversalEvent.ReversalEvent): void => {
    if (event.event === "sent") sentAtMs.set(event.clientOid, event.at)
    else if ((event.event === "refused" || event.event === "throttled") && event.clientOid !== null)
      sentAtMs.delete(event.clientOid)
    else if (event.event === "settled") {
      const from = sentAtMs.get(event.clientOid)
      if (from !== undefined) seconds.updateUnsafe((event.at - from) / 1000, context)
      sentAtMs.delete(event.clientOid)
    }
  }
}

/**
 * Makes meters that write to the registry of a context.
 *
 * @since 0.1.0
 */
export const make = (context: Context.Context<never>): Meters => {
  const budget = BudgetUse.make()
  const measure = stopwatch(context)
  let wasLive = false
  for (const [metric, labels] of [...foreseen, [signals, {}] as const, [reconnects, {}] as const])
    Metric.withAttributes(metric, labels).updateUnsafe(0, context)
  return {
    event: (event) => {
      const [metric, labels] = counted(event)
      Metric.withAttributes(metric, labels).updateUnsafe(1, context)
      measure(event)
    },
    entry: (entry) => {
      budget.take(entry)
      if (entry.entry === "options") return
      const { at, fact } = entry
      if (fact.fact === "signal") signals.updateUnsafe(1, context)
      if (fact.fact === "clock") offset.updateUnsafe((fact.venueAtMs - (fact.askedAtMs + at) / 2) / 1000, context)
    },
    socket: (state) => {
      if (state.socket === "live" && wasLive) reconnects.updateUnsafe(1, context)
      wasLive ||= state.socket === "live"
      isLive.updateUnsafe(state.socket === "live" ? 1 : 0, context)
    },
    refresh: (nowMs) => {
      used.updateUnsafe(budget.used(nowMs), context)
      limit.updateUnsafe(budget.limit(), context)
    }
  }
}
