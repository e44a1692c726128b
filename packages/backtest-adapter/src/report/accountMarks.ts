/**
 * How far an account fell, and its extremes, along a curve of equity.
 *
 * @module
 * @since 0.1.0
 */
import * as TwoDoubles from "../replay/TwoDoubles.ts"

/** The share of a fall in its peak, rounded once. */
const shareOf = (fall: number, rest: number, peak: TwoDoubles.TwoDoubles): number => {
  const share = fall / peak.high
  const product = share * peak.high
  return share + (fall - product - TwoDoubles.lost(share, peak.high, product) + rest - share * peak.low) / peak.high
}

/** Drawdown in money at every close, and the extremes of the curve, each rounded once; the peak begins at the capital. */
export const accountMarks = ({ high, low }: TwoDoubles.Column, capital: TwoDoubles.TwoDoubles) => {
  const falls = TwoDoubles.column(high.length)
  let peak = capital
  let [minEquity, maxDrawdown, maxDrawdownFraction] = [capital.high, 0, 0]
  for (let i = 0; i < high.length; i++) {
    const [now, rest] = [high[i] as number, low[i] as number]
    if (now > peak.high || (now === peak.high && rest > peak.low)) peak = { high: now, low: rest }
    else {
      minEquity = Math.min(minEquity, now)
      TwoDoubles.put(falls, i, peak, -now, -rest)
      const fall = falls.high[i] as number
      maxDrawdown = Math.max(maxDrawdown, fall)
      if (fall > 0) maxDrawdownFraction = Math.max(maxDrawdownFraction, shareOf(fall, falls.low[i] as number, peak))
    }
  }
  return { drawdown: falls.high, extremes: { maxEquity: peak.high, minEquity, maxDrawdown, maxDrawdownFraction } }
}
