/**
 * `backhand completions`: completes commands, options and their words in a shell.
 *
 * @module
 * @since 0.1.0
 */
import { define } from "../Command.ts"
import { CommandError } from "../CommandError.ts"
import { send } from "../Host.ts"
import { suggest } from "../readArguments.ts"

/**
 * The command.
 *
 * @since 0.1.0
 */
export const completions = define({
  name: "completions",
  usage: "backhand completions bash|zsh|fish",
  about: [
    "Writes a script that makes a shell complete commands, options and the words that options take. Where it goes:",
    "",
    '  bash  add  eval "$(backhand completions bash)"  to ~/.bashrc',
    '  zsh   add  eval "$(backhand completions zsh)"  to ~/.zshrc, below compinit',
    "  fish  backhand completions fish > ~/.config/fish/completions/backhand.fish"
  ],
  operands: ["bash|zsh|fish"],
  options: {},
  examples: [
    {
      about: "What is written for zsh begins with:",
      args: ["completions", "zsh"],
      output: ["#compdef backhand", "…"]
    }
  ],
  run: async (_values, [shell = ""], host) => {
    const { scripts } = await import("./scripts.ts")
    const write = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined
    if (write === undefined)
      throw new CommandError(2, `completions: there are none for ${shell}`, suggest(shell, Object.keys(scripts)))
    await send(host.stdout, await write())
    return 0
  }
})
