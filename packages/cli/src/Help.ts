/**
 * The texts of `--help`, made from the same data that the arguments are read with.
 *
 * @module
 * @since 0.1.0
 */
import type { Command, Example } from "./Command.ts"
import { commands } from "./commands.ts"

const column = (rows: ReadonlyArray<readonly [string, string]>): ReadonlyArray<string> => {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`)
}

const text = (lines: ReadonlyArray<string>): string => `${lines.join("\n")}\n`

/**
 * The text of `backhand --help`.
 *
 * @since 0.1.0
 */
export const overview = (): string =>
  text([
    "Turns trading signals into position reversals on Bitget futures, and replays the same decisions on history.",
    "",
    "Usage: backhand COMMAND [options]",
    "",
    "Commands:",
    ...column(Object.entries(commands).map(([name, { summary }]) => [name, summary] as const)),
    "",
    "Options:",
    ...column([
      ["--help, -h", "shows this text, or that of a command: backhand conform --help"],
      ["--version", "shows the version"]
    ]),
    "",
    "Exit codes: 0 done; 1 the work failed; 2 wrong usage or unreadable input.",
    "",
    "New here? backhand simulate starts a made-up exchange on this machine, and shows how the others trade on it."
  ])

const shown = ({ about, args, input, output }: Example): ReadonlyArray<string> => [
  "",
  `  ${about}`,
  `  $ ${input === undefined ? "" : `echo '${input}' | `}backhand ${args.join(" ")}`,
  ...output.map((line) => `  ${line}`)
]

/**
 * The text of `backhand COMMAND --help`.
 *
 * @since 0.1.0
 */
export const ofCommand = (command: Command): string =>
  text([
    `Usage: ${command.usage}`,
    "",
    ...command.about,
    "",
    "Options:",
    ...column([
      ...Object.entries(command.options).map(
        ([name, { summary, value }]) => [value === undefined ? `--${name}` : `--${name} ${value}`, summary] as const
      ),
      ["--help, -h", "shows this text"]
    ]),
    "",
    "Examples:",
    ...command.examples.flatMap(shown)
  ])
