/**
 * The faults of a running simulator: the plan in force, the draws, and what has happened already.
 *
 * @module
 * @since 0.1.0
 */
import type { Behaviour } from "../exchange/Behaviour.ts"
import type { Exchange } from "../exchange/Exchange.ts"
import * as Random from "../exchange/Random.ts"
import type { VenueRequest } from "../exchange/Request.ts"
import { orThrow } from "../SimulatorError.ts"
import * as Faults from "./Faults.ts"
import { happen } from "./happen.ts"
import * as Plan from "./Plan.ts"

/**
 * Switches faults on and off while the simulator runs.
 *
 * @category models
 * @since 0.1.0
 */
export interface FaultBox {
  /** The plan in force. */
  readonly get: () => Faults.Faults
  /** Changes parts of the plan from now on; a part set to `undefined` ends. Throws a `SimulatorError` on a bad value. */
  readonly set: (change: { readonly [Name in keyof Faults.Faults]?: Faults.Faults[Name] | undefined }) => void
  /** Ends every fault. */
  readonly clear: () => void
  /** Draws the fate of a request that sets out at a time. */
  readonly plan: (request: VenueRequest, atMs: number) => Plan.Plan
  /** Draws whether something of a rate happens. */
  readonly strikes: (rate: number | undefined) => boolean
  /** The rates in force at a time. */
  readonly rates: (atMs: number) => Faults.Rates
  /** Applies windows and events that are due; tells whether sockets are to be reset. */
  readonly apply: (atMs: number) => boolean
}

/**
 * Makes the faults of an exchange. Event and window times count from `startedAt`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (exchange: Exchange, given: Faults.Faults, seed: number, startedAt: number): FaultBox => {
  let faults = given
  let random = Random.make(given.seed ?? seed)
  let appliedTo = Number.NEGATIVE_INFINITY
  let restore: Partial<Behaviour> = {}
  const rates = (atMs: number) => Faults.at(faults, atMs - startedAt)
  return {
    get: () => faults,
    set: (change) => {
      const merged = Object.entries({ ...faults, ...change }).filter(([, value]) => value !== undefined)
      faults = orThrow(Faults.decode(Object.fromEntries(merged)))
      if (change.seed !== undefined) random = Random.make(change.seed)
    },
    clear: () => {
      faults = {}
    },
    plan: (request, atMs) => Plan.draw(rates(atMs), random, request),
    strikes: (rate = 0) => rate > 0 && random() < rate,
    rates,
    apply: (atMs) => {
      exchange.behave(restore)
      const change = rates(atMs).behaviour ?? {}
      const usual = Object.entries(exchange.state.behaviour).filter(([name]) => Object.hasOwn(change, name))
      restore = Object.fromEntries(usual)
      exchange.behave(change)
      const due = (faults.events ?? []).filter(
        (event) => startedAt + event.atMs <= atMs && startedAt + event.atMs > appliedTo
      )
      appliedTo = atMs
      for (const event of due) happen(exchange.state, event, atMs)
      return due.some(({ event }) => event === "reset-sockets")
    }
  }
}
