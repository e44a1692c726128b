/**
 * The `backhand` command: what its executable starts, and what a command is made of.
 *
 * @module
 * @since 0.1.0
 */
export type { Command, Example, Given, OptionSpec, Options, Values } from "./Command.ts"
export type { CommandError, ExitCode } from "./CommandError.ts"
export type { Host } from "./Host.ts"
export { main } from "./main.ts"
