/**
 * What each event of a run counts.
 *
 * @module
 * @since 0.1.0
 */
import type { ReversalEvent } from "@backhand/core"
import * as Metric from "effect/Metric"

/**
 * A counter of a run; its name as Prometheus wants it.
 *
 * @since 0.1.0
 */
export const counter = (name: string, description: string): Metric.Counter<number> =>
  Metric.counter(`backhand_${name}_total`, { description, incremental: true })

const conflated = counter("conflated", "signals that a newer one replaced while they waited")
const held = counter("held", "signals that needed no order")
const expired = counter("expired", "signals that were too old when their turn came")
const sent = counter("sent", "orders that left")
const accepted = counter("accepted", "orders that the exchange took")
const refused = counter("refused", "signals and orders that were refused, by reason, code and when to try again")
const throttled = counter("throttled", "orders that the exchange refused for too many requests")
const unknown = counter("unknown", "orders without a certain answer, which are looked up")
const settled = counter("settled", "orders that were settled, by what came of them")
const halted = counter("halted", "symbols that halted, by reason")
const mismatched = counter("mismatched", "positions that are not what was predicted")
const recovered = counter("recovered", "orders of an earlier run that had to be settled first")
const resumed = counter("resumed", "halted symbols that went on")

type Counted = readonly [metric: Metric.Counter<number>, labels: Readonly<Record<string, string>>]

const plain = [conflated, expired, throttled, unknown, mismatched, recovered, resumed]
const orders = ["reversal", "entry"]
const outcomes = ["reversed", "partially-reversed", "closed-only", "unchanged", "unknown"]

/**
 * What can be counted and is known beforehand. A counter that is first seen at one has not risen, as Prometheus sees it, so these
 * begin at zero.
 *
 * @since 0.1.0
 */
export const foreseen: ReadonlyArray<Counted> = [
  ...plain.map((metric): Counted => [metric, {}]),
  ...["agrees", "flat"].map((reason): Counted => [held, { reason }]),
  ...orders.flatMap(
    (order): ReadonlyArray<Counted> => [
      [sent, { order }],
      [accepted, { order }],
      ...outcomes.map((settlement): Counted => [settled, { settlement, order }])
    ]
  )
]

/**
 * The counter that an event adds one to, and with which labels.
 *
 * @since 0.1.0
 */
export const counted = (event: ReversalEvent.ReversalEvent): Counted => {
  switch (event.event) {
    case "superseded":
      return [conflated, {}]
    case "held":
      return [held, { reason: event.reason }]
    case "expired":
      return [expired, {}]
    case "sent":
      return [sent, { order: event.order }]
    case "accepted":
      return [accepted, { order: event.order }]
    case "refused":
      return [refused, { reason: event.reason, code: event.code ?? "", retry: event.retry }]
    case "throttled":
      return [throttled, {}]
    case "unknown":
      return [unknown, {}]
    case "settled":
      return [settled, { settlement: event.settlement, order: event.order }]
    case "halted":
      return [halted, { reason: event.reason }]
    case "mismatch":
      return [mismatched, {}]
    case "recovered":
      return [recovered, {}]
    case "resumed":
      return [resumed, {}]
  }
}
