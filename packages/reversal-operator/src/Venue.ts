/**
 * The port between the operator and whatever orders go to: Bitget, the simulator, a dry run.
 *
 * @module
 * @since 0.1.0
 */
import type { Budget, Command, Fact, Instrument } from "@backhand/core"

/**
 * What a venue is asked to do. Each is carried out once; its result comes back as a fact.
 *
 * @since 0.1.0
 */
export type VenueCommand = Extract<
  Command.Command,
  { readonly command: "send" | "look-up" | "read-position" | "sync-clock" }
>

/**
 * What a venue tells. A position of a symbol that is flat is told too: absence is not news.
 *
 * @since 0.1.0
 */
export type VenueFact = Extract<
  Fact.Fact,
  { readonly fact: "answer" | "order" | "position" | "clock" | "price" | "limit" }
>

/**
 * What a venue knows once it is connected. `limit` is what applies to the account where the venue can tell.
 *
 * @since 0.1.0
 */
export interface Ready {
  readonly instruments: Readonly<Record<string, Instrument.Instrument>>
  readonly limit?: Budget.Limit | undefined
}

/**
 * The venue's way back to the operator.
 *
 * - `now` the operator's clock, in whole milliseconds. Facts and commands are dated by it.
 * - `ready` to be called once, at once or later. Facts may be told after it only.
 * - `fail` ends the stream with an error: going on is impossible (wrong keys, wrong kind of account).
 *
 * @since 0.1.0
 */
export interface Link {
  readonly now: () => number
  readonly ready: (ready: Ready) => void
  readonly tell: (fact: VenueFact) => void
  readonly fail: (error: Error) => void
}

/**
 * One connection. After `close` nothing is sent and nothing is told.
 *
 * @since 0.1.0
 */
export interface Connection {
  readonly execute: (command: VenueCommand) => void
  readonly close: () => void
}

/**
 * Where orders go. Every subscription of `reverseOn` makes a connection of its own.
 *
 * @since 0.1.0
 */
export interface Venue {
  readonly connect: (link: Link) => Connection
}
