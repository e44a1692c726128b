/**
 * Makes the engine's options from the user's, the venue's and the journal's.
 *
 * @module
 * @since 0.1.0
 */
import { Budget, EngineOptions } from "@backhand/core"
import type { OpenJournal } from "../Journal.ts"
import type { ReverseOnOptions } from "../reverseOn.ts"
import type { Ready } from "../Venue.ts"

const make = (options: ReverseOnOptions, { instruments, limit: known }: Ready, session: string) => {
  const { complete, guards, maxAttempts, sharesBudget, timing, trustsVenueStamp, whenFlat } = options
  const limit = options.limit === undefined || options.limit === "auto" ? known : options.limit
  return EngineOptions.make({
    session,
    instruments,
    enter: typeof whenFlat === "object" ? whenFlat.enter : null,
    guards,
    timing,
    ...(limit === undefined ? {} : { limit }),
    ...(complete === undefined ? {} : { complete }),
    ...(maxAttempts === undefined ? {} : { maxAttempts }),
    ...(sharesBudget === undefined ? {} : { sharesBudget }),
    ...(trustsVenueStamp === undefined ? {} : { trustsVenueStamp })
  })
}

/** Throws where the user's options cannot be: at the call that gives them, not when the first order is due. */
export const check = (options: ReverseOnOptions): void => {
  const [problem] = EngineOptions.problems(make(options, { instruments: {} }, "0"))
  if (problem !== undefined) throw new RangeError(`reverseOn: ${problem.message}. Remedy: ${problem.remedy}.`)
}

export const engineOptions = (
  options: ReverseOnOptions,
  ready: Ready,
  { opening }: OpenJournal
): EngineOptions.EngineOptions => {
  const made = make(options, ready, opening.session)
  const { lastSettledAtMs } = opening
  if (lastSettledAtMs === null) return made
  // What an earlier run had settled had arrived before the next millisecond; its unsettled orders hold slots of their own.
  const pausedUntilMs = Budget.freeAfterAnswer(made.limit, lastSettledAtMs)
  const trustedFromMs = lastSettledAtMs + made.timing.lagMs
  return { ...made, pausedUntilMs, trustedFromMs }
}
