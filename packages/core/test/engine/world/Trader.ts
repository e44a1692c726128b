import { Budget, type Command, Engine, EngineOptions, type Fact, type ReversalEvent } from "@backhand/core"
import { type Choose, type Plan, type Sent, show } from "./Plan.ts"
import type { Timeline } from "./Timeline.ts"
import type { Venue } from "./Venue.ts"

/** A process with an engine in it, which may die, and its journal, which does not. */
export class Trader {
  run = 0
  isDone = false
  /** Since when no order may leave, until the switch is lifted or the process dies. */
  killedAtMs: number | null = null
  engine: Engine.Engine
  crashesLeft: number
  readonly events: Array<ReversalEvent.ReversalEvent> = []
  readonly sent: Array<Sent> = []
  readonly problems: Array<string> = []
  readonly journal = new Map<string, Fact.Unsettled>()
  venue: Pick<Venue, "lookUp" | "readClock" | "readPosition" | "send"> | undefined
  readonly #plan: Plan
  readonly #choose: Choose
  readonly #time: Timeline
  #options: EngineOptions.EngineOptions
  #facts: Array<readonly [Fact.Fact, number, ReadonlyArray<Command.Command>]> = []
  #lastSettledAtMs: number | null = null
  #alarm = 0
  #isEnded = false

  constructor(plan: Plan, choose: Choose, time: Timeline) {
    this.#plan = plan
    this.#choose = choose
    this.#time = time
    this.crashesLeft = plan.crashes
    this.#options = EngineOptions.make({ ...plan.options, session: "s0" })
    this.engine = Engine.make(this.#options)
  }

  /** Tells that an order of a symbol (left out: of any) is not known to be settled. */
  hasOpen(symbol?: string): boolean {
    return [...this.journal.values()].some(({ order }) => symbol === undefined || order.symbol === symbol)
  }

  feed(fact: Fact.Fact): void {
    const atMs = Math.floor(this.#time.nowMs)
    const commands = Engine.step(this.engine, fact, atMs)
    this.#facts.push([fact, atMs, commands])
    this.#time.say("fact", fact)
    const mine = this.run
    for (const command of commands) {
      if (mine !== this.run) return
      const canCrash = this.crashesLeft > 0 && command.command !== "tell" && command.command !== "wake"
      if (canCrash && this.#choose(2, "crash") === 1) this.#crash()
      else this.#carry(command)
    }
  }

  end(): void {
    this.#isEnded = true
    this.feed({ fact: "end" })
  }

  kill(): void {
    this.killedAtMs = this.#time.nowMs
    this.feed({ fact: "kill" })
  }

  /** Feeds the same facts to a fresh engine: every command must be the same. */
  certify(): void {
    const again = Engine.make(this.#options)
    for (const [fact, atMs, commands] of this.#facts)
      if (show(Engine.step(again, fact, atMs)) !== show(commands)) this.problems.push(`not the same again at ${atMs}`)
  }

  #crash(): void {
    this.crashesLeft--
    this.run++
    this.#time.say("CRASH")
    this.#time.die()
    this.killedAtMs = null
    this.certify()
    const last = this.#lastSettledAtMs
    const { limit, timing } = this.#options
    this.#options = EngineOptions.make({
      ...this.#plan.options,
      session: `s${this.run}`,
      pausedUntilMs: last === null ? 0 : Budget.freeAfterAnswer(limit, last),
      trustedFromMs: last === null ? -1 : last + timing.lagMs
    })
    this.engine = Engine.make(this.#options)
    this.#facts = []
    for (const unsettled of this.journal.values()) this.feed({ fact: "unsettled", unsettled })
    if (this.#isEnded) this.feed({ fact: "end" })
  }

  #send({ signAtMs, unsettled }: Extract<Command.Command, { command: "send" }>): void {
    const { clientOid, order } = unsettled
    if (this.hasOpen(order.symbol)) this.problems.push(`${order.symbol} has two orders at once`)
    this.journal.set(clientOid, unsettled)
    const told = this.events.findLast((event) => event.event === "sent" && event.clientOid === clientOid)
    this.sent.push({ unsettled, signal: told?.event === "sent" ? told.signal : null })
    if (this.crashesLeft > 0 && this.#choose(2, "crash before sending") === 1) this.#crash()
    else this.venue?.send(unsettled, signAtMs)
  }

  #wake(atMs: number): void {
    const mine = ++this.#alarm
    this.#time.at(atMs, 1, "timer", () => (mine === this.#alarm ? this.feed({ fact: "timer" }) : undefined), true)
  }

  #carry(command: Command.Command): void {
    switch (command.command) {
      case "tell":
        this.#time.say("tell", command.event)
        return void this.events.push(command.event)
      case "send":
        return this.#send(command)
      case "settle":
        this.#lastSettledAtMs = Math.floor(this.#time.nowMs)
        return void this.journal.delete(command.clientOid)
      case "look-up":
        return this.venue?.lookUp(command)
      case "read-position":
        return this.venue?.readPosition(command.symbol)
      case "sync-clock":
        return this.venue?.readClock()
      case "wake":
        return this.#wake(command.atMs)
      case "done":
        this.isDone = true
    }
  }
}
