import {
  Answer,
  Budget,
  type Command,
  Contract,
  Engine,
  EngineOptions,
  Fill,
  type Fact,
  Lots,
  Order,
  Position,
  Rational,
  type ReversalEvent,
  type Signal
} from "@backhand/core"
import { Result } from "effect"

/** Picks one of `count` ways in which the world goes on; 0 is the usual one. */
export type Choose = (count: number, what: string) => number

export interface Plan {
  readonly symbols: ReadonlyArray<string>
  readonly signals: ReadonlyArray<Signal.Signal>
  readonly mode?: Position.HoldMode
  readonly options: Parameters<typeof EngineOptions.make>[0]
  /** Venue clock minus local clock, milliseconds. */
  readonly thetaMs: number
  /** One way, in milliseconds; drawn for every message. */
  readonly delay: () => number
  /** How old what a stale read shows may be. */
  readonly lagMs: number
  readonly crashes: number
  readonly endAtMs: number
}

interface Order_ {
  readonly unsettled: Fact.Unsettled
  readonly signal: string | null
  arrivedAtMs: number
  executedAtMs: number
  isDone: boolean
}

interface Item {
  readonly atMs: number
  readonly rank: number
  readonly count: number
  readonly what: string
  readonly run: () => void
}

interface Held {
  readonly atMs: number
  readonly position: Position.Position
}

export interface World {
  readonly log: Array<string>
  readonly arrivals: Array<number>
  readonly executions: Array<{ readonly clientOid: string; readonly signal: string | null; readonly atMs: number }>
  readonly events: Array<ReversalEvent.ReversalEvent>
  readonly problems: Array<string>
  readonly truth: (symbol: string) => Position.Position
  readonly believed: ReadonlyMap<string, Position.Position>
  readonly isDone: boolean
}

export const instrument = (symbol: string) =>
  Result.getOrThrow(
    Contract.decode({ symbol, quoteCoin: "USDT", pricePlace: "2", sizeMultiplier: "1", takerFeeRate: "0.0006" })
  )

/** Two lots long. */
const held = (mode: Position.HoldMode): Position.Position => {
  const leg = { lots: Lots.makeUnsafe(2), entry: Rational.make(100n) }
  return mode === "hedge" ? { mode, long: leg, short: null } : { mode, net: { side: "long", ...leg } }
}

export const show = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === "bigint" ? `${part}n` : part))

const body = (code: string, requestTime: number): string => JSON.stringify({ code, msg: "", requestTime, data: null })

const signalKey = (signal: { readonly symbol: string; readonly side: string; readonly at: number } | null) =>
  signal === null ? null : `${signal.symbol}:${signal.side}:${signal.at}`

const windowMs = 1000

/** When every world begins. */
export const startMs = 1_000_000

