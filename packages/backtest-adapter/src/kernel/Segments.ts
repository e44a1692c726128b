/**
 * Stretches of a run, between two fills each, on which equity is a line in the close.
 *
 * @module
 * @since 0.1.0
 */

/**
 * From bar `bar` on, until that of the next stretch, equity is `base + slope x close` money units. Columns, since arrays
 * of numbers would be most of what a run leaves to the garbage collector.
 *
 * @category models
 * @since 0.1.0
 */
export interface Segments {
  length: number
  bar: Int32Array
  base: Float64Array
  slope: Float64Array
}

const first = 1024

/**
 * Flat from the first bar on, with `capital` money units.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (capital: number): Segments => {
  const self = { length: 1, bar: new Int32Array(first), base: new Float64Array(first), slope: new Float64Array(first) }
  self.base[0] = capital
  return self
}

const grown = <A extends Int32Array | Float64Array>(column: A, larger: A): A => {
  larger.set(column)
  return larger
}

const grow = (self: Segments): void => {
  const capacity = self.bar.length * 4
  self.bar = grown(self.bar, new Int32Array(capacity))
  self.base = grown(self.base, new Float64Array(capacity))
  self.slope = grown(self.slope, new Float64Array(capacity))
}

/**
 * Begins a stretch.
 *
 * @category folding
 * @since 0.1.0
 */
export const add = (self: Segments, bar: number, base: number, slope: number): void => {
  if (self.length === self.bar.length) grow(self)
  const at = self.length++
  self.bar[at] = bar
  self.base[at] = base
  self.slope[at] = slope
}

/**
 * The bar at which stretch `k` ends: that of the next one, or the end of the data.
 *
 * @category accessors
 * @since 0.1.0
 */
export const endOf = (self: Segments, k: number, length: number): number =>
  k + 1 < self.length ? (self.bar[k + 1] as number) : length
