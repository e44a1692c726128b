/**
 * The check of a contract: open for trading, and in which steps.
 *
 * @module
 * @since 0.1.0
 */
import { Contract, Instrument, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import type { Fields } from "../conform/Line.ts"
import type { Wanted } from "../exchange/contracts.ts"
import * as Finding from "./Finding.ts"

/** What a status of the contract list means (Get Contract Config). */
const statuses: Readonly<Record<string, readonly [found: string, remedy: string]>> = {
  listed: ["is listed and does not trade yet", "wait until it trades"],
  maintain: ["is in maintenance and does not trade", "wait until the exchange opens it again"],
  limit_open: ["takes no new positions: a reversal would close and not open", "trade another contract, or only close"],
  restrictedAPI: ["may not be traded through the API", "trade another contract"],
  off: ["has been taken off the list", "trade another contract"]
}

const terms = (instrument: Instrument.Instrument): string => {
  const { minLots, minValue, priceStep, sizeStep, takerFeeRate } = instrument
  const text = Rational.toDecimal
  const percent = text(Rational.multiply(takerFeeRate, Rational.fromInteger(200)))
  return [
    `sizes in steps of ${text(sizeStep)} from ${Instrument.size(instrument, minLots)}`,
    `prices in steps of ${text(priceStep)}`,
    ...(Rational.isPositive(minValue) ? [`orders worth ${text(minValue)} or more`] : []),
    `a reversal costs ${percent} % in fees`
  ].join(", ")
}

/**
 * Checks one contract of the exchange's list.
 *
 * @since 0.1.0
 */
export const checkContract = (
  symbol: string,
  rows: ReadonlyArray<Fields>,
  { marginCoin, productType }: Wanted
): Finding.Finding => {
  const row = rows.find((candidate) => candidate["symbol"] === symbol)
  if (row === undefined)
    return Finding.not("fail", symbol, `is not listed in ${productType}`, "check the name and --product-type")
  const contract = Contract.decode({ productType, ...row, ...(marginCoin === undefined ? {} : { marginCoin }) })
  if (Result.isFailure(contract)) return Finding.not("fail", symbol, contract.failure.message, contract.failure.remedy)
  const status = row["symbolStatus"]
  const closed = typeof status === "string" ? statuses[status] : undefined
  return closed === undefined ? Finding.ok(symbol, terms(contract.success)) : Finding.not("fail", symbol, ...closed)
}
