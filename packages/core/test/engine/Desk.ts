import {
  Answer,
  type Command,
  Engine,
  EngineOptions,
  type Fact,
  type Instrument,
  Lots,
  Position,
  Rational,
  type ReversalEvent,
  type Side
} from "@backhand/core"
import { instrument } from "./world/Plan.ts"

type Wish = Parameters<typeof EngineOptions.make>[0]

export const leg = (side: Side.Side, lots: number): Position.Position => ({
  mode: "one-way",
  net: { side, lots: Lots.makeUnsafe(lots), entry: Rational.make(100n) }
})

export const hedge = (long: number, short: number): Position.Position => {
  const of = (lots: number) => (lots === 0 ? null : { lots: Lots.makeUnsafe(lots), entry: Rational.make(100n) })
  return { mode: "hedge", long: of(long), short: of(short) }
}

export const flat = Position.flat("one-way")

/** An engine with its clock known, driven by hand. Times are milliseconds after the start. */
export class Desk {
  readonly engine: Engine.Engine
  readonly events: Array<ReversalEvent.ReversalEvent> = []
  commands: ReadonlyArray<Command.Command> = []
  at = 0

  constructor(options: Partial<Wish> = {}, instruments: Readonly<Record<string, Instrument.Instrument>> = {}) {
    const known = { A: instrument("A"), B: instrument("B"), ...instruments }
    this.engine = Engine.make(EngineOptions.make({ session: "s", instruments: known, ...options }))
  }

  /** Feeds a fact at a time; returns the names of the events told. */
  feed(at: number, fact: Fact.Fact): ReadonlyArray<string> {
    this.at = at
    this.commands = Engine.step(this.engine, fact, at)
    const told = this.commands.flatMap((command) => (command.command === "tell" ? [command.event] : []))
    this.events.push(...told)
    return told.map(({ event }) => event)
  }

  clock(at = this.at): this {
    this.feed(at, { fact: "clock", askedAtMs: at, venueAtMs: at })
    return this
  }

  holds(position: Position.Position, symbol = "A", at = this.at, venueAtMs: number | null = at): ReadonlyArray<string> {
    return this.feed(at, { fact: "position", symbol, position, askedAtMs: null, venueAtMs })
  }

  reads(position: Position.Position, askedAtMs: number, at = askedAtMs + 10): ReadonlyArray<string> {
    return this.feed(at, { fact: "position", symbol: "A", position, askedAtMs, venueAtMs: null })
  }

  wish(at: number, side: Side.Side, symbol = "A", more: { readonly size?: string } = {}): ReadonlyArray<string> {
    return this.feed(at, { fact: "signal", signal: { symbol, side, at, ...more } })
  }

  /** The client id of the order sent last. */
  get oid(): string {
    return this.events.findLast((event) => event.event === "sent")?.clientOid ?? ""
  }

  get last(): ReversalEvent.ReversalEvent | undefined {
    return this.events.at(-1)
  }

  answer(at: number, code: string, status = 400, clientOid = this.oid, remaining: number | null = null) {
    const body = JSON.stringify({ code, msg: "", requestTime: at, data: { orderId: "7" } })
    return this.feed(at, { fact: "answer", clientOid, answer: Answer.read(status, body), remaining })
  }

  silence(at: number): ReadonlyArray<string> {
    return this.feed(at, { fact: "answer", clientOid: this.oid, answer: Answer.none, remaining: null })
  }

  order(
    at: number,
    report: "absent" | "open" | "done",
    source: "detail" | "history" | "push" = "detail",
    askedAtMs: number | null = at
  ) {
    return this.feed(at, { fact: "order", clientOid: this.oid, report, source, askedAtMs })
  }

  timer(at: number): ReadonlyArray<string> {
    return this.feed(at, { fact: "timer" })
  }

  /** What the engine asked for last, besides telling. */
  get asked(): ReadonlyArray<string> {
    return this.commands.flatMap(({ command }) => (command === "tell" ? [] : [command]))
  }

  get wakeAt(): number | undefined {
    const wake = this.commands.findLast((command) => command.command === "wake")
    return wake?.command === "wake" ? wake.atMs : undefined
  }
}

/** A desk that holds 2 lots long of A, ready to trade. */
export const long2 = (options: Partial<Wish> = {}): Desk => {
  const desk = new Desk(options).clock(0)
  desk.holds(leg("long", 2))
  return desk
}
