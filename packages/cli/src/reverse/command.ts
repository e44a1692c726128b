/**
 * `backhand reverse`: one reversal by hand.
 *
 * @module
 * @since 0.1.0
 */
import { define } from "../Command.ts"
import { accountOptions } from "../run/options.ts"

/**
 * The options of `reverse`.
 *
 * @since 0.1.0
 */
export const reverseOptions = {
  side: { value: "long|short", summary: "the side that is held and is to be turned; needed where both are held" },
  size: { value: "Q", summary: "how much of it, in base units; default all. Hedge mode only" },
  yes: { summary: "does not ask" },
  "dry-run": { summary: "shows the plan and sends nothing" },
  ...accountOptions,
  journal: { value: "FILE.sqlite", summary: "remembers what was sent, so that a crash loses nothing" },
  json: { summary: "writes the plan and every event as one line of JSON" }
} as const

/**
 * The command.
 *
 * @since 0.1.0
 */
export const reverse = define({
  name: "reverse",
  usage: "backhand reverse SYMBOL [--side long|short] [--size Q] [--yes] [options]",
  about: [
    "Turns one position round: shows what is held, what would be closed and opened, the fees and the exact request; asks;",
    "sends; waits until it is settled; says what came of it. 0 where all of it happened, 1 otherwise. Without a terminal",
    "to ask in, --yes is needed."
  ],
  operands: ["SYMBOL"],
  options: reverseOptions,
  examples: [
    {
      about: "Shows what would happen, on a simulated exchange on port 8080:",
      args: ["reverse", "ETHUSDT", "--dry-run", "--url", "http://127.0.0.1:8080"],
      output: [
        "ETHUSDT, one-way mode: long 20 at 3000; last price 3100",
        "closes   20 long, realizing about 2000 USDT",
        "opens    20 short",
        "fees     about 74.4 USDT, for two executions at market",
        "leaves   short 20 at 3100",
        'request  POST /api/v2/mix/order/click-backhand {"symbol":"ETHUSDT","productType":"USDT-FUTURES","marginCoin":"USDT","side":"sell"}, and a client id'
      ]
    },
    {
      about: "Does it, without asking:",
      args: ["reverse", "ETHUSDT", "--yes", "--url", "http://127.0.0.1:8080"],
      output: [
        "ETHUSDT, one-way mode: long 20 at 3000; last price 3100",
        "closes   20 long, realizing about 2000 USDT",
        "opens    20 short",
        "fees     about 74.4 USDT, for two executions at market",
        "leaves   short 20 at 3100",
        'request  POST /api/v2/mix/order/click-backhand {"symbol":"ETHUSDT","productType":"USDT-FUTURES","marginCoin":"USDT","side":"sell"}, and a client id',
        "reversed: closed 20, opened 20; now short 20 at 3100 (…)"
      ]
    }
  ],
  run: async (values, [symbol = ""], host) => {
    const { start } = await import("./start.ts")
    return start(values, symbol.toUpperCase(), host)
  }
})
