/**
 * What is learnt of an account before the first order: clock, contracts, hold mode, rate limit, positions.
 *
 * @module
 * @since 0.1.0
 */
import { Answer, Budget, Contract, Envelope, type Instrument, Position } from "@backhand/core"
import * as Result from "effect/Result"
import { BitgetError } from "../../BitgetError.ts"
import type { BitgetOptions } from "../../BitgetOptions.ts"
import * as Decode from "./decode.ts"
import type { Response, Rest } from "./Rest.ts"

export type Get = Rest["get"]

/** The data of a good answer. Throws, with the table's remedy, on any other. */
export const dataOf = (what: string, response: Response): unknown => {
  const envelope = Envelope.decode(response.body)
  if (Result.isSuccess(envelope) && envelope.success.code === "00000") return envelope.success.data
  const answer = Answer.read(response.status, response.body)
  throw new BitgetError(
    `the exchange did not give ${what} (${answer.code ?? `HTTP ${response.status}`}): ${answer.meaning}`,
    answer.remedy,
    answer.code
  )
}

/** The exchange's time, with when it was asked for. */
export const readClock = async (get: Get) => {
  const response = await get("/api/v2/public/time", {})
  const data = dataOf("its time", response)
  const venueAtMs = Decode.isRow(data) ? Number(data["serverTime"]) : Number.NaN
  if (!Number.isSafeInteger(venueAtMs))
    throw new BitgetError("the exchange's time is no number", "check the address of the API")
  return { askedAtMs: response.askedAtMs, venueAtMs }
}

const wanted = (options: BitgetOptions, symbol: string): boolean =>
  options.symbols === undefined || options.symbols.some((name) => name.toUpperCase() === symbol)

/** The contracts by symbol. One that cannot be read is an error only where it was asked for by name. */
export const readInstruments = async (
  get: Get,
  options: BitgetOptions
): Promise<Record<string, Instrument.Instrument>> => {
  const { marginCoin, productType, symbols } = options
  const data = dataOf("its contracts", await get("/api/v2/mix/market/contracts", { productType }))
  const found: Record<string, Instrument.Instrument> = {}
  for (const row of Decode.rows(data)) {
    if (!wanted(options, Decode.text(row, "symbol"))) continue
    const contract = Contract.decode({ ...row, productType, ...(marginCoin === undefined ? {} : { marginCoin }) })
    if (Result.isSuccess(contract)) found[contract.success.symbol] = contract.success
    else if (symbols !== undefined) throw new BitgetError(contract.failure.message, contract.failure.remedy)
  }
  const missing = symbols?.filter((symbol) => found[symbol.toUpperCase()] === undefined) ?? []
  if (missing.length > 0 || Object.keys(found).length === 0)
    throw new BitgetError(
      `no contract ${missing.join(", ")} in ${productType}`,
      "use symbols of the contracts list, such as ETHUSDT"
    )
  return found
}

export interface Modes {
  readonly holdMode: Position.HoldMode
  readonly marginMode: "isolated" | "crossed"
}

/** The account endpoint is the only one that tells the hold mode of a flat account (Get Single Account). */
export const readModes = async (get: Get, instrument: Instrument.Instrument): Promise<Modes> => {
  const { marginCoin, productType, symbol } = instrument
  const data = dataOf("the account", await get("/api/v2/mix/account/account", { symbol, productType, marginCoin }))
  const holdMode = Decode.isRow(data) ? Decode.holdMode(data["posMode"]) : undefined
  if (holdMode === undefined)
    throw new BitgetError("the exchange did not tell the account's hold mode", "check the account's settings")
  return { holdMode, marginMode: Decode.isRow(data) && data["marginMode"] === "isolated" ? "isolated" : "crossed" }
}

/** Copy-trading traders have a tenth of the limit (Reversal page); the account information tells who is one. */
export const readLimit = async (get: Get): Promise<Budget.Limit> => {
  const data = dataOf("the trader type", await get("/api/v2/spot/account/info", {}))
  return Decode.isRow(data) && data["traderType"] === "trader" ? Budget.trader : Budget.ordinary
}

/** Every position of the product type. */
export const readPositions = async (get: Get, { marginCoin, productType }: BitgetOptions) => {
  const response = await get("/api/v2/mix/position/all-position", { productType, marginCoin })
  return { askedAtMs: response.askedAtMs, rows: Decode.rows(dataOf("the positions", response)) }
}
