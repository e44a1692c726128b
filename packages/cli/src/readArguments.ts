/**
 * Reads the arguments of a command against its options.
 *
 * `parseArgs` of Node splits; the checks are here, because its own messages know neither the command nor the name that
 * was probably meant.
 *
 * @module
 * @since 0.1.0
 */
import { parseArgs } from "node:util"
import type { Command, Given, Options } from "./Command.ts"
import { CommandError } from "./CommandError.ts"
import { nearest } from "./nearest.ts"

/**
 * What was asked of a command.
 *
 * @since 0.1.0
 */
export interface Arguments {
  readonly isHelp: boolean
  readonly values: Given
  readonly operands: ReadonlyArray<string>
}

const split = (args: ReadonlyArray<string>, options: Options) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    tokens: true,
    options: {
      help: { type: "boolean", short: "h" },
      ...Object.fromEntries(
        Object.entries(options).map(
          ([name, { value }]) => [name, { type: value === undefined ? "boolean" : "string" }] as const
        )
      )
    }
  }).tokens

const wrong = (command: Command, message: string, remedy = `expected: ${command.usage}`) =>
  new CommandError(2, `${command.name}: ${message}`, remedy)

/**
 * Says which name was probably meant, or which ones there are.
 *
 * @since 0.1.0
 */
export const suggest = (typed: string, names: ReadonlyArray<string>): string => {
  const meant = nearest(typed, names)
  return meant === undefined ? `expected one of ${names.join(", ")}` : `did you mean ${meant}?`
}

type Token = ReturnType<typeof split>[number]
type OptionToken = Extract<Token, { kind: "option" }>

const readOption = (command: Command, token: OptionToken): string | true => {
  const { name, rawName, value } = token
  const spec = Object.hasOwn(command.options, name) ? command.options[name] : undefined
  if (spec === undefined)
    throw wrong(
      command,
      `there is no option ${rawName}`,
      suggest(
        rawName,
        [...Object.keys(command.options), "help"].map((known) => `--${known}`)
      )
    )
  if (spec.value === undefined) {
    if (value === undefined) return true
    throw wrong(command, `${rawName} takes no value, got "${value}"`)
  }
  const isNext = token.value !== undefined && !token.inlineValue && token.value.startsWith("--")
  if (value === undefined || value === "" || isNext)
    throw wrong(command, `${rawName} needs a value`, `expected: ${rawName} ${spec.value}`)
  return value
}

const checkOperands = (command: Command, operands: ReadonlyArray<string>): void => {
  const needed = command.operands.filter((operand) => !operand.startsWith("["))
  const extra = operands[command.operands.length]
  if (extra !== undefined) throw wrong(command, `unexpected argument "${extra}"`)
  const missing = needed[operands.length]
  if (missing !== undefined) throw wrong(command, `${missing} is missing`)
}

/**
 * Reads what follows the command's name. `--` ends the options; `--help` wins over everything else.
 *
 * Errors: `CommandError` with exit code 2 for an unknown option, a missing, superfluous or repeated value, an
 * unexpected or missing argument.
 *
 * @since 0.1.0
 */
export const readArguments = (command: Command, args: ReadonlyArray<string>): Arguments => {
  const tokens = split(args, command.options)
  if (tokens.some((token) => token.kind === "option" && token.name === "help"))
    return { isHelp: true, values: {}, operands: [] }
  const values = new Map<string, Given[string]>()
  for (const token of tokens) {
    if (token.kind !== "option") continue
    const value = readOption(command, token)
    const before = values.get(token.name)
    const isRepeated = command.options[token.name]?.repeats === true && typeof value === "string"
    if (before !== undefined && !isRepeated) throw wrong(command, `${token.rawName} is given twice`)
    values.set(token.name, isRepeated ? [...(Array.isArray(before) ? before : []), value] : value)
  }
  const operands = tokens.flatMap((token) => (token.kind === "positional" ? [token.value] : []))
  checkOperands(command, operands)
  return { isHelp: false, values: Object.fromEntries(values), operands }
}
