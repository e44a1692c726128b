/**
 * Goes through the bars once and tells a ledger what is filled where, and when funding falls due.
 *
 * @module
 * @since 0.1.0
 */
import type { Rational } from "@backhand/core"
import type * as Bars from "../Bars.ts"
import * as Funding from "./Funding.ts"
import type { Terms } from "./KernelOptions.ts"
import type { Ledger } from "./Ledger.ts"
import { type Pieces, stretch } from "./Pieces.ts"

/** Settles funding in the order of time, on the bar during which each settlement falls. */
interface Settlements {
  /** Settles everything before `moment`, and what falls on it where the tie goes to the position held before. */
  readonly before: (moment: number) => boolean
  /** Settles again what fell on the moment of the last call, where both positions pay. */
  readonly after: () => boolean
  /** Settles all that is left of the history. */
  readonly rest: () => boolean
}

const settlements = (bars: Bars.Bars, funding: Funding.Funding, ledger: Ledger): Settlements => {
  const tie = funding.tie ?? "before"
  let [next, firstOfMoment, bar] = [0, 0, 0]
  const settle = (k: number): boolean => {
    const moment = Funding.timeOf(funding, k)
    while (bar < bars.length && Funding.closeTime(bars, bar) <= moment) bar++
    if (Funding.isOver(bars, moment)) return true
    const known = bar === 0 ? bars.open[0] : bars.close[bar - 1]
    return ledger.settle(
      Math.min(bar, bars.length - 1),
      funding.rate[k] as number,
      funding.mark?.[k] ?? Number.NaN,
      known as number
    )
  }
  return {
    before(moment) {
      while (Funding.timeOf(funding, next) < moment) if (!settle(next++)) return false
      firstOfMoment = next
      if (tie === "after") return true
      while (Funding.timeOf(funding, next) <= moment) if (!settle(next++)) return false
      return true
    },
    after() {
      if (tie !== "both") return true
      for (let k = firstOfMoment; k < next; k++) if (!settle(k)) return false
      return true
    },
    rest() {
      while (next < funding.time.length) if (!settle(next++)) return false
      return true
    }
  }
}

/**
 * Whether a bar reaches a resting stop. Prices compare as doubles: both sides are rounded once.
 *
 * @category checks
 * @since 0.1.0
 */
export const isReached = (
  { high, low }: Bars.Bars,
  { den, num }: Rational.Rational,
  bar: number,
  stop: number,
  to: number
): boolean => {
  const reach = ((to > 0 ? (high[bar] as number) : (low[bar] as number)) * Number(num)) / Number(den)
  return to > 0 ? reach >= stop : reach <= stop
}

/**
 * Walks from wish to wish. One that agrees with the position is held; one on the last bar is not filled. False when the
 * ledger gave up.
 *
 * @category folding
 * @since 0.1.0
 */
export const walk = (
  bars: Bars.Bars,
  pieces: Pieces,
  terms: Terms,
  priceStep: Rational.Rational,
  ledger: Ledger
): boolean => {
  const { close, open, time } = bars
  const { initial, sides, stops } = pieces
  const [num, den] = [Number(priceStep.num), Number(priceStep.den)]
  const due = terms.funding === undefined ? undefined : settlements(bars, terms.funding, ledger)

  /** Flips at the close of `bar`, or before it. Without funding the time does not matter, and is not fetched. */
  const flip = (bar: number, atClose: boolean, ticks: number, stop: number, to: number): boolean => {
    const book = atClose ? bar + 1 : bar
    if (due === undefined) return ledger.flip(book, bar, ticks, stop, to)
    const moment = atClose ? Funding.closeTime(bars, bar) : (time[bar] as number)
    return due.before(moment) && ledger.flip(book, bar, ticks, stop, to) && due.after()
  }

  /** Fills a resting stop within `bar` if it is reached. */
  const rest = (bar: number, stop: number, to: number): boolean => {
    if (!isReached(bars, priceStep, bar, stop, to)) return true
    const first = ((open[bar] as number) * num) / den
    const ticks = Math.round((stop * den) / num)
    if (to > 0 ? first >= stop : first <= stop) return flip(bar, false, open[bar] as number, Number.NaN, to)
    return flip(bar, false, ticks, (ticks * num) / den === stop ? Number.NaN : stop, to)
  }

  /** Acts on a wish decided on the close of bar `i`. */
  const act = (i: number, wish: number, stop: number): boolean => {
    if (!Number.isNaN(stop)) return rest(i + 1, stop, wish)
    if (terms.fill === "next-open") return flip(i + 1, false, open[i + 1] as number, Number.NaN, wish)
    // Before the first bar there is no close to fill at.
    return i < 0 || flip(i, true, close[i] as number, Number.NaN, wish)
  }

  const canEnter = terms.whenFlat === "enter"
  const isEarly = initial !== undefined && canEnter && bars.length > 0
  if (isEarly && !act(-1, initial.wish, initial.stop ?? Number.NaN)) return false
  let side = ledger.side()
  for (let end = 0; end < bars.length; ) {
    end = Math.min(end + stretch, bars.length)
    pieces.next(end)
    for (let k = pieces.from; k < pieces.to; k++) {
      const i = pieces.bars[k] as number
      const wish = sides[k] as number
      if (wish === side || (side === 0 && !canEnter) || i + 1 === bars.length) continue
      if (!act(i, wish, stops === undefined ? Number.NaN : (stops[k] as number))) return false
      side = ledger.side()
    }
  }
  return due === undefined || due.rest()
}
