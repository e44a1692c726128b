/**
 * Replays the decisions of `reverseOn()` on history.
 *
 * @module
 * @since 0.1.0
 */
export type * as Bars from "./Bars.ts"
export type { History } from "./history/History.ts"
export { parseBars } from "./history/parse.ts"
export type * as MarketEvent from "./MarketEvent.ts"
export type { Delays } from "./replay/Delays.ts"
export type { Market } from "./replay/Market.ts"
export type { Execution } from "./replay/PaperVenue.ts"
export { replay, type Wish } from "./replay/replay.ts"
export type { Arrival, ReplayOptions } from "./replay/ReplayOptions.ts"
export type { ReplayResult, SymbolResult } from "./replay/ReplayResult.ts"
export type { RestingSignal } from "./replay/Stops.ts"
export type { OpenTrade, Trade } from "./replay/tradesOf.ts"
