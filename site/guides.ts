/** The guides in the order in which a newcomer would read them. What is not named here comes last. */
export const guides: Readonly<Record<string, ReadonlyArray<string>>> = {
  Start: ["quick-start", "what-happens-to-a-signal", "going-live", "command-line"],
  Backtesting: ["backtesting-honestly", "rate-limit-in-backtests", "backtest", "reports", "history", "kernel"],
  "The exchange": ["semantics", "venue", "budget", "engine-proof", "simulator", "conform"],
  "The pieces": ["using-the-pieces"]
}
