/**
 * Values counted in bins of a round width.
 *
 * @module
 * @since 0.1.0
 */

/** `count` values from `from` until before `until`; `isOpen` tells that the bin takes all beyond its outer edge too. */
export interface Bin {
  readonly from: number
  readonly until: number
  readonly count: number
  readonly isOpen: boolean
}

const roundStep = (rough: number): number => {
  const power = 10 ** Math.floor(Math.log10(rough))
  return ([1, 2, 5].find((step) => step * power >= rough) ?? 10) * power
}

const quantile = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.max(0, Math.floor(share * sorted.length)))] ?? 0

/**
 * About `most` bins that begin at a multiple of their width, zero among them. What lies beyond the outer hundredth on
 * either side is counted in the outermost bins.
 */
export const histogram = (values: Float64Array, most = 40): ReadonlyArray<Bin> => {
  const sorted = values.filter(Number.isFinite).toSorted()
  if (sorted.length === 0) return []
  const [low, high] = [quantile(sorted, 0.01), quantile(sorted, 0.99)]
  const step = roundStep(Math.max((high - low) / most, Math.abs(high) * 1e-6, 1e-12))
  const [first, last] = [Math.floor(low / step), Math.floor(high / step)]
  const counts = new Map<number, number>()
  for (const value of sorted) {
    const bin = Math.min(last, Math.max(first, Math.floor(value / step)))
    counts.set(bin, (counts.get(bin) ?? 0) + 1)
  }
  const [lowest = 0, highest = 0] = [sorted[0], sorted.at(-1)]
  return Array.from({ length: last - first + 1 }, (_, k) => {
    const bin = first + k
    const isOpen = (bin === first && lowest < first * step) || (bin === last && highest >= (last + 1) * step)
    return { from: bin * step, until: (bin + 1) * step, count: counts.get(bin) ?? 0, isOpen }
  })
}

/** The middle value; of an even number of values the mean of the middle two. */
export const median = (values: Float64Array): number => {
  const sorted = values.toSorted()
  const half = sorted.length >> 1
  const [upper = Number.NaN, lower = Number.NaN] = [sorted[half], sorted[half - 1]]
  return sorted.length % 2 === 1 ? upper : (upper + lower) / 2
}
