import { EventEmitter, once } from "node:events"
import { PassThrough } from "node:stream"
import type { Interrupt } from "../src/Host.ts"
import { main } from "../src/main.ts"
import { collector } from "./host.ts"

/** A command in this process that goes on: its input stays open, its interrupts are ours, its output is heard as it comes. */
export const startSession = (
  args: ReadonlyArray<string>,
  env: Readonly<Record<string, string>> = {},
  isTTY = false
) => {
  const [process, stdout, err] = [new EventEmitter(), new PassThrough(), collector()]
  const stdin = Object.assign(new PassThrough(), { isTTY })
  let heard = ""
  stdout.on("data", (chunk: Buffer) => {
    heard += chunk.toString()
  })
  const code = main({
    argv: ["node", "backhand", ...args],
    env,
    stdin,
    stdout,
    stderr: Object.assign(err.stream, { isTTY }),
    on: (name: Interrupt, listener: (name: Interrupt) => void) => process.on(name, listener),
    off: (name: Interrupt, listener: (name: Interrupt) => void) => process.off(name, listener)
  })
  return {
    code,
    stdin,
    process,
    interrupt: (name: Interrupt) => process.emit(name, name),
    hears: async (words: string): Promise<void> => {
      while (!heard.includes(words)) await once(stdout, "data")
    },
    stdout: () => heard,
    stderr: err.text
  }
}
