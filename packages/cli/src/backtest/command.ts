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
    "psar-stop:0.02,0.2, supertrend:10,3. Several --candles, or a folder of them, are one account under one limit.",
    "Formats and figures are in docs/backtest.md."
  ],
  operands: [],
  options: backtestOptions,
  examples: [
    {
      about: "Runs signals of one's own on candles, and keeps the result for other programs:",
      args: [
        "backtest",
        "--candles",
        "candles.csv",
        "--signals",
        "signals.csv",
        "--size",
        "0.5",
        "--json",
        "result.json"
      ],
      output: [
        "ETHUSDT signals.csv",
        "3 bars of 1 min, 2023-07-22 04:26 to 2023-07-22 04:28",
        "",
        "final equity       999,996.60   trades                    0",
        "return                -0.00 %   win rate                  –",
        "return a year               –   profit factor             –",
        "buy and hold           0.00 %   expectancy                –",
        "max drawdown           0.00 %   fees                   0.90",
        "longest drawdown            –   funding                0.00",
        "volatility                  –   turnover           1,500.00",
        "Sharpe                      –   time in market     100.00 %",
        "Sortino                     –   average trade             –",
        "Calmar                      –   best, worst trade      –, –",
        "",
        "equity ▁▁▁"
      ]
    }
  ],
  run: async (values, _operands, host) => {
    const { start } = await import("./start.ts")
    return start(values, host)
  }
})
