import { Answer, type Budget, type Fact, Fill, Lots, Order, Position, Rational, type Side } from "@backhand/core"
import type { Connection, Link, Venue, VenueCommand, VenueFact } from "@backhand/reversal-operator"
import { Result } from "effect"
import type { VirtualTimeScheduler } from "rxjs"
import { instrument } from "../Script.ts"
import type { Random } from "./Random.ts"
import { moment, sideOf } from "./timeline.ts"
import { banMs, type Weather } from "./weather.ts"

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

const holding = (mode: Position.HoldMode, side: Side.Side): Position.Position => {
  const leg = { lots: Lots.makeUnsafe(2), entry: Rational.make(100n) }
  return mode === "hedge" ? { mode, long: null, short: null, [side]: leg } : { mode, net: { side, ...leg } }
}

/** An exchange behind a bad network, on virtual time. It outlives every connection to it. */
export class Exchange implements Venue {
  readonly arrivals: Array<number> = []
  readonly executions: Array<string> = []
  /** Requests in the time of a ban that were told so: whose answer is lost learns nothing from it. */
  banned = 0
  /** Called at every command, before and after it is carried out: true where the process dies there. */
  interrupt = (): boolean => false
  /** Tells whether a restart would know of an order. */
  isWritten = (_clientOid: string): boolean => true
  readonly problems: Array<string> = []
  readonly log: Array<string> = []
  readonly #orders = new Map<string, Known>()
  readonly #held = new Map<string, Array<Held>>()
  readonly #links = new Set<Link>()
  readonly #scheduler: VirtualTimeScheduler
  readonly #random: Random
  readonly #weather: Weather
  readonly #limit: Budget.Limit
  #strikes = 0
  #bannedUntilMs = -1

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
    for (const symbol of symbols) this.#held.set(symbol, [{ atMs: -10_000, position: holding(weather.mode, "long") }])
  }

  get now(): number {
    return this.#scheduler.now()
  }

  /** What is held in truth. */
  truth = (symbol: string): Position.Position => this.#last(symbol).position

  say = (text: string, who = "exchange"): void => void this.log.push(moment(this.now, who, text))

  connect = (link: Link): Connection => {
    this.#links.add(link)
    const instruments = Object.fromEntries([...this.#held.keys()].map((symbol) => [symbol, instrument(symbol)]))
    const ready = () => this.#links.has(link) && link.ready({ instruments, limit: this.#limit })
    if (this.#weather.readyMs === 0) ready()
    else this.#in(this.#weather.readyMs, ready)
    return {
      execute: (command) => {
        if (!this.#links.has(link)) this.problems.push(`${command.command} after the connection was closed`)
        if (this.interrupt()) return
        this.#execute(link, command)
        this.interrupt()
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
    return this.#held.get(symbol)?.at(-1) ?? { atMs: -1, position: Position.flat(this.#weather.mode) }
  }

  /** What a read shows: as it is, or as it was some time ago. */
  #seen(symbol: string): Held {
    const whenMs = this.#isFault() ? this.now - this.#random.between(0, this.#weather.lagMs) : this.now
    return this.#held.get(symbol)?.findLast(({ atMs }) => atMs <= whenMs) ?? this.#last(symbol)
  }

  /** Brings a fact to whoever is connected still: late, perhaps twice, perhaps never. */
  #tell(link: Link, fact: VenueFact): boolean {
    if (this.#isFault()) return false
    const times = this.#isFault() ? 2 : 1
    for (let time = 0; time < times; time++)
      this.#in(time * 100 + this.#weather.delay(), () => this.#links.has(link) && link.tell(fact))
    return true
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
    this.say(`sends ${clientOid}, ${order.order} of ${order.symbol} to ${Order.opensOn(order)}`, "operator")
    if (!this.isWritten(clientOid)) this.problems.push(`${clientOid} was sent unwritten`)
    if (this.#orders.has(clientOid)) this.problems.push(`client id ${clientOid} was used twice`)
    const known: Known = { unsettled, arrivedAtMs: -1, executedAtMs: -1, isDone: false }
    this.#orders.set(clientOid, known)
    if (this.#isFault()) return this.say(`never hears of ${clientOid}`)
    const lastMs = Math.max(0, signAtMs - startMs + 30_000 - this.#weather.thetaMs - this.now)
    this.#in(this.#isFault() ? lastMs : this.#weather.delay(), () => this.#arrive(link, known, signAtMs))
  }

  #arrive(link: Link, known: Known, signAtMs: number): void {
    const { clientOid, order } = known.unsettled
    const venueNow = this.#venueTime(this.now)
    const reply = (status: number, text: string) =>
      this.#tell(link, { fact: "answer", clientOid, answer: Answer.read(status, text), remaining: null })
    if (Math.abs(venueNow - signAtMs) > 30_000) return void reply(400, body("40008", venueNow))
    this.say(`takes ${clientOid}`)
    this.arrivals.push(this.now)
    const isBanned = this.now < this.#bannedUntilMs
    if (this.#isThrottled()) {
      if (reply(429, body("429", venueNow)) && isBanned) this.banned++
      return
    }
    known.arrivedAtMs = this.now
    if (order.order === "reversal" && Position.lotsOn(this.truth(order.symbol), order.side) < order.lots) {
      known.isDone = true
      return void reply(400, body("40757", venueNow))
    }
    if (this.#isFault()) this.#in(this.#random.between(1, 900), () => this.#fill(known))
    else this.#fill(known)
    if (this.#isFault()) reply(502, "<html>")
    else reply(200, body("00000", venueNow))
  }

  #isThrottled(): boolean {
    const { storm } = this.#weather
    if (this.now < this.#bannedUntilMs) return true
    if (storm === null || this.now < storm.fromMs || this.now >= storm.untilMs) return this.#isFault()
    if (++this.#strikes >= storm.bansAfter) {
      this.#bannedUntilMs = this.now + banMs
      this.#strikes = 0
      this.say("bans the account for five minutes")
    }
    return true
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
    this.say(`executes ${clientOid}${isTorn ? ", its close at first" : ""}`)
    if (!isTorn) return this.#change(order, Order.closes(order), order.lots)
    this.#change(order, Order.closes(order), 0)
    if (this.#isFault()) return
    known.isDone = false
    // There may be money for a part of the open only.
    const lots = this.#isFault() ? 1 : order.lots
    this.#in(30, () => {
      known.isDone = true
      this.#change({ ...order, order: "entry", side: Order.opensOn(order) }, 0, lots)
    })
  }

  /** A hand closes, opens or turns the position round, unless an order of the symbol was under way a moment ago. */
  trade(symbol: string, side: Side.Side | null): void {
    const recent = [...this.#orders.values()].some(
      ({ unsettled }) => unsettled.order.symbol === symbol && startMs + this.now - unsettled.sentAtMs < 20_000
    )
    if (recent) return
    const { mode } = this.#weather
    const position: Position.Position = side === null ? Position.flat(mode) : holding(mode, side)
    this.say(`${symbol} is made ${sideOf(position)} by hand`)
    this.#held.get(symbol)?.push({ atMs: this.now, position })
    // The account is told of it without fail: nothing else would make the operator look.
    const venueAtMs = this.#venueTime(this.now)
    for (const link of this.#links)
      this.#in(this.#weather.delay(), () =>
        this.#links.has(link)
          ? link.tell({ fact: "position", symbol, position, askedAtMs: null, venueAtMs })
          : undefined
      )
  }

  #change(order: Order.Order, closed: number, opened: number): void {
    const fills = Order.fills(order, Rational.make(100n), closed, opened)
    const account = Fill.applyAll(instrument(order.symbol), Fill.account(this.truth(order.symbol)), fills)
    if (Result.isFailure(account)) return
    this.#held.get(order.symbol)?.push({ atMs: this.now, position: account.success.position })
    for (const link of this.#links) this.#tellPosition(link, order.symbol, this.#last(order.symbol), null)
  }
}
