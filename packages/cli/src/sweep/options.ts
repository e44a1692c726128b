/**
 * The options of `backhand sweep`.
 *
 * @module
 * @since 0.1.0
 */
import { costOptions, historyOptions } from "../backtest/options.ts"

/**
 * All options of `sweep`.
 *
 * @since 0.1.0
 */
export const sweepOptions = {
  ...historyOptions,
  candles: {
    value: "FILE|SYMBOL=FILE",
    repeats: true,
    summary: "candles of one symbol: CSV (plain, .gz), Parquet or Arrow"
  },
  strategy: { value: "NAME|FILE.ts", summary: "a built-in strategy without its numbers, or a module of one's own" },
  grid: { value: "fast=5..50:5,slow=20..200:10", summary: "values of each parameter: from..to:step, or one value" },
  ...costOptions,
  funding: { value: "FILE|SYMBOL=FILE", repeats: true, summary: "recorded funding rates to be paid and received" },
  by: { value: "sharpe|return|calmar", summary: "what is best; default sharpe" },
  "walk-forward": {
    value: "TRAIN,TEST[,anchored]",
    summary: "also: chooses on TRAIN bars, judges on the TEST bars after them, and so on"
  },
  workers: { value: "N", summary: "threads; default one a core, 0 none" },
  resume: { value: "FILE.jsonl", summary: "keeps finished rows, and goes on from those that are there" },
  json: { value: "FILE", summary: "writes all rows" },
  report: { value: "FILE.html", summary: "writes a report with a heat map" }
} as const
