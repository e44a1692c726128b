/**
 * What the user is told. Everything that happens to a signal or an order is one of these; nothing disappears silently.
 * @module
 * @since 0.1.0
 */
import type { Retry } from "./AnswerCode.ts"
import type * as Position from "./Position.ts"
import type * as Settlement from "./Settlement.ts"
import type { Side } from "./Side.ts"
import type { Signal } from "./Signal.ts"

interface Base {
  readonly at: number
  readonly symbol: string
}

interface OfSignal extends Base {
  readonly signal: Signal
}

interface OfOrder extends Base {
  readonly clientOid: string
  readonly order: "reversal" | "entry"
}

/**
 * The signal asks for what is held already, or the symbol is flat and entries are not wished.
 *
 * @since 0.1.0
 */
export interface Held extends OfSignal {
  readonly event: "held"
  readonly reason: "agrees" | "flat"
}

/**
 * A newer signal of the same symbol took this one's place.
 *
 * @since 0.1.0
 */
export interface Superseded extends OfSignal {
  readonly event: "superseded"
  readonly by: Signal
}

/**
 * The signal still waited when it was older than its time to live.
 *
 * @since 0.1.0
 */
export interface Expired extends OfSignal {
  readonly event: "expired"
  readonly ageMs: number
}

/**
 * An order leaves. `signal` is null where it completes an earlier reversal; `to` is the side it opens on; `closes` and `opens` are sizes in base units.
 *
 * @since 0.1.0
 */
export interface Sent extends OfOrder {
  readonly event: "sent"
  readonly signal: Signal | null
  readonly attempt: number
  readonly to: Side
  readonly closes: string
  readonly opens: string
}

/**
 * The venue has taken the order. Accepted is not filled.
 *
 * @since 0.1.0
 */
export interface Accepted extends OfOrder {
  readonly event: "accepted"
  readonly orderId: string | null
}

/**
 * The signal or its order was refused. `clientOid` is null where nothing was sent.
 *
 * @since 0.1.0
 */
export interface Refused extends OfSignal {
  readonly event: "refused"
  readonly clientOid: string | null
  readonly reason:
    | "attempts"
    | "bad-signal"
    | "cool-down"
    | "halted"
    | "killed"
    | "max-notional"
    | "max-reversals"
    | "max-size"
    | "no-price"
    | "plan"
    | "stopped"
    | "unknown-symbol"
    | "venue"
  readonly code: string | null
  readonly retry: Retry
  readonly message: string
  readonly remedy: string
}

/**
 * The venue refused for too many requests; nothing is sent before `pausedUntilMs`.
 *
 * @since 0.1.0
 */
export interface Throttled extends OfOrder {
  readonly event: "throttled"
  readonly pausedUntilMs: number
}

/**
 * It is not known whether the order took effect. It will be looked up, never sent again.
 *
 * @since 0.1.0
 */
export interface Unknown extends OfOrder {
  readonly event: "unknown"
  readonly code: string | null
  readonly deadAtMs: number
}

/**
 * What was observed to come of the order; sizes in base units.
 *
 * @since 0.1.0
 */
export interface Settled extends OfOrder {
  readonly event: "settled"
  readonly settlement: Settlement.Outcome
  readonly closed: string
  readonly opened: string
  readonly position: Position.Position | null
}

/**
 * The symbol takes no more orders until a human resumes it.
 *
 * @since 0.1.0
 */
export interface Halted extends Base {
  readonly event: "halted"
  readonly reason: "unsettled" | "account" | "hold-mode" | "clock" | "unreachable"
  readonly message: string
  readonly remedy: string
}

/**
 * An order of an earlier run is being settled before anything new is sent for its symbol.
 *
 * @since 0.1.0
 */
export interface Recovered extends OfOrder {
  readonly event: "recovered"
}

/**
 * Not what the order, executed whole and alone, would have left, or a change without one (`clientOid` null); predicted prices are void.
 *
 * @since 0.1.0
 */
export interface Mismatch extends Base {
  readonly event: "mismatch"
  readonly clientOid: string | null
  readonly predicted: Position.Position
  readonly observed: Position.Position
}

/**
 * A human resumed the symbol.
 * @since 0.1.0
 */
export interface Resumed extends Base {
  readonly event: "resumed"
}

/**
 * Every event, told apart by `event`. `at` is in milliseconds since the epoch, on the engine's clock.
 * @since 0.1.0
 */
export type ReversalEvent =
  | Held
  | Superseded
  | Expired
  | Sent
  | Accepted
  | Refused
  | Throttled
  | Unknown
  | Settled
  | Halted
  | Recovered
  | Mismatch
  | Resumed
