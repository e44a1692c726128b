/**
 * `backhand run`: signals in, reversals out, one line of JSON an event.
 *
 * @module
 * @since 0.1.0
 */
import { define } from "../Command.ts"
import { runOptions } from "./options.ts"

/**
 * The command.
 *
 * @since 0.1.0
 */
export const run = define({
  name: "run",
  usage: "backhand run --signals FILE|- [options]",
  about: [
    "Turns signals into reversals at the exchange, within its rate limit and never twice, and writes one line of JSON for",
    "everything that happens. Ends when the signals have ended and everything is settled: with 0, or with 1 where a symbol",
    "halted. Ctrl-C stops new orders, settles what is in flight, then ends; a second one ends at once.",
    "",
    "A signal is a wish to be long or short. A newer one of its symbol replaces one that still waits. A file of signals is",
    "checked to its end before anything is sent; on standard input a line that is no signal is reported and skipped, and",
    "the exit code is 2 in the end. Credentials come from BITGET_API_KEY, BITGET_API_SECRET (or",
    "BITGET_API_PRIVATE_KEY_FILE) and BITGET_API_PASSPHRASE. Events and formats are in docs/command-line.md."
  ],
  operands: [],
  options: runOptions,
  examples: [
    {
      about: "Shows what would be sent, without credentials or network:",
      args: [
        "run",
        "--signals",
        "-",
        "--dry-run",
        "--instrument",
        "ETHUSDT.json",
        "--when-flat",
        "enter",
        "--size",
        "0.5"
      ],
      input: '{"symbol":"ETHUSDT","side":"long","at":1690000000000,"id":"s1"}',
      output: [
        '{"at":…,"event":"sent","symbol":"ETHUSDT","clientOid":"…","order":"entry","signal":"s1","side":"long","signalAt":1690000000000,"to":"long","closes":"0","opens":"0.5","attempt":1}',
        '{"at":…,"event":"accepted","symbol":"ETHUSDT","clientOid":"…","order":"entry","orderId":null}',
        '{"at":…,"event":"settled","symbol":"ETHUSDT","clientOid":"…","order":"entry","settlement":"reversed","closed":"0","opened":"0.5","position":{"mode":"one_way_mode","net":{"side":"long","size":"0.5","entry":"1"}}}'
      ]
    },
    {
      about: "Trades on a simulated exchange that backhand simulate --port 8080 started:",
      args: [
        "run",
        "--signals",
        "signals.csv",
        "--url",
        "http://127.0.0.1:8080",
        "--journal",
        "run.sqlite",
        "--record",
        "run.jsonl"
      ],
      output: [
        '{"at":…,"event":"sent","symbol":"ETHUSDT","clientOid":"…","order":"reversal","signal":"s1","side":"short","signalAt":1690000000000,"to":"short","closes":"20","opens":"20","attempt":1}',
        '{"at":…,"event":"accepted","symbol":"ETHUSDT","clientOid":"…","order":"reversal","orderId":"…"}',
        '{"at":…,"event":"settled","symbol":"ETHUSDT","clientOid":"…","order":"reversal","settlement":"reversed","closed":"20","opened":"20","position":{"mode":"one_way_mode","net":{"side":"short","size":"20","entry":"3100"}}}'
      ]
    }
  ],
  run: async (values, _operands, host) => {
    const { start } = await import("./start.ts")
    return start(values, host)
  }
})
