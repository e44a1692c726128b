/** What the page's switches do to a session. */
import type { ReplayView } from "./protocol.ts"
import { type Decided, replayThis } from "./replayThis.ts"
import { look, now, type Session, size } from "./Session.ts"
import { faultsOf, type Name, stormMs } from "./switches.ts"

const burst = (self: Session): void => {
  const side = self.bursts++ % 2 === 0 ? "long" : "short"
  const wishes = self.tracks.filter(({ isCharted }) => !isCharted).map(({ symbol }) => ({ symbol, side }) as const)
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

/** Answers are held back until the next order has arrived: then the process dies, and does not know what came of it. */
const kill = (self: Session): void => {
  self.isKilling = true
  // An order is needed to be in the middle of: some symbols turn.
  const wishes = self.tracks.filter(({ isCharted }) => !isCharted).slice(0, 3)
  const side = self.bursts++ % 2 === 0 ? "long" : "short"
  self.supervisor.tell({ say: "wishes", wishes: wishes.map(({ symbol }) => ({ symbol, side })) })
}

/** Touches a switch. */
export const flip = (self: Session, name: Name, isOn: boolean): void => {
  self.touched.set(name, new Map(self.desk.counts))
  if (name === "burst") burst(self)
  else if (name === "storm") storm(self)
  else if (name === "kill") kill(self)
  else if (isOn) self.on.add(name)
  else self.on.delete(name)
  if (name === "trader") setTrader(self, isOn)
  self.simulator.faults.set(faultsOf(self.on, self.isKilling))
}

/** The signals that orders came of, where they were executed, and those that were held. */
const decidedOf = ({ decided, desk, ledger }: Session): ReadonlyArray<Decided> => [
  ...decided,
  ...[...ledger.orders].flatMap(([clientOid, { place }]) => {
    const signal = desk.sent.get(clientOid)
    return signal === undefined ? [] : [{ signal, place }]
  })
]

/** Runs everything so far through the backtest adapter. */
export const replay = (self: Session): ReplayView => {
  look(self)
  const instruments = self.tracks.map(({ instrument }) => instrument)
  return replayThis(self.ledger, instruments, decidedOf(self), size, now)
}
