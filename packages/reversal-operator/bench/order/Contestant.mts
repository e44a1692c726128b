/** A client, or the server, in a process of its own, and what is asked of it. */
import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import type { Figures, Slice } from "./Order.mts"

const heard = async <A,>(child: ChildProcess): Promise<A> => ((await once(child, "message")) as [A])[0]

const start = async <A,>(file: string, ...args: ReadonlyArray<string>): Promise<readonly [ChildProcess, A]> => {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), args, {
    execArgv: ["--conditions=@backhand/source"]
  })
  // Nobody would ever hear from it again.
  child.on("exit", (code) => code !== 0 && process.exit(1))
  return [child, await heard<A>(child)]
}

export interface Contestant {
  readonly measure: (slice: Slice) => Promise<Figures>
  readonly stop: () => Promise<void>
}

/** Starts the exchange that all of them send to. */
export const startServer = async () => {
  const [child, { port }] = await start<{ readonly port: number }>("server.mts")
  return { base: `http://127.0.0.1:${port}`, stop: () => child.disconnect() }
}

/** Starts a client; it has a connection when this resolves. */
export const startClient = async (name: string, base: string): Promise<Contestant> => {
  const [child] = await start("client.mts", name, base)
  return {
    measure: (slice) => {
      const answer = heard<Figures>(child)
      child.send(slice)
      return answer
    },
    stop: async () => {
      const gone = once(child, "exit")
      child.disconnect()
      await gone
    }
  }
}
