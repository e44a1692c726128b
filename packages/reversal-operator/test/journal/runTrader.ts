import { spawn } from "node:child_process"
import { createInterface } from "node:readline"
import type { Task } from "./Task.ts"

export type Line = Readonly<Record<string, unknown>>

/** The last line of a killed process may be cut off. */
const parse = (text: string): Line | null => {
  try {
    return JSON.parse(text) as Line
  } catch {
    return null
  }
}

/** So long after its beginning a trader is killed, or after the first time that it does something with its account. */
export interface Kill {
  readonly after: "begun" | "trading"
  readonly ms: number
}

const isTrading = ({ event }: Line): boolean => event === "sent" || event === "held" || event === "recovered"

/** A trader that never comes to that is killed all the same. */
const longestMs = 10_000

/** Runs one trader until it is killed, or ends by itself where it is not. Gives how it ended. */
export const runTrader = async (
  program: string,
  task: Task,
  kill: Kill | null,
  hear: (line: Line) => void
): Promise<number | NodeJS.Signals | null> => {
  const child = spawn(process.execPath, [program, JSON.stringify(task)], { stdio: ["ignore", "pipe", "pipe"] })
  // Nothing is said there unless something is wrong.
  child.stderr.on("data", (data: Buffer) => hear({ line: "error", error: data.toString() }))
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.on("close", (code, signal) => resolve(signal ?? code))
  })
  const timers: Array<NodeJS.Timeout> = []
  const end = () => void child.kill("SIGKILL")
  for await (const text of createInterface({ input: child.stdout })) {
    const line = parse(text)
    if (line === null) continue
    hear(line)
    if (kill !== null && line["line"] === "begun") timers.push(setTimeout(end, longestMs))
    const isDue = kill?.after === "begun" ? line["line"] === "begun" : isTrading(line)
    if (kill !== null && isDue) timers.push(setTimeout(end, kill.ms))
  }
  for (const timer of timers) clearTimeout(timer)
  return ended
}
