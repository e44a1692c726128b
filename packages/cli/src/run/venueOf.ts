/**
 * The venue of a run: the account at the exchange, or a dry run that sends nothing.
 *
 * @module
 * @since 0.1.0
 */
import type { Order, Position } from "@backhand/core"
import {
  bitget,
  type BitgetOptions,
  dryRun,
  type ReadState,
  type SocketState,
  type Venue
} from "@backhand/reversal-operator"
import { signerFor } from "@backhand/signer/plain"
import * as Result from "effect/Result"
import { asCommandError } from "../asCommandError.ts"
import { nowMs } from "../exchange/clock.ts"
import * as Account from "../exchange/Account.ts"
import { type Instruments, instrumentsOf, instrumentsOfFile, readContracts } from "../exchange/contracts.ts"
import { credentialsOf, hasCredentials } from "../exchange/credentials.ts"
import * as Rest from "../exchange/Rest.ts"
import type { Host } from "../Host.ts"
import { type Place, restOf, type Settings } from "./settings.ts"

/**
 * Hears what a venue shows: its instruments once it is ready, its socket, whether it can be read, and the orders that a dry run leaves unsent.
 *
 * @since 0.1.0
 */
export interface Seen {
  readonly instruments: (instruments: Instruments) => void
  readonly socket: (state: SocketState) => void
  readonly read: (state: ReadState) => void
  readonly unsent: (order: Order.Order) => void
}

/**
 * The account at the exchange.
 *
 * Errors: `CommandError` with exit code 2 for credentials that are missing or cannot sign.
 *
 * @since 0.1.0
 */
export const liveVenue = (
  host: Host,
  { isDemo, marginCoin, productType, restUrl, wsUrl }: Place,
  more: Pick<BitgetOptions, "knowsLimit" | "onRead" | "onSocket"> & { readonly symbols: ReadonlyArray<string> }
): Venue => {
  const { symbols, ...rest } = more
  try {
    return bitget({
      credentials: credentialsOf(host),
      productType,
      isDemo,
      ...rest,
      ...(symbols.length === 0 ? {} : { symbols }),
      ...(marginCoin === undefined ? {} : { marginCoin }),
      ...(restUrl === undefined ? {} : { restUrl }),
      ...(wsUrl === undefined ? {} : { wsUrl })
    })
  } catch (error) {
    throw asCommandError(2, error)
  }
}

/**
 * Tells of a venue's instruments as soon as they are known.
 *
 * @since 0.1.0
 */
const watched = (venue: Venue, seen: Seen["instruments"]): Venue => ({
  connect: (link) =>
    venue.connect({
      ...link,
      ready: (ready) => {
        seen(ready.instruments)
        link.ready(ready)
      }
    })
})

interface Start {
  readonly mode: Position.HoldMode
  readonly positions: Readonly<Record<string, Position.Position>>
}

/** What the account holds where there are credentials to ask with; otherwise nothing. */
const startOf = async (
  host: Host,
  { dryRun: dry, place }: Settings,
  rest: Rest.Rest,
  instruments: Instruments
): Promise<Start> => {
  const [first] = Object.values(instruments)
  const isOffline = dry?.instrument !== undefined
  if (first === undefined || isOffline || !hasCredentials(host)) return { mode: dry?.mode ?? "one-way", positions: {} }
  const signer = signerFor(credentialsOf(host), { isDemo: place.isDemo })
  if (Result.isFailure(signer)) throw asCommandError(2, signer.failure)
  const { offsetMs } = await Account.readOffset(rest)
  const as = () => ({ signer: signer.success, atMs: Math.floor(nowMs() + offsetMs) })
  const mode = await Account.readHoldMode(rest, as(), first)
  return { mode, positions: await Account.readPositions(rest, as(), place.productType, instruments, mode) }
}

const dryVenue = async (host: Host, settings: Settings, seen: Seen): Promise<Venue> => {
  const { dryRun: dry, place, symbols } = settings
  const { marginCoin, productType } = place
  const rest = Rest.make(restOf(place))
  const instruments =
    dry?.instrument === undefined
      ? instrumentsOf(await readContracts(rest, productType), { productType, marginCoin, symbols })
      : instrumentsOfFile(dry.instrument, { marginCoin, symbols })
  const { mode, positions } = await startOf(host, settings, rest, instruments)
  return dryRun({ instruments, positions, mode, onOrder: seen.unsent })
}

/**
 * Makes the venue that the settings name.
 *
 * Errors: rejects with a `CommandError`.
 *
 * @since 0.1.0
 */
export const venueOf = async (host: Host, settings: Settings, seen: Seen): Promise<Venue> => {
  const venue =
    settings.dryRun === undefined
      ? liveVenue(host, settings.place, {
          symbols: settings.symbols,
          knowsLimit: settings.limit !== "auto",
          onSocket: seen.socket,
          onRead: seen.read
        })
      : await dryVenue(host, settings, seen)
  return watched(venue, seen.instruments)
}
