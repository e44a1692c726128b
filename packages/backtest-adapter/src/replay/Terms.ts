/**
 * A replay's options as exact terms, and what of them is refused.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal, type Instrument, type Position, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import type { Market } from "./Market.ts"
import { whole } from "./outcomes.ts"
import type { FillRule } from "./Place.ts"
import type { Outcome, ReplayOptions } from "./ReplayOptions.ts"

/** Isolated margin, exactly. */
export interface MarginTerms {
  readonly leverage: Rational.Rational
  readonly maintenanceRate: Rational.Rational
  readonly liquidationFeeRate: Rational.Rational | undefined
  readonly insufficient: "refuse" | "shrink"
}

/** The exact terms of a replay. */
export interface Terms {
  /** Base units, a value in quote units, or the unit that all-in sizes are rounded down to. */
  readonly size: Rational.Rational
  readonly sizing: "fixed" | "value" | "all-in"
  readonly fill: FillRule
  /** Every order is filled at once, at the price it was decided on, and funding is not settled. */
  readonly isIdeal: boolean
  readonly feeRate: Rational.Rational | undefined
  readonly makerFeeRate: Rational.Rational | undefined
  readonly slippage: Rational.Rational
  readonly slippageTicks: Rational.Rational
  readonly delay: () => number
  readonly legGapMs: number
  readonly mode: Position.HoldMode
  readonly hasMinimums: boolean
  readonly outcome: Outcome
  readonly margin: MarginTerms | undefined
  readonly capital: Rational.Rational
}

const refuse = (message: string, remedy: string): RangeError => new RangeError(`${message}. Remedy: ${remedy}.`)

type Parse = typeof Decimal.parsePositive

const read = (parse: Parse, field: string, value: unknown): Rational.Rational =>
  Result.getOrThrowWith(parse(field, Decimal.fromJson(value)), ({ message, remedy }) => refuse(message, remedy))

const nonNegative = (field: string, value: unknown) => read(Decimal.parseNonNegative, field, value)
const positive = (field: string, value: unknown) => read(Decimal.parsePositive, field, value)

const sizeOf = ({ complete, margin, outcome, size }: ReplayOptions): Pick<Terms, "size" | "sizing"> => {
  if (typeof size !== "object") return { size: positive("size", size), sizing: "fixed" }
  if ("value" in size) return { size: positive("size.value", size.value), sizing: "value" }
  if (margin !== undefined || outcome !== undefined || complete === true)
    throw refuse("size: all-in sizes go with whole orders without margin", "give a size or a value, or leave those out")
  return { size: positive("size.allIn", size.allIn), sizing: "all-in" }
}

const marginOf = ({ margin }: ReplayOptions): MarginTerms | undefined => {
  if (margin === undefined) return undefined
  const { insufficient = "refuse", liquidationFeeRate } = margin
  const leverage = positive("margin.leverage", margin.leverage)
  const maintenanceRate = nonNegative("margin.maintenanceRate", margin.maintenanceRate)
  const fee =
    liquidationFeeRate === undefined ? undefined : nonNegative("margin.liquidationFeeRate", liquidationFeeRate)
  return { leverage, maintenanceRate, liquidationFeeRate: fee, insufficient }
}

const delayOf = ({ latencyMs = 0 }: ReplayOptions): (() => number) => {
  let messages = 0
  const draw = typeof latencyMs === "number" ? () => latencyMs : latencyMs
  return () => {
    const drawn = draw(messages++)
    if (!(drawn >= 0 && drawn < 1e12)) throw refuse(`latencyMs: got ${drawn}`, "give milliseconds, zero or more")
    return Math.round(drawn)
  }
}

const bps = Rational.make(10_000n)

/** Reads options; throws a `RangeError` with a remedy for what cannot be read or cannot be honoured. */
export const of = (options: ReplayOptions): Terms => {
  const { legGapMs = 0 } = options
  if (!Number.isSafeInteger(legGapMs) || legGapMs < 0)
    throw refuse(`legGapMs: got ${legGapMs}`, "give whole milliseconds, zero or more")
  return {
    ...sizeOf(options),
    fill: options.fill ?? "next-open",
    isIdeal: false,
    feeRate: options.feeRate === undefined ? undefined : nonNegative("feeRate", options.feeRate),
    makerFeeRate: options.makerFeeRate === undefined ? undefined : nonNegative("makerFeeRate", options.makerFeeRate),
    slippage: Rational.divide(nonNegative("slippageBps", options.slippageBps ?? 0), bps),
    slippageTicks: nonNegative("slippageTicks", options.slippageTicks ?? 0),
    delay: delayOf(options),
    legGapMs,
    mode: options.mode ?? "one-way",
    hasMinimums: options.hasMinimums ?? false,
    outcome: options.outcome ?? whole,
    margin: marginOf(options),
    capital: positive("capital", options.capital ?? 1_000_000)
  }
}

/** The same wishes without anything that costs: no fee, spread, slippage, delay, gap, shrinking or margin. */
export const ideal = (terms: Terms): Terms => ({
  ...terms,
  isIdeal: true,
  feeRate: Rational.zero,
  makerFeeRate: undefined,
  slippage: Rational.zero,
  slippageTicks: Rational.zero,
  delay: () => 0,
  legGapMs: 0,
  hasMinimums: false,
  outcome: whole,
  margin: undefined
})

/** Refuses a leverage at which the margin of an opening does not cover what must stay and what a liquidation costs. */
const checkMargin = ({ feeRate, margin }: Terms, { symbol, takerFeeRate }: Instrument.Instrument): void => {
  if (margin === undefined) return
  const kept = Rational.add(margin.maintenanceRate, margin.liquidationFeeRate ?? feeRate ?? takerFeeRate)
  if (Rational.compare(Rational.multiply(margin.leverage, kept), Rational.make(1n)) < 0) return
  throw refuse(
    `margin: ${symbol}: a position would be liquidated as it is opened`,
    "choose a leverage below one over the maintenance rate and the fee of a liquidation"
  )
}

/** Refuses a margin that opens nothing, a fill rule that the history cannot serve, and a symbol that is there twice. */
export const checkMarkets = (terms: Terms, markets: ReadonlyArray<Market>): void => {
  const { fill, sizing } = terms
  for (const { instrument } of markets) checkMargin(terms, instrument)
  if (sizing === "all-in" && markets.length > 1)
    throw refuse("size: one account cannot go all in on several markets", "give a size or a value")
  const symbols = new Set(markets.map(({ instrument }) => instrument.symbol))
  if (symbols.size < markets.length) throw refuse("markets: a symbol is there twice", "give each symbol once")
  for (const { instrument, quotes, trades } of markets) {
    if (fill === "first-trade" && trades === undefined)
      throw refuse(`fill: ${instrument.symbol} has no trades`, "add its trades, or fill at the next open")
    if (fill === "quote" && quotes === undefined)
      throw refuse(`fill: ${instrument.symbol} has no quotes`, "add its quotes, or fill at the next open")
  }
}
