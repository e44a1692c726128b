/**
 * A journal in a SQLite file: survives a crash of the process, and of the machine.
 *
 * @module
 * @since 0.1.0
 */
import type { DatabaseSync } from "node:sqlite"
import { lock, nameOf, openForWriting, startAnew } from "./internal/journal/database.ts"
import { guarded, makeOpen } from "./internal/journal/write.ts"
import type { Journal } from "./Journal.ts"

/**
 * Options of `sqliteJournal`.
 *
 * - `synchronous` what a written order survives. `full` (default): a power cut. `normal` and `off`: the end of the process,
 *   SIGKILL included, but not of the machine.
 * - `keepMs` settled orders older than this are deleted, in milliseconds. Default 90 days.
 *
 * @since 0.1.0
 */
export interface SqliteJournalOptions {
  readonly synchronous?: "full" | "normal" | "off"
  readonly keepMs?: number
}

const dayMs = 86_400_000

const check = (keepMs: number, synchronous: string): void => {
  if (!(keepMs >= 0))
    throw new RangeError(
      `sqliteJournal: keepMs must be zero or more milliseconds, got ${keepMs}. Remedy: leave it out.`
    )
  if (!["full", "normal", "off"].includes(synchronous))
    throw new RangeError(`sqliteJournal: synchronous must be full, normal or off, got ${JSON.stringify(synchronous)}.`)
}

/**
 * Makes a journal in a SQLite file. An order is on disk before its request leaves; what came of it is on disk before the
 * user is told. Any SQLite tool reads it (tables `runs` and `orders`), `readJournal` too, while it is being written.
 *
 * - **Units** times are milliseconds since the epoch.
 * - **Errors** throws a `RangeError` for options that cannot be. Opening throws a `JournalError` where the directory is
 *   missing, where the file is damaged or no journal, and where another process trades with it; a write that fails throws
 *   one too, and the order is not sent.
 *
 * @example
 * ```ts
 * import { mkdtempSync, rmSync } from "node:fs"
 * import { tmpdir } from "node:os"
 * import { join } from "node:path"
 * import { Contract } from "@backhand/core"
 * import { dryRun, readJournal, reverseOn, sqliteJournal } from "@backhand/reversal-operator"
 * import { Result } from "effect"
 * import { lastValueFrom, of } from "rxjs"
 *
 * const contract = { symbol: "ETHUSDT", quoteCoin: "USDT", pricePlace: "2", sizeMultiplier: "0.01", takerFeeRate: "0.0006" }
 * const ETHUSDT = Result.getOrThrow(Contract.decode(contract))
 * const folder = mkdtempSync(join(tmpdir(), "backhand-"))
 * const file = join(folder, "journal.sqlite")
 *
 * const events$ = of({ symbol: "ETHUSDT", side: "long" as const }).pipe(
 *   reverseOn({ venue: dryRun({ instruments: { ETHUSDT } }), whenFlat: { enter: "0.5" }, journal: sqliteJournal(file) })
 * )
 * await lastValueFrom(events$)
 * readJournal(file).map(({ opened, order, settlement }) => [order, settlement, opened]) // => [["entry", "reversed", "0.5"]]
 * rmSync(folder, { recursive: true })
 * ```
 *
 * @since 0.1.0
 */
export const sqliteJournal = (file: string, options: SqliteJournalOptions = {}): Journal => {
  const { keepMs = 90 * dayMs, synchronous = "full" } = options
  check(keepMs, synchronous)
  return {
    open: (nowMs) => {
      const name = nameOf(file)
      const held = lock(name)
      let database: DatabaseSync | undefined
      let isClosed = false
      const close = (): void => {
        if (isClosed) return
        isClosed = true
        database?.close()
        held.release()
      }
      try {
        const opened = openForWriting(name, synchronous)
        database = opened
        const { together, ...rest } = guarded(name, startAnew, () => makeOpen(name, opened, nowMs, keepMs))
        // Where no write waits for the disk, nothing is gained by waiting for the others.
        return { ...rest, ...(synchronous === "full" ? { together } : {}), close }
      } catch (cause) {
        close()
        throw cause
      }
    }
  }
}
