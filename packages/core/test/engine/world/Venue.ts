import { Answer, type Command, type Fact, Order, Position } from "@backhand/core"
import { Books, type Held } from "./Books.ts"
import { type Choose, legOf, type Plan } from "./Plan.ts"
import type { Timeline } from "./Timeline.ts"

/** Where facts go: to the process that runs now, or, of an earlier one's connection, nowhere. */
export interface Wire {
  readonly run: () => number
  readonly deliver: (fact: Fact.Fact, atMs: number) => void
}

interface Known {
  readonly unsettled: Fact.Unsettled
  readonly run: number
  arrivedAtMs: number
  executedAtMs: number
  isDone: boolean
}

const body = (code: string, requestTime: number): string => JSON.stringify({ code, msg: "", requestTime, data: null })

/** No: too many requests; the clock is off; under maintenance, come again; too little margin, mend that first. */
const refusals = [
  [429, "429"],
  [400, "40008"],
  [400, "40844"],
  [400, "40754"]
] as const

/** Ways in which a reversal of `lots` takes effect: whole, closed only, the close first, the open shrunk, the close shrunk. */
const outcomes = (lots: number) =>
  [
    [lots, lots],
    [lots, 0],
    [lots, 0],
    [lots, Math.min(1, lots - 1)],
    [Math.min(1, lots - 1), 0]
  ] as const

/** A venue that really takes requests, executes them and keeps books. */
export class Venue {
  readonly arrivals: Array<number> = []
  readonly executions: Array<string> = []
  readonly problems: Array<string> = []
  readonly handled = new Set<string>()
  /** Symbols of which an order was executed that had left before the account was told of a hand's work. */
  readonly raced = new Set<string>()
  readonly books: Books
  readonly #orders = new Map<string, Known>()
  readonly #toldAtMs = new Map<string, number>()
  readonly #plan: Plan
  readonly #choose: Choose
  readonly #time: Timeline
  readonly #wire: Wire

  constructor(plan: Plan, choose: Choose, time: Timeline, wire: Wire) {
    this.books = new Books(plan.symbols, plan.mode ?? "one-way")
    this.#plan = plan
    this.#choose = choose
    this.#time = time
    this.#wire = wire
  }

