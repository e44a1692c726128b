/**
 * Makes the engine's options from the user's, the venue's and the journal's.
 *
 * @module
 * @since 0.1.0
 */
import { EngineOptions } from "@backhand/core"
import type { OpenJournal } from "../Journal.ts"
import type { ReverseOnOptions } from "../reverseOn.ts"
import type { Ready } from "../Venue.ts"

export const engineOptions = (
  options: ReverseOnOptions,
  ready: Ready,
  { opening }: OpenJournal
): EngineOptions.EngineOptions => {
  const { complete, guards, maxAttempts, sharesBudget, timing, trustsVenueStamp, whenFlat } = options
  const limit = options.limit === undefined || options.limit === "auto" ? ready.limit : options.limit
  const made = EngineOptions.make({
    session: opening.session,
    instruments: ready.instruments,
    enter: typeof whenFlat === "object" ? whenFlat.enter : null,
    guards,
    timing,
    ...(limit === undefined ? {} : { limit }),
    ...(complete === undefined ? {} : { complete }),
    ...(maxAttempts === undefined ? {} : { maxAttempts }),
    ...(sharesBudget === undefined ? {} : { sharesBudget }),
    ...(trustsVenueStamp === undefined ? {} : { trustsVenueStamp })
  })
  const { lastSettledAtMs } = opening
  if (lastSettledAtMs === null) return made
  // What an earlier run had settled has arrived by then; its unsettled orders hold slots of their own. Reads lag.
  const pausedUntilMs = lastSettledAtMs + made.limit.windowMs
  const trustedFromMs = lastSettledAtMs + made.timing.lagMs
  return { ...made, pausedUntilMs, trustedFromMs }
}
