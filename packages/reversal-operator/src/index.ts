/**
 * `reverseOn()` and its companions: signals in, position reversals out.
 *
 * @module
 * @since 0.1.0
 */
export { bitget } from "./bitget.ts"
export { BitgetError } from "./BitgetError.ts"
export { addresses, type BitgetOptions, type ReadState, type SocketState } from "./BitgetOptions.ts"
export { type Clock, monotonicClock } from "./Clock.ts"
export { conflateToRate } from "./conflateToRate.ts"
export { currentPositions } from "./currentPositions.ts"
export { dryRun, type DryRunOptions } from "./dryRun.ts"
export type { Journal, OpenJournal, Opening } from "./Journal.ts"
export { JournalError } from "./JournalError.ts"
export { memoryJournal } from "./memoryJournal.ts"
export { type JournalOrder, readJournal } from "./readJournal.ts"
export * as Recording from "./Recording.ts"
export { type Control, reverseOn, type ReverseOnOptions, type SignalInput } from "./reverseOn.ts"
export { settledReversals } from "./settledReversals.ts"
export { sqliteJournal, type SqliteJournalOptions } from "./sqliteJournal.ts"
export type { Connection, Link, Ready, Venue, VenueCommand, VenueFact } from "./Venue.ts"
