/**
 * The options of `backhand parity`.
 *
 * @module
 * @since 0.1.0
 */
import { backtestOptions, historyOptions } from "../backtest/options.ts"

const { signals, strategy } = backtestOptions
const { "fee-rate": feeRate, "latency-ms": latencyMs, mode, "when-flat": whenFlat } = backtestOptions

/**
 * Those of `backtest` that the simulated exchange has a part for.
 *
 * @since 0.1.0
 */
export const parityOptions = {
  ...historyOptions,
  signals,
  strategy,
  size: { value: "Q", summary: "base units of an entry; default 1" },
  "fee-rate": feeRate,
  mode,
  "when-flat": whenFlat,
  "latency-ms": latencyMs,
  limit: { value: "10/1s", summary: "orders in a time, in both halves; default 10/1s" }
} as const
