/**
 * Reads what trading costs, for the kernel and the replay alike.
 *
 * @module
 * @since 0.1.0
 */
import { KernelOptions } from "@backhand/backtest-adapter"
import { type Budget, type Instrument, Rational } from "@backhand/core"
import { orRefuse } from "../asCommandError.ts"
import type { Values } from "../Command.ts"
import { CommandError } from "../CommandError.ts"
import * as Given from "../given/Given.ts"
import type { backtestOptions, costOptions } from "./options.ts"

/**
 * Costs as exact decimals; `size` is a fixed one in base units, a value in quote units, or all-in with the unit that sizes
 * are rounded down to.
 *
 * @since 0.1.0
 */
export interface Costs {
  readonly size: string | { readonly allIn: string } | { readonly value: string }
  readonly fill: "next-open" | "close"
  readonly feeRate: string
  readonly slippageBps: string
  readonly capital: string
  readonly kind: "linear" | "inverse"
  readonly mode: "one-way" | "hedge"
  readonly whenFlat: "enter" | "ignore"
}

/**
 * Costs as the kernel takes them: a value with the unit that what it buys is rounded down to.
 *
 * @since 0.1.0
 */
export type KernelCosts = Omit<Costs, "size"> & Pick<KernelOptions.KernelOptions, "size">

/**
 * Costs for the kernel. `unit` is the step of sizes.
 *
 * @since 0.1.0
 */
export const kernelCosts = (costs: Costs, unit: string): KernelCosts => {
  const { size } = costs
  return { ...costs, size: typeof size === "object" && "value" in size ? { ...size, unit } : size }
}

/** The exchange's ordinary taker fee. */
const usualFee = "0.0006"

const sizeOf = (text: string, instrument: Instrument.Instrument | undefined): Costs["size"] => {
  const [word, unit, ...rest] = text.split(":")
  if (word === "value" && unit !== undefined && rest.length === 0) return { value: Given.decimal("size", unit) ?? unit }
  if (word === "value")
    throw new CommandError(2, `--size: expected value:Q, got "${text}"`, "write it like value:1000, in quote units")
  if (word !== "all-in") return Given.decimal("size", text) ?? "1"
  if (rest.length > 0 || unit === "")
    throw new CommandError(2, `--size: expected all-in or all-in:UNIT, got "${text}"`, "write it like all-in:0.001")
  const step = instrument === undefined ? "1" : Rational.toDecimal(instrument.sizeStep)
  return { allIn: Given.decimal("size", unit) ?? step }
}

const given = (
  values: Omit<Values<typeof costOptions>, "funding">,
  instrument: Instrument.Instrument | undefined
): Costs => ({
  size: sizeOf(values.size ?? "1", instrument),
  fill: Given.oneOf("fill", values.fill, ["next-open", "close"]) ?? "next-open",
  feeRate:
    Given.share("fee-rate", values["fee-rate"], 1, "0.0006") ??
    (instrument === undefined ? usualFee : Rational.toDecimal(instrument.takerFeeRate)),
  slippageBps: Given.share("slippage-bps", values["slippage-bps"], 10_000, "5") ?? "0",
  capital: Given.decimal("capital", values.capital) ?? "1000000",
  kind: instrument?.kind ?? "linear",
  mode: Given.oneOf("mode", values.mode, ["one-way", "hedge"]) ?? "one-way",
  whenFlat: Given.oneOf("when-flat", values["when-flat"], ["enter", "ignore"]) ?? "enter"
})

/**
 * Reads the options; a contract gives the fee and the unit of sizes where they are left out.
 *
 * Errors: `CommandError` with exit code 2.
 *
 * @since 0.1.0
 */
export const readCosts = (
  values: Omit<Values<typeof costOptions>, "funding">,
  instrument: Instrument.Instrument | undefined
): Costs => {
  const costs = given(values, instrument)
  orRefuse(KernelOptions.decode(kernelCosts(costs, "1")))
  return costs
}

/**
 * How long orders take, and how many are let through.
 *
 * Errors: `CommandError` with exit code 2.
 *
 * @since 0.1.0
 */
export const readPace = (
  values: Pick<Values<typeof backtestOptions>, "latency-ms" | "limit">
): { readonly latencyMs: number; readonly limit: Budget.Limit | undefined } => ({
  latencyMs: Given.integer("latency-ms", values["latency-ms"], 0, 999_999_999_999) ?? 0,
  limit: values.limit === undefined ? undefined : Given.limit("limit", values.limit)
})
