/**
 * What the engine asks of its shell.
 *
 * @module
 * @since 0.1.0
 */
import type { Unsettled } from "./Fact.ts"
import type { ReversalEvent } from "./ReversalEvent.ts"
import type * as Settlement from "./Settlement.ts"

/**
 * One command.
 *
 * - `send` write the order to the journal, sign it with `signAtMs` (the venue's clock), send it once, and report the
 *   answer, or `Answer.none`.
 * - `look-up` ask for the order's details or its place in the history, and report what was found. What the venue shows of
 *   `beforeVenueAtMs` (its clock, -1 where not known) or earlier is of another order.
 * - `read-position` ask for the position, and report it.
 * - `sync-clock` ask for the venue's time.
 * - `settle` write to the journal what came of the order (null: it was not executed).
 * - `wake` report a timer at `atMs`; it replaces an earlier wish to be woken.
 * - `tell` pass the event to the user.
 * - `done` the signals have ended, and every symbol is idle or halted.
 *
 * @category models
 * @since 0.1.0
 */
export type Command =
  | { readonly command: "send"; readonly unsettled: Unsettled; readonly signAtMs: number }
  | {
      readonly command: "look-up"
      readonly symbol: string
      readonly clientOid: string
      readonly sentAtMs: number
      readonly beforeVenueAtMs: number
      readonly source: "detail" | "history"
    }
  | { readonly command: "read-position"; readonly symbol: string }
  | { readonly command: "sync-clock" }
  | {
      readonly command: "settle"
      readonly symbol: string
      readonly clientOid: string
      readonly settlement: Settlement.Settlement | null
    }
  | { readonly command: "wake"; readonly atMs: number }
  | { readonly command: "tell"; readonly event: ReversalEvent }
  | { readonly command: "done" }
