/**
 * The return of a trade.
 *
 * @module
 * @since 0.1.0
 */
import type { ReportTrade } from "./ReportInput.ts"

/** Profit after commission over the value at entry, both in margin coin. */
export const tradeReturn = ({ entryPrice, pnl, size }: ReportTrade, kind: "linear" | "inverse" = "linear"): number =>
  pnl / (kind === "linear" ? size * entryPrice : size / entryPrice)
