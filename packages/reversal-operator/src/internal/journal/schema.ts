/**
 * The tables of the journal, readable by any tool that reads SQLite.
 *
 * @module
 * @since 0.1.0
 */

/** "bhj1": tells a journal from any other database. */
export const applicationId = 0x62686a31

export const version = 1

/**
 * Times are milliseconds since the epoch, sizes decimals in base units, except `lots`: a count of size steps. `before` is
 * the position before the order, as JSON. An order is open until `settled_at_ms` is set. All of it is there, or
 * nothing: a process may be killed while it makes the file.
 */
export const schema = `
BEGIN IMMEDIATE;
PRAGMA application_id = ${applicationId};
PRAGMA user_version = ${version};
CREATE TABLE IF NOT EXISTS runs (
  number INTEGER PRIMARY KEY,
  session TEXT NOT NULL UNIQUE,
  started_at_ms INTEGER NOT NULL,
  pid INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS orders (
  client_oid TEXT PRIMARY KEY,
  session TEXT NOT NULL,
  symbol TEXT NOT NULL,
  order_kind TEXT NOT NULL,
  mode TEXT NOT NULL,
  side TEXT NOT NULL,
  size TEXT NOT NULL,
  lots INTEGER NOT NULL,
  before TEXT NOT NULL,
  before_venue_at_ms INTEGER NOT NULL,
  sent_at_ms INTEGER NOT NULL,
  dead_at_ms INTEGER NOT NULL,
  settled_at_ms INTEGER,
  settlement TEXT,
  closed TEXT,
  opened TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS orders_settled ON orders (settled_at_ms);
COMMIT;
`
