/**
 * The options of `backhand backtest`, and those that `backhand sweep` shares with it.
 *
 * @module
 * @since 0.1.0
 */

/**
 * What is traded, and on which history.
 *
 * @since 0.1.0
 */
export const historyOptions = {
  candles: { value: "FILE", summary: "candles: CSV (plain, .gz), Parquet or Arrow" },
  symbol: { value: "S", summary: "the contract; default that of --instrument, or of the signals" },
  instrument: { value: "FILE.json", summary: "its contract; without it steps are inferred from the data" },
  repair: {
    value: "drop|sort",
    summary: "leaves out rows that cannot be used, or puts rows in order; default neither"
  },
  cache: { summary: "keeps the columns beside the candles, for a faster start the next time" }
} as const

/**
 * What trading costs, and where it is filled.
 *
 * @since 0.1.0
 */
export const costOptions = {
  fill: { value: "next-open|close", summary: "where a signal is filled; default next-open" },
  size: {
    value: "Q|value:Q|all-in[:UNIT]",
    summary: "base units of every opening, or what so much money or all of it buys; default 1"
  },
  "fee-rate": { value: "0.0006", summary: "of the traded value; default the contract's taker fee, else 0.0006" },
  "slippage-bps": { value: "5", summary: "basis points by which every fill is worse; default 0" },
  capital: { value: "1000000", summary: "what the account begins with; default 1000000" },
  mode: { value: "one-way|hedge", summary: "hold mode; default one-way" },
  "when-flat": { value: "enter|ignore", summary: "what a signal means while nothing is held; default enter" },
  funding: { value: "FILE", summary: "recorded funding rates to be paid and received" }
} as const

const tableFile = "FILE.csv|.json|.parquet"

/**
 * All options of `backtest`.
 *
 * @since 0.1.0
 */
export const backtestOptions = {
  ...historyOptions,
  candles: {
    value: "FILE|SYMBOL=FILE|FOLDER",
    repeats: true,
    summary: "candles: CSV (plain, .gz), Parquet or Arrow; several for one account of several symbols"
  },
  signals: { value: "FILE", summary: "signals as JSON lines or CSV" },
  strategy: { value: "NAME|FILE.ts", summary: "instead of signals: a built-in strategy, or a module of one's own" },
  ...costOptions,
  funding: {
    value: "FILE|SYMBOL=FILE|FOLDER",
    repeats: true,
    summary: "recorded funding rates to be paid and received"
  },
  "latency-ms": { value: "N", summary: "from sending to arrival, and again to knowing" },
  limit: { value: "10/1s", summary: "orders in a time, as the exchange would let through; default no limit" },
  check: { summary: "proves that the strategy neither looks ahead nor depends on where the history begins" },
  json: { value: "FILE", summary: "writes trades, signals, summary and statistics" },
  report: { value: "FILE.html", summary: "writes a report to look at" },
  equity: { value: tableFile, summary: "writes equity and drawdown at every close" },
  trades: { value: tableFile, summary: "writes the trades" },
  fills: { value: tableFile, summary: "writes every execution, with its cost by cause" },
  events: { value: tableFile, summary: "writes what was told of every signal and order" }
} as const
