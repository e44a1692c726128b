/**
 * One connection to Bitget: learns the account, then carries commands out.
 *
 * @module
 * @since 0.1.0
 */
import { type Instrument, VenueClock } from "@backhand/core"
import type { RequestSigner } from "@backhand/signer"
import * as Result from "effect/Result"
import { BitgetError } from "../../BitgetError.ts"
import type { BitgetOptions } from "../../BitgetOptions.ts"
import type { Connection, Link, VenueCommand } from "../../Venue.ts"
import * as Account from "./Account.ts"
import * as Decode from "./decode.ts"
import * as Look from "./Look.ts"
import { order } from "./order.ts"
import * as Reads from "./Reads.ts"
import * as Rest from "./Rest.ts"

/** What a connection is made of. */
export interface Parts {
  readonly link: Link
  readonly options: BitgetOptions
  readonly rest: URL
  readonly ws: URL
  readonly signer: RequestSigner
}

/** What is known of the account once it is learnt. `modes` may change while running: positions tell. */
export interface Learnt {
  readonly instruments: Readonly<Record<string, Instrument.Instrument>>
  modes: Account.Modes
}

/** What the parts of a connection share. */
export interface Session extends Parts {
  readonly http: Rest.Rest
  readonly venueNow: () => number
  learnt: Learnt | undefined
  clock: VenueClock.VenueClock | null
  isClosed: boolean
}

const asError = (cause: unknown): Error =>
  cause instanceof Error ? cause : new BitgetError("the exchange could not be reached", "check the network", null)

const learnClock = async (session: Session) => {
  const { askedAtMs, venueAtMs } = await Account.readClock(session.http.get)
  const receivedAtMs = session.link.now()
  session.clock = VenueClock.learn(session.clock, { sentAtMs: askedAtMs, receivedAtMs, venueAtMs })
  return { fact: "clock", askedAtMs, venueAtMs } as const
}

/** Tells the position of one symbol from the rows of an answer. */
const tellPosition = (
  { learnt, link }: Session,
  instrument: Instrument.Instrument,
  rows: ReadonlyArray<Decode.Row>,
  askedAtMs: number | null
): void => {
  if (learnt === undefined) return
  const held = Decode.held(instrument, learnt.modes.holdMode, rows)
  if (Result.isFailure(held)) return link.fail(new BitgetError(held.failure.message, held.failure.remedy))
  const { position, venueAtMs } = held.success
  learnt.modes = { ...learnt.modes, holdMode: position.mode }
  link.tell({ fact: "position", symbol: instrument.symbol, position, askedAtMs, venueAtMs })
}

const start = async (session: Session): Promise<void> => {
  const { http, link, options } = session
  const clock = await learnClock(session)
  const instruments = await Account.readInstruments(http.get, options)
  const first = Object.values(instruments)[0]
  if (first === undefined || session.isClosed) return
  const modes = await Account.readModes(http.get, first)
  const limit = options.knowsLimit === true ? undefined : await Account.readLimit(http.get)
  const positions = await Account.readPositions(http.get, { ...options, marginCoin: first.marginCoin })
  if (session.isClosed) return
  session.learnt = { instruments, modes }
  link.ready({ instruments, limit })
  link.tell(clock)
  for (const instrument of Object.values(instruments))
    tellPosition(session, instrument, positions.rows, positions.askedAtMs)
}

const readPosition = async (session: Session, instrument: Instrument.Instrument): Promise<void> => {
  const { marginCoin, productType, symbol } = instrument
  const response = await session.http.get("/api/v2/mix/position/single-position", { symbol, productType, marginCoin })
  const rows = Decode.rows(Account.dataOf("the position", response))
  if (!session.isClosed) tellPosition(session, instrument, rows, response.askedAtMs)
}

const lookUp = async (
  session: Session,
  instrument: Instrument.Instrument,
  { clientOid, sentAtMs, source }: Extract<VenueCommand, { readonly command: "look-up" }>
): Promise<void> => {
  const low = session.clock === null ? 0 : VenueClock.age(session.clock, sentAtMs).lowMs
  const since = Math.floor(sentAtMs + low)
  const { askedAtMs, found } =
    source === "detail"
      ? await Look.detail(session.http, instrument, clientOid)
      : await Look.history(session.http, instrument, clientOid, since)
  if (found !== undefined && !session.isClosed)
    session.link.tell({ fact: "order", clientOid, report: found, source, askedAtMs })
}

const makeExecute = (
  session: Session,
  reads: Readonly<Record<"clock" | "detail" | "history" | "position", Reads.Reads>>
) => {
  const instrumentOf = (symbol: string) => session.learnt?.instruments[symbol]
  return (command: VenueCommand): void => {
    if (command.command === "sync-clock")
      return reads.clock.add("clock", async () => session.link.tell(await learnClock(session)))
    const instrument = instrumentOf(command.command === "send" ? command.unsettled.order.symbol : command.symbol)
    if (instrument === undefined || session.learnt === undefined) return
    if (command.command === "send") void order(session, instrument, session.learnt.modes, command)
    else if (command.command === "read-position")
      reads.position.add(command.symbol, () => readPosition(session, instrument))
    else reads[command.source].add(command.clientOid, () => lookUp(session, instrument, command))
  }
}

/** Makes a connection. */
export const connect = (parts: Parts): Connection => {
  const { link } = parts
  const venueNow = (): number => {
    const { clock } = session
    return Math.floor(link.now() + (clock === null ? 0 : VenueClock.age(clock, link.now()).lowMs))
  }
  const http = Rest.make(parts.rest, parts.signer, link.now, venueNow)
  const session: Session = { ...parts, http, venueNow, learnt: undefined, clock: null, isClosed: false }
  const reads = {
    clock: Reads.make(link.now),
    detail: Reads.make(link.now),
    history: Reads.make(link.now),
    position: Reads.make(link.now)
  }
  start(session).catch((cause: unknown) => {
    if (!session.isClosed) link.fail(asError(cause))
  })
  const close = (): void => {
    session.isClosed = true
    for (const endpoint of Object.values(reads)) endpoint.close()
    http.close()
  }
  return { execute: makeExecute(session, reads), close }
}
