/**
 * Receives signals and facts: in a lobby until the engine is there, then straight to the engine.
 *
 * @module
 * @since 0.1.0
 */
import type { Fact, Signal } from "@backhand/core"
import type { Observer } from "rxjs"
import type { SignalInput } from "../reverseOn.ts"
import * as Lobby from "./Lobby.ts"

export interface Inbox extends Observer<SignalInput> {
  /** The first error of the source or the control, once it came. */
  readonly failure: { readonly error: unknown } | undefined
  readonly put: (fact: Fact.Fact) => void
  readonly open: (feed: (fact: Fact.Fact) => void) => void
}

/** What an inbox stands on. `fail` ends the stream with an error. */
export interface Ground extends Lobby.Ground {
  readonly fail: (error: unknown) => void
}

const hasTime = (signal: SignalInput): signal is Signal.Signal => signal.at !== undefined

export const make = (ground: Ground): Inbox => {
  const lobby = Lobby.make(ground)
  let feed = lobby.feed
  let failure: Inbox["failure"]
  return {
    get failure() {
      return failure
    },
    put: (fact) => feed(fact),
    open: (next) => {
      const facts = [...lobby.facts()]
      // A subscriber that is told of the first may feed more: they come after.
      feed = (fact) => void facts.push(fact)
      for (const fact of facts) next(fact)
      feed = next
    },
    next: (signal) => {
      try {
        feed({ fact: "signal", signal: hasTime(signal) ? signal : { ...signal, at: ground.now() } })
      } catch (error) {
        ground.fail(error)
      }
    },
    error: (error: unknown) => {
      failure ??= { error }
      feed({ fact: "stop" })
    },
    complete: () => feed({ fact: "end" })
  }
}
