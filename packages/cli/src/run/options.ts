/**
 * The options of `backhand run`, and those that other commands share with it.
 *
 * @module
 * @since 0.1.0
 */

/**
 * How an account is reached.
 *
 * @since 0.1.0
 */
export const accountOptions = {
  url: { value: "http://127.0.0.1:PORT", summary: "address of the REST API; default the exchange's own" },
  ws: {
    value: "ws://127.0.0.1:PORT/v2/ws",
    summary: "address of the WebSocket; with --url and without --ws there is none"
  },
  "product-type": { value: "USDT-FUTURES", summary: "USDT-FUTURES (default), USDC-FUTURES or COIN-FUTURES" },
  "margin-coin": { value: "USDT", summary: "margin coin, where a product type has several" },
  demo: { summary: "demo trading: for a key that was made there" }
} as const

/**
 * The limits that a trader puts on what is sent.
 *
 * @since 0.1.0
 */
export const guardOptions = {
  "ttl-ms": { value: "N", summary: "drops a signal that still waits when it is older than N milliseconds" },
  "max-size": { value: "Q", summary: "refuses an order of more than Q, in base units" },
  "max-notional": { value: "V", summary: "refuses an order worth more than V, in quote units" },
  "cool-down-ms": { value: "N", summary: "least time between two orders of a symbol" },
  "max-reversals": { value: "20/1h", summary: "most orders of a symbol in a time" }
} as const

/**
 * All options of `run`.
 *
 * @since 0.1.0
 */
export const runOptions = {
  signals: { value: "FILE|-", summary: "signals as JSON lines or CSV; - reads them from standard input as they come" },
  ...accountOptions,
  symbols: { value: "A,B", summary: "the contracts to trade; default all. With one, signals may leave the symbol out" },
  "when-flat": { value: "ignore|enter", summary: "what a signal means while nothing is held; default ignore" },
  size: { value: "Q", summary: "size to enter with, in base units; with --when-flat enter" },
  complete: { summary: "completes a reversal whose open failed or shrank by one entry order" },
  limit: { value: "auto|10/1s", summary: "requests in a time; auto, the default, asks the exchange what applies" },
  ...guardOptions,
  journal: { value: "FILE.sqlite", summary: "remembers what was sent, so that a crash loses nothing" },
  record: { value: "FILE", summary: "records every fact and decision, for backhand certify" },
  "dry-run": { summary: "sends nothing: shows what would be sent, and takes it as done" },
  instrument: { value: "FILE.json", summary: "with --dry-run: contracts from a file instead of the exchange" },
  mode: { value: "one-way|hedge", summary: "with --dry-run and no credentials: hold mode of the flat account" },
  otlp: { value: "URL", summary: "sends metrics and logs to an OpenTelemetry collector" },
  "metrics-port": { value: "N", summary: "serves metrics for Prometheus on http://127.0.0.1:N/metrics" },
  "log-level": { value: "warn", summary: "debug, info, warn (default), error or none, on standard error" },
  "log-json": { summary: "writes the log as JSON lines" }
} as const
