/**
 * A curve in one line of text.
 *
 * @module
 * @since 0.1.0
 */

const blocks = "▁▂▃▄▅▆▇█"

/**
 * Draws a curve with at most `width` blocks, each the last value of its stretch; a flat curve stays at the bottom.
 *
 * @since 0.1.0
 */
export const sparkline = (values: ArrayLike<number>, width = 60): string => {
  const count = Math.min(width, values.length)
  const ends = Array.from(
    { length: count },
    (_, k) => values[Math.ceil(((k + 1) * values.length) / count) - 1] as number
  )
  const low = ends.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
  const span = ends.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY) - low
  return ends.map((value) => blocks[span > 0 ? Math.min(7, Math.floor(((value - low) / span) * 8)) : 0]).join("")
}
