import { type Budget, Position, type ReversalEvent } from "@backhand/core"
import { Recording } from "@backhand/reversal-operator"
import { sideOf } from "./Exchange.ts"
import type { Outcome, Run } from "./runSeed.ts"

/** The most arrivals in any window, found the slow way. */
const mostIn = (arrivals: ReadonlyArray<number>, windowMs: number): number =>
  Math.max(0, ...arrivals.map((from) => arrivals.filter((atMs) => atMs >= from && atMs < from + windowMs).length))

const finals = new Set(["held", "superseded", "expired", "refused"])

const idOf = (event: ReversalEvent.ReversalEvent): string | undefined =>
  "signal" in event ? (event.signal?.id ?? undefined) : undefined

/** What is told last of a signal must be the end of it. */
const openSignals = ({ events, heard }: Run): ReadonlyArray<string> =>
  heard.flatMap((signal) => {
    const id = signal.id ?? ""
    const last = events.findLast((event) => idOf(event) === id)
    if (last === undefined) return [`nothing was told of ${id}`]
    if (finals.has(last.event)) return []
    const end = events.findLast(
      (event) => event.event === "settled" && last.event === "sent" && event.clientOid === last.clientOid
    )
    return end === undefined ? [`${id} has no end, it was last ${last.event}`] : []
  })

/** No older signal is sent once a newer one of its symbol was heard. */
const staleOrders = ({ events, heard }: Run): ReadonlyArray<string> =>
  events.flatMap((event) => {
    if (event.event !== "sent" || event.signal === null) return []
    const index = heard.findIndex(({ id }) => id === event.signal?.id)
    const replaced = events.some((other) => other.event === "superseded" && other.signal.id === event.signal?.id)
    const isBefore =
      replaced &&
      events.findIndex((other) => idOf(other) === event.signal?.id && other.event === "superseded") <
        events.indexOf(event)
    return index >= 0 && isBefore ? [`${event.signal.id} was sent after it was superseded`] : []
  })

const signalsOf = (runs: ReadonlyArray<Run>): ReadonlyMap<string, string> =>
  new Map(
    runs.flatMap(({ events }) =>
      events.flatMap((event) =>
        event.event === "sent" && event.signal !== null ? [[event.clientOid, event.signal.id ?? ""] as const] : []
      )
    )
  )

const beliefs = (run: Run, { exchange }: Outcome, symbols: ReadonlyArray<string>): ReadonlyArray<string> => {
  const halted = new Set(run.events.flatMap((event) => (event.event === "halted" ? [event.symbol] : [])))
  return symbols.flatMap((symbol) => {
    const believed = run.believed.get(symbol)
    if (believed === undefined || halted.has(symbol) || Position.holdsSame(believed, exchange.truth(symbol))) return []
    return [`${symbol} is believed ${sideOf(believed)} and is ${sideOf(exchange.truth(symbol))}`]
  })
}

/** What must hold at the end of every world, whatever happened in it. */
export const judge = (outcome: Outcome, limit: Budget.Limit, symbols: ReadonlyArray<string>): ReadonlyArray<string> => {
  const { exchange, isEndedByError, leftOpen, runs } = outcome
  const problems = [...exchange.problems]
  const most = mostIn(exchange.arrivals, limit.windowMs)
  if (most > limit.limit) problems.push(`${most} requests arrived in one window, ${limit.limit} are allowed`)
  const signals = signalsOf(runs)
  const executed = exchange.executions.flatMap((clientOid) => signals.get(clientOid) ?? [])
  if (new Set(executed).size < executed.length) problems.push(`a signal was executed twice: ${executed.join(" ")}`)
  const last = runs.at(-1)
  if (last === undefined || (last.end !== "complete" && !(isEndedByError && last.end === "error")))
    problems.push(`it ended as ${last?.end}`)
  else problems.push(...openSignals(last), ...beliefs(last, outcome, symbols))
  if (leftOpen > 0) problems.push(`${leftOpen} orders are left open in the journal`)
  for (const run of runs) {
    problems.push(...staleOrders(run))
    const certificate = Recording.certify(run.entries.map((entry) => Recording.decode(Recording.encode(entry))))
    if (!certificate.isSame) problems.push(`not the same again at entry ${certificate.line}`)
  }
  return problems
}
