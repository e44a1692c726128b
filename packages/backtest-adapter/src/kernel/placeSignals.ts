/**
 * Puts signals that were decided elsewhere on the bars that they are decided on.
 *
 * @module
 * @since 0.1.0
 */
import type * as Bars from "../Bars.ts"
import type { FileSignal } from "../history/signals.ts"
import { firstOpeningAt, lastClosedBy } from "../replay/Market.ts"
import * as Funding from "./Funding.ts"
import type { Signals } from "./Signals.ts"

/**
 * Signals on their bars.
 *
 * - `late` how many came when no bar was left to be filled by.
 * - `superseded` how many gave way to a newer signal of the same bar, as a waiting signal does live.
 * - `isPlain` false where the columns do not tell all: a signal has a size of its own, or several signals of one bar are
 *   more than one that replaces the other, because one of them rests. The replay takes such signals as they are.
 *
 * @category models
 * @since 0.1.0
 */
export interface Placed {
  readonly signals: Signals
  readonly late: number
  readonly superseded: number
  readonly isPlain: boolean
}

/**
 * When a signal became known: its `at`, or the close of its `bar`.
 *
 * @category conversions
 * @since 0.1.0
 */
export const knownAt = (bars: Bars.Bars, { at, bar }: FileSignal): number =>
  at ?? (bar === undefined || bar >= bars.length ? Number.POSITIVE_INFINITY : Funding.closeTime(bars, bar))

/** The bar on whose close a signal counts as decided, -1 before the first. */
const barOf = (bars: Bars.Bars, signal: FileSignal, fill: "next-open" | "close"): number => {
  if (signal.bar !== undefined) return signal.bar
  const atMs = knownAt(bars, signal)
  return fill === "close" && signal.stop === undefined ? lastClosedBy(bars, atMs) : firstOpeningAt(bars, atMs) - 1
}

/**
 * Places signals, in their order, on bars. With `next-open`, and for a signal that rests, the next bar is the first one
 * that opens at or after `at`; with `close` the bar is the last one that has closed by `at`.
 *
 * @example
 * ```ts
 * import { placeSignals } from "@backhand/backtest-adapter"
 *
 * const prices = Float64Array.of(10, 11, 12)
 * const bars = {
 *   length: 3, time: Float64Array.of(0, 60_000, 120_000), intervalMs: 60_000, priceStep: "1",
 *   open: prices, high: prices, low: prices, close: prices, volume: new Float64Array(3)
 * }
 * placeSignals(bars, [{ side: "long", at: 60_000 }, { side: "short", bar: 1 }], "next-open").signals.wishes
 * // => Int8Array.of(1, -1, 0)
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const placeSignals = (
  bars: Bars.Bars,
  list: ReadonlyArray<FileSignal>,
  fill: "next-open" | "close"
): Placed => {
  const wishes = new Int8Array(bars.length)
  const stops = list.some(({ stop }) => stop !== undefined)
    ? new Float64Array(bars.length).fill(Number.NaN)
    : undefined
  let initial: Signals["initial"]
  let [late, superseded, isPlain] = [0, 0, true]
  for (const signal of list) {
    const bar = barOf(bars, signal, fill)
    const wish = signal.side === "long" ? 1 : -1
    const stop = signal.stop === undefined ? Number.NaN : Number(signal.stop)
    if (signal.size !== undefined) isPlain = false
    if (bar >= bars.length - 1) late++
    if (bar >= bars.length) continue
    const isTaken = bar < 0 ? initial !== undefined : wishes[bar] !== 0
    if (isTaken) superseded++
    if (isTaken && !(Number.isNaN(stop) && Number.isNaN(bar < 0 ? (initial?.stop ?? Number.NaN) : (stops?.[bar] ?? Number.NaN))))
      isPlain = false
    if (bar < 0) initial = { wish, stop: signal.stop === undefined ? undefined : stop }
    else {
      wishes[bar] = wish
      if (stops !== undefined) stops[bar] = stop
    }
  }
  return { signals: { wishes, stops, initial }, late, superseded, isPlain }
}
