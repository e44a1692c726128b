/** What the page's switches do to a session. */
import { Worker } from "node:worker_threads"
import type { ReplayView } from "./protocol.ts"
import { look } from "./course.ts"
import { decidedOf, knownUntil } from "./decidedOf.ts"
import { barPlaces } from "./Ledger.ts"
import { moduleBeside } from "./moduleBeside.ts"
import type { Job } from "./replayThis.ts"
import { type Session, size } from "./Session.ts"
import { faultsOf, type Name, stormMs } from "./switches.ts"

/** How many symbols turn for a kill. */
const killed = 3

/** Wishes the other side of what was wished last. */
const turn = (self: Session, count: number): void => {
  const symbols = self.tracks.filter(({ isCharted }) => !isCharted).slice(0, count)
  const wishes = symbols.map(({ symbol }) => {
    const side = self.wished.get(symbol) === "long" ? "short" : "long"
    return { symbol, side } as const
  })
  for (const { side, symbol } of wishes) self.wished.set(symbol, side)
  self.supervisor.tell({ say: "wishes", wishes })
}

const setTrader = (self: Session, isOn: boolean): void => {
  self.simulator.setTrader(isOn)
  // The engine learns of a lower limit by itself; a higher one it asks for when it starts.
  if (!isOn) self.supervisor.restart()
}

const storm = (self: Session): void => {
  const isFirst = !self.on.has("storm")
  self.on.add("storm")
  if (isFirst)
    setTimeout(() => {
      self.on.delete("storm")
      self.simulator.faults.set(faultsOf(self.on, self.isKilling))
    }, stormMs).unref()
}

/**
 * Answers and pushes are held back until the next order has arrived: then the process dies, and cannot know what came of
 * it. Some symbols turn, so that there is an order to be in the middle of.
 */
const kill = (self: Session): void => {
  self.isKilling = true
  turn(self, killed)
}

/** Touches a switch. */
export const flip = (self: Session, name: Name, isOn: boolean): void => {
  if (isOn) self.touched.set(name, new Map(self.desk.counts))
  if (name === "storm") storm(self)
  else if (name !== "burst" && name !== "kill") {
    if (isOn) self.on.add(name)
    else self.on.delete(name)
  }
  if (name === "trader") setTrader(self, isOn)
  self.simulator.faults.set(faultsOf(self.on, self.isKilling || name === "kill"))
  if (name === "burst") turn(self, self.options.burst)
  if (name === "kill") kill(self)
}

/** Runs everything so far through the backtest adapter. */
export const replay = (self: Session): Promise<ReplayView> => {
  look(self)
  const { fills, line, orders, prices } = self.ledger
  const instruments = self.tracks.map(({ instrument }) => instrument)
  const bars = Math.min(line.length, Math.floor(knownUntil(self.decided, orders) / barPlaces) - 1)
  const ledger = { fills, prices, line: line.slice(0, bars) }
  const job: Job = { ledger, instruments, decided: decidedOf(self.decided, orders), size }
  return new Promise((resolve, reject) => {
    const worker = new Worker(moduleBeside(import.meta.url, "replayWorker"), {
      workerData: job,
      execArgv: [...self.options.execArgv]
    })
    worker.once("message", resolve)
    worker.once("error", reject)
  })
}
