/**
 * What the trading process tells, taken down line by line. A second engine is fed with the same facts, so that every
 * decision is made twice and compared, byte for byte; the queue and the budget are read off it.
 */
import { Engine, type EngineOptions, type Fact, type ReversalEvent, Side, type Signal } from "@backhand/core"
import { Recording } from "@backhand/reversal-operator"
import type { EventLine, Stage } from "./protocol.ts"
import { wordsOf } from "./words.ts"

export interface Desk {
  engine: Engine.Engine | undefined
  options: EngineOptions.EngineOptions | undefined
  limit: { readonly limit: number; readonly windowMs: number }
  steps: number
  different: number
  events: number
  readonly counts: Map<string, number>
  readonly stages: Map<string, Stage>
  /** The signal behind each order, by client id. */
  readonly sent: Map<string, Signal.Signal>
  readonly held: Array<Signal.Signal>
  readonly recent: Array<EventLine>
}

/** Events that are kept for a page that comes later. */
const kept = 400

export const make = (): Desk => ({
  engine: undefined,
  options: undefined,
  limit: { limit: 10, windowMs: 1000 },
  steps: 0,
  different: 0,
  events: 0,
  counts: new Map(),
  stages: new Map(),
  sent: new Map(),
  held: [],
  recent: []
})

const stageAfter: Readonly<Partial<Record<ReversalEvent.ReversalEvent["event"], Stage>>> = {
  sent: "in flight",
  accepted: "settling",
  unknown: "settling",
  recovered: "settling",
  settled: "idle",
  refused: "idle",
  throttled: "idle",
  resumed: "idle",
  halted: "halted"
}

const hear = (self: Desk, event: ReversalEvent.ReversalEvent): EventLine => {
  const { at, symbol } = event
  self.counts.set(event.event, (self.counts.get(event.event) ?? 0) + 1)
  const stage = stageAfter[event.event]
  if (stage !== undefined) self.stages.set(symbol, stage)
  if (event.event === "sent" && event.signal !== null) self.sent.set(event.clientOid, event.signal)
  const line = { n: ++self.events, at, event: event.event, symbol, text: wordsOf(event) }
  self.recent.push(line)
  if (self.recent.length > kept) self.recent.shift()
  return line
}

const begin = (self: Desk, options: EngineOptions.EngineOptions): void => {
  self.engine = Engine.make(options)
  self.options = options
  self.limit = options.limit
  self.stages.clear()
}

/**
 * What an entry brought: the events it told of, each in its line; and an order that only the journal knew, because the
 * process died between sending it and telling of it.
 */
export interface Heard {
  readonly events: ReadonlyArray<ReversalEvent.ReversalEvent>
  readonly lines: ReadonlyArray<EventLine>
  readonly learnt: { readonly clientOid: string; readonly signal: Signal.Signal } | null
}

const learn = (self: Desk, fact: Fact.Fact): Heard["learnt"] => {
  if (fact.fact !== "unsettled" || self.sent.has(fact.unsettled.clientOid)) return null
  const { clientOid, order, sentAtMs } = fact.unsettled
  const side = order.order === "reversal" ? Side.opposite(order.side) : order.side
  const signal = { symbol: order.symbol, side, at: sentAtMs, id: clientOid }
  self.sent.set(clientOid, signal)
  return { clientOid, signal }
}

/** Takes one line of the flight recorder. */
export const take = (self: Desk, text: string): Heard => {
  const entry = Recording.decode(text)
  if (entry.entry === "options") {
    begin(self, entry.options)
    return { events: [], lines: [], learnt: null }
  }
  if (entry.fact.fact === "limit") self.limit = entry.fact.limit
  if (self.engine !== undefined) {
    self.steps++
    const commands = Engine.step(self.engine, entry.fact, entry.at)
    if (Recording.encode({ ...entry, commands }) !== text) self.different++
  }
  const events = entry.commands.flatMap((command) => (command.command === "tell" ? [command.event] : []))
  return { events, lines: events.map((event) => hear(self, event)), learnt: learn(self, entry.fact) }
}

/** The symbols that wait, in the order in which they will be served. */
export const waiting = ({ engine }: Desk): ReadonlyArray<string> => (engine === undefined ? [] : Engine.waiting(engine))

/** Forgets what was under way: the process that knew is gone. What its journal knows is told anew. */
export const lose = (self: Desk): void => {
  self.engine = undefined
  for (const [symbol, stage] of self.stages) if (stage !== "halted") self.stages.set(symbol, "idle")
}
