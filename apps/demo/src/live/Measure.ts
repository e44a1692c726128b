/** The invariants, measured at the simulated exchange: by what arrived and what was executed, not by what was meant. */
import type { Arrival, Simulator } from "@backhand/bitget-simulator"
import { Wire } from "@backhand/core"
import * as Rate from "./Rate.ts"

export interface Measure {
  /** All orders that arrived. */
  all: Rate.Rate
  /** Those since the present limit holds. */
  since: Rate.Rate
  sinceMs: number
  turnedAway: number
  arrivals: number
  executions: number
  doubled: number
  readonly done: Set<string>
}

const orderPaths = new Set<string>([Wire.path.reversal, Wire.path.entry])

export const make = (): Measure => ({
  all: Rate.none,
  since: Rate.none,
  sinceMs: 0,
  turnedAway: 0,
  arrivals: 0,
  executions: 0,
  doubled: 0,
  done: new Set()
})

/** From now on another limit holds: what arrives earlier than `sinceMs` is measured by the old one. */
export const restart = (self: Measure, sinceMs: number): void => {
  self.since = Rate.none
  self.sinceMs = sinceMs
}

const take = (self: Measure, { atMs, code, path }: Arrival): void => {
  if (!orderPaths.has(path)) return
  self.all = Rate.arrive(self.all, atMs)
  if (atMs >= self.sinceMs) self.since = Rate.arrive(self.since, atMs)
  if (code === "429") self.turnedAway++
}

/** Counts what has come since the last look. `signalOf` names the signal that an order carries out, where one does. */
export const look = (
  self: Measure,
  { arrivals, executions }: Pick<Simulator, "arrivals" | "executions">,
  signalOf: (clientOid: string) => string | undefined
): void => {
  for (; self.arrivals < arrivals.length; self.arrivals++) take(self, arrivals[self.arrivals] as Arrival)
  for (; self.executions < executions.length; self.executions++) {
    const { clientOid } = executions[self.executions] as Simulator["executions"][number]
    const signal = signalOf(clientOid) ?? clientOid
    // Neither an order nor the signal behind it may turn a position twice.
    if (self.done.has(clientOid) || self.done.has(signal)) self.doubled++
    self.done.add(clientOid).add(signal)
  }
}
