import { Order, Position, type ReversalEvent, Settlement, Side } from "@backhand/core"
import { killMs, type Plan, type Sent, show, type World } from "./world/Plan.ts"

type Rule = (plan: Plan, world: World) => ReadonlyArray<string>

const finals = new Set(["held", "superseded", "expired", "refused"])

/** The most requests that arrived in any window, found the slow way. */
const mostArrivals = (arrivals: ReadonlyArray<number>, windowMs: number): number =>
  Math.max(0, ...arrivals.map((start) => arrivals.filter((time) => time >= start && time < start + windowMs).length))

const limit: Rule = ({ options }, { arrivals }) => {
  const most = mostArrivals(arrivals, options.limit?.windowMs ?? 1000)
  return most > (options.limit?.limit ?? 10) ? [`${most} requests arrived in a window, more than are allowed`] : []
}

const ends: Rule = (_plan, { isDone }) => (isDone ? [] : ["it stopped before it was done: something waits for nothing"])

const neverTwice: Rule = (_plan, { executions, sent }) => {
  const signals = executions.flatMap((clientOid) => {
    const signal = sent.find(({ unsettled }) => unsettled.clientOid === clientOid)?.signal ?? null
    return signal === null ? [] : [`${signal.symbol}:${signal.side}:${signal.at}`]
  })
  return new Set(signals).size === signals.length ? [] : [`a signal was executed twice: ${signals.join(", ")}`]
}

/** What a hand did just before a start can be hidden by reads that lag; while an order is under way nobody should trade. */
const beliefs: Rule = ({ symbols }, { believed, crashes, events, handled, raced, truth }) => {
  const halted = new Set(events.flatMap((event) => (event.event === "halted" ? [event.symbol] : [])))
  return symbols.flatMap((symbol) => {
    const belief = believed.get(symbol)
    if (
      halted.has(symbol) ||
      raced.has(symbol) ||
      (crashes > 0 && handled.has(symbol)) ||
      belief === undefined ||
      Position.holdsSame(belief, truth(symbol))
    )
      return []
    return [`${symbol} is believed ${show(belief)} and is ${show(truth(symbol))}`]
  })
}

/** What a signal asked for, against the position that its order was decided on. */
const wrongOf = ({ enter }: Plan["options"], { signal, unsettled: { before, order } }: Sent): string | undefined => {
  if (signal === null) return undefined
  if (Order.opensOn(order) !== signal.side) return "turns the wrong way"
  const held = Position.lotsOn(before, Side.opposite(signal.side))
  if ((order.order === "reversal") !== held > 0) return "is of the wrong kind"
  const asked = signal.size ?? (order.order === "entry" ? (enter ?? undefined) : undefined)
  const lots = asked === undefined ? held : Number(asked)
  return order.lots === (order.order === "reversal" ? Math.min(lots, held) : lots) ? undefined : "has the wrong size"
}

const meaning: Rule = ({ options }, { sent }) =>
  sent.flatMap((one) => {
    const wrong = wrongOf(options, one)
    return wrong === undefined ? [] : [`order ${one.unsettled.clientOid} ${wrong}: ${show(one)}`]
  })

const isEndOf = (event: ReversalEvent.ReversalEvent, clientOid: string): boolean =>
  (event.event === "settled" || event.event === "refused" || event.event === "throttled") &&
  event.clientOid === clientOid

type Settled = Extract<ReversalEvent.ReversalEvent, { readonly event: "settled" }>

/** What completes a reversal opens what is missing of it, on the position that it left behind, once. */
const completions: Rule = (_plan, { events, sent }) => {
  const done = new Set<Settled>()
  return sent.flatMap(({ signal, unsettled: { before, clientOid, order } }) => {
    if (signal !== null) return []
    const at = events.findIndex((event) => event.event === "sent" && event.clientOid === clientOid)
    const isOf = (event: ReversalEvent.ReversalEvent): event is Settled =>
      event.event === "settled" && event.symbol === order.symbol && event.settlement !== "unchanged"
    const last = events.slice(0, at).findLast(isOf)
    const missing = last === undefined ? 0 : Number(last.closed) - Number(last.opened)
    if (last === undefined || last.order !== "reversal" || missing !== order.lots)
      return [`${clientOid} completes nothing: ${show(last)}`]
    if (last.position === null || !Position.holdsSame(last.position, before))
      return [`${clientOid} completes what is not what was left behind`]
    const isAgain = done.has(last)
    const end = events.find((event) => isEndOf(event, clientOid))
    const mayGoOn = end?.event === "throttled" || (end?.event === "refused" && end.retry === "after-clock-sync")
    if (!mayGoOn) done.add(last)
    return isAgain ? [`${clientOid} completes ${last.clientOid} again`] : []
  })
}

