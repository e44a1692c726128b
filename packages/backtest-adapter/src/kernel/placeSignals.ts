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
 * - `list` those that a bar can fill, oldest first: with `close`, one from before the first close has none.
 * - `newest` the same without those that gave way; with `close` a plain one is dated by the close that fills it.
 * - `early` how many had none, `late` how many came when no bar was left to be filled by.
 * - `superseded` how many gave way to a newer signal of the same bar, as a waiting signal does live. One that rests neither
 *   gives way nor makes another do so.
 * - `isPlain` false where the columns do not tell all: a signal has a size of its own, or a bar has several signals of which
 *   one rests. The replay takes such signals as they are.
 *
 * @category models
 * @since 0.1.0
 */
export interface Placed {
  readonly signals: Signals
  readonly list: ReadonlyArray<FileSignal>
  readonly newest: ReadonlyArray<FileSignal>
  readonly early: number
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

const isResting = ({ stop }: FileSignal): boolean => stop !== undefined
const stopOf = ({ stop }: FileSignal): number => (stop === undefined ? Number.NaN : Number(stop))
const wishOf = ({ side }: FileSignal): 1 | -1 => (side === "long" ? 1 : -1)

/** A signal that came within a bar is filled before a stop that this bar reaches, for its price is that of the close before. */
const datedByClose = (bars: Bars.Bars, signal: FileSignal, bar: number): FileSignal =>
  signal.at === undefined || isResting(signal) ? signal : { ...signal, at: Funding.closeTime(bars, bar) }

const signalsOf = (length: number, byBar: ReadonlyMap<number, FileSignal>): Signals => {
  const within = [...byBar].filter(([bar]) => bar >= 0 && bar < length).toSorted(([a], [b]) => a - b)
  const isStopped = [...byBar.values()].some(isResting)
  const first = byBar.get(-1)
  return {
    length,
    bars: Int32Array.from(within, ([bar]) => bar),
    sides: Int8Array.from(within, ([, signal]) => wishOf(signal)),
    stops: isStopped ? Float64Array.from(within, ([, signal]) => stopOf(signal)) : undefined,
    initial: first === undefined ? undefined : { wish: wishOf(first), stop: stopOf(first) }
  }
}

/**
 * Places signals on bars. Of two that became known at one moment the later one in the list is the newer. With `next-open`, and for a signal that rests, the next bar is the first one
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
 * placeSignals(bars, [{ side: "long", at: 60_000 }, { side: "short", bar: 1 }], "next-open").signals.bars
 * // => Int32Array.of(0, 1)
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const placeSignals = (bars: Bars.Bars, all: ReadonlyArray<FileSignal>, fill: "next-open" | "close"): Placed => {
  const placed = all
    .map((signal) => ({ signal, bar: barOf(bars, signal, fill), atMs: knownAt(bars, signal) }))
    .filter(({ bar, signal }) => bar >= 0 || fill === "next-open" || isResting(signal))
    // Two that are never filled are equally late: the difference of infinities is no number.
    .toSorted((a, b) => (a.atMs === b.atMs ? 0 : a.atMs - b.atMs))
  const last = new Map(placed.filter(({ signal }) => !isResting(signal)).map(({ bar, signal }) => [bar, signal]))
  const standing = placed.filter(({ bar, signal }) => isResting(signal) || last.get(bar) === signal)
  const byBar = new Map(standing.map(({ bar, signal }) => [bar, signal]))
  const list = placed.map(({ signal }) => signal)
  return {
    signals: signalsOf(bars.length, byBar),
    list,
    newest: standing.map(({ bar, signal }) => (fill === "close" ? datedByClose(bars, signal, bar) : signal)),
    early: all.length - placed.length,
    late: placed.filter(({ bar }) => bar >= bars.length - 1).length,
    superseded: placed.length - standing.length,
    isPlain: byBar.size === standing.length && list.every(({ size }) => size === undefined)
  }
}
