/**
 * The port to a journal: what was sent and is not settled survives a crash.
 *
 * @module
 * @since 0.1.0
 */
import type { Fact, Settlement } from "@backhand/core"

/**
 * What a journal knows at the start of a run.
 *
 * - `session` 1 to 10 of `[a-z0-9]`, never given out before.
 * - `unsettled` orders of earlier runs.
 * - `lastSettledAtMs` when an earlier run last settled an order, null where none did: by then every other had arrived.
 *
 * @since 0.1.0
 */
export interface Opening {
  readonly session: string
  readonly unsettled: ReadonlyArray<Fact.Unsettled>
  readonly lastSettledAtMs: number | null
}

/**
 * An open journal. Both writes are on disk when they return; a write that fails throws, and the order is not sent. `size` is
 * the order's in base units, as a decimal, for readers of the journal. A journal whose writes wait for the disk may offer
 * `together`: it carries several writes out with one wait, all of them or none.
 *
 * @since 0.1.0
 */
export interface OpenJournal {
  readonly opening: Opening
  readonly sent: (unsettled: Fact.Unsettled, size: string) => void
  readonly settled: (clientOid: string, settlement: Settlement.Settlement | null, atMs: number) => void
  readonly together?: (writes: () => void) => void
  readonly close: () => void
}

/**
 * A journal, opened once for each subscription. Opening throws where another process has it open.
 *
 * @since 0.1.0
 */
export interface Journal {
  readonly open: (nowMs: number) => OpenJournal
}