const toldOfSignals: Rule = ({ crashes, signals }, { events }) =>
  crashes > 0
    ? []
    : signals.flatMap((signal) => {
        const own = events.filter((event) => "signal" in event && event.signal === signal)
        const isTold = own.some(({ event }) => event === "sent" || finals.has(event))
        return isTold ? [] : [`nothing was told of the signal at ${signal.at}`]
      })

const toldOfOrders: Rule = ({ crashes }, { events, sent }) =>
  sent.flatMap(({ unsettled: { clientOid } }) => {
    const count = events.filter((event) => isEndOf(event, clientOid)).length
    // A process that dies between telling an end and writing it down may tell another.
    return count === 1 || (crashes > 0 && count <= 2) ? [] : [`${count} ends were told of ${clientOid}`]
  })

const newestWins: Rule = ({ signals }, { sent }) =>
  sent.flatMap(({ signal, unsettled: { sentAtMs } }) => {
    const newer = signals.find(({ at, symbol }) => symbol === signal?.symbol && at > signal.at && at < sentAtMs)
    return newer === undefined ? [] : [`the signal at ${signal?.at} was sent after the newer one at ${newer.at}`]
  })

/** A hand may have done the same; where none has, what is told was executed, and as much of it as is told. */
const settlements: Rule = (_plan, { events, executions, handled, sent }) =>
  events.flatMap((event) => {
    if (event.event !== "settled" || handled.has(event.symbol)) return []
    const isExecuted = executions.includes(event.clientOid)
    const isChanged = event.settlement !== "unchanged" && event.settlement !== "unknown"
    if (isChanged && !isExecuted) return [`${event.clientOid} was told to be settled and was not executed`]
    const order = sent.find(({ unsettled }) => unsettled.clientOid === event.clientOid)?.unsettled.order
    if (order === undefined || event.settlement === "unknown") return []
    const [closed, opened] = [Number(event.closed), Number(event.opened)]
    const isNamed = Settlement.classify(order, closed, opened) === event.settlement
    return isNamed ? [] : [`${event.clientOid}: ${closed} closed and ${opened} opened are not ${event.settlement}`]
  })

const isSame = (a: Sent["signal"], b: Sent["signal"]): boolean => show(a) === show(b)

/** A signal that was refused for good is not sent again, one that is too old not at all, none while the switch is on. */
const restraint: Rule = ({ options }, { events, killedAtMs }) =>
  events.flatMap((event, index) => {
    if (event.event !== "sent") return []
    const { at, clientOid, signal } = event
    const isOver = events
      .slice(0, index)
      .some((old) => old.event === "refused" && old.retry === "after-fix" && isSame(old.signal, signal))
    const isOld = signal !== null && at - signal.at > (options.guards?.ttlMs ?? Number.POSITIVE_INFINITY)
    const isKilled = killedAtMs !== null && at >= killedAtMs && at < killedAtMs + killMs
    return isOver || isOld || isKilled ? [`${clientOid} was sent although it was over, old or forbidden`] : []
  })

/** A signal is dropped the moment it is too old: while it waits, or when its order comes to nothing. Clocks read two apart. */
const expiries: Rule = ({ crashes, options }, { events }) =>
  events.flatMap((event) => {
    if (event.event !== "expired" || crashes > 0 || event.ageMs <= (options.guards?.ttlMs ?? 0) + 3) return []
    const wasSent = events.some((other) => other.event === "sent" && isSame(other.signal, event.signal))
    return wasSent ? [] : [`the signal at ${event.signal.at} expired at the age of ${event.ageMs} ms`]
  })

const rules: ReadonlyArray<Rule> = [
  limit,
  ends,
  neverTwice,
  beliefs,
  meaning,
  completions,
  toldOfSignals,
  toldOfOrders,
  newestWins,
  restraint,
  expiries,
  settlements
]

/** What must hold of every world at its end, whatever happened in it. */
export const judge = (plan: Plan, world: World): ReadonlyArray<string> => [
  ...world.problems,
  ...rules.flatMap((rule) => rule(plan, world))
]
