/**
 * What a command is: its options as data, examples that are tested, and the function that does the work.
 *
 * @module
 * @since 0.1.0
 */
import type { ExitCode } from "./CommandError.ts"
import type { Host } from "./Host.ts"

/**
 * One option. `value` names what follows it, as help shows it; without it the option is a switch. `repeats` where it may be
 * given several times.
 *
 * @since 0.1.0
 */
export interface OptionSpec {
  readonly value?: string
  readonly repeats?: true
  readonly summary: string
}

/**
 * Options by name, without the dashes.
 *
 * @since 0.1.0
 */
export type Options = Readonly<Record<string, OptionSpec>>

type Value<Spec extends OptionSpec> = Spec extends { readonly repeats: true }
  ? ReadonlyArray<string>
  : Spec extends { readonly value: string }
    ? string
    : true

/**
 * What was given: the text of an option with a value, all of them for one that repeats, `true` for a switch, nothing for
 * what was left out.
 *
 * @since 0.1.0
 */
export type Values<O extends Options> = { readonly [Name in keyof O]?: Value<O[Name]> }

/**
 * A use that help shows and that the tests run: the arguments, one line of standard input, and what is
 * answered on standard output.
 *
 * @since 0.1.0
 */
export interface Example {
  readonly about: string
  readonly args: ReadonlyArray<string>
  readonly input?: string
  readonly output: ReadonlyArray<string>
}

/**
 * A command before its options are erased. `operands` names its positional arguments; one in brackets may be left out.
 *
 * @since 0.1.0
 */
export interface CommandSpec<O extends Options> {
  readonly name: string
  readonly usage: string
  readonly about: ReadonlyArray<string>
  readonly operands: ReadonlyArray<string>
  readonly options: O
  readonly examples: ReadonlyArray<Example>
  readonly run: (values: Values<O>, operands: ReadonlyArray<string>, host: Host) => Promise<ExitCode>
}

/**
 * What was given to a command whose options are not known by type.
 *
 * @since 0.1.0
 */
export type Given = Readonly<Record<string, string | true | ReadonlyArray<string> | undefined>>

/**
 * A command as the frame knows it. `run` is given only what `options` and `operands` allow.
 *
 * @since 0.1.0
 */
export interface Command extends Omit<CommandSpec<Options>, "run"> {
  readonly run: (values: Given, operands: ReadonlyArray<string>, host: Host) => Promise<ExitCode>
}

/**
 * Makes a command whose function sees its own options by name and type.
 *
 * @since 0.1.0
 */
export const define = <const O extends Options>(spec: CommandSpec<O>): Command => ({
  ...spec,
  run: (values, operands, host) => spec.run(values as Values<O>, operands, host)
})
