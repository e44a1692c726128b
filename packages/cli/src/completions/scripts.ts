/**
 * Completion scripts, made from the same data that arguments are read with.
 *
 * @module
 * @since 0.1.0
 */
import type { Command } from "../Command.ts"
import { commands } from "../commands.ts"

interface Completed {
  readonly name: string
  readonly summary: string
  readonly options: ReadonlyArray<{
    readonly name: string
    readonly summary: string
    readonly hasValue: boolean
    readonly words: ReadonlyArray<string>
  }>
}

/** The words that a value or an operand can be, where help lists them all; anything in capitals is up to the user. */
const wordsOf = (value: string | undefined): ReadonlyArray<string> =>
  value !== undefined && /^[a-z\d-]+(?:\|[a-z\d-]+)+$/.test(value) ? value.split("|") : []

const optionsOf = ({ options }: Command): Completed["options"] => [
  ...Object.entries(options).map(([name, { summary, value }]) => ({
    name,
    summary,
    hasValue: value !== undefined,
    words: wordsOf(value)
  })),
  { name: "help", summary: "shows help", hasValue: false, words: [] }
]

const all = async (): Promise<ReadonlyArray<Completed & { readonly operands: ReadonlyArray<string> }>> =>
  Promise.all(
    Object.entries(commands).map(async ([name, { load, summary }]) => {
      const command = await load()
      return { name, summary, options: optionsOf(command), operands: command.operands.flatMap(wordsOf) }
    })
  )

const lines = (parts: ReadonlyArray<string>): string => `${parts.join("\n")}\n`

const bash = async (): Promise<string> => {
  const known = await all()
  const valued = known.flatMap(({ name, options }) =>
    options.flatMap((option) =>
      option.hasValue ? [`    "${name} --${option.name}") words="${option.words.join(" ")}" ;;`] : []
    )
  )
  return lines([
    "_backhand() {",
    '  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}" command="${COMP_WORDS[1]}" words=""',
    '  case "$command $previous" in',
    ...valued,
    '    *) case "$((COMP_CWORD)) $command" in',
    `      1\\ *) words="${known.map(({ name }) => name).join(" ")} --help --version" ;;`,
    ...known.map(
      ({ name, operands, options }) =>
        `      *" ${name}") words="${[...options.map((option) => `--${option.name}`), ...operands].join(" ")}" ;;`
    ),
    "    esac ;;",
    "  esac",
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    "}",
    "complete -o default -F _backhand backhand"
  ])
}

/** Text inside single quotes of a shell; zsh reads brackets and colons in it, too. */
const quoted = (text: string): string => text.replaceAll("'", "'\\''")
const described = (text: string): string => quoted(text).replaceAll(/[[\]:]/g, "\\$&")

const zshOption = ({ hasValue, name, summary, words }: Completed["options"][number]): string => {
  const takes = words.length > 0 ? `:value:(${words.join(" ")})` : ":value:_files"
  return `      '--${name}[${described(summary)}]${hasValue ? takes : ""}' \\`
}

const zsh = async (): Promise<string> => {
  const known = await all()
  return lines([
    "#compdef backhand",
    "_backhand() {",
    "  local -a known=(",
    ...known.map(({ name, summary }) => `    '${name}:${quoted(summary)}'`),
    "  )",
    "  if (( CURRENT == 2 )); then",
    "    _describe command known",
    "    return",
    "  fi",
    '  case "$words[2]" in',
    ...known.flatMap(({ name, operands, options }) => [
      `    ${name}) shift words; (( CURRENT-- )); _arguments \\`,
      ...options.map(zshOption),
      `      '*:argument:${operands.length > 0 ? `(${operands.join(" ")})` : "_files"}' ;;`
    ]),
    "  esac",
    "}",
    "compdef _backhand backhand"
  ])
}

const inside = (name: string): string => `complete -c backhand -n "__fish_seen_subcommand_from ${name}"`

const fish = async (): Promise<string> => {
  const known = await all()
  return lines([
    ...known.map(
      ({ name, summary }) => `complete -c backhand -f -n __fish_use_subcommand -a ${name} -d '${quoted(summary)}'`
    ),
    ...known.flatMap(({ name, operands, options }) => [
      ...(operands.length > 0 ? [`${inside(name)} -f -a '${operands.join(" ")}'`] : []),
      ...options.map(({ hasValue, name: option, summary, words }) => {
        const takes = words.length > 0 ? ` -x -a '${words.join(" ")}'` : hasValue ? " -r" : ""
        return `${inside(name)} -l ${option}${takes} -d '${quoted(summary)}'`
      })
    ])
  ])
}

/**
 * The script of each shell.
 *
 * @since 0.1.0
 */
export const scripts: Readonly<Record<string, () => Promise<string>>> = { bash, zsh, fish }
