/**
 * Values in order of time, fewer and fewer of them, with no peak and no trough lost.
 *
 * Each bucket keeps its first, highest, lowest and last value. A line through these four, in a column of pixels a bucket,
 * is the line that all values would have drawn (Jugel, Jerzak, Hackenbroich and Markl, "M4: a visualization-oriented
 * time series data aggregation", PVLDB 7, 2014).
 *
 * @module
 * @since 0.1.0
 */

/**
 * `length` buckets. `time` is that of a bucket's first value, milliseconds.
 *
 * @category models
 * @since 0.1.0
 */
export interface Series {
  readonly length: number
  readonly time: Float64Array
  readonly first: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly last: Float64Array
}

const empty = (length: number): Series => ({
  length,
  time: new Float64Array(length),
  first: new Float64Array(length),
  high: new Float64Array(length),
  low: new Float64Array(length),
  last: new Float64Array(length)
})

/** One value a bucket. */
export const ofValues = (time: Float64Array, values: Float64Array): Series => ({
  length: values.length,
  time,
  first: values,
  high: values,
  low: values,
  last: values
})

const gather = (self: Series, from: number, until: number, into: Series, at: number): void => {
  let [high, low] = [self.high[from] as number, self.low[from] as number]
  for (let k = from + 1; k < until; k++) {
    high = Math.max(high, self.high[k] as number)
    low = Math.min(low, self.low[k] as number)
  }
  into.first[at] = self.first[from] as number
  into.high[at] = high
  into.low[at] = low
  into.last[at] = self.last[until - 1] as number
}

/**
 * Half as many buckets, each of two; an odd last one stays alone.
 */
const halved = (self: Series): Series => {
  const half = empty(Math.ceil(self.length / 2))
  for (let k = 0; k < half.length; k++) {
    half.time[k] = self.time[2 * k] as number
    gather(self, 2 * k, Math.min(2 * k + 2, self.length), half, k)
  }
  return half
}

/** The series itself, then halved again and again down to one bucket: level `n` has buckets of `2^n`. */
export const pyramid = (self: Series): ReadonlyArray<Series> => {
  const levels = [self]
  let top = self
  while (top.length > 1) {
    top = halved(top)
    levels.push(top)
  }
  return levels
}

/** The series in the buckets of a clock: from each of its times until before the next. A bucket without a value repeats the last one before it. */
export const aligned = (self: Series, clock: Float64Array, before: number): Series => {
  if (self.time === clock) return self
  const into = empty(clock.length)
  let from = 0
  let known = before
  clock.forEach((at, k) => {
    const end = clock[k + 1] ?? Number.POSITIVE_INFINITY
    while ((self.time[from] ?? Number.POSITIVE_INFINITY) < at) known = self.last[from++] as number
    let until = from
    while ((self.time[until] ?? Number.POSITIVE_INFINITY) < end) until++
    into.time[k] = at
    if (until > from) gather(self, from, until, into, k)
    else for (const column of [into.first, into.high, into.low, into.last]) column[k] = known
    if (until > from) known = into.last[k] as number
    from = until
  })
  return into
}

/** How far each value lies below the highest one so far, as a fraction of it; `start` counts as the first high. */
export const drawdown = (values: Float64Array, start: number): Float64Array => {
  let peak = start
  return values.map((value) => {
    peak = Math.max(peak, value)
    return peak > 0 ? value / peak - 1 : 0
  })
}
