import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { type ClientOid, type Fact, Lots, Position, Rational, Settlement } from "@backhand/core"
import { dryRun, JournalError, readJournal, reverseOn, sqliteJournal } from "@backhand/reversal-operator"
import { lastValueFrom, NEVER, of, Subject } from "rxjs"
import { afterEach, assert, describe, it } from "vitest"
import { instrument } from "../Script.ts"

const folders: Array<string> = []
const closers: Array<() => void> = []
const newFile = () => {
  const folder = mkdtempSync(join(tmpdir(), "backhand-journal-"))
  folders.push(folder)
  return join(folder, "journal.sqlite")
}
afterEach(() => {
  for (const close of closers.splice(0)) close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

const endOfTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

const dayMs = 86_400_000
const now = 1_700_000_000_000

const openAt = (file: string, atMs = now, options = {}) => {
  const journal = sqliteJournal(file, options).open(atMs)
  closers.push(journal.close)
  return journal
}

const hedge: Position.Position = {
  mode: "hedge",
  long: { lots: Lots.makeUnsafe(300), entry: Rational.make(12345678901234567890123n, 7n) },
  short: null
}

const unsettled = (clientOid: string, sentAtMs = now, before: Position.Position = hedge): Fact.Unsettled => ({
  clientOid: clientOid as ClientOid.ClientOid,
  order: {
    order: "reversal",
    clientOid: clientOid as ClientOid.ClientOid,
    symbol: "ETHUSDT",
    mode: before.mode,
    side: "long",
    lots: Lots.makeUnsafe(300)
  },
  before,
  beforeVenueAtMs: sentAtMs - 5,
  sentAtMs,
  deadAtMs: sentAtMs + 5000
})

const failure = (run: () => unknown): JournalError => {
  try {
    run()
  } catch (cause) {
    if (cause instanceof JournalError) return cause
    throw cause
  }
  throw new Error("nothing failed")
}

describe("a journal in a file", () => {
  it("gives every order that is not settled back, exactly, to the next run", () => {
    const file = newFile()
    const first = openAt(file)
    const positions: ReadonlyArray<Position.Position> = [
      hedge,
      Position.flat("one-way"),
      Position.flat("hedge"),
      { mode: "one-way", net: { side: "short", lots: Lots.makeUnsafe(1), entry: Rational.make(1n, 3n) } }
    ]
    const orders = positions.map((before, index) => unsettled(`o${index}`, now + index, before))
    for (const order of orders) first.sent(order, "3")
    first.close()
    assert.deepStrictEqual(openAt(file, now + 100).opening.unsettled, orders)
  })

  it("forgets what was settled, and remembers when that was last", () => {
    const file = newFile()
    const first = openAt(file)
    assert.isNull(first.opening.lastSettledAtMs)
    for (const name of ["a", "b", "c"]) first.sent(unsettled(name), "3")
    first.settled("a", Settlement.make(unsettled("a").order, 300, 100), now + 10)
    first.settled("b", null, now + 20)
    first.close()
    const { lastSettledAtMs, unsettled: left } = openAt(file, now + 100).opening
    assert.deepStrictEqual([left.map(({ clientOid }) => clientOid), lastSettledAtMs], [["c"], now + 20])
  })

  it("never gives a session out twice, even when the clock is set back", () => {
    const file = newFile()
    const sessions = [now, now, now - dayMs, now + 5].map((atMs) => {
      const journal = openAt(file, atMs)
      journal.close()
      return journal.opening.session
    })
    assert.strictEqual(new Set(sessions).size, 4)
    const numbers = sessions.map((session) => Number.parseInt(session, 36))
    assert.deepStrictEqual(
      numbers,
      numbers.toSorted((a, b) => a - b)
    )
    assert.isTrue(sessions.every((session) => /^[a-z0-9]{1,10}$/.test(session)))
  })

  it("lists its orders while it is written to", () => {
    const file = newFile()
    const journal = openAt(file)
    journal.sent(unsettled("a"), "3")
    journal.sent(unsettled("b", now + 1), "3")
    journal.settled("a", { outcome: "partially-reversed", closed: 300, opened: 100 }, now + 9)
    assert.deepStrictEqual(readJournal(file)[0], {
      clientOid: "a",
      session: journal.opening.session,
      symbol: "ETHUSDT",
      order: "reversal",
      mode: "hedge",
      side: "long",
      size: "3",
      sentAtMs: now,
      deadAtMs: now + 5000,
      settledAtMs: now + 9,
      settlement: "partially-reversed",
      closed: "3",
      opened: "1"
    })
    assert.deepStrictEqual(
      readJournal(file, { isOpenOnly: true }).map(({ clientOid }) => clientOid),
      ["b"]
    )
  })

  it("is plain tables to any tool", () => {
    const file = newFile()
    const journal = openAt(file)
    journal.sent(unsettled("a"), "3")
    const database = new DatabaseSync(file, { readOnly: true })
    const row = database.prepare("SELECT symbol, size, before FROM orders NATURAL JOIN runs").get()
    database.close()
    const before = '{"mode":"hedge","long":{"lots":300,"entry":"12345678901234567890123/7"},"short":null}'
    assert.deepStrictEqual({ ...row }, { symbol: "ETHUSDT", size: "3", before })
  })

  it("deletes settled orders when they are old, and never an open one", () => {
    const file = newFile()
    const first = openAt(file, now, { keepMs: dayMs })
    for (const name of ["old", "open", "young"]) first.sent(unsettled(name), "3")
    first.settled("old", null, now)
    first.settled("young", null, now + 2 * dayMs)
    assert.deepStrictEqual(
      readJournal(file).map(({ clientOid }) => clientOid),
      ["open", "young"]
    )
    first.close()
    openAt(file, now + 4 * dayMs, { keepMs: dayMs })
    assert.deepStrictEqual(
      readJournal(file).map(({ clientOid }) => clientOid),
      ["open"]
    )
  })

  it("lets one writer in, and the next when that has ended", () => {
    const file = newFile()
    const first = openAt(file)
    const refused = failure(() => openAt(file))
    assert.match(refused.message, /another process.*trades with this journal.*Remedy/)
    assert.include(refused.message, `pid ${process.pid}`)
    first.close()
    assert.doesNotThrow(() => openAt(file))
  })

  it("says so when an order is settled that it does not know, and leaves out a size that was made unreadable", () => {
    const file = newFile()
    const journal = openAt(file)
    assert.match(failure(() => journal.settled("nobody", null, now)).message, /order nobody is not in it.*Remedy/)
    journal.sent(unsettled("a"), "3")
    const database = new DatabaseSync(file)
    database.exec("UPDATE orders SET size = 'three'")
    database.close()
    journal.settled("a", Settlement.make(unsettled("a").order, 300, 300), now + 1)
    assert.containsSubset(readJournal(file), [{ settlement: "reversed", closed: "", opened: "" }])
  })

  it("is refused with options that cannot be", () => {
    assert.throws(
      () => sqliteJournal(newFile(), { keepMs: Number.NaN }),
      /keepMs must be zero or more milliseconds, got NaN/
    )
    const synchronous = "off; DROP TABLE orders" as "off"
    assert.throws(() => sqliteJournal(newFile(), { synchronous }), /synchronous must be full, normal or off/)
  })

  it("is one journal under all its names", () => {
    const file = newFile()
    openAt(file)
    const link = join(newFile(), "..", "link.sqlite")
    symlinkSync(file, link)
    assert.match(failure(() => openAt(link)).message, /another process/)
    const folder = join(newFile(), "..", "folder")
    symlinkSync(join(file, ".."), folder)
    assert.match(failure(() => openAt(join(folder, "journal.sqlite"))).message, /another process/)
  })

  it("does not wait for times that a clock, set back since, has promised", () => {
    const file = newFile()
    const first = openAt(file, now + dayMs)
    for (const name of ["a", "b"]) first.sent(unsettled(name, now + dayMs), "3")
    first.settled("b", null, now + dayMs)
    first.close()
    const { lastSettledAtMs, unsettled: left } = openAt(file, now).opening
    assert.deepStrictEqual([lastSettledAtMs, left[0]?.sentAtMs, left[0]?.deadAtMs], [now, now, now + 5000])
  })

  it("offers less durable writing, which the end of a process does not harm", () => {
    for (const synchronous of ["normal", "off"] as const) {
      const file = newFile()
      const journal = openAt(file, now, { synchronous })
      journal.sent(unsettled("a"), "3")
      assert.strictEqual(readJournal(file, { isOpenOnly: true }).length, 1)
    }
  })
})

describe("a file that cannot be the journal", () => {
  it("is named, with what to do", () => {
    const file = newFile()
    const missing = failure(() => openAt(join(file, "no", "journal.sqlite")))
    assert.match(missing.message, /no such directory.*make the directory/)
    assert.include(missing.file, "journal.sqlite")
    assert.match(failure(() => readJournal(file)).message, /there is no such journal/)
    mkdirSync(file)
    assert.match(failure(() => openAt(file)).message, /journal\.sqlite/)
  })

  it("because it is damaged is not overwritten", () => {
    const file = newFile()
    writeFileSync(file, "not a database, but something long enough to be looked at as one".repeat(20))
    assert.match(failure(() => openAt(file)).message, /damaged/)
    assert.match(failure(() => readJournal(file)).message, /damaged/)
    assert.match(readFileSync(file, "utf8"), /^not a database/)
  })

  it("because a page of it is damaged is noticed when it is opened", () => {
    const file = newFile()
    const journal = openAt(file)
    for (let k = 0; k < 500; k++) journal.sent(unsettled(`a${k}`), "3")
    journal.close()
    const bytes = readFileSync(file)
    bytes.fill(0x5a, 3 * 4096, 5 * 4096)
    writeFileSync(file, bytes)
    assert.match(failure(() => openAt(file)).message, /damaged/)
  })

  it("because it is of something else, or of a newer version, is refused", () => {
    const make = (sql: string) => {
      const file = newFile()
      const database = new DatabaseSync(file)
      database.exec(sql)
      database.close()
      return file
    }
    assert.match(failure(() => openAt(make("CREATE TABLE x (y)"))).message, /something else/)
    const newer = newFile()
    openAt(newer).close()
    const database = new DatabaseSync(newer)
    database.exec("PRAGMA user_version = 99")
    database.close()
    assert.match(failure(() => openAt(newer)).message, /newer version/)
    const older = newFile()
    openAt(older).close()
    const old = new DatabaseSync(older)
    old.exec("PRAGMA user_version = 0")
    old.close()
    assert.match(failure(() => openAt(older)).message, /older version \(format 0\).*Remedy/)
    assert.match(failure(() => readJournal(older)).message, /older version/)
    assert.match(failure(() => readJournal(make("PRAGMA user_version = 0"))).message, /no journal/)
  })

  it("because a row was tampered with is refused", () => {
    for (const change of [
      `before = '{"mode":"one-way"}'`,
      `before = '{"mode":"one-way","net":{"side":"up","lots":1,"entry":"1/1"}}'`,
      `before = '{"mode":"one-way","net":{"side":"long","lots":0,"entry":"1/1"}}'`,
      `before = '{"mode":"hedge","long":{"lots":1,"entry":"1.5"},"short":null}'`,
      `before = '{"mode":"hedge","long":4,"short":null}'`,
      "before = '4'",
      "before = '{'",
      "side = 'up'",
      "client_oid = ''",
      "lots = 0"
    ]) {
      const file = newFile()
      const journal = openAt(file)
      journal.sent(unsettled("a"), "3")
      journal.close()
      const database = new DatabaseSync(file)
      database.exec(`UPDATE orders SET ${change}`)
      database.close()
      assert.match(failure(() => openAt(file)).message, /cannot be used \(.*Remedy/, change)
      // The lock of a failed opening is given back.
      assert.match(failure(() => openAt(file)).message, /cannot be used/)
    }
  })
})

describe("reverseOn with a journal in a file", () => {
  it("ends with the journal's error and sends nothing when an order cannot be written", async () => {
    const file = newFile()
    const signals = new Subject<{ symbol: string; side: "long" }>()
    const sent: Array<unknown> = []
    const venue = dryRun({ instruments: { A: instrument("A") }, onOrder: (order) => sent.push(order) })
    let error: unknown
    signals.pipe(reverseOn({ venue, whenFlat: { enter: "1" }, journal: sqliteJournal(file) })).subscribe({
      error: (cause: unknown) => {
        error = cause
      }
    })
    const database = new DatabaseSync(file)
    database.exec("DROP TABLE orders")
    database.close()
    signals.next({ symbol: "A", side: "long" })
    await endOfTurn()
    assert.instanceOf(error, JournalError)
    assert.deepStrictEqual(sent, [])
  })

  it("is refused to a second subscription while the first goes on", () => {
    const journal = sqliteJournal(newFile())
    const venue = dryRun({ instruments: { A: instrument("A") } })
    const first = NEVER.pipe(reverseOn({ venue, journal })).subscribe()
    closers.push(() => first.unsubscribe())
    let error: unknown
    of({ symbol: "A", side: "long" } as const)
      .pipe(reverseOn({ venue, journal }))
      .subscribe({ error: (cause: unknown) => (error = cause) })
    assert.instanceOf(error, JournalError)
  })

  it("keeps the exact sizes", async () => {
    const file = newFile()
    const venue = dryRun({ instruments: { A: instrument("A") } })
    const signals = of({ symbol: "A", side: "long" } as const)
    await lastValueFrom(signals.pipe(reverseOn({ venue, whenFlat: { enter: "7" }, journal: sqliteJournal(file) })))
    assert.containsSubset(readJournal(file), [{ size: "7", opened: "7", closed: "0", settlement: "reversed" }])
  })
})
