/**
 * What is learnt of an account: clock, contracts, modes, rate limit, positions.
 *
 * @module
 * @since 0.1.0
 */
import { Budget, Contract, type Instrument, type Position } from "@backhand/core"
import * as Result from "effect/Result"
import { BitgetError } from "../../BitgetError.ts"
import type { BitgetOptions } from "../../BitgetOptions.ts"
import { ask } from "./ask.ts"
import * as Decode from "./decode.ts"
import type { Rest } from "./Rest.ts"
import type { MarginMode } from "./Session.ts"

/** The exchange's time, with when it was asked for. */
export const readClock = async (rest: Rest) => {
  const { askedAtMs, data } = await ask(rest, "look", "its time", "/api/v2/public/time", {})
  const venueAtMs = Decode.isRow(data) ? Number(data["serverTime"]) : Number.NaN
  if (!Number.isSafeInteger(venueAtMs))
    throw new BitgetError("the exchange's time is no number", "check the address of the API")
  return { askedAtMs, venueAtMs }
}

const wanted = (options: BitgetOptions, symbol: string): boolean =>
  options.symbols === undefined || options.symbols.some((name) => name.toUpperCase() === symbol)

/** The contracts by symbol. One that cannot be read is an error only where it was asked for by name. */
export const readInstruments = async (
  rest: Rest,
  options: BitgetOptions
): Promise<Record<string, Instrument.Instrument>> => {
  const { marginCoin, productType, symbols } = options
  const { data } = await ask(rest, "look", "its contracts", "/api/v2/mix/market/contracts", { productType })
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

/** The hold mode is the account's, the margin mode the symbol's. */
export interface Modes {
  readonly holdMode: Position.HoldMode
  readonly marginMode: MarginMode
}

/** The account endpoint is the only one that tells the hold mode of a flat account (Get Single Account). */
export const readModes = async (rest: Rest, instrument: Instrument.Instrument): Promise<Modes> => {
  const { marginCoin, productType, symbol } = instrument
  const path = "/api/v2/mix/account/account"
  const { data } = await ask(rest, "get", "the account", path, { symbol, productType, marginCoin })
  const holdMode = Decode.isRow(data) ? Decode.holdMode(data["posMode"]) : undefined
  if (holdMode === undefined)
    throw new BitgetError("the exchange did not tell the account's hold mode", "check the account's settings")
  return { holdMode, marginMode: Decode.isRow(data) && data["marginMode"] === "isolated" ? "isolated" : "crossed" }
}

const limitRemedy =
  "let the key read the spot account; or set knowsLimit, and give reverseOn the limit: 10 requests in 1000 ms, for a copy-trading trader 1"

/** Copy-trading traders have a tenth of the limit (Reversal page); the account information tells who is one. */
export const readLimit = async (rest: Rest): Promise<Budget.Limit> => {
  const { data } = await ask(rest, "get", "the trader type", "/api/v2/spot/account/info", {}).catch(
    (cause: unknown) => {
      // The account itself could be read before: this is about the right to this one endpoint.
      if (cause instanceof BitgetError && cause.code === "40014")
        throw new BitgetError(
          "the key may not read the trader type (40014), on which the limit depends",
          limitRemedy,
          "40014"
        )
      throw cause
    }
  )
  return Decode.isRow(data) && data["traderType"] === "trader" ? Budget.trader : Budget.ordinary
}

/** Every position of the product type, whatever its margin coin. */
export const readPositions = async (rest: Rest, productType: string) => {
  const { askedAtMs, data } = await ask(rest, "get", "the positions", "/api/v2/mix/position/all-position", {
    productType
  })
  return { askedAtMs, rows: Decode.rows(data) }
}
