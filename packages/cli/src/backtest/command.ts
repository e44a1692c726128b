/**
 * `backhand backtest`: signals or a strategy on recorded candles.
 *
 * @module
 * @since 0.1.0
 */
import { define } from "../Command.ts"
import { backtestOptions } from "./options.ts"

/**
 * The command.
 *
 * @since 0.1.0
 */
export const backtest = define({
  name: "backtest",
  usage: "backhand backtest --candles FILE (--signals FILE | --strategy NAME|FILE.ts) [options]",
  about: [
    "Runs signals or a strategy on candles and shows trades, costs and risk. A signal is decided on a bar's close and",
    "filled at the next bar's open, or where its stop is reached; every reversal is a close and an open, each with its",
    "fee. A latency, a rate limit and sizes of signals take the engine that runs live, everything else a kernel with",
    "the same results. Built-in strategies: sma-cross:10,30, ema-cross:10,30, donchian:20, psar:0.02,0.2,",
    "psar-stop:0.02,0.2, supertrend:10,3. Formats and figures are in docs/backtest.md."
  ],
  operands: [],
  options: backtestOptions,
  examples: [],
  run: async (values, _operands, host) => {
    const { start } = await import("./start.ts")
    return start(values, host)
  }
})
