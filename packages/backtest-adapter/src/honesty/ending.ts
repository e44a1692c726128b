/**
 * When a history ends.
 *
 * @module
 * @since 0.1.0
 */
import { closeTime } from "../kernel/Funding.ts"
import type { Market } from "../replay/Market.ts"

/** When the last bar of the markets closes; the beginning of time without bars. */
export const ending = (markets: ReadonlyArray<Market>): number =>
  markets.reduce(
    (last, { bars }) => (bars.length === 0 ? last : Math.max(last, closeTime(bars, bars.length - 1))),
    Number.NEGATIVE_INFINITY
  )
