/**
 * The engine: facts and their times in, commands out. It owns no clock, no timer, no socket and no randomness.
 *
 * Per symbol: idle, waiting, in flight, settling, idle again, or halted with a reason and a remedy. The same facts at the
 * same times give the same commands, byte for byte, live, offline and on another machine.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import * as Budget from "./Budget.ts"
import type { Command } from "./Command.ts"
import * as Decimal from "./Decimal.ts"
import type { EngineOptions } from "./EngineOptions.ts"
import type { Fact } from "./Fact.ts"
import * as Answers from "./internal/engine/answers.ts"
import * as Clock from "./internal/engine/clock.ts"
import * as Events from "./internal/engine/events.ts"
import * as Evidence from "./internal/engine/evidence.ts"
import * as Lifecycle from "./internal/engine/lifecycle.ts"
import * as Line from "./internal/engine/line.ts"
import * as Signals from "./internal/engine/signals.ts"
import * as Silence from "./internal/engine/silence.ts"
import * as State from "./internal/engine/state.ts"
import * as Timers from "./internal/engine/timers.ts"
import * as Turn from "./internal/engine/turn.ts"
import type { Position } from "./Position.ts"
import type { Superseded } from "./ReversalEvent.ts"
import type { Signal } from "./Signal.ts"

/**
 * An engine with its state. Only `step` changes it.
 *
 * @category models
 * @since 0.1.0
 */
export interface Engine {
  readonly state: State.State
}

/**
 * Makes an engine that knows nothing yet: neither the venue's clock nor any position.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (options: EngineOptions): Engine => ({ state: State.make(options) })

const takeClock = (state: State.State, at: number, fact: Extract<Fact, { fact: "clock" }>): void => {
  Clock.learn(state, { sentAtMs: fact.askedAtMs, receivedAtMs: at, venueAtMs: fact.venueAtMs })
  state.clockAskedAtMs = -1
}

const takePrice = (state: State.State, fact: Extract<Fact, { fact: "price" }>): void => {
  const symbol = State.symbolState(state, fact.symbol)
  const price = Decimal.parsePositive("price", fact.price)
  if (symbol !== undefined && !Result.isFailure(price)) symbol.price = price.success
}

const takeLimit = (state: State.State, at: number, { limit }: Extract<Fact, { fact: "limit" }>): void => {
  state.budgets.reversal = Budget.withLimit(state.budgets.reversal, limit, at)
  state.budgets.entry = Budget.withLimit(state.budgets.entry, limit, at)
}

const take = (state: State.State, fact: Fact, at: number): void => {
  switch (fact.fact) {
    case "signal":
      return Signals.take(state, at, fact.signal)
    case "answer":
      return Answers.take(state, at, fact)
    case "order":
      return Evidence.takeOrder(state, at, fact)
    case "position":
      return Evidence.takePosition(state, at, fact)
    case "clock":
      return takeClock(state, at, fact)
    case "price":
      return takePrice(state, fact)
    case "limit":
      return takeLimit(state, at, fact)
    case "timer":
      state.wakeAtMs = Number.POSITIVE_INFINITY
      return Timers.due(state, at)
    case "unsettled":
    case "end":
    case "stop":
    case "kill":
    case "revive":
    case "resume":
      return Lifecycle.take(state, at, fact)
  }
}

/**
 * Takes one fact at its time and returns what must be done about it, in order. Times never step back; of facts at one
 * instant, those of the venue come before timers, and timers before signals.
 *
 * @example
 * ```ts
 * import { Contract, Engine, EngineOptions, Position } from "@backhand/core"
 * import { Result } from "effect"
 *
 * const contract = { symbol: "ETHUSDT", quoteCoin: "USDT", pricePlace: "2", sizeMultiplier: "0.01", takerFeeRate: "0.0006" }
 * const ETHUSDT = Result.getOrThrow(Contract.decode(contract))
 * const engine = Engine.make(EngineOptions.make({ session: "1", instruments: { ETHUSDT } }))
 *
 * Engine.step(engine, { fact: "position", symbol: "ETHUSDT", position: Position.flat("one-way"), askedAtMs: 0, venueAtMs: null }, 0)
 * const [told] = Engine.step(engine, { fact: "signal", signal: { symbol: "ETHUSDT", side: "long", at: 1 } }, 1)
 * told?.command // => "sync-clock"
 * ```
 *
 * @category stepping
 * @since 0.1.0
 */
export const step = ({ state }: Engine, fact: Fact, atMs: number): ReadonlyArray<Command> => {
  state.out = State.nothing
  const { waits } = state
  if (fact.fact !== "signal") state.blockedUntilMs = 0
  take(state, fact, atMs)
  const hasServed = Turn.serve(state, atMs)
  Silence.note(state, atMs, fact)
  // A signal that only replaced a waiting one has changed nothing that is due.
  if (fact.fact !== "signal" || state.waits !== waits || hasServed) Timers.schedule(state, atMs)
  Lifecycle.finish(state)
  return state.out
}

/**
 * Takes a signal that only replaces a waiting one of its symbol, and returns what must be told of it: the same as `step`
 * would, at a fraction of its cost. Undefined where more is to be done: then nothing has changed, and `step` must take it.
 *
 * @category stepping
 * @since 0.1.0
 */
export const replace = ({ state }: Engine, signal: Signal, atMs: number): Superseded | undefined =>
  Turn.isQuiet(state, atMs) ? Signals.replace(state, atMs, signal) : undefined

/**
 * The positions that are known, by symbol.
 *
 * @category getters
 * @since 0.1.0
 */
export const positions = ({ state }: Engine): ReadonlyMap<string, Position> =>
  new Map(
    [...state.symbols.values()].flatMap(({ position, symbol }) => (position === null ? [] : [[symbol, position]]))
  )

/**
 * The symbols that wait for their turn, in the order in which they will be served.
 *
 * @category getters
 * @since 0.1.0
 */
export const waiting = ({ state }: Engine): ReadonlyArray<string> => Line.waiting(state).map(({ symbol }) => symbol)

/**
 * Tells whether a symbol takes no orders until it is resumed.
 *
 * @category getters
 * @since 0.1.0
 */
export const isHalted = ({ state }: Engine, symbol: string): boolean =>
  state.isAccountHalted || state.symbols.get(symbol)?.isHalted === true || Events.barrier(state, null) !== undefined
