import { type Budget, Position } from "@backhand/core"
import { Recording } from "@backhand/reversal-operator"
import type { Outcome, Run } from "./runSeed.ts"
import { sideOf } from "./timeline.ts"

/** The most arrivals in any window that slides over them, found the slow way. */
const mostIn = (arrivals: ReadonlyArray<number>, windowMs: number): number =>
  Math.max(0, ...arrivals.map((from) => arrivals.filter((atMs) => atMs >= from && atMs < from + windowMs).length))

const finals = new Set(["held", "superseded", "expired", "refused"])

const eventsOf = ({ trace }: Run) => trace.flatMap((moment) => ("event" in moment ? [moment.event] : []))
const heardBy = ({ trace }: Run) => trace.flatMap((moment) => ("signal" in moment ? [moment.signal] : []))

/** What is told last of a signal must be the end of it. */
const openSignals = (run: Run): ReadonlyArray<string> => {
  const events = eventsOf(run)
  return heardBy(run).flatMap(({ id }) => {
    const last = events.findLast((event) => "signal" in event && event.signal?.id === id)
    if (last === undefined) return [`nothing was told of ${id}`]
    if (finals.has(last.event)) return []
    const end = events.findLast(
      (event) => event.event === "settled" && last.event === "sent" && event.clientOid === last.clientOid
    )
    return end === undefined ? [`${id} has no end, it was last ${last.event}`] : []
  })
}

/** Nothing leaves for a signal once one of its symbol has come that is newer, or was told to have replaced it. */
const staleOrders = ({ trace }: Run): ReadonlyArray<string> =>
  trace.flatMap((moment, now) => {
    if (!("event" in moment) || moment.event.event !== "sent" || moment.event.signal === null) return []
    const { signal } = moment.event
    const since = trace.findIndex((other) => "signal" in other && other.signal.id === signal.id)
    return trace.slice(since + 1, now).flatMap((other) => {
      if ("signal" in other && other.signal.symbol === signal.symbol && other.signal.at >= signal.at)
        return [`${signal.id} was sent though ${other.signal.id} had come`]
      const isReplaced = "event" in other && other.event.event === "superseded" && other.event.signal.id === signal.id
      return isReplaced ? [`${signal.id} was sent after it was superseded`] : []
    })
  })

/** No signal's order takes effect twice, whatever crashed between. */
const doubled = ({ exchange, runs }: Outcome): ReadonlyArray<string> => {
  const signals = new Map(
    runs.flatMap((run) =>
      eventsOf(run).flatMap((event) =>
        event.event === "sent" && event.signal !== null ? [[event.clientOid, event.signal.id] as const] : []
      )
    )
  )
  const executed = exchange.executions.flatMap((clientOid) => signals.get(clientOid) ?? [])
  return new Set(executed).size < executed.length ? [`a signal was executed twice: ${executed.join(" ")}`] : []
}

const beliefs = (run: Run, { exchange }: Outcome, symbols: ReadonlyArray<string>): ReadonlyArray<string> => {
  const halted = new Set(eventsOf(run).flatMap((event) => (event.event === "halted" ? [event.symbol] : [])))
  return symbols.flatMap((symbol) => {
    const believed = run.believed.get(symbol)
    const truth = exchange.truth(symbol)
    if (believed === undefined || halted.has(symbol) || Position.holdsSame(believed, truth)) return []
    return [`${symbol} is believed ${sideOf(believed)} and is ${sideOf(truth)}`]
  })
}

const certificate = ({ entries }: Run): ReadonlyArray<string> => {
  const again = Recording.certify(entries.map((entry) => Recording.decode(Recording.encode(entry))))
  return again.isSame ? [] : [`not the same again at entry ${again.line}`]
}

/** What must hold at the end of every world, whatever happened in it. */
export const judge = (outcome: Outcome, limit: Budget.Limit, symbols: ReadonlyArray<string>): ReadonlyArray<string> => {
  const { exchange, isEndedByError, leftOpen, runs } = outcome
  const problems = [...exchange.problems, ...doubled(outcome)]
  const most = mostIn(exchange.arrivals, limit.windowMs)
  if (most > limit.limit) problems.push(`${most} requests arrived in one window, ${limit.limit} are allowed`)
  // One try after each pause, and the pauses double: whoever is banned does not knock all the time.
  if (exchange.banned > 6 * limit.limit * runs.length) problems.push(`${exchange.banned} requests during a ban`)
  const last = runs.at(-1)
  if (last === undefined || (last.end !== "complete" && !(isEndedByError && last.end === "error")))
    problems.push(`it ended as ${last?.end}`)
  else problems.push(...openSignals(last), ...beliefs(last, outcome, symbols))
  if (leftOpen > 0) problems.push(`${leftOpen} orders are left open in the journal`)
  for (const run of runs) problems.push(...staleOrders(run), ...certificate(run))
  return problems
}
