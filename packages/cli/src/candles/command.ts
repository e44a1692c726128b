/**
 * `backhand candles`: history from the exchange's public endpoints.
 *
 * @module
 * @since 0.1.0
 */
import { define } from "../Command.ts"

/**
 * The options of `candles`.
 *
 * @since 0.1.0
 */
export const candlesOptions = {
  from: { value: "T", summary: "first open time: milliseconds, or a date such as 2026-01-31 or 2026-01-31T12:00" },
  to: { value: "T", summary: "candles open before this time; default now" },
  granularity: { value: "1m", summary: "1m 3m 5m 15m 30m 1h 2h 4h 6h 12h 1d 3d 1w, or 1M for months; default 1m" },
  out: { value: "FILE.csv|.parquet", summary: "file to write; there must be none of that name yet" },
  "product-type": { value: "USDT-FUTURES", summary: "USDT-FUTURES (default), USDC-FUTURES or COIN-FUTURES" },
  url: { value: "http://127.0.0.1:PORT", summary: "address of the REST API; default the exchange's own" }
} as const

/**
 * The command.
 *
 * @since 0.1.0
 */
export const candles = define({
  name: "candles",
  usage: "backhand candles SYMBOL --from T [--to T] [--granularity 1m] --out FILE.csv|.parquet",
  about: [
    "Downloads closed candles, in ascending order, as the exchange has them: gaps are reported, never filled. Needs no key.",
    "Stays below the public rate limit. What is there so far is kept in FILE.part: the same command goes on from it after",
    "an interruption. Times without a zone are UTC, and so are the days that long candles begin at."
  ],
  operands: ["SYMBOL"],
  options: candlesOptions,
  examples: [
    {
      about: "Downloads a morning, here from a simulated exchange on port 8080:",
      args: [
        "candles",
        "ETHUSDT",
        "--from",
        "2023-07-22T00:00",
        "--to",
        "2023-07-22T12:00",
        "--granularity",
        "1h",
        "--out",
        "eth.csv",
        "--url",
        "http://127.0.0.1:8080"
      ],
      output: ["eth.csv: 12 candles from 2023-07-22T00:00Z to 2023-07-22T11:00Z"]
    }
  ],
  run: async (values, [symbol = ""], host) => {
    const { start } = await import("./start.ts")
    return start(values, symbol.toUpperCase(), host)
  }
})
