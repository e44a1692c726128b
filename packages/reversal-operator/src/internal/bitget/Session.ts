/**
 * What the parts of one connection share.
 *
 * @module
 * @since 0.1.0
 */
import type { Budget, Instrument, Position, VenueClock, Wire } from "@backhand/core"
import type { RequestSigner } from "@backhand/signer"
import { Subscription } from "rxjs"
import type { BitgetOptions } from "../../BitgetOptions.ts"
import type { Link } from "../../Venue.ts"
import * as Reads from "./Reads.ts"
import * as Rest from "./Rest.ts"

/** What a connection is made of. `ws` is null where the venue is to do without the socket. */
export interface Parts {
  readonly link: Link
  readonly options: BitgetOptions
  readonly rest: URL
  readonly ws: URL | null
  readonly signer: RequestSigner
}

export type MarginMode = Wire.EntryBody["marginMode"]

/**
 * What is known of the account.
 *
 * - `holdMode` may change while running: positions tell. `doubtsMode` after the exchange refused an order's shape.
 * - `marginModes` by symbol, as far as they were needed.
 * - `changedAtMs` by symbol, when its position is known to have last changed on the exchange's clock.
 * - `held` the symbols that were last seen with a position.
 */
export interface Learnt {
  readonly instruments: Readonly<Record<string, Instrument.Instrument>>
  readonly marginModes: Map<string, MarginMode>
  readonly changedAtMs: Map<string, number>
  readonly held: Set<string>
  readonly limit: Budget.Limit | undefined
  holdMode: Position.HoldMode
  doubtsMode: boolean
}

/** The kinds of reads, each paced on its own, in words. */
const endpoints = {
  account: "the account",
  clock: "the exchange's time",
  detail: "single orders",
  history: "the order history",
  position: "single positions",
  positions: "all positions",
  trader: "the trader type"
} as const

type Endpoint = keyof typeof endpoints

export interface Session extends Parts {
  readonly http: Rest.Rest
  readonly reads: Readonly<Record<Endpoint, Reads.Reads>>
  readonly venueNow: () => number
  /** What is still to be done some time later. */
  readonly timers: Subscription
  learnt: Learnt | undefined
  clock: VenueClock.VenueClock | null
  /** Orders in a row that were refused for too many requests. */
  strikes: number
  isClosed: boolean
}

/** Tells a listener of the user's. What throws in it ends the stream, not the process. */
export const hear = <A>({ link }: Pick<Parts, "link">, listener: ((state: A) => void) | undefined, state: A): void => {
  try {
    listener?.(state)
  } catch (cause) {
    link.fail(cause instanceof Error ? cause : new Error("a listener of the venue failed", { cause }))
  }
}

const makeReads = (parts: Parts) => {
  const { now } = parts.link
  const lane = (endpoint: Endpoint, perSecond?: number): Reads.Reads => {
    const what = endpoints[endpoint]
    const tell = (failure: Reads.Failure | undefined): void => {
      const { cause } = failure ?? {}
      const why = cause instanceof Error ? cause.message : "an unreadable answer"
      const at = now()
      hear(parts, parts.options.onRead, failure ? { reads: "failing", at, what, why } : { reads: "working", at, what })
    }
    return Reads.make(now, tell, perSecond)
  }
  return {
    account: lane("account"),
    clock: lane("clock"),
    detail: lane("detail"),
    history: lane("history"),
    position: lane("position"),
    positions: lane("positions", 4),
    trader: lane("trader", 1)
  }
}

export const make = (parts: Parts): Session => {
  const { now } = parts.link
  const venueNow = (): number => {
    const { clock } = session
    // The middle of the bounds: they widen while nothing is asked, to either side.
    return Math.floor(now() + (clock === null ? 0 : (clock.lowMs + clock.highMs) / 2))
  }
  const reads = makeReads(parts)
  const isDemo = parts.options.isDemo === true
  const http = Rest.make({ url: parts.rest, signer: parts.signer, isDemo, now, venueNow })
  const session: Session = {
    ...parts,
    http,
    reads,
    venueNow,
    timers: new Subscription(),
    learnt: undefined,
    clock: null,
    strikes: 0,
    isClosed: false
  }
  return session
}

export const close = (session: Session): void => {
  session.isClosed = true
  session.timers.unsubscribe()
  for (const reads of Object.values(session.reads)) reads.close()
  session.http.close()
}
