/**
 * `backhand parity`: is live offline?
 *
 * @module
 * @since 0.1.0
 */
import { define } from "../Command.ts"
import { parityOptions } from "./options.ts"

/**
 * The command.
 *
 * @since 0.1.0
 */
export const parity = define({
  name: "parity",
  usage: "backhand parity --candles FILE (--signals FILE | --strategy NAME|FILE.ts) [options]",
  about: [
    "Runs signals or a strategy twice: live, through reverseOn() against the simulated exchange in virtual time, and",
    "offline, through the replay. Compares every event, fill and fee and the final position. Exits with 1 and shows the",
    "first differences where there are any. At any moment the price in both is the open of the bar it falls in."
  ],
  operands: [],
  options: parityOptions,
  examples: [
    {
      about: "Compares both halves on signals of one's own:",
      args: ["parity", "--candles", "candles.csv", "--signals", "signals.csv", "--size", "0.5"],
      output: ["live is offline: 3 events and 1 fill agree to the last digit", "fees 0.9, ETHUSDT short 0.5 at 3000"]
    }
  ],
  run: async (values, _operands, host) => {
    const { start } = await import("./start.ts")
    return start(values, host)
  }
})
