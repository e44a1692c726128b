import { Position } from "@backhand/core"
import type { Plan, World } from "./Model.ts"
import { show } from "./Model.ts"

const finals = new Set(["held", "superseded", "expired", "refused"])

/** The most requests that arrived in any window, found the slow way. */
const mostArrivals = (arrivals: ReadonlyArray<number>, windowMs: number): number =>
  Math.max(0, ...arrivals.map((start) => arrivals.filter((time) => time >= start && time < start + windowMs).length))

/** What must hold of every world at its end, whatever happened in it. */
export const judge = (plan: Plan, world: World, limit: number, windowMs: number): ReadonlyArray<string> => {
  const problems = [...world.problems]
  if (!world.isDone) problems.push("it stopped before it was done: something waits for nothing")
  if (mostArrivals(world.arrivals, windowMs) > limit)
    problems.push("more requests arrived in a window than are allowed")
  const signals = world.executions.flatMap(({ signal }) => (signal === null ? [] : [signal]))
  if (new Set(signals).size !== signals.length) problems.push(`a signal was executed twice: ${signals.join(", ")}`)
  const halted = new Set(world.events.flatMap((event) => (event.event === "halted" ? [event.symbol] : [])))
  for (const symbol of plan.symbols) {
    const believed = world.believed.get(symbol)
    if (halted.has(symbol) || believed === undefined) continue
    if (!Position.holdsSame(believed, world.truth(symbol)))
      problems.push(`${symbol} is believed ${show(believed)} and is ${show(world.truth(symbol))}`)
  }
  if (plan.crashes === 0)
    for (const signal of plan.signals) {
      const own = world.events.filter(
        (event) =>
          "signal" in event &&
          event.signal !== null &&
          event.signal.at === signal.at &&
          event.signal.symbol === signal.symbol
      )
      const isSent = own.some(({ event }) => event === "sent")
      if (!isSent && !own.some(({ event }) => finals.has(event)))
        problems.push(`nothing was told of the signal at ${signal.at}`)
    }
  for (const event of world.events)
    if (event.event === "sent" && event.signal !== null) {
      const { signal } = event
      const newer = plan.signals.find(({ at, symbol }) => symbol === signal.symbol && at > signal.at && at < event.at)
      if (newer !== undefined) problems.push(`the signal at ${signal.at} was sent after the newer one at ${newer.at}`)
    }
  for (const event of world.events)
    if (event.event === "settled" && event.settlement === "reversed") {
      const isExecuted = world.executions.some(({ clientOid }) => clientOid === event.clientOid)
      if (!isExecuted) problems.push(`${event.clientOid} was told to be settled and was not executed`)
    }
  return problems
}
