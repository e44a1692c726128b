/** The report of the offline half, as a page on its own. */
import { writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { renderReport, reportOfReplay } from "@backhand/backtest-adapter"
import { Rational } from "@backhand/core"
import type { Offline } from "./offline.ts"
import type { Series } from "./series.ts"

/** Where the report goes when nobody says. */
export const usualReport = join(tmpdir(), "backhand-demo.html")

interface Settings {
  readonly fast: number
  readonly slow: number
  readonly size: string
}

/** Writes the report and gives its full path. */
export const writeReport = (
  file: string,
  { instrument, label }: Series,
  { market, result }: Offline,
  { fast, size, slow }: Settings
): string => {
  const about = {
    title: `SMA ${fast} over ${slow} on ${instrument.symbol}`,
    coin: instrument.marginCoin,
    parameters: [
      ["candles", label],
      ["fast average", String(fast)],
      ["slow average", String(slow)],
      ["size", size],
      ["capital", `${Rational.toDecimal(result.summary.capital)}, what the first position is worth, rounded up`],
      ["fills", "at the open of the next bar"],
      ["rate limit", "10 orders a second"]
    ] as const
  }
  const path = resolve(file)
  writeFileSync(path, renderReport(reportOfReplay([market], result, about, { limit: { limit: "10 a second" } })))
  return path
}
