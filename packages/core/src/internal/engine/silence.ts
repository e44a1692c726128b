/**
 * Once the signals have ended, nobody waits for ever for an exchange that does not answer.
 *
 * @module
 * @since 0.1.0
 */
import type { Command } from "../../Command.ts"
import type { Fact } from "../../Fact.ts"
import * as Clock from "./clock.ts"
import * as Events from "./events.ts"
import * as Line from "./line.ts"
import type { State, SymbolState } from "./state.ts"

/** A push tells nothing of what was asked for. */
const isReply = (fact: Fact): boolean =>
  fact.fact === "position"
    ? fact.askedAtMs !== null
    : fact.fact === "answer" || fact.fact === "order" || fact.fact === "clock"

const isAsked = ({ command }: Command): boolean =>
  command === "read-position" || command === "look-up" || command === "sync-clock"

/** Notes since when nothing that was asked for has come. Before the end of the signals there is time. */
export const note = (state: State, at: number, fact: Fact): void => {
  if (!state.isEnding) return
  if (isReply(fact)) state.silentSinceMs = Number.POSITIVE_INFINITY
  if (state.silentSinceMs === Number.POSITIVE_INFINITY && state.out.some(isAsked)) state.silentSinceMs = at
}

/** When whoever waits for the exchange's word is given up: after as long as an order may take to be settled. */
export const overAt = ({ options, silentSinceMs }: State): number => silentSinceMs + options.timing.settleMs

const waitsForWord = (state: State, at: number, { position, readAtMs }: SymbolState): boolean =>
  position === null || readAtMs >= 0 || !Clock.isFit(state, at)

/** Halts every symbol that waits for the word of an exchange that has been silent for too long. */
export const giveUp = (state: State, at: number): void => {
  if (at < overAt(state)) return
  for (const symbol of Line.waiting(state))
    if (waitsForWord(state, at, symbol))
      Events.halt(state, at, symbol, {
        reason: "unreachable",
        message: `the exchange did not answer for ${at - state.silentSinceMs} ms`,
        remedy: "check the network, then start again"
      })
}