/** Runs a plan to its end. Everything that can go one way or another is asked of `choose`. */
export const runWorld = (plan: Plan, choose: Choose, visit?: (key: () => string) => void): World => {
  const log: Array<string> = []
  const arrivals: Array<number> = []
  const executions: Array<{ readonly clientOid: string; readonly signal: string | null; readonly atMs: number }> = []
  const events: Array<ReversalEvent.ReversalEvent> = []
  const problems: Array<string> = []
  const journal = new Map<string, Fact.Unsettled>()
  const orders = new Map<string, Order_>()
  const sessions = new Map<string, number>()
  const mode = plan.mode ?? "one-way"
  const books = new Map<string, Array<Held>>(
    plan.symbols.map((symbol) => [symbol, [{ atMs: startMs - 10_000, position: held(mode) }]])
  )
  let queue: Array<Item> = []
  let count = 0
  let nowMs = startMs
  let session = 0
  let lastSettledAtMs: number | null = null
  let crashesLeft = plan.crashes
  let isDone = false
  let isEnded = false
  let facts: Array<readonly [Fact.Fact, number, string]> = []
  let options = EngineOptions.make({ ...plan.options, session: "s0" })
  let engine = Engine.make(options)
  let alarm = 0

  const { limit } = options
  const say = (text: string) => log.push(`${String(Math.round(nowMs)).padStart(6)} ${text}`)
  const at = (when: number, rank: number, what: string, run: () => void) => {
    queue.push({ atMs: Math.max(when, nowMs), rank, count: count++, what, run })
  }
  const truth = (symbol: string): Held => books.get(symbol)?.at(-1) ?? { atMs: -1, position: Position.flat(mode) }
  const asOf = (symbol: string, when: number): Held =>
    books.get(symbol)?.findLast(({ atMs }) => atMs <= when) ?? truth(symbol)

  const feed = (fact: Fact.Fact): void => {
    const commands = Engine.step(engine, fact, Math.floor(nowMs))
    facts.push([fact, Math.floor(nowMs), show(commands)])
    say(`fact ${show(fact).slice(0, 150)}`)
    const mine = session
    for (const command of commands) {
      if (mine !== session) return
      if (crashesLeft > 0 && command.command !== "tell" && command.command !== "wake" && choose(2, "crash") === 1) {
        crash()
        return
      }
      carry(command)
    }
  }

  const deliver = (fact: Fact.Fact, when: number) => {
    const mine = session
    at(when, 0, `deliver ${fact.fact}`, () => {
      if (mine === session) feed(fact)
    })
  }

  const crash = (): void => {
    crashesLeft--
    session++
    say("CRASH")
    queue = queue.filter(({ what }) => what.startsWith("venue") || what.startsWith("signal") || what === "end")
    check()
    options = EngineOptions.make({
      ...plan.options,
      session: `s${session}`,
      pausedUntilMs: lastSettledAtMs === null ? 0 : Budget.freeAfterAnswer(limit, lastSettledAtMs),
      trustedFromMs: lastSettledAtMs === null ? -1 : lastSettledAtMs + options.timing.lagMs
    })
    engine = Engine.make(options)
    facts = []
    for (const unsettled of journal.values()) feed({ fact: "unsettled", unsettled })
    if (isEnded) feed({ fact: "end" })
  }

  const tellPosition = (symbol: string, seen: Held, askedAtMs: number | null, when: number) => {
    const isFlat = Position.isFlat(seen.position)
    const venueAtMs = isFlat && askedAtMs !== null ? null : Math.floor(seen.atMs + plan.thetaMs)
    deliver({ fact: "position", symbol, position: seen.position, askedAtMs, venueAtMs }, when)
  }

  const change = (symbol: string, position: Position.Position): void => {
    books.get(symbol)?.push({ atMs: nowMs, position })
    if (choose(2, "push lost") === 0) {
      tellPosition(symbol, truth(symbol), null, nowMs + plan.delay())
      if (choose(2, "push again") === 1) tellPosition(symbol, truth(symbol), null, nowMs + 3 * plan.delay())
    }
  }

  const apply = (order: Order.Order, closed: number, opened: number): boolean => {
    const { position } = truth(order.symbol)
    const fills = Order.fills(order, Rational.make(100n), closed, opened)
    const after = Fill.applyAll(instrument(order.symbol), Fill.account(position), fills)
    if (Result.isFailure(after)) return false
    change(order.symbol, after.success.position)
    return true
  }

  const execute = (known: Order_): void => {
    const { order } = known.unsettled
    const newer = [...orders.values()].some(
      (other) => other.unsettled.order.symbol === order.symbol && other.unsettled.sentAtMs > known.unsettled.sentAtMs
    )
    if (newer) problems.push(`order ${known.unsettled.clientOid} takes effect after a newer one of its symbol was sent`)
    const closes = Order.closes(order)
    const way = order.order === "entry" ? 0 : choose(3, "outcome")
    known.executedAtMs = nowMs
    executions.push({ clientOid: known.unsettled.clientOid, signal: known.signal, atMs: nowMs })
    say(`venue executes ${known.unsettled.clientOid} way ${way}`)
    if (way === 2) {
      // The close is seen before the open.
      apply(order, closes, 0)
      const opens: Order.Entry = { ...order, order: "entry", side: Order.opensOn(order) }
      at(nowMs + 30, 0, "venue opens", () => {
        apply(opens, 0, order.lots)
        known.isDone = true
      })
      return
    }
    apply(order, closes, way === 1 ? 0 : order.lots)
    known.isDone = true
  }

  const answer = (clientOid: string, reply: Answer.Answer) => {
    const way = choose(3, "answer")
    // The connection of an earlier run is gone, and its answers with it.
    if (way === 1 || sessions.get(clientOid) !== session) return
    const fact: Fact.Fact = { fact: "answer", clientOid, answer: reply, remaining: null }
    deliver(fact, nowMs + plan.delay())
    if (way === 2) deliver(fact, nowMs + 5 * plan.delay())
  }

  const arrive = (known: Order_, signAtMs: number): void => {
    const { clientOid, order } = known.unsettled
    const venueNow = Math.floor(nowMs + plan.thetaMs)
    if (Math.abs(venueNow - signAtMs) > 30_000) return answer(clientOid, Answer.read(400, body("40008", venueNow)))
    arrivals.push(nowMs)
    const recent = arrivals.filter((time) => time > nowMs - windowMs).length
    if (recent > limit.limit) problems.push(`${recent} requests arrived within one second`)
    say(`venue takes ${clientOid}`)
    if (choose(2, "429") === 1) return answer(clientOid, Answer.read(429, body("429", venueNow)))
    known.arrivedAtMs = nowMs
    const isHeld = order.order === "entry" || Position.lotsOn(truth(order.symbol).position, order.side) >= order.lots
    if (!isHeld) {
      known.isDone = true
      return answer(clientOid, Answer.read(400, body("40757", venueNow)))
    }
    const late = choose(2, "late") === 1
    if (late) at(nowMs + 700, 0, "venue executes late", () => execute(known))
    else execute(known)
    answer(clientOid, choose(2, "5xx") === 1 ? Answer.read(502, "<html>") : Answer.read(200, body("00000", venueNow)))
  }

  const send = (unsettled: Fact.Unsettled, signAtMs: number): void => {
    journal.set(unsettled.clientOid, unsettled)
    if (orders.has(unsettled.clientOid)) problems.push(`client id ${unsettled.clientOid} was used twice`)
    const sent = events.findLast((event) => event.event === "sent" && event.clientOid === unsettled.clientOid)
    const signal = sent?.event === "sent" ? signalKey(sent.signal) : null
    const known: Order_ = { unsettled, signal, arrivedAtMs: -1, executedAtMs: -1, isDone: false }
    const open = [...journal.values()].filter((other) => other.order.symbol === unsettled.order.symbol)
    if (open.length > 1) problems.push(`${unsettled.order.symbol} has two orders at once`)
    orders.set(unsettled.clientOid, known)
    sessions.set(unsettled.clientOid, session)
    if (crashesLeft > 0 && choose(2, "crash before sending") === 1) return crash()
    const way = choose(3, "way there")
    if (way === 1) return void say("request lost")
    // The last moment of its life, or the usual way.
    const lastMs = signAtMs + 30_000 - plan.thetaMs
    at(way === 2 ? lastMs : nowMs + plan.delay(), 0, "venue arrival", () => arrive(known, signAtMs))
  }

  const lookUp = (command: Extract<Command.Command, { command: "look-up" }>): void => {
    const askedAtMs = Math.floor(nowMs)
    const way = choose(3, "look-up")
    if (way === 1) return
    at(nowMs + plan.delay(), 0, "venue look-up", () => {
      const seenAt = way === 2 ? nowMs - plan.lagMs : nowMs
      const known = orders.get(command.clientOid)
      const isThere = known !== undefined && known.arrivedAtMs >= 0 && known.arrivedAtMs <= seenAt
      const report = !isThere ? "absent" : known.isDone && known.executedAtMs <= seenAt ? "done" : "open"
      const { clientOid, source } = command
      deliver({ fact: "order", clientOid, report, source, askedAtMs }, nowMs + plan.delay())
    })
  }

  const readPosition = (symbol: string): void => {
    const askedAtMs = Math.floor(nowMs)
    const way = choose(3, "read")
    if (way === 1) return
    at(nowMs + plan.delay(), 0, "venue read", () =>
      tellPosition(symbol, asOf(symbol, way === 2 ? nowMs - plan.lagMs : nowMs), askedAtMs, nowMs + plan.delay())
    )
  }

  const carry = (command: Command.Command): void => {
    switch (command.command) {
      case "tell":
        say(`tell ${show(command.event).slice(0, 150)}`)
        return void events.push(command.event)
      case "send":
        return send(command.unsettled, command.signAtMs)
      case "settle":
        lastSettledAtMs = Math.floor(nowMs)
        return void journal.delete(command.clientOid)
      case "look-up":
        return lookUp(command)
      case "read-position":
        return readPosition(command.symbol)
      case "sync-clock": {
        const askedAtMs = Math.floor(nowMs)
        return at(nowMs + plan.delay(), 0, "venue clock", () =>
          deliver({ fact: "clock", askedAtMs, venueAtMs: Math.floor(nowMs + plan.thetaMs) }, nowMs + plan.delay())
        )
      }
      case "wake": {
        const mine = ++alarm
        const born = session
        return at(command.atMs, 1, "timer", () => {
          if (mine === alarm && born === session) feed({ fact: "timer" })
        })
      }
      case "done":
        isDone = true
    }
  }

  /** Feeds the same facts to a fresh engine: every command must be the same. */
  const check = (): void => {
    const again = Engine.make(options)
    for (const [fact, when, commands] of facts)
      if (show(Engine.step(again, fact, when)) !== commands) problems.push(`not the same again at ${when}`)
  }

  for (const signal of plan.signals) at(signal.at, 2, `signal ${signal.symbol}`, () => feed({ fact: "signal", signal }))
  at(plan.endAtMs, 2, "end", () => {
    isEnded = true
    feed({ fact: "end" })
  })
  let steps = 0
  const goesOn = (): boolean => queue.length > 0 && !isDone
  while (goesOn()) {
    if (steps++ > 20_000) {
      problems.push("it never ends")
      break
    }
    const next = queue.reduce((best, item) =>
      item.atMs < best.atMs || (item.atMs === best.atMs && (item.rank - best.rank || item.count - best.count) < 0)
        ? item
        : best
    )
    queue = queue.filter((item) => item !== next)
    nowMs = Math.max(nowMs, next.atMs)
    visit?.(() => keyOf())
    next.run()
  }
  check()

  /** The state of everything, with times relative to now. */
  function keyOf(): string {
    const relative = (value: unknown): unknown =>
      typeof value === "number" && value >= startMs && Number.isFinite(value) ? `t${Math.round(value - nowMs)}` : value
    const { state } = engine
    return JSON.stringify(
      [
        [...state.symbols.values()],
        state.budgets,
        state.line.map(({ place, symbol }) => [place - state.places, symbol.symbol]),
        state.clock,
        state.isEnding,
        queue.map(({ atMs, what }) => [what, Math.round(atMs - nowMs)]),
        [...books.values()].map((list) => list.at(-1)?.position),
        [...orders.values()].map(({ arrivedAtMs, executedAtMs, isDone: done }) => [
          arrivedAtMs >= 0,
          executedAtMs >= 0,
          done
        ]),
        [...journal.keys()],
        crashesLeft,
        arrivals.filter((time) => time > nowMs - windowMs).map((time) => Math.round(time - nowMs))
      ],
      (_key, value: unknown) => (typeof value === "bigint" ? `${value}n` : relative(value))
    )
  }

  return {
    log,
    arrivals,
    executions,
    events,
    problems,
    truth: (symbol) => truth(symbol).position,
    believed: Engine.positions(engine),
    isDone
  }
}
