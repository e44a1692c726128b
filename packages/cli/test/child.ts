import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process"
import { once } from "node:events"
import type { Readable } from "node:stream"
import { text } from "node:stream/consumers"
import { fileURLToPath } from "node:url"
import { onTestFinished } from "vitest"

const bin = fileURLToPath(new URL("../bin/backhand.mjs", import.meta.url))

/** The real command, run from the source, so that no build is needed. */
export const start = (
  args: ReadonlyArray<string>,
  nodeArgs: ReadonlyArray<string> = [],
  env: Readonly<Record<string, string>> = {}
) => {
  const child = spawn(process.execPath, ["--conditions=@backhand/source", ...nodeArgs, bin, ...args], {
    env: { ...process.env, ...env }
  })
  // A test that fails leaves nobody behind who would wait for an exchange that is gone.
  onTestFinished(() => void child.kill("SIGKILL"))
  return child
}

export const ended = async (child: ChildProcessWithoutNullStreams) => {
  const [stdout, stderr, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>
  ])
  return { code, signal, stdout, stderr }
}

export const runChild = (args: ReadonlyArray<string>, input = "", nodeArgs: ReadonlyArray<string> = []) => {
  const child = start(args, nodeArgs)
  child.stdin.end(input)
  return ended(child)
}

/** Waits until a child's stream has said the words, from the first byte on. */
export const listener = (stream: Readable) => {
  let heard = ""
  stream.on("data", (chunk: Buffer) => {
    heard += chunk.toString()
  })
  const over = once(stream, "close")
  return async (words: string): Promise<void> => {
    while (!heard.includes(words)) {
      await Promise.race([once(stream, "data"), over])
      if (stream.closed && !heard.includes(words)) throw new Error(`it ended without ${words}, and had said: ${heard}`)
    }
  }
}
