/**
 * Finds what was probably meant by a mistyped name.
 *
 * @module
 * @since 0.1.0
 */

/** Insertions, deletions and replacements from one text to the other, one row of the table at a time. */
const distance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let index = 0; index < from.length; index++) {
    const next = [index + 1]
    for (let column = 0; column < to.length; column++) {
      const replaced = (row[column] ?? 0) + (from[index] === to[column] ? 0 : 1)
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

/**
 * Gives the name nearest to what was typed, or undefined where none is within a third of its letters.
 *
 * @since 0.1.0
 */
export const nearest = (typed: string, names: ReadonlyArray<string>): string | undefined => {
  const ranked = names
    .map((name) => ({ name, away: distance(typed.slice(0, 40), name) }))
    .filter(({ away, name }) => away <= Math.max(1, Math.floor(name.length / 3)))
  return ranked.toSorted((a, b) => a.away - b.away)[0]?.name
}
