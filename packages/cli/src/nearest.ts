/**
 * Finds what was probably meant by a mistyped name.
 *
 * @module
 * @since 0.1.0
 */

/** Insertions, deletions and replacements from one text to the other: the table of edits, a row at a time. */
const distance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column)
  let last = to.length
  for (const letter of from.split("")) {
    let diagonal = Number.POSITIVE_INFINITY
    last = Number.POSITIVE_INFINITY
    row = row.map((above, column) => {
      last = Math.min(above + 1, last + 1, diagonal + (letter === to[column - 1] ? 0 : 1))
      diagonal = above
      return last
    })
  }
  return last
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
