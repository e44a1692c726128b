/**
 * `backhand sweep`: a strategy with every combination of its parameters.
 *
 * @module
 * @since 0.1.0
 */
import { define } from "../Command.ts"
import { sweepOptions } from "./options.ts"

/**
 * The command.
 *
 * @since 0.1.0
 */
export const sweep = define({
  name: "sweep",
  usage: "backhand sweep --candles FILE --strategy NAME --grid GRID [options]",
  about: [
    "Runs a strategy with every combination of a grid on all cores, best first. Ctrl-C ends it with the rows that are",
    "finished and exit code 1; with --resume the same command goes on from there. Built-in strategies and their",
    "parameters: sma-cross fast,slow; ema-cross fast,slow; donchian length; psar step,max; psar-stop step,max;",
    "supertrend length,multiple. Formats are in docs/backtest.md."
  ],
  operands: [],
  options: sweepOptions,
  examples: [
    {
      about: "Two averages, with what is best by the Sharpe ratio first:",
      args: [
        "sweep",
        "--candles",
        "candles.csv",
        "--strategy",
        "sma-cross",
        "--grid",
        "fast=1..2,slow=2",
        "--workers",
        "0"
      ],
      output: [
        "BACKTEST sma-cross",
        "3 bars of 1 min, 2023-07-22 04:26 to 2023-07-22 04:28, 1 combination by sharpe, 1 left out",
        "",
        "fast  slow  sharpe  return  calmar  drawdown  trades  fees",
        "   1     2       –  0.00 %       –    0.00 %       0  0.00"
      ]
    }
  ],
  run: async (values, _operands, host) => {
    const { start } = await import("./start.ts")
    return start(values, host)
  }
})
