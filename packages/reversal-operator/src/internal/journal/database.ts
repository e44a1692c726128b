/**
 * Opens the journal's database, and names what is wrong with a file that is none.
 *
 * @module
 * @since 0.1.0
 */
import { existsSync, realpathSync } from "node:fs"
import { basename, dirname, join, resolve } from "node:path"
import type { DatabaseSync } from "node:sqlite"
import { JournalError } from "../../JournalError.ts"
import { applicationId, schema, version } from "./schema.ts"

/** Loaded when it is first needed. Node then says that its database is experimental: nothing that a trader could act on. */
const load = () => {
  const loud = process.emitWarning.bind(process)
  process.emitWarning = () => undefined
  try {
    return process.getBuiltinModule("node:sqlite")
  } finally {
    process.emitWarning = loud
  }
}

const connect = (file: string, readOnly: boolean): DatabaseSync => {
  const sqlite = load()
  return new sqlite.DatabaseSync(file, { readOnly, enableForeignKeyConstraints: true })
}

/** What to do about a journal that cannot be read any more. */
export const startAnew = "keep the file for later, look at the positions at the exchange, and start with a new journal"

const numberOf = (database: DatabaseSync, pragma: string): number =>
  Number(Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0])

const textOf = (database: DatabaseSync, pragma: string): string =>
  String(Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0])

/** Says what is wrong with the contents; undefined where nothing is. */
const check = (file: string, database: DatabaseSync): void => {
  const check = textOf(database, "quick_check(1)")
  if (check !== "ok") throw new JournalError(file, `the journal is damaged (${check})`, startAnew)
  const id = numberOf(database, "application_id")
  const isEmpty = numberOf(database, "schema_version") === 0
  if (id !== applicationId && !isEmpty)
    throw new JournalError(file, "this is a database of something else", "name another file")
  if (isEmpty) return
  const found = numberOf(database, "user_version")
  if (found > version)
    throw new JournalError(file, "the journal was written by a newer version", "update, or name another file")
  if (found < version)
    throw new JournalError(file, `the journal was written by an older version (format ${found})`, startAnew)
}

/** Runs what opens a database; closes it again and names the problem where that fails. */
const opening = (file: string, readOnly: boolean, prepare: (database: DatabaseSync) => void): DatabaseSync => {
  let database: DatabaseSync | undefined
  try {
    database = connect(file, readOnly)
    prepare(database)
    return database
  } catch (cause) {
    database?.close()
    if (cause instanceof JournalError) throw cause
    const message = cause instanceof Error ? cause.message : "it cannot be opened"
    if (/not a database|malformed/.test(message))
      throw new JournalError(file, `the journal is damaged (${message})`, startAnew)
    throw new JournalError(file, message, "see that the file can be read and written, and that the disk is not full")
  }
}

/** Opens the journal for writing; makes it where there is none. */
export const openForWriting = (file: string, synchronous: "full" | "normal" | "off"): DatabaseSync => {
  return opening(file, false, (database) => {
    check(file, database)
    // Readers must not hold up an order, nor be held up.
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA busy_timeout = 5000`)
    database.exec(schema)
  })
}

const named = "name the file that a run wrote: run --journal FILE, or sqliteJournal(file)"

/** Opens the journal for reading only; another process may be writing to it. */
export const openForReading = (file: string): DatabaseSync => {
  if (!existsSync(file)) throw new JournalError(file, "there is no such journal", named)
  return opening(file, true, (database) => {
    database.exec("PRAGMA busy_timeout = 5000")
    check(file, database)
    if (numberOf(database, "application_id") !== applicationId)
      throw new JournalError(file, "this is an empty file, no journal", named)
  })
}

/** The file itself, whatever link names it: two names of one journal must not be two locks. */
export const nameOf = (file: string): string => {
  const folder = dirname(resolve(file))
  if (!existsSync(folder)) throw new JournalError(file, "there is no such directory", `make the directory ${folder}`)
  return existsSync(file) ? realpathSync(file) : join(realpathSync(folder), basename(file))
}

/** The process that began the last run, where the journal tells. */
const writerOf = (file: string): string => {
  try {
    const database = openForReading(file)
    try {
      const pid = database.prepare("SELECT pid FROM runs ORDER BY number DESC LIMIT 1").get()?.["pid"]
      return typeof pid === "number" ? ` (pid ${pid})` : ""
    } finally {
      database.close()
    }
  } catch {
    return ""
  }
}

/**
 * Lets one writer in. The lock is the operating system's, on a file of its own: it ends with its process, however that
 * ends, and readers of the journal do not meet it.
 */
export const lock = (file: string): { readonly release: () => void } => {
  const name = `${file}.lock`
  let database: DatabaseSync | undefined
  try {
    database = connect(name, false)
    database.exec("PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE")
  } catch (cause) {
    database?.close()
    if (cause instanceof Error && /locked/.test(cause.message))
      throw new JournalError(
        file,
        `another process, or another subscription${writerOf(file)}, trades with this journal`,
        "end it, or name another file"
      )
    throw new JournalError(file, "the journal cannot be locked", `see that ${name} can be written`)
  }
  const held = database
  return { release: () => held.close() }
}
