/**
 * What can go wrong on request, as data: rates, delays, and what happens when.
 *
 * @module
 * @since 0.1.0
 */
import { Refusal } from "@backhand/core"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { BehaviourChange } from "./BehaviourChange.ts"

const Rate = Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 }))
const Milliseconds = Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0))
const Range = Schema.Tuple([Milliseconds, Milliseconds])

/**
 * Faults that rates and delays describe. What is left out does not happen; rates are probabilities from 0 to 1.
 *
 * - `latency` milliseconds to and from the exchange, drawn evenly between two bounds.
 * - `loseBefore`, `loseAfter` the connection is cut without an answer, before or after execution.
 * - `htmlErrors` a gateway's HTML page with status 502 instead of execution; `htmlErrorsAfter` instead of the answer to it.
 * - `tooMany` HTTP 429 without cause, unexecuted.
 * - `uncertain` an answer with `code` (45001, 40725, 40010 …); `executed` of them were executed all the same.
 * - `slowReads` GET requests that take `ms` longer.
 * - `partialFills` orders of which only a fraction of each leg is executed.
 * - `pushes` private WebSocket messages dropped, sent twice, or sent after their successor; `reset` cuts the connection
 *   instead of sending.
 * - `behaviour` switches of the exchange: read lag, clock skew, matching delay and the rest.
 * - `paths` ends of the paths that the rates apply to; all paths where it is left out.
 *
 * @category models
 * @since 0.1.0
 */
export const Rates = Schema.Struct({
  latency: Schema.optionalKey(
    Schema.Struct({ forwardMs: Schema.optionalKey(Range), backMs: Schema.optionalKey(Range) })
  ),
  loseBefore: Schema.optionalKey(Rate),
  loseAfter: Schema.optionalKey(Rate),
  htmlErrors: Schema.optionalKey(Rate),
  htmlErrorsAfter: Schema.optionalKey(Rate),
  tooMany: Schema.optionalKey(Rate),
  uncertain: Schema.optionalKey(
    Schema.Struct({ rate: Rate, code: Schema.optionalKey(Schema.NonEmptyString), executed: Schema.optionalKey(Rate) })
  ),
  slowReads: Schema.optionalKey(Schema.Struct({ rate: Rate, ms: Milliseconds })),
  partialFills: Schema.optionalKey(
    Schema.Struct({ rate: Rate, close: Schema.optionalKey(Rate), open: Schema.optionalKey(Rate) })
  ),
  pushes: Schema.optionalKey(
    Schema.Struct({
      drop: Schema.optionalKey(Rate),
      duplicate: Schema.optionalKey(Rate),
      reorder: Schema.optionalKey(Rate),
      reset: Schema.optionalKey(Rate)
    })
  ),
  behaviour: Schema.optionalKey(BehaviourChange),
  paths: Schema.optionalKey(Schema.Array(Schema.NonEmptyString))
})

/**
 * Rates and delays.
 *
 * @category models
 * @since 0.1.0
 */
export type Rates = typeof Rates.Type

const Window = Schema.Struct({ fromMs: Milliseconds, toMs: Milliseconds, set: Rates })

const Event = Schema.Union([
  Schema.Struct({
    atMs: Milliseconds,
    event: Schema.Literal("trader"),
    value: Schema.Boolean,
    uid: Schema.optionalKey(Schema.String)
  }),
  Schema.Struct({
    atMs: Milliseconds,
    event: Schema.Literal("hold-mode"),
    value: Schema.Literals(["one-way", "hedge"]),
    uid: Schema.optionalKey(Schema.String)
  }),
  Schema.Struct({ atMs: Milliseconds, event: Schema.Literal("reset-sockets") })
])

/**
 * A fault plan: rates that always hold, `windows` in which others hold on top, `events` that happen once. Times are
 * milliseconds after the simulator's start. `seed` decides every draw.
 *
 * @category models
 * @since 0.1.0
 */
export const Faults = Schema.Struct({
  ...Rates.fields,
  seed: Schema.optionalKey(Schema.Int),
  windows: Schema.optionalKey(Schema.Array(Window)),
  events: Schema.optionalKey(Schema.Array(Event))
})

/**
 * A fault plan.
 *
 * @category models
 * @since 0.1.0
 */
export type Faults = typeof Faults.Type

/**
 * An event of a fault plan.
 *
 * @category models
 * @since 0.1.0
 */
export type Event = typeof Event.Type

const read = Schema.decodeUnknownResult(Faults, { onExcessProperty: "error", errors: "all" })

/**
 * Reads a fault file's content. Every mistake is named with its place, unknown names included.
 *
 * - **Errors** `BadRequest`.
 *
 * @example
 * ```ts
 * import { Faults } from "@backhand/bitget-simulator"
 * import { Result } from "effect"
 *
 * Result.isSuccess(Faults.decode({ loseAfter: 0.1, windows: [{ fromMs: 0, toMs: 500, set: { tooMany: 1 } }] })) // => true
 * Result.isFailure(Faults.decode({ looseAfter: 0.1 })) // => true
 * ```
 *
 * @category decoding
 * @since 0.1.0
 */
export const decode = (value: unknown): Result.Result<Faults, Refusal.Refusal> =>
  Result.mapError(read(value), (error) =>
    Refusal.make(
      "BadRequest",
      "faults",
      error.message.replaceAll("\n  at", " at").replaceAll("\n", "; "),
      "see the guide to the simulator for the names and their ranges"
    )
  )

/**
 * The rates that hold at a time after the start: the plan's own with those of the open windows on top, later ones last.
 *
 * @category getters
 * @since 0.1.0
 */
export const at = (self: Faults, elapsedMs: number): Rates => {
  const { windows = [], ...always } = self
  const open = windows.filter(({ fromMs, toMs }) => elapsedMs >= fromMs && elapsedMs < toMs).map(({ set }) => set)
  const behaviour: Rates["behaviour"] = Object.assign({}, always.behaviour, ...open.map((rates) => rates.behaviour))
  const rates: Rates = Object.assign({}, always, ...open, { behaviour })
  return rates
}
