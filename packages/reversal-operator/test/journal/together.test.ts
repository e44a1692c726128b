import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ClientOid, type Fact, Lots, type ReversalEvent } from "@backhand/core"
import {
  type Journal,
  JournalError,
  memoryJournal,
  type OpenJournal,
  readJournal,
  reverseOn,
  type SignalInput,
  sqliteJournal
} from "@backhand/reversal-operator"
import { Result } from "effect"
import { Subject } from "rxjs"
import { afterEach, assert, describe, it } from "vitest"
import { leg, Script } from "../Script.ts"

const symbols = ["A", "B", "C"]
const closers: Array<() => void> = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A journal that waits for a disk, and what happens to it and around it, in order. */
const logged = (log: Array<string>, together: OpenJournal["together"]): Journal => ({
  open: (nowMs) => {
    const inner = memoryJournal().open(nowMs)
    return {
      ...inner,
      sent: (unsettled, size) => {
        log.push(`write ${unsettled.order.symbol}`)
        inner.sent(unsettled, size)
      },
      settled: (clientOid, settlement, atMs) => {
        log.push("write settled")
        inner.settled(clientOid, settlement, atMs)
      },
      ...(together === undefined ? {} : { together })
    }
  }
})

const open = (journal: Journal, onEvent: (event: ReversalEvent.ReversalEvent) => void = () => undefined) => {
  const venue = new Script(true, symbols)
  const signals = new Subject<SignalInput>()
  const errors: Array<unknown> = []
  const subscription = signals
    .pipe(reverseOn({ venue, journal }))
    .subscribe({ next: onEvent, error: (error: unknown) => errors.push(error) })
  closers.push(() => subscription.unsubscribe())
  const turn = (side: "long" | "short", names = symbols) => {
    for (const symbol of names) signals.next({ symbol, side })
  }
  return { errors, signals, subscription, turn, venue }
}

const order = (text: string): Fact.Unsettled => {
  const clientOid = Result.getOrThrow(ClientOid.parse(text))
  const lots = Lots.makeUnsafe(2)
  return {
    clientOid,
    order: { order: "reversal", clientOid, symbol: "A", mode: "one-way", side: "long", lots },
    before: leg("long"),
    beforeVenueAtMs: 0,
    sentAtMs: 1,
    deadAtMs: 5001
  }
}

const endOfTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

describe("orders of one turn of the event loop", () => {
  it("wait for the disk together where the journal does, before the first of them leaves", async () => {
    const log: Array<string> = []
    const { turn, venue } = open(
      logged(log, (writes) => {
        log.push("begin")
        writes()
        log.push("commit")
      }),
      ({ event, symbol }) => log.push(`${event} ${symbol}`)
    )
    turn("short")
    assert.deepStrictEqual([log, venue.sent], [[], []])
    await endOfTurn()
    const writes = ["begin", "write A", "write B", "write C", "commit"]
    assert.deepStrictEqual(log, ["sent A", ...writes, "sent B", "sent C"])
    assert.deepStrictEqual(
      venue.sent.map(({ order }) => order.symbol),
      symbols
    )
  })

  it("are on the disk when the first of them leaves", async () => {
    const folder = mkdtempSync(join(tmpdir(), "backhand-together-"))
    closers.push(() => rmSync(folder, { recursive: true }))
    const file = join(folder, "journal.sqlite")
    const { turn, venue } = open(sqliteJournal(file))
    const written: Array<number> = []
    venue.commands.push = (...commands) => {
      written.push(readJournal(file, { isOpenOnly: true }).length)
      return Array.prototype.push.apply(venue.commands, commands)
    }
    turn("short")
    assert.deepStrictEqual(readJournal(file), [])
    await endOfTurn()
    assert.deepStrictEqual(written, [3, 3, 3])
    for (const { clientOid, order } of venue.sent) {
      venue.accept(clientOid)
      venue.holds(order.symbol, leg("short"))
    }
    await endOfTurn()
    assert.deepStrictEqual(
      readJournal(file).map(({ settlement }) => settlement),
      ["reversed", "reversed", "reversed"]
    )
  })

  it("are all taken back when one cannot be written", () => {
    const folder = mkdtempSync(join(tmpdir(), "backhand-together-"))
    closers.push(() => rmSync(folder, { recursive: true }))
    const file = join(folder, "journal.sqlite")
    const journal = sqliteJournal(file).open(1)
    closers.unshift(journal.close)
    const write = () => {
      for (const clientOid of ["a", "b", "a"]) journal.sent(order(clientOid), "2")
    }
    assert.throws(() => journal.together?.(write), JournalError)
    assert.deepStrictEqual(readJournal(file), [])
    journal.together?.(() => journal.sent(order("a"), "2"))
    assert.strictEqual(readJournal(file).length, 1)
  })

  it("leave at once where no write waits, and alone where there is only one", async () => {
    const log: Array<string> = []
    const { turn, venue } = open(logged(log, undefined))
    turn("short")
    assert.strictEqual(venue.sent.length, 3)
    const alone: Array<string> = []
    const one = open(logged(alone, () => assert.fail("one write needs no company")))
    one.turn("short", ["A"])
    await endOfTurn()
    assert.deepStrictEqual(alone, ["write A"])
    assert.strictEqual(one.venue.sent.length, 1)
  })

  it("are neither written nor sent when the listener leaves on hearing of the first", async () => {
    const log: Array<string> = []
    const desk = open(
      logged(log, (writes) => writes()),
      () => desk.subscription.unsubscribe()
    )
    desk.turn("short")
    await endOfTurn()
    assert.deepStrictEqual([log, desk.venue.sent], [[], []])
  })

  it("are all not sent, and the stream ends, when the disk takes none of them", async () => {
    const full = new JournalError("file", "the disk is full", "make room")
    const { errors, turn, venue } = open(
      logged([], () => {
        throw full
      })
    )
    turn("short")
    await endOfTurn()
    assert.deepStrictEqual([errors, venue.sent], [[full], []])
  })

  it("are told in the order of what happened, whatever else is told meanwhile, and feed what a listener feeds", async () => {
    const told: Array<string> = []
    const desk = open(
      logged([], (writes) => writes()),
      (event) => {
        told.push(`${event.event} ${event.symbol}`)
        if (event.event === "sent" && event.symbol === "B") desk.turn("long", ["C"])
      }
    )
    desk.turn("short", ["A", "B"])
    // Two that wait behind the order of A: the second replaces the first.
    desk.turn("long", ["A"])
    desk.turn("short", ["A"])
    await endOfTurn()
    assert.deepStrictEqual(told, ["sent A", "sent B", "superseded A", "held C"])
  })
})
