import { Answer, type Budget, type Fact, Fill, Lots, Order, Position, Rational, type Side } from "@backhand/core"
import type { Connection, Link, Venue, VenueCommand, VenueFact } from "@backhand/reversal-operator"
import { Result } from "effect"
import type { VirtualTimeScheduler } from "rxjs"
import { instrument } from "../Script.ts"
import type { Random } from "./Random.ts"

/** What can go wrong, and how often. Shares are of 1, times in milliseconds. */
export interface Weather {
  readonly delay: () => number
  readonly fault: number
  readonly lagMs: number
  readonly thetaMs: number
  readonly readyMs: number
}

interface Held {
  readonly atMs: number
  readonly position: Position.Position
}

interface Known {
  readonly unsettled: Fact.Unsettled
  arrivedAtMs: number
  executedAtMs: number
  isDone: boolean
}

/** When every world begins. */
export const startMs = 1_700_000_000_000

const body = (code: string, requestTime: number): string => JSON.stringify({ code, msg: "", requestTime, data: null })

const long = (lots: number): Position.Position => ({
  mode: "one-way",
  net: { side: "long", lots: Lots.makeUnsafe(lots), entry: Rational.make(100n) }
})

/** An exchange behind a bad network, on virtual time. It outlives every connection to it. */
export class Exchange implements Venue {
  readonly arrivals: Array<number> = []
  readonly executions: Array<string> = []
  readonly problems: Array<string> = []
  readonly log: Array<string> = []
  readonly #orders = new Map<string, Known>()
  readonly #held = new Map<string, Array<Held>>()
  readonly #links = new Set<Link>()
  readonly #scheduler: VirtualTimeScheduler
  readonly #random: Random
  readonly #weather: Weather
  readonly #limit: Budget.Limit

  constructor(
    scheduler: VirtualTimeScheduler,
    random: Random,
    weather: Weather,
    limit: Budget.Limit,
    symbols: ReadonlyArray<string>
  ) {
    this.#scheduler = scheduler
    this.#random = random
    this.#weather = weather
    this.#limit = limit
    for (const symbol of symbols) this.#held.set(symbol, [{ atMs: -10_000, position: long(2) }])
  }

  get now(): number {
    return this.#scheduler.now()
  }

  /** What is held in truth. */
  truth = (symbol: string): Position.Position => this.#last(symbol).position

  say = (text: string): void => void this.log.push(`${this.now.toFixed(0).padStart(6)} ${text}`)

  connect = (link: Link): Connection => {
    this.#links.add(link)
    const instruments = Object.fromEntries([...this.#held.keys()].map((symbol) => [symbol, instrument(symbol)]))
    const ready = () => this.#links.has(link) && link.ready({ instruments, limit: this.#limit })
    if (this.#weather.readyMs === 0) ready()
    else this.#in(this.#weather.readyMs, ready)
    return {
      execute: (command) => {
        if (!this.#links.has(link)) this.problems.push(`${command.command} after the connection was closed`)
        this.#execute(link, command)
      },
      close: () => void this.#links.delete(link)
    }
  }

  #in(delayMs: number, what: () => void): void {
    this.#scheduler.schedule(what, delayMs)
  }

  #isFault(): boolean {
    return this.#random.chance(this.#weather.fault)
  }

  #last(symbol: string): Held {
    return this.#held.get(symbol)?.at(-1) ?? { atMs: -1, position: Position.flat("one-way") }
  }

  /** What a read shows: as it is, or as it was some time ago. */
  #seen(symbol: string): Held {
    const whenMs = this.#isFault() ? this.now - this.#random.between(0, this.#weather.lagMs) : this.now
    return this.#held.get(symbol)?.findLast(({ atMs }) => atMs <= whenMs) ?? this.#last(symbol)
  }

  /** Brings a fact to whoever is connected still: late, perhaps twice, perhaps never. */
  #tell(link: Link, fact: VenueFact): void {
    if (this.#isFault()) return
    const times = this.#isFault() ? 2 : 1
    for (let time = 0; time < times; time++)
      this.#in(time * 100 + this.#weather.delay(), () => this.#links.has(link) && link.tell(fact))
  }

