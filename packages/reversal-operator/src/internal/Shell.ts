/**
 * Carries the engine's commands out in real time, and brings it the facts.
 *
 * @module
 * @since 0.1.0
 */
import {
  type Command,
  Engine,
  type EngineOptions,
  type Fact,
  Instrument,
  type ReversalEvent,
  type Signal
} from "@backhand/core"
import type { SchedulerLike, Subscriber, Subscription } from "rxjs"
import type { OpenJournal } from "../Journal.ts"
import type { Entry } from "../Recording.ts"
import type { Connection } from "../Venue.ts"
import * as Outbox from "./Outbox.ts"

/**
 * What a shell stands on.
 *
 * - `now` gives whole milliseconds and never steps back; `recent` may be as old as the burst of signals that is going on.
 * - `life` is closed when the stream has ended, or nobody listens any more. Nothing is carried out after it.
 * - `fail` ends the stream with an error; `onDone` ends it as the engine wishes.
 */
export interface Ground {
  readonly subscriber: Subscriber<ReversalEvent.ReversalEvent>
  readonly life: Subscription
  readonly connection: () => Connection | undefined
  readonly journal: OpenJournal
  readonly scheduler: SchedulerLike
  readonly now: () => number
  readonly recent: () => number
  readonly record: ((entry: Entry) => void) | undefined
  readonly fail: (error: unknown) => void
  readonly onDone: () => void
}

export interface Shell {
  readonly feed: (fact: Fact.Fact) => void
  readonly takeSignal: (signal: Signal.Signal) => void
}

/** The longest that timers of the host can wait; one that is due later is asked for again. */
const longestMs = 2 ** 31 - 1

/**
 * Wakes the engine when it asked to be woken. A timer that is due before that stays as it is and is set again when it has
 * come: every order asks to be woken later than the one before it, and timers are dear.
 */
const makeAlarm = ({ life, now, scheduler }: Ground, onDue: () => void) => {
  let pending: Subscription | undefined
  let [pendingAtMs, wantedAtMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  const arm = (): void => {
    pending?.unsubscribe()
    pendingAtMs = wantedAtMs
    pending = scheduler.schedule(ring, Math.min(longestMs, Math.max(0, wantedAtMs - now())))
    life.add(pending)
  }
  const ring = (): void => {
    if (now() < wantedAtMs) return arm()
    pendingAtMs = Number.POSITIVE_INFINITY
    onDue()
  }
  return (atMs: number): void => {
    wantedAtMs = atMs
    if (atMs < pendingAtMs) arm()
  }
}

/** The size of an order in base units; only orders of known instruments are sent. */
const sizeOf = ({ instruments }: EngineOptions.EngineOptions, { order }: Fact.Unsettled): string => {
  const instrument = instruments[order.symbol]
  return instrument === undefined ? "" : Instrument.size(instrument, order.lots)
}

const makeWrite =
  ({ journal, now }: Ground, options: EngineOptions.EngineOptions) =>
  (command: Outbox.Write): void =>
    command.command === "send"
      ? journal.sent(command.unsettled, sizeOf(options, command.unsettled))
      : journal.settled(command.clientOid, command.settlement, now())

const makeCarry =
  (ground: Ground, wake: (atMs: number) => void) =>
  (command: Command.Command): void => {
    switch (command.command) {
      case "tell":
        return ground.subscriber.next(command.event)
      case "wake":
        return wake(command.atMs)
      case "done":
        return ground.onDone()
      case "settle":
        return undefined
      case "send":
      case "look-up":
      case "read-position":
      case "sync-clock":
        return ground.connection()?.execute(command)
    }
  }

const makeOutbox = (
  ground: Ground,
  options: EngineOptions.EngineOptions,
  wake: (atMs: number) => void,
  flush: (carryOut: () => void) => void
): Outbox.Outbox =>
  Outbox.make({
    journal: ground.journal,
    write: makeWrite(ground, options),
    carry: makeCarry(ground, wake),
    isOver: () => ground.life.closed,
    flush
  })

/** Starts an engine. Facts that come while one is being taken wait: a subscriber may feed its own source. */
export const make = (options: EngineOptions.EngineOptions, ground: Ground): Shell => {
  const { fail, life, now, recent, record, subscriber } = ground
  const engine = Engine.make(options)
  const backlog: Array<Fact.Fact> = []
  let isStepping = false
  record?.({ entry: "options", options })

  const step = (fact: Fact.Fact): void => {
    const at = now()
    const commands = Engine.step(engine, fact, at)
    record?.({ entry: "step", at, fact, commands })
    outbox.put(commands)
  }

  /** Does something first, and then takes the facts that came meanwhile. */
  const work = (first?: () => void): void => {
    isStepping = true
    try {
      first?.()
      for (let next = backlog.shift(); next !== undefined && !life.closed; next = backlog.shift()) step(next)
    } catch (error) {
      // A journal that cannot be written: nothing may be sent that a restart would not know.
      fail(error)
    } finally {
      isStepping = false
    }
  }

  const feed = (fact: Fact.Fact): void => {
    if (life.closed) return
    backlog.push(fact)
    if (!isStepping) work()
  }

  const tellReplaced = (event: ReversalEvent.Superseded): void => {
    isStepping = true
    try {
      subscriber.next(event)
    } finally {
      isStepping = false
    }
    if (backlog.length > 0) work()
  }

  const takeSignal = (signal: Signal.Signal): void => {
    if (life.closed) return
    // By far the most signals only replace a waiting one. A recorder hears of every fact.
    const isDirect = !isStepping && record === undefined && outbox.isEmpty()
    const replaced = isDirect ? Engine.replace(engine, signal, recent()) : undefined
    if (replaced === undefined) feed({ fact: "signal", signal })
    else tellReplaced(replaced)
  }

  const wake = makeAlarm(ground, () => feed({ fact: "timer" }))
  const outbox = makeOutbox(ground, options, wake, work)
  return { feed, takeSignal }
}
