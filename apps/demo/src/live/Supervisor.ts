/** Starts the trading process, kills it, and starts it anew. */
import { type ChildProcess, fork } from "node:child_process"
import type { FromTrader, Start, ToTrader } from "./ipc.ts"

export interface Supervisor {
  readonly state: () => "starting" | "running" | "stopping" | "dead"
  readonly pid: () => number | null
  readonly starts: () => number
  readonly tell: (message: Exclude<ToTrader, Start>) => void
  /** SIGKILL: no handler runs, nothing is written any more. */
  readonly kill: () => void
  /** Ends the process in good order, and starts it anew. */
  readonly restart: () => void
  readonly close: () => Promise<void>
}

export interface Parts {
  /** The module of the trading process, and what Node is started with for it. */
  readonly module: URL
  readonly execArgv: ReadonlyArray<string>
  readonly start: () => Start
  readonly hear: (message: FromTrader) => void
  /** Called when the process is gone. */
  readonly gone: () => void
  /** Milliseconds for which a dead process stays dead, so that the visitor sees it. */
  readonly pauseMs: number
}

export const supervise = ({ execArgv, gone, hear, module, pauseMs, start }: Parts): Supervisor => {
  let child: ChildProcess | undefined
  let state: ReturnType<Supervisor["state"]> = "dead"
  let starts = 0
  let isClosed = false
  let timer: NodeJS.Timeout | undefined

  const launch = (): void => {
    starts++
    state = "starting"
    const mine = fork(module, { execArgv: [...execArgv, "--disable-warning=ExperimentalWarning"] })
    child = mine
    mine.on("message", (message: FromTrader) => {
      if (state === "starting") state = "running"
      hear(message)
    })
    mine.once("exit", () => {
      child = undefined
      state = "dead"
      gone()
      if (!isClosed) timer = setTimeout(launch, pauseMs)
    })
    mine.on("error", (error) => hear({ say: "failed", why: error.message }))
    mine.send(start())
  }

  launch()
  return {
    state: () => state,
    pid: () => child?.pid ?? null,
    starts: () => starts,
    tell: (message) => {
      // A process that was just killed hears nothing any more: that is no failure.
      if (child?.connected === true) child.send(message, () => undefined)
    },
    kill: () => child?.kill("SIGKILL"),
    restart: () => {
      if (child?.connected !== true) return
      state = "stopping"
      child.send({ say: "stop" })
    },
    close: () =>
      new Promise((resolve) => {
        isClosed = true
        clearTimeout(timer)
        if (child === undefined) return resolve()
        child.once("exit", () => resolve())
        child.kill("SIGKILL")
      })
  }
}
