/**
 * Receives signals and facts; until the engine is there, keeps the newest signal of each symbol.
 *
 * @module
 * @since 0.1.0
 */
import type { Fact, ReversalEvent, Signal } from "@backhand/core"
import type { Observer, Subscriber } from "rxjs"
import type { SignalInput } from "../reverseOn.ts"

export interface Inbox extends Observer<SignalInput> {
  /** The error of the source, once it came. */
  readonly failure: { readonly error: unknown } | undefined
  readonly put: (fact: Fact.Fact) => void
  readonly open: (feed: (fact: Fact.Fact) => void) => void
}

type Feed = (fact: Fact.Fact) => void

/** Keeps what comes before the engine is there. Memory is proportional to symbols. */
const makeLobby = (subscriber: Subscriber<ReversalEvent.ReversalEvent>, now: () => number) => {
  const signals = new Map<string, Signal.Signal>()
  const facts: Array<Fact.Fact> = []
  const feed: Feed = (fact) => {
    if (fact.fact !== "signal") return void facts.push(fact)
    const { signal } = fact
    const old = signals.get(signal.symbol)
    signals.set(signal.symbol, signal)
    if (old !== undefined)
      subscriber.next({ event: "superseded", at: now(), symbol: signal.symbol, signal: old, by: signal })
  }
  const drain = (next: Feed): void => {
    // Control facts that need no engine yet, such as a kill, come before the signals they are about.
    for (const fact of facts) if (fact.fact !== "end") next(fact)
    for (const signal of signals.values()) next({ fact: "signal", signal })
    if (facts.some(({ fact }) => fact === "end")) next({ fact: "end" })
  }
  return { feed, drain }
}

export const make = (subscriber: Subscriber<ReversalEvent.ReversalEvent>, now: () => number): Inbox => {
  const lobby = makeLobby(subscriber, now)
  let feed: Feed = lobby.feed
  let failure: { readonly error: unknown } | undefined
  return {
    get failure() {
      return failure
    },
    put: (fact) => feed(fact),
    open: (next) => {
      feed = next
      lobby.drain(next)
    },
    next: (signal) => feed({ fact: "signal", signal: hasTime(signal) ? signal : { ...signal, at: now() } }),
    error: (error: unknown) => {
      failure = { error }
      feed({ fact: "stop" })
    },
    complete: () => feed({ fact: "end" })
  }
}

const hasTime = (signal: SignalInput): signal is Signal.Signal => signal.at !== undefined
