/**
 * Carries commands out in their order, what must be on disk before the rest.
 *
 * @module
 * @since 0.1.0
 */
import type { Command } from "@backhand/core"
import type { OpenJournal } from "../Journal.ts"

/** What the journal must have before the rest of it is done. */
export type Write = Extract<Command.Command, { readonly command: "send" | "settle" }>

/**
 * What an outbox stands on. `write` puts a command into the journal, `carry` does the rest of it; `isOver` tells that
 * nothing is to be done any more. `flush` must call the function that it is given, alone: whatever is fed meanwhile waits.
 */
export interface Ground {
  readonly journal: OpenJournal
  readonly write: (command: Write) => void
  readonly carry: (command: Command.Command) => void
  readonly isOver: () => boolean
  readonly flush: (carryOut: () => void) => void
}

export interface Outbox {
  readonly put: (commands: ReadonlyArray<Command.Command>) => void
  /** Nothing waits: what is told now is told in order. */
  readonly isEmpty: () => boolean
}

const isWrite = (command: Command.Command): command is Write =>
  command.command === "send" || command.command === "settle"

/**
 * Where the journal waits for the disk, what one turn of the event loop asks for is written together, with one wait, and
 * nothing of it leaves or is told before: a strategy that turns ten symbols at once waits once. Else commands are carried
 * out at once.
 */
export const make = ({ carry, flush, isOver, journal, write }: Ground): Outbox => {
  const waiting: Array<Command.Command> = []

  const writeAll = (writes: ReadonlyArray<Write>): void => {
    if (writes.length > 1 && journal.together !== undefined) journal.together(() => writes.forEach(write))
    else writes.forEach(write)
  }

  /** Whoever leaves on hearing of the first order leaves before any is written. */
  const carryOut = (): void => {
    let isWritten = false
    for (let next = waiting[0]; next !== undefined && !isOver(); next = waiting[0]) {
      if (isWrite(next) && !isWritten) {
        writeAll(waiting.filter(isWrite))
        isWritten = true
      }
      waiting.shift()
      if (!isOver()) carry(next)
    }
  }

  const carryNow = (commands: ReadonlyArray<Command.Command>): void => {
    for (const command of commands) {
      if (isOver()) return
      if (isWrite(command)) write(command)
      if (!isOver()) carry(command)
    }
  }

  return {
    put: (commands) => {
      const isFirst = waiting.length === 0
      if (isFirst && (journal.together === undefined || !commands.some(isWrite))) return carryNow(commands)
      waiting.push(...commands)
      if (isFirst) queueMicrotask(() => flush(carryOut))
    },
    isEmpty: () => waiting.length === 0
  }
}
