/**
 * What a run could have come to on other paths of its prices.
 *
 * @module
 * @since 0.1.0
 */
import { type Market, type PathBand, pathBand, type ReplayOptions, type ReplayResult } from "@backhand/backtest-adapter"

/**
 * The band of each symbol; or none, and why.
 *
 * @since 0.1.0
 */
export const bandsOf = (
  markets: ReadonlyArray<Market>,
  result: ReplayResult,
  options: ReplayOptions
): { readonly bands?: ReadonlyArray<PathBand>; readonly why?: string } => {
  try {
    return { bands: pathBand(markets, result, options) }
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    return { why: cause.message }
  }
}
