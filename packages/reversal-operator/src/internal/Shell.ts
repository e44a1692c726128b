/**
 * Carries the engine's commands out in real time, and brings it the facts.
 *
 * @module
 * @since 0.1.0
 */
import { type Command, Engine, type EngineOptions, type Fact, type ReversalEvent } from "@backhand/core"
import type { SchedulerLike, Subscriber, Subscription } from "rxjs"
import type { OpenJournal } from "../Journal.ts"
import type { Entry } from "../Recording.ts"
import type { Connection } from "../Venue.ts"

/** What a shell stands on. `now` gives whole milliseconds and never steps back. */
export interface Ground {
  readonly subscriber: Subscriber<ReversalEvent.ReversalEvent>
  readonly connection: () => Connection | undefined
  readonly journal: OpenJournal
  readonly scheduler: SchedulerLike
  readonly now: () => number
  readonly record: ((entry: Entry) => void) | undefined
  readonly onDone: () => void
}

export interface Shell {
  readonly feed: (fact: Fact.Fact) => void
}

/** Keeps the one timer that the engine asked for. */
const makeAlarm = (ground: Ground, onDue: () => void) => {
  let pending: Subscription | undefined
  return (atMs: number): void => {
    pending?.unsubscribe()
    pending = ground.scheduler.schedule(onDue, Math.max(0, atMs - ground.now()))
    ground.subscriber.add(pending)
  }
}

const makeCarry =
  (ground: Ground, wake: (atMs: number) => void) =>
  (command: Command.Command): void => {
    switch (command.command) {
      case "tell":
        return ground.subscriber.next(command.event)
      case "wake":
        return wake(command.atMs)
      case "settle":
        return ground.journal.settled(command.clientOid, command.settlement, ground.now())
      case "done":
        return ground.onDone()
      case "send":
        ground.journal.sent(command.unsettled)
        return ground.connection()?.execute(command)
      case "look-up":
      case "read-position":
      case "sync-clock":
        return ground.connection()?.execute(command)
    }
  }

/** Starts an engine. Facts that come while one is being taken wait: a subscriber may feed its own source. */
export const make = (options: EngineOptions.EngineOptions, ground: Ground): Shell => {
  const engine = Engine.make(options)
  const backlog: Array<Fact.Fact> = []
  let isStepping = false
  ground.record?.({ entry: "options", options })

  const step = (fact: Fact.Fact): void => {
    const at = ground.now()
    const commands = Engine.step(engine, fact, at)
    ground.record?.({ entry: "step", at, fact, commands })
    for (const command of commands) {
      if (ground.subscriber.closed) return
      carry(command)
    }
  }

  const feed = (fact: Fact.Fact): void => {
    if (isStepping) {
      backlog.push(fact)
      return
    }
    isStepping = true
    try {
      step(fact)
      for (let next = backlog.shift(); next !== undefined && !ground.subscriber.closed; next = backlog.shift())
        step(next)
    } catch (error) {
      // A journal that cannot be written: nothing may be sent that a restart would not know.
      ground.subscriber.error(error)
    } finally {
      isStepping = false
    }
  }

  const carry = makeCarry(
    ground,
    makeAlarm(ground, () => feed({ fact: "timer" }))
  )
  return { feed }
}
