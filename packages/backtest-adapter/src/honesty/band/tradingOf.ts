/**
 * What a replay's options mean on a path, in doubles.
 *
 * @module
 * @since 0.1.0
 */
import { Instrument, Lots, Rational } from "@backhand/core"
import type { Market } from "../../replay/Market.ts"
import type { ReplayOptions } from "../../replay/ReplayOptions.ts"
import type { Trading } from "./Holder.ts"

/** What an account has where nothing is said. */
export const usualCapital = 1_000_000

const marginOf = ({ margin }: ReplayOptions, feeRate: number): Trading["margin"] => {
  if (margin === undefined) return undefined
  const fee = margin.liquidationFeeRate === undefined ? feeRate : Number(margin.liquidationFeeRate)
  return {
    leverage: Number(margin.leverage),
    kept: Number(margin.maintenanceRate) + fee,
    feeRate: fee,
    isShrinking: margin.insufficient === "shrink"
  }
}

/** What the exchange makes of a reversal: an outcome that depends on nothing but the order says so for any path. */
const reversedOf = (instrument: Instrument.Instrument, lot: number, { mode = "one-way", outcome }: ReplayOptions) => {
  if (outcome === undefined) return (units: number) => units
  const { symbol } = instrument
  return (units: number): number => {
    const lots = Lots.makeUnsafe(Math.round(units / lot))
    const order = { order: "reversal", clientOid: null, symbol, mode, side: "long", lots } as const
    return lot * outcome({ order, price: Rational.make(1n), atMs: 0 }).opened
  }
}

/** Reads options. With `isCounted` margin is given to what the account can pay, path by path. */
export const tradingOf = ({ instrument }: Market, options: ReplayOptions, isCounted: boolean): Trading => {
  const { feeRate, hasMinimums, makerFeeRate, mode, size, slippageBps = 0, slippageTicks = 0, whenFlat } = options
  const ticks = Number(slippageTicks) * Rational.toNumber(instrument.priceStep)
  const taker = feeRate === undefined ? Rational.toNumber(instrument.takerFeeRate) : Number(feeRate)
  const lot = Rational.toNumber(Instrument.quantity(instrument, Lots.makeUnsafe(1)))
  const least = Rational.toNumber(instrument.minValue)
  const most = (instrument.maxMarketLots ?? Number.POSITIVE_INFINITY) * lot
  const isLinear = instrument.kind === "linear"
  const allIn = typeof size === "object" && "allIn" in size ? Number(size.allIn) : undefined
  return {
    isLinear,
    feeRate: taker,
    restingRate: makerFeeRate === undefined ? taker : Number(makerFeeRate),
    slipped: (price, isBuying) => price + (isBuying ? 1 : -1) * (price * (Number(slippageBps) / 10_000) + ticks),
    size: typeof size === "object" ? Number.NaN : Number(size),
    lot,
    mayEnter: whenFlat !== "ignore",
    isSizeChecked: typeof size !== "object" && mode !== "hedge",
    reversed: reversedOf(instrument, lot, options),
    isNotOpened: (units, price) =>
      hasMinimums === true &&
      (units < instrument.minLots * lot * (1 - 1e-12) ||
        units > most * (1 + 1e-12) ||
        units * (isLinear ? price : 1) < least * (1 - 1e-12)),
    capital: Number(options.capital ?? usualCapital),
    allIn,
    margin: marginOf(options, taker),
    isCounted: isCounted || allIn !== undefined
  }
}
