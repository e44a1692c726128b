/**
 * One connection to Bitget: learns the account, then carries commands out.
 *
 * @module
 * @since 0.1.0
 */
import { type Instrument, VenueClock } from "@backhand/core"
import { BitgetError } from "../../BitgetError.ts"
import type { Connection, VenueCommand } from "../../Venue.ts"
import * as Account from "./Account.ts"
import { lookUp } from "./Look.ts"
import { order } from "./order.ts"
import * as Positions from "./positions.ts"
import * as Session from "./Session.ts"
import * as Socket from "./Socket.ts"

const asError = (cause: unknown): Error =>
  cause instanceof Error ? cause : new BitgetError("the account could not be learnt", "check the network")

/** Learns the exchange's clock, and tells it once facts may be told. */
const learnClock = async (session: Session.Session): Promise<void> => {
  const { askedAtMs, venueAtMs } = await Account.readClock(session.http)
  const receivedAtMs = session.link.now()
  session.clock = VenueClock.learn(session.clock, { sentAtMs: askedAtMs, receivedAtMs, venueAtMs })
  if (session.learnt !== undefined && !session.isClosed) session.link.tell({ fact: "clock", askedAtMs, venueAtMs })
}

const learn = async (session: Session.Session): Promise<Session.Learnt | undefined> => {
  const { http, options } = session
  const instruments = await Account.readInstruments(http, options)
  const first = Object.values(instruments)[0]
  if (first === undefined || session.isClosed) return undefined
  const { holdMode, marginMode } = await Account.readModes(http, first)
  return {
    instruments,
    holdMode,
    limit: options.knowsLimit === true ? undefined : await Account.readLimit(http),
    marginModes: new Map([[first.symbol, marginMode]]),
    changedAtMs: new Map(),
    held: new Set(),
    doubtsMode: false
  }
}

const start = async (session: Session.Session): Promise<Socket.Socket | undefined> => {
  const { http, link, options } = session
  await learnClock(session)
  const learnt = await learn(session)
  const positions = await Account.readPositions(http, options.productType)
  if (session.isClosed || learnt === undefined) return undefined
  session.learnt = learnt
  link.ready({ instruments: learnt.instruments, limit: learnt.limit })
  // Once more, for the engine: a sample is best when it is told at once.
  session.reads.clock.add("clock", () => learnClock(session))
  for (const instrument of Object.values(learnt.instruments))
    Positions.tellRead(session, instrument, positions.rows, positions.askedAtMs)
  return session.isClosed ? undefined : Socket.open(session, () => learnClock(session))
}

const makeExecute =
  (session: Session.Session) =>
  (command: VenueCommand): void => {
    const { learnt, reads } = session
    if (learnt === undefined) return
    if (command.command === "sync-clock") return reads.clock.add("clock", () => learnClock(session))
    const symbol = command.command === "send" ? command.unsettled.order.symbol : command.symbol
    const instrument: Instrument.Instrument | undefined = learnt.instruments[symbol]
    if (instrument === undefined) return
    if (command.command === "send") void order(session, instrument, command)
    else if (command.command === "read-position") reads.position.add(symbol, () => Positions.read(session, instrument))
    else reads[command.source].add(command.clientOid, () => lookUp(session, instrument, command))
  }

/** Makes a connection. */
export const connect = (parts: Session.Parts): Connection => {
  const session = Session.make(parts)
  let socket: Socket.Socket | undefined
  const begin = async (): Promise<void> => {
    try {
      socket = await start(session)
      // Whoever has left between the opening of the socket and now could not close it.
      if (session.isClosed) socket?.close()
    } catch (cause) {
      if (!session.isClosed) parts.link.fail(asError(cause))
    }
  }
  void begin()
  const close = (): void => {
    Session.close(session)
    socket?.close()
  }
  return { execute: makeExecute(session), close }
}
