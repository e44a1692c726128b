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

/** Runs one trader; it is killed `killMs` after its first line, or left to end by itself (null). Gives how it ended. */
export const runTrader = async (
  program: string,
  task: Task,
  killMs: number | null,
  hear: (line: Line) => void
): Promise<number | NodeJS.Signals | null> => {
  const child = spawn(process.execPath, [program, JSON.stringify(task)], { stdio: ["ignore", "pipe", "pipe"] })
  // Nothing is said there unless something is wrong.
  child.stderr.on("data", (data: Buffer) => hear({ line: "error", error: data.toString() }))
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.on("close", (code, signal) => resolve(signal ?? code))
  })
  for await (const text of createInterface({ input: child.stdout })) {
    const line = parse(text)
    if (line === null) continue
    hear(line)
    if (line["line"] === "begun" && killMs !== null) setTimeout(() => child.kill("SIGKILL"), killMs)
  }
  return ended
}
