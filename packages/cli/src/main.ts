/**
 * The entry of the command: finds what was asked for, runs it, and turns every ending into an exit code.
 *
 * @module
 * @since 0.1.0
 */
import type { Command } from "./Command.ts"
import { CommandError, type ExitCode } from "./CommandError.ts"
import { commands } from "./commands.ts"
import * as Help from "./Help.ts"
import { type Host, quiet, send } from "./Host.ts"
import { readArguments, suggest } from "./readArguments.ts"
import { version } from "./version.ts"

const show = async (host: Host, text: string): Promise<ExitCode> => {
  await send(host.stdout, text)
  return 0
}

const find = async (name: string): Promise<Command> => {
  const row = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (row !== undefined) return row.load()
  const what = name.startsWith("-") ? "option" : "command"
  const names = what === "option" ? ["--help", "--version"] : Object.keys(commands)
  throw new CommandError(2, `there is no ${what} ${name}`, suggest(name, names))
}

const run = async (host: Host): Promise<ExitCode> => {
  const [name, ...args] = host.argv.slice(2)
  if (name === undefined) {
    await send(host.stderr, Help.overview())
    return 2
  }
  if (name === "--help" || name === "-h") return show(host, Help.overview())
  if (name === "--version") return show(host, `${version()}\n`)
  const command = await find(name)
  const { isHelp, operands, values } = readArguments(command, args)
  return isHelp ? show(host, Help.ofCommand(command)) : command.run(values, operands, host)
}

/**
 * Runs the command that `argv` names and gives the exit code; the caller sets it. Nothing is thrown for what a user can
 * cause: it is said on standard error, with a remedy.
 *
 * Errors: rejects only for a defect of the program or a broken installation.
 *
 * @since 0.1.0
 */
export const main = async (host: Host): Promise<ExitCode> => {
  quiet(host)
  try {
    return await run(host)
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    // Where not even this can be said, the exit code says it.
    await send(host.stderr, `backhand: ${error.message}\n${error.remedy}\n`).catch(() => undefined)
    return error.exitCode
  }
}