  #later(afterMs: number, what: string, run: () => void): void {
    this.#time.at(this.#time.nowMs + afterMs, 0, `venue ${what}`, run)
  }

  /** Returns when the fact will be there. */
  #deliver(fact: Fact.Fact, delays = 1): number {
    const atMs = this.#time.nowMs + delays * this.#plan.delay()
    this.#wire.deliver(fact, atMs)
    return atMs
  }

  #tellPosition(symbol: string, seen: Held, askedAtMs: number | null, delays = 1): number {
    const isFlat = Position.isFlat(seen.position)
    const venueAtMs = isFlat && askedAtMs !== null ? null : Math.floor(seen.atMs + this.#plan.thetaMs)
    return this.#deliver({ fact: "position", symbol, position: seen.position, askedAtMs, venueAtMs }, delays)
  }

  #push(symbol: string): void {
    if (this.#choose(2, "push lost") === 1) return
    this.#tellPosition(symbol, this.books.truth(symbol), null)
    if (this.#choose(2, "push again") === 1) this.#tellPosition(symbol, this.books.truth(symbol), null, 3)
  }

  #fill(order: Order.Order, closed: number, opened: number): void {
    if (this.books.fill(order, this.#time.nowMs, closed, opened)) this.#push(order.symbol)
    else this.problems.push(`an order of ${order.symbol} finds a position that it cannot find`)
  }

  #execute(known: Known): void {
    const { clientOid, order, sentAtMs } = known.unsettled
    const others = [...this.#orders.values()].filter(({ unsettled }) => unsettled.order.symbol === order.symbol)
    if (others.some(({ unsettled }) => unsettled.sentAtMs > sentAtMs))
      this.problems.push(`order ${clientOid} takes effect after a newer one of its symbol was sent`)
    const isEntry = order.order === "entry"
    const way = this.#choose(isEntry ? 2 : 5, "outcome")
    known.executedAtMs = this.#time.nowMs
    known.isDone = isEntry || way !== 2
    const [closed = 0, opened = 0] = isEntry
      ? [0, way === 0 ? order.lots : 1]
      : (outcomes(this.books.closable(order))[way] ?? [])
    this.#time.say(`venue executes ${clientOid}: ${closed} closed, ${opened} opened`)
    if (closed + opened === 0) return
    this.executions.push(clientOid)
    if (sentAtMs < (this.#toldAtMs.get(order.symbol) ?? -1)) this.raced.add(order.symbol)
    this.#fill(order, closed, opened)
    if (known.isDone) return
    this.#later(30, "opens", () => {
      this.#fill({ ...order, order: "entry", side: Order.opensOn(order) }, 0, closed)
      known.isDone = true
    })
  }

  #answer({ run, unsettled: { clientOid } }: Known, answer: Answer.Answer): void {
    const way = this.#choose(3, "answer")
    // The connection of an earlier run is gone, and its answers with it.
    if (way === 1 || run !== this.#wire.run()) return
    const fact: Fact.Fact = { fact: "answer", clientOid, answer, remaining: null }
    this.#deliver(fact)
    if (way === 2) this.#deliver(fact, 5)
  }

  #refuse(known: Known, status: number, code: string, venueNow: number): void {
    this.#time.say(`venue refuses ${known.unsettled.clientOid} with ${code}`)
    this.#answer(known, Answer.read(status, body(code, venueNow)))
  }

  #arrive(known: Known, signAtMs: number): void {
    const { clientOid, order } = known.unsettled
    const { nowMs } = this.#time
    const venueNow = Math.floor(nowMs + this.#plan.thetaMs)
    if (Math.abs(venueNow - signAtMs) > 30_000) return this.#refuse(known, 400, "40008", venueNow)
    this.arrivals.push(nowMs)
    const refusal = refusals[this.#choose(1 + refusals.length, "refusal") - 1]
    if (refusal !== undefined) return this.#refuse(known, refusal[0], refusal[1], venueNow)
    if (order.mode !== this.books.mode) return this.#refuse(known, 400, "40774", venueNow)
    this.#time.say(`venue takes ${clientOid}`)
    known.arrivedAtMs = nowMs
    if (order.order === "reversal" && this.books.closable(order) === 0) {
      known.isDone = true
      return this.#refuse(known, 400, "40757", venueNow)
    }
    if (this.#choose(2, "late") === 1) this.#later(700, "executes late", () => this.#execute(known))
    else this.#execute(known)
    const isProxy = this.#choose(2, "5xx") === 1
    this.#answer(known, isProxy ? Answer.read(502, "<html>") : Answer.read(200, body("00000", venueNow)))
  }

  /** A request leaves for the venue. */
  send(unsettled: Fact.Unsettled, signAtMs: number): void {
    const known: Known = { unsettled, run: this.#wire.run(), arrivedAtMs: -1, executedAtMs: -1, isDone: false }
    if (this.#orders.has(unsettled.clientOid)) this.problems.push(`client id ${unsettled.clientOid} was used twice`)
    this.#orders.set(unsettled.clientOid, known)
    const way = this.#choose(3, "way there")
    if (way === 1) return this.#time.say("request lost")
    // The last moment of its life, or the usual way.
    const lastMs = signAtMs + 30_000 - this.#plan.thetaMs - this.#time.nowMs
    this.#later(way === 2 ? lastMs : this.#plan.delay(), "arrival", () => this.#arrive(known, signAtMs))
  }

  lookUp({ clientOid, source }: Extract<Command.Command, { command: "look-up" }>): void {
    const askedAtMs = Math.floor(this.#time.nowMs)
    const way = this.#choose(3, "look-up")
    if (way === 1) return
    this.#later(this.#plan.delay(), "look-up", () => {
      const seenAt = this.#time.nowMs - (way === 2 ? this.#plan.lagMs : 0)
      const known = this.#orders.get(clientOid)
      const isThere = known !== undefined && known.arrivedAtMs >= 0 && known.arrivedAtMs <= seenAt
      const report = !isThere ? "absent" : known.isDone && known.executedAtMs <= seenAt ? "done" : "open"
      this.#deliver({ fact: "order", clientOid, report, source, askedAtMs })
    })
  }

  readPosition(symbol: string): void {
    const askedAtMs = Math.floor(this.#time.nowMs)
    const way = this.#choose(3, "read")
    if (way === 1) return
    this.#later(this.#plan.delay(), "read", () => {
      const seenAt = this.#time.nowMs - (way === 2 ? this.#plan.lagMs : 0)
      this.#tellPosition(symbol, this.books.asOf(symbol, seenAt), askedAtMs)
    })
  }

  readClock(): void {
    const askedAtMs = Math.floor(this.#time.nowMs)
    this.#later(this.#plan.delay(), "clock", () =>
      this.#deliver({ fact: "clock", askedAtMs, venueAtMs: Math.floor(this.#time.nowMs + this.#plan.thetaMs) })
    )
  }

  /** A hand may close a position, turn it round (or open one), or, where nothing is open, close everything and change the hold mode. */
  hand(symbol: string, canChangeMode: boolean): void {
    const way = this.#choose(canChangeMode ? 4 : 3, "hand")
    if (way === 0) return
    const { mode } = this.books
    const leg = legOf(2)
    const side = Position.lotsOn(this.books.truth(symbol).position, "long") > 0 ? "short" : "long"
    if (way === 3) this.books.mode = mode === "hedge" ? "one-way" : "hedge"
    const turned: Position.Position =
      mode === "hedge" ? { mode, long: null, short: null, [side]: leg } : { mode, net: { side, ...leg } }
    for (const each of way === 3 ? this.books.symbols : [symbol]) {
      this.#time.say(`${each} is traded by hand, way ${way}`)
      this.handled.add(each)
      this.books.set(each, this.#time.nowMs, way === 2 ? turned : Position.flat(this.books.mode))
      // The account is told of it without fail: nothing else would make the engine look.
      this.#toldAtMs.set(each, this.#tellPosition(each, this.books.truth(each), null))
    }
  }

  /** What its future depends on. */
  key(): unknown {
    const { nowMs } = this.#time
    return [
      this.books.mode,
      this.books.since(nowMs - this.#plan.lagMs),
      [...this.#orders.values()].map(({ arrivedAtMs, executedAtMs, isDone }) => [
        arrivedAtMs >= 0,
        executedAtMs >= 0,
        isDone
      ]),
      this.arrivals.filter((time) => time > nowMs - 1000)
    ]
  }
}
