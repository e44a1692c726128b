// Finds in the output of a long command what says why it failed.
import { stripVTControlCharacters } from "node:util"

/** How a failing tool begins to say so: vitest, TypeScript, oxlint, Node, knip, turbo, pnpm, and this repository's own checks. */
const begins =
  /^\s*(?:FAIL|×|✗|ERROR|Failed:|Un(?:used|listed|resolved) |[\w.]*Error\b|⨯)|error TS\d|Unhandled|ERR_PNPM|exited \(\d|: FAILED|[1-9]\d* (?:refused|problems|failed)\b/

/** Lines that are shown from such a line on, and of the end in any case. */
const after = 20
const ending = 15
const most = 300

/** The lines that say why, each with what follows it, and the last ones. */
export const failingPart = (output) => {
  const lines = stripVTControlCharacters(output).trimEnd().split("\n")
  const isShown = lines.map((_, index) => index >= lines.length - ending)
  for (const [index, line] of lines.entries()) if (begins.test(line)) isShown.fill(true, index, index + after)
  const shown = lines.flatMap((line, index) =>
    isShown[index] ? [isShown[index - 1] || index === 0 ? line : `…\n${line}`] : []
  )
  return shown.length > most ? [...shown.slice(0, most), "…", ...shown.slice(-ending)].join("\n") : shown.join("\n")
}
