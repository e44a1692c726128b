import type { ReversalEvent } from "@backhand/core"
import { Context, Metric } from "effect"
import { PrometheusMetrics } from "effect/observability"
import { assert, describe, it } from "vitest"
import * as BudgetUse from "../src/run/telemetry/BudgetUse.ts"
import * as Meters from "../src/run/telemetry/Meters.ts"
import { events } from "./events.ts"

type Entry = Parameters<Meters.Meters["entry"]>[0]

/** Each event, and the line that it adds to what Prometheus sees. */
const told: ReadonlyArray<readonly [ReversalEvent.ReversalEvent, string]> = [
  [events.superseded, "backhand_conflated_total 1"],
  [events.held, 'backhand_held_total{reason="agrees"} 1'],
  [events.expired, "backhand_expired_total 1"],
  [events.sent, 'backhand_sent_total{order="reversal"} 1'],
  [events.accepted, 'backhand_accepted_total{order="reversal"} 1'],
  [events.unknown, "backhand_unknown_total 1"],
  [events.settled, 'backhand_settled_total{settlement="reversed",order="reversal"} 1'],
  [events.throttled, "backhand_throttled_total 1"],
  [events.refused, 'backhand_refused_total{reason="venue",code="40762",retry="after-fix"} 1'],
  [events.halted, 'backhand_halted_total{reason="clock"} 1'],
  [events.mismatch, "backhand_mismatched_total 1"],
  [events.recovered, "backhand_recovered_total 1"],
  [events.resumed, "backhand_resumed_total 1"]
]

const makeMeters = () => {
  const context = Context.make(Metric.MetricRegistry, new Map())
  return { meters: Meters.make(context), text: () => PrometheusMetrics.formatUnsafe(context) }
}

describe("Meters", () => {
  it("counts every kind of event", () => {
    const { meters, text } = makeMeters()
    for (const [event, line] of told) {
      assert.notInclude(text(), `${line}\n`)
      meters.event(event)
      assert.include(text(), `${line}\n`)
    }
    assert.include(text(), 'backhand_settlement_seconds_bucket{le="0.2"} 0\n')
    assert.include(text(), 'backhand_settlement_seconds_bucket{le="0.5"} 1\n')
  })

  it("counts how often the socket came back, and measures the exchange's clock", () => {
    const { meters, text } = makeMeters()
    meters.socket({ socket: "down", at: 0, why: "", retryMs: 1 })
    assert.include(text(), "backhand_socket_live 0\n")
    meters.socket({ socket: "live", at: 0 })
    assert.include(text(), "backhand_reconnects_total 0\n")
    meters.socket({ socket: "down", at: 0, why: "", retryMs: 1 })
    meters.socket({ socket: "live", at: 0 })
    assert.include(text(), "backhand_reconnects_total 1\n")
    meters.entry({ entry: "step", at: 200, fact: { fact: "clock", askedAtMs: 100, venueAtMs: 1150 }, commands: [] })
    assert.include(text(), "backhand_clock_offset_seconds 1\n")
  })
})

describe("a counter", () => {
  it("begins at zero, so that Prometheus sees the first one rise", () => {
    const { meters, text } = makeMeters()
    const begun = text()
    const unforeseen = new Set<string>(["refused", "halted"])
    for (const [event, line] of told)
      assert.strictEqual(begun.includes(`${line.slice(0, -1)}0\n`), !unforeseen.has(event.event), line)
    for (const [event] of told) meters.event(event)
    const series = (shown: string) => shown.split("\n").filter((line) => /^backhand_\w+_total/.test(line)).length
    assert.strictEqual(series(text()), series(begun) + unforeseen.size)
  })
})

describe("BudgetUse", () => {
  it("counts the requests in the window that ends now", () => {
    const use = BudgetUse.make()
    const send = (at: number) =>
      use.take({ entry: "step", at, fact: { fact: "timer" }, commands: [{ command: "send" }] } as unknown as Entry)
    use.take({ entry: "options", options: { limit: { limit: 3, windowMs: 100 } } } as unknown as Entry)
    send(0)
    send(50)
    send(90)
    assert.deepStrictEqual([90, 99, 100, 149, 150, 190].map(use.used), [3, 3, 2, 2, 1, 0])
    use.take({ entry: "step", at: 100, fact: { fact: "limit", limit: { limit: 1, windowMs: 10 } }, commands: [] })
    assert.deepStrictEqual([use.limit(), use.used(100)], [1, 0])
  })
})
