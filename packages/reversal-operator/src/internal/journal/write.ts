/**
 * Writes the journal: runs, orders as they leave, and what came of them.
 *
 * @module
 * @since 0.1.0
 */
import type { DatabaseSync } from "node:sqlite"
import { Decimal, type Fact, Rational, type Settlement } from "@backhand/core"
import * as Result from "effect/Result"
import type { OpenJournal, Opening } from "../../Journal.ts"
import { JournalError } from "../../JournalError.ts"
import * as Rows from "./rows.ts"

const dayMs = 86_400_000

const insert = `INSERT INTO orders (client_oid, session, symbol, order_kind, mode, side, size, lots, before,
  before_venue_at_ms, sent_at_ms, dead_at_ms) VALUES (:client_oid, :session, :symbol, :order_kind, :mode, :side, :size,
  :lots, :before, :before_venue_at_ms, :sent_at_ms, :dead_at_ms)`

const update = "UPDATE orders SET settled_at_ms = ?, settlement = ?, closed = ?, opened = ? WHERE client_oid = ?"

/** Sessions count up from the time, so that they stay unique even where the file is lost or the clock is set back. */
const begin = (database: DatabaseSync, nowMs: number): string => {
  const last = Number(database.prepare("SELECT max(number) AS last FROM runs").get()?.["last"] ?? 0)
  const number = Math.max(nowMs, last + 1)
  const session = number.toString(36)
  database.prepare("INSERT INTO runs VALUES (?, ?, ?, ?)").run(number, session, nowMs, process.pid)
  return session
}

/**
 * Whatever was sent was sent before now: after a clock was set back, an order of the future would be waited for that long.
 */
const notLater = (unsettled: Fact.Unsettled, nowMs: number): Fact.Unsettled => {
  const aheadMs = Math.max(0, unsettled.sentAtMs - nowMs)
  return { ...unsettled, sentAtMs: unsettled.sentAtMs - aheadMs, deadAtMs: unsettled.deadAtMs - aheadMs }
}

const openingOf = (database: DatabaseSync, session: string, nowMs: number): Opening => {
  const open = database.prepare("SELECT * FROM orders WHERE settled_at_ms IS NULL ORDER BY sent_at_ms, rowid").all()
  const last = database.prepare("SELECT max(settled_at_ms) AS last FROM orders").get()?.["last"]
  return {
    session,
    unsettled: open.map((row) => notLater(Rows.decode(row as unknown as Rows.Row), nowMs)),
    lastSettledAtMs: typeof last === "number" ? Math.min(last, nowMs) : null
  }
}

/** Settled orders that are old go, and runs that have none left, but for the last. */
const prune = (database: DatabaseSync, beforeMs: number): void => {
  database.prepare("DELETE FROM orders WHERE settled_at_ms < ?").run(beforeMs)
  database
    .prepare(
      `DELETE FROM runs WHERE started_at_ms < ? AND number < (SELECT max(number) FROM runs)
        AND session NOT IN (SELECT session FROM orders)`
    )
    .run(beforeMs)
}

/** A count of lots as a decimal, by an order whose size is known as both. */
const decimalOf = (row: Readonly<Record<string, unknown>>, count: number): string => {
  const size = Decimal.parse("size", row["size"])
  const lots = Number(row["lots"])
  if (Result.isFailure(size) || !Number.isSafeInteger(lots) || lots <= 0) return ""
  return Rational.toDecimal(Rational.multiply(size.success, Rational.make(BigInt(Math.max(0, count)), BigInt(lots))))
}

/** What became of an order, as columns. */
const columnsOf = (row: Readonly<Record<string, unknown>>, settlement: Settlement.Settlement | null) =>
  settlement === null
    ? (["not-executed", decimalOf(row, 0), decimalOf(row, 0)] as const)
    : ([settlement.outcome, decimalOf(row, settlement.closed), decimalOf(row, settlement.opened)] as const)

const writable = "see that the file can be written and that the disk is not full, then restart"

/** Names the file and what to do in whatever the database says. */
export const guarded = <A>(file: string, remedy: string, run: () => A): A => {
  try {
    return run()
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : "it failed"
    throw new JournalError(file, `the journal cannot be used (${message})`, remedy)
  }
}

/** All writes or none, with one wait for the disk. */
const together = (file: string, database: DatabaseSync) => (writes: () => void) => {
  guarded(file, writable, () => database.exec("BEGIN IMMEDIATE"))
  try {
    writes()
    guarded(file, writable, () => database.exec("COMMIT"))
  } catch (cause) {
    if (database.isTransaction) database.exec("ROLLBACK")
    throw cause
  }
}

/** Begins a run: what it starts from, and its two writes. */
export const makeOpen = (
  file: string,
  database: DatabaseSync,
  nowMs: number,
  keepMs: number
): Pick<Required<OpenJournal>, "opening" | "sent" | "settled" | "together"> => {
  prune(database, nowMs - keepMs)
  const session = begin(database, nowMs)
  const opening = openingOf(database, session, nowMs)
  const toInsert = database.prepare(insert)
  const toFind = database.prepare("SELECT size, lots FROM orders WHERE client_oid = ?")
  const toUpdate = database.prepare(update)
  let prunedAtMs = nowMs
  const sent: OpenJournal["sent"] = (unsettled, size) =>
    guarded(file, writable, () => void toInsert.run(Rows.encode(session, unsettled, size)))
  const settled: OpenJournal["settled"] = (clientOid, settlement, atMs) =>
    guarded(file, writable, () => {
      const row = toFind.get(clientOid)
      if (row === undefined) throw new Error(`order ${clientOid} is not in it`)
      toUpdate.run(atMs, ...columnsOf(row, settlement), clientOid)
      if (atMs - prunedAtMs < dayMs) return
      prunedAtMs = atMs
      prune(database, atMs - keepMs)
    })
  return { opening, sent, settled, together: together(file, database) }
}
