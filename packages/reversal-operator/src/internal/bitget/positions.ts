/**
 * Tells positions, read or pushed, with the date that they deserve.
 *
 * @module
 * @since 0.1.0
 */
import { type Instrument, Position } from "@backhand/core"
import * as Result from "effect/Result"
import { asyncScheduler } from "rxjs"
import { BitgetError } from "../../BitgetError.ts"
import * as Account from "./Account.ts"
import { dataOf } from "./ask.ts"
import * as Decode from "./decode.ts"
import type { Learnt, Session } from "./Session.ts"

/**
 * When the position last changed, null where that is not certain. In hedge mode a leg that is gone has no row: the rows'
 * latest change is then the position's only if it is later than everything known before.
 */
const dateOf = ({ changedAtMs }: Learnt, symbol: string, held: Decode.Held): number | null => {
  const known = changedAtMs.get(symbol)
  if (held.changedAtMs === null || held.isWhole) return held.changedAtMs
  return known !== undefined && held.changedAtMs > known ? held.changedAtMs : null
}

const note = (learnt: Learnt, symbol: string, { changedAtMs, position }: Decode.Held): void => {
  learnt.holdMode = position.mode
  learnt.changedAtMs.set(symbol, Math.max(changedAtMs ?? 0, learnt.changedAtMs.get(symbol) ?? 0))
  if (Position.isFlat(position)) learnt.held.delete(symbol)
  else learnt.held.add(symbol)
}

/** Tells the position of one symbol from the rows of an answer that was asked for at `askedAtMs`. */
export const tellRead = (
  { learnt, link }: Session,
  instrument: Instrument.Instrument,
  rows: ReadonlyArray<Decode.Row>,
  askedAtMs: number
): void => {
  if (learnt === undefined) return
  const held = Decode.held(instrument, learnt.holdMode, rows)
  if (Result.isFailure(held)) return link.fail(new BitgetError(held.failure.message, held.failure.remedy))
  const { symbol } = instrument
  const venueAtMs = dateOf(learnt, symbol, held.success)
  note(learnt, symbol, held.success)
  link.tell({ fact: "position", symbol, position: held.success.position, askedAtMs, venueAtMs })
}

/** Reads the position of one symbol (Get Single Position). */
export const read = async (session: Session, instrument: Instrument.Instrument): Promise<void> => {
  const { http, learnt } = session
  const { marginCoin, productType, symbol } = instrument
  if (learnt?.doubtsMode === true) {
    // A flat symbol has no row that would tell the mode.
    learnt.holdMode = (await Account.readModes(http, instrument)).holdMode
    learnt.doubtsMode = false
  }
  const response = await http.get("/api/v2/mix/position/single-position", { symbol, productType, marginCoin })
  const data = dataOf(response)
  if (data !== undefined && !session.isClosed) tellRead(session, instrument, Decode.rows(data), response.askedAtMs)
}

/** Reads all positions (Get All Positions), and tells those that are or were held. */
export const readAll = async (session: Session): Promise<void> => {
  const { learnt, options } = session
  const { askedAtMs, rows } = await Account.readPositions(session.http, options.productType)
  if (learnt === undefined || session.isClosed) return
  for (const symbol of new Set([...learnt.held, ...rows.map(Decode.symbolOf)])) {
    const instrument = learnt.instruments[symbol]
    if (instrument !== undefined) tellRead(session, instrument, rows, askedAtMs)
  }
}

/** Tells one symbol of a push. False where the push does not say enough, and the position must be read. */
const tellPushed = (session: Session, symbol: string, rows: ReadonlyArray<Decode.Row>): boolean => {
  const { learnt, link } = session
  const instrument = learnt?.instruments[symbol]
  if (learnt === undefined || instrument === undefined) return true
  const held = Decode.held(instrument, learnt.holdMode, rows)
  if (Result.isFailure(held)) return false
  const venueAtMs = dateOf(learnt, symbol, held.success)
  if (venueAtMs === null) return false
  note(learnt, symbol, held.success)
  link.tell({ fact: "position", symbol, position: held.success.position, askedAtMs: null, venueAtMs })
  return true
}

/** A reversal is seen flat on its way: only who stays away is asked about. */
const absenceMs = 200

const bySymbol = (rows: ReadonlyArray<Decode.Row>): ReadonlyMap<string, ReadonlyArray<Decode.Row>> => {
  const groups = new Map<string, Array<Decode.Row>>()
  for (const row of rows) {
    const symbol = Decode.symbolOf(row)
    const group = groups.get(symbol)
    if (group === undefined) groups.set(symbol, [row])
    else group.push(row)
  }
  return groups
}

/**
 * Makes the receiver of the positions channel. Every push is the full list of open positions; what an earlier push has
 * told of a symbol is not told again.
 *
 * A push that says what is held carries the time of the change, so one that comes late is told apart. Nothing dates what
 * is absent, and a late push that lacks a new position would look like a close: absence is never told, it is asked about.
 */
export const receiver = (session: Session) => {
  const ask = (symbol: string): void => {
    const instrument = session.learnt?.instruments[symbol]
    if (instrument !== undefined) session.reads.position.add(symbol, () => read(session, instrument))
  }
  const told = new Map<string, string>()
  let absent = new Set<string>()
  return (rows: ReadonlyArray<Decode.Row>): void => {
    const present = bySymbol(rows)
    for (const [symbol, own] of present) {
      const print = Decode.print(own)
      if (told.get(symbol) === print) continue
      if (tellPushed(session, symbol, own)) told.set(symbol, print)
      else ask(symbol)
    }
    absent = new Set([...(session.learnt?.held ?? [])].filter((symbol) => !present.has(symbol)))
    const missed = absent
    if (missed.size === 0) return
    const askForMissed = (): void => {
      for (const symbol of missed) if (absent.has(symbol)) ask(symbol)
    }
    session.timers.add(asyncScheduler.schedule(askForMissed, absenceMs))
  }
}
