/**
 * What an account holds, and in which mode.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal, Instrument, Position, type ProductType } from "@backhand/core"
import * as Result from "effect/Result"
import { CommandError } from "../CommandError.ts"
import { type Fields, isFields } from "../conform/Line.ts"
import type { Instruments } from "./contracts.ts"
import { dataOf, type Rest, type Signing } from "./Rest.ts"

const fieldsOf = (data: unknown): Fields => (isFields(data) ? data : {})

/**
 * The exchange's time minus this computer's, in milliseconds, and how far that may be off either way.
 *
 * @since 0.1.0
 */
export const readOffset = async (rest: Rest): Promise<{ readonly offsetMs: number; readonly errorMs: number }> => {
  const reply = await rest.get("/api/v2/public/time", {})
  const time = fieldsOf(dataOf("the exchange's time", reply))["serverTime"]
  const middle = (reply.askedAtMs + reply.receivedAtMs) / 2
  const offsetMs = Math.round(Number(time) - middle)
  if (Number.isSafeInteger(offsetMs))
    return { offsetMs, errorMs: Math.ceil((reply.receivedAtMs - reply.askedAtMs) / 2) }
  throw new CommandError(1, "the exchange's time is no number", "check the address: --url")
}

/**
 * The hold mode of a product type. The account endpoint tells it of a flat account too (Get Single Account).
 *
 * @since 0.1.0
 */
export const readHoldMode = async (
  rest: Rest,
  as: Signing,
  instrument: Instrument.Instrument
): Promise<Position.HoldMode> => {
  const { marginCoin, productType, symbol } = instrument
  const reply = await rest.get("/api/v2/mix/account/account", { symbol, productType, marginCoin }, as)
  const { posMode } = fieldsOf(dataOf("the account", reply)) as { readonly posMode?: unknown }
  if (posMode === "hedge_mode") return "hedge"
  if (posMode === "one_way_mode") return "one-way"
  throw new CommandError(1, "the exchange did not tell the account's hold mode", "check the account's settings")
}

const addLeg = (position: Position.Position, instrument: Instrument.Instrument, row: Fields): Position.Position => {
  const leg = Result.flatMap(Instrument.lots(instrument, row["total"], "total"), (lots) =>
    Result.map(Decimal.parsePositive("openPriceAvg", row["openPriceAvg"]), (entry) => ({ lots, entry }))
  )
  if (Result.isFailure(leg)) throw new CommandError(1, leg.failure.message, leg.failure.remedy)
  return Position.withLeg(position, row["holdSide"] === "short" ? "short" : "long", leg.success)
}

/**
 * What is held of the instruments, by symbol; flat ones are left out (Get All Positions).
 *
 * @since 0.1.0
 */
export const readPositions = async (
  rest: Rest,
  as: Signing,
  productType: ProductType.ProductType,
  instruments: Instruments,
  mode: Position.HoldMode
): Promise<Readonly<Record<string, Position.Position>>> => {
  const data = dataOf("the positions", await rest.get("/api/v2/mix/position/all-position", { productType }, as))
  const held: Record<string, Position.Position> = {}
  for (const row of Array.isArray(data) ? data.filter(isFields) : []) {
    const instrument = instruments[String(row["symbol"])]
    if (instrument === undefined || Number(row["total"]) === 0) continue
    held[instrument.symbol] = addLeg(held[instrument.symbol] ?? Position.flat(mode), instrument, row)
  }
  return held
}