  #tellPosition(link: Link, symbol: string, { atMs, position }: Held, askedAtMs: number | null): void {
    const venueAtMs = Position.isFlat(position) && askedAtMs !== null ? null : this.#venueTime(atMs)
    this.#tell(link, { fact: "position", symbol, position, askedAtMs, venueAtMs })
  }

  #venueTime(atMs: number): number {
    return Math.floor(startMs + atMs + this.#weather.thetaMs)
  }

  #execute(link: Link, command: VenueCommand): void {
    const askedAtMs = link.now()
    if (command.command === "send") this.#send(link, command.unsettled, command.signAtMs)
    else if (!this.#isFault())
      this.#in(this.#weather.delay(), () => {
        if (command.command === "sync-clock")
          this.#tell(link, { fact: "clock", askedAtMs, venueAtMs: this.#venueTime(this.now) })
        else if (command.command === "read-position")
          this.#tellPosition(link, command.symbol, this.#seen(command.symbol), askedAtMs)
        else this.#lookUp(link, command, askedAtMs)
      })
  }

  #lookUp(link: Link, { clientOid, source }: Extract<VenueCommand, { command: "look-up" }>, askedAtMs: number): void {
    const whenMs = this.#isFault() ? this.now - this.#random.between(0, this.#weather.lagMs) : this.now
    const known = this.#orders.get(clientOid)
    const isThere = known !== undefined && known.arrivedAtMs >= 0 && known.arrivedAtMs <= whenMs
    const report = !isThere ? "absent" : known.isDone && known.executedAtMs <= whenMs ? "done" : "open"
    this.#tell(link, { fact: "order", clientOid, source, report, askedAtMs })
  }

  #send(link: Link, unsettled: Fact.Unsettled, signAtMs: number): void {
    const { clientOid, order } = unsettled
    this.say(`sent ${clientOid} ${order.symbol} ${order.order} ${Order.opensOn(order)}`)
    if (this.#orders.has(clientOid)) this.problems.push(`client id ${clientOid} was used twice`)
    const known: Known = { unsettled, arrivedAtMs: -1, executedAtMs: -1, isDone: false }
    this.#orders.set(clientOid, known)
    if (this.#isFault()) return this.say(`lost ${clientOid}`)
    const lastMs = Math.max(0, signAtMs - startMs + 30_000 - this.#weather.thetaMs - this.now)
    this.#in(this.#isFault() ? lastMs : this.#weather.delay(), () => this.#arrive(link, known, signAtMs))
  }

  #arrive(link: Link, known: Known, signAtMs: number): void {
    const { clientOid, order } = known.unsettled
    const venueNow = this.#venueTime(this.now)
    const reply = (status: number, text: string) =>
      this.#tell(link, { fact: "answer", clientOid, answer: Answer.read(status, text), remaining: null })
    if (Math.abs(venueNow - signAtMs) > 30_000) return reply(400, body("40008", venueNow))
    this.say(`arrived ${clientOid}`)
    this.arrivals.push(this.now)
    if (this.#isFault()) return reply(429, body("429", venueNow))
    known.arrivedAtMs = this.now
    if (order.order === "reversal" && Position.lotsOn(this.truth(order.symbol), order.side) < order.lots) {
      known.isDone = true
      return reply(400, body("40757", venueNow))
    }
    if (this.#isFault()) this.#in(this.#random.between(1, 900), () => this.#fill(known))
    else this.#fill(known)
    if (this.#isFault()) reply(502, "<html>")
    else reply(200, body("00000", venueNow))
  }

  #fill(known: Known): void {
    const { clientOid, order } = known.unsettled
    const isOld = [...this.#orders.values()].some(
      ({ unsettled }) => unsettled.order.symbol === order.symbol && unsettled.sentAtMs > known.unsettled.sentAtMs
    )
    if (isOld) this.problems.push(`${clientOid} takes effect after a newer order of its symbol was sent`)
    this.executions.push(clientOid)
    known.executedAtMs = this.now
    known.isDone = true
    const isTorn = order.order === "reversal" && this.#isFault()
    this.say(`executed ${clientOid}${isTorn ? ", its close at first" : ""}`)
    if (!isTorn) return this.#change(order, Order.closes(order), order.lots)
    this.#change(order, Order.closes(order), 0)
    if (this.#isFault()) return
    known.isDone = false
    this.#in(30, () => {
      known.isDone = true
      this.#change({ ...order, order: "entry", side: Order.opensOn(order) }, 0, order.lots)
    })
  }

  #change(order: Order.Order, closed: number, opened: number): void {
    const fills = Order.fills(order, Rational.make(100n), closed, opened)
    const account = Fill.applyAll(instrument(order.symbol), Fill.account(this.truth(order.symbol)), fills)
    if (Result.isFailure(account)) return
    this.#held.get(order.symbol)?.push({ atMs: this.now, position: account.success.position })
    for (const link of this.#links) this.#tellPosition(link, order.symbol, this.#last(order.symbol), null)
  }
}

/** The side that is held in truth, or flat. */
export const sideOf = (position: Position.Position): Side.Side | "flat" =>
  position.mode === "one-way" ? (position.net?.side ?? "flat") : "flat"
