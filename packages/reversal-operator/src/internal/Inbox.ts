/**
 * Receives signals and facts: in a lobby until the engine is there, then straight to the engine.
 *
 * @module
 * @since 0.1.0
 */
import type { Fact, Signal } from "@backhand/core"
import { type Observer, Subscription } from "rxjs"
import type { SignalInput } from "../reverseOn.ts"
import * as Lobby from "./Lobby.ts"
import type { Shell } from "./Shell.ts"

/** What an inbox stands on. `fail` ends the stream with an error. */
export interface Ground extends Lobby.Ground {
  readonly fail: (error: unknown) => void
}

/** A shell to which a signal is a fact like any other. */
const plain = (feed: (fact: Fact.Fact) => void): Shell => ({
  feed,
  takeSignal: (signal) => feed({ fact: "signal", signal })
})

const hasTime = (signal: SignalInput): signal is Signal.Signal => signal.at !== undefined

/**
 * The subscriber of the signals. A subscription that observes is subscribed as it is, with nothing in between: an endless
 * synchronous source sees at once that it is closed, and a signal's way is short.
 */
export class Inbox extends Subscription implements Observer<SignalInput> {
  /** The first error of the source or the control, once it came. */
  failure: { readonly error: unknown } | undefined
  readonly #ground: Ground
  readonly #lobby: Lobby.Lobby
  #shell: Shell

  constructor(ground: Ground) {
    super()
    this.#ground = ground
    this.#lobby = Lobby.make(ground)
    this.#shell = plain(this.#lobby.feed)
  }

  readonly put = (fact: Fact.Fact): void => this.#shell.feed(fact)

  /** Hands over what has gathered in the lobby, and from then on whatever comes. */
  open(shell: Shell): void {
    const facts = [...this.#lobby.facts()]
    // A subscriber that is told of the first may feed more: they come after.
    this.#shell = plain((fact) => void facts.push(fact))
    for (const fact of facts) shell.feed(fact)
    this.#shell = shell
  }

  next(signal: SignalInput): void {
    if (this.closed) return
    try {
      this.#shell.takeSignal(hasTime(signal) ? signal : { ...signal, at: this.#ground.now() })
    } catch (error) {
      this.#ground.fail(error)
    }
  }

  readonly fail = (error: unknown): void => {
    this.failure ??= { error }
    this.put({ fact: "stop" })
  }

  error(error: unknown): void {
    if (this.closed) return
    this.unsubscribe()
    this.fail(error)
  }

  complete(): void {
    if (this.closed) return
    this.unsubscribe()
    this.put({ fact: "end" })
  }
}
