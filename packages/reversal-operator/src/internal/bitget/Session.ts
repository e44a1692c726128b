/**
 * What the parts of one connection share.
 *
 * @module
 * @since 0.1.0
 */
import type { Budget, Instrument, Position, VenueClock, Wire } from "@backhand/core"
import type { RequestSigner } from "@backhand/signer"
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

const endpoints = ["account", "clock", "detail", "history", "position", "positions", "trader"] as const

export interface Session extends Parts {
  readonly http: Rest.Rest
  readonly reads: Readonly<Record<(typeof endpoints)[number], Reads.Reads>>
  readonly venueNow: () => number
  learnt: Learnt | undefined
  clock: VenueClock.VenueClock | null
  /** Orders in a row that were refused for too many requests. */
  strikes: number
  isClosed: boolean
}

export const make = (parts: Parts): Session => {
  const { now } = parts.link
  const venueNow = (): number => {
    const { clock } = session
    // The middle of the bounds: they widen while nothing is asked, to either side.
    return Math.floor(now() + (clock === null ? 0 : (clock.lowMs + clock.highMs) / 2))
  }
  const reads = {
    account: Reads.make(now),
    clock: Reads.make(now),
    detail: Reads.make(now),
    history: Reads.make(now),
    position: Reads.make(now),
    positions: Reads.make(now, 4),
    trader: Reads.make(now, 1)
  }
  const isDemo = parts.options.isDemo === true
  const http = Rest.make({ url: parts.rest, signer: parts.signer, isDemo, now, venueNow })
  const session: Session = {
    ...parts,
    http,
    reads,
    venueNow,
    learnt: undefined,
    clock: null,
    strikes: 0,
    isClosed: false
  }
  return session
}

export const close = (session: Session): void => {
  session.isClosed = true
  for (const name of endpoints) session.reads[name].close()
  session.http.close()
}
