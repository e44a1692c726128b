/**
 * Which buckets a chart holds, for what can be seen of it.
 *
 * @module
 * @since 0.1.0
 */

/** A stretch of bars, counted from 0; `until` is not part of it. Both may be fractions. */
export interface Stretch {
  readonly from: number
  readonly until: number
}

/** The buckets `[from, until)` of one level, each of `2^level` bars. */
export interface View extends Stretch {
  readonly level: number
}

/** How many screens of buckets are held on either side of the visible ones. */
const margin = 3

/** The finest level at which the visible stretch needs no more than `most` buckets. */
export const levelFor = ({ from, until }: Stretch, most: number): number =>
  Math.max(0, Math.ceil(Math.log2(Math.max(1, (until - from) / most))))

/** The buckets to hold: the visible ones, and some screens more on either side. */
export const viewOf = (visible: Stretch, length: number, most: number): View => {
  const level = levelFor(visible, most)
  const [size, span] = [2 ** level, visible.until - visible.from]
  const last = Math.ceil(length / size)
  const within = (bucket: number) => Math.min(last, Math.max(0, bucket))
  return {
    level,
    from: within(Math.floor((visible.from - margin * span) / size)),
    until: within(Math.ceil((visible.until + margin * span) / size))
  }
}

/** Whether a view still serves: the right level, and half a screen more than what is visible, unless history ends. */
export const serves = (view: View, visible: Stretch, length: number, most: number): boolean => {
  const size = 2 ** view.level
  const half = (visible.until - visible.from) / 2
  const [begins, ends] = [Math.max(0, visible.from - half), Math.min(length, visible.until + half)]
  return view.level === levelFor(visible, most) && view.from * size <= begins && view.until * size >= ends
}

/** The stretch of bars behind logical positions of a view, where whole numbers are the middles of buckets. */
export const barsOf = ({ from, level }: View, logical: { readonly from: number; readonly to: number }): Stretch => ({
  from: (from + logical.from + 0.5) * 2 ** level,
  until: (from + logical.to + 0.5) * 2 ** level
})

/** The logical positions in a view at which a stretch of bars begins and ends. */
export const logicalOf = ({ from, level }: View, stretch: Stretch): { readonly from: number; readonly to: number } => ({
  from: stretch.from / 2 ** level - from - 0.5,
  to: stretch.until / 2 ** level - from - 0.5
})
