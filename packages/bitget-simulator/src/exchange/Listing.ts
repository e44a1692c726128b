/**
 * A contract that the simulated exchange lists, as it serves it and as it computes with it.
 *
 * @module
 * @since 0.1.0
 */
import { Contract, Decimal, Instrument, Rational, type Refusal } from "@backhand/core"
import * as Result from "effect/Result"
import type { Market } from "./Market.ts"

/**
 * A contract object as it is served, with what is decoded from it.
 *
 * - `fundingMs` milliseconds between fundings, `fundingRate` the fraction of the value that longs pay shorts.
 * - `status` the contract's `symbolStatus`.
 *
 * @category models
 * @since 0.1.0
 */
export interface Terms {
  readonly contract: Readonly<Record<string, unknown>>
  readonly instrument: Instrument.Instrument
  readonly status: string
  readonly maxLeverage: number
  readonly fundingMs: number
  readonly fundingRate: Rational.Rational
}

/**
 * A listed contract with its market, which changes in place.
 *
 * @category models
 * @since 0.1.0
 */
export interface Listing extends Terms {
  market: Market
}

/** Not the exchange's: what a contract file may say beyond a contract object. */
const ownFields = new Set(["price", "position", "fundingRate"])

const defaults = {
  symbolStatus: "normal",
  symbolType: "perpetual",
  minLever: "1",
  maxLever: "125",
  fundInterval: "8",
  maxSymbolOrderNum: "200",
  maxProductOrderNum: "400",
  maxPositionNum: "150",
  posLimit: "0.1",
  isRwa: "NO",
  launchTime: "",
  limitOpenTime: "-1",
  offTime: "-1",
  maxMarketOrderQty: "",
  maxOrderQty: ""
}

/** What follows from the rest of a contract object, written out for clients that do not work it out. */
const implied = (instrument: Instrument.Instrument) => {
  const step = Rational.toDecimal(instrument.sizeStep)
  return {
    sizeMultiplier: step,
    volumePlace: String(step.split(".")[1]?.length ?? 0),
    priceEndStep: "1",
    minTradeNum: Instrument.size(instrument, instrument.minLots),
    minTradeUSDT: Rational.toDecimal(instrument.minValue),
    makerFeeRate: Rational.toDecimal(instrument.makerFeeRate),
    supportMarginCoins: [instrument.marginCoin]
  }
}

const numberOr = (value: unknown, fallback: number): number => {
  const number = Number(value)
  return value === undefined || value === "" || !Number.isFinite(number) || number <= 0 ? fallback : number
}

/**
 * Lists a contract object of the contracts endpoint; fields that bots read and the object lacks are filled in.
 *
 * - **Errors** those of core's `Contract.decode`.
 *
 * @category decoding
 * @since 0.1.0
 */
export const decode = (value: unknown): Result.Result<Terms, Refusal.Refusal> =>
  Result.gen(function* () {
    const instrument = yield* Contract.decode(value)
    const given = typeof value === "object" && value !== null ? value : {}
    const fields: Record<string, unknown> = { ...defaults, ...implied(instrument) }
    for (const [name, field] of Object.entries(given)) if (!ownFields.has(name)) fields[name] = field
    const fundingRate: unknown = Object.entries(given).find(([name]) => name === "fundingRate")?.[1]
    return {
      contract: { ...fields, symbol: instrument.symbol },
      instrument,
      status: String(fields["symbolStatus"]),
      maxLeverage: numberOr(fields["maxLever"], 125),
      fundingMs: numberOr(fields["fundInterval"], 8) * 3_600_000,
      fundingRate:
        fundingRate === undefined
          ? Rational.zero
          : yield* Decimal.parse("instrument.fundingRate", Decimal.fromJson(fundingRate))
    }
  })
