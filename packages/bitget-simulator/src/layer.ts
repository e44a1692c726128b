/**
 * The simulator as an Effect service.
 *
 * @module
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Scope } from "effect/Scope"
import type { Simulator } from "./Simulator.ts"
import { SimulatorError } from "./SimulatorError.ts"
import type { SimulatorOptions } from "./SimulatorOptions.ts"
import { startSimulator } from "./startSimulator.ts"

/**
 * A running simulator.
 *
 * @category services
 * @since 0.1.0
 */
export class BitgetSimulator extends Context.Service<BitgetSimulator, Simulator>()(
  "@backhand/bitget-simulator/BitgetSimulator"
) {}

const started = (options: SimulatorOptions): Effect.Effect<Simulator, SimulatorError> =>
  Effect.tryPromise({
    try: () => startSimulator(options),
    catch: (cause) =>
      cause instanceof SimulatorError
        ? cause
        : new SimulatorError({ message: String(cause), remedy: "choose another port, or 0 for a free one" })
  })

/**
 * A simulator that is closed with its scope.
 *
 * @category constructors
 * @since 0.1.0
 */
export const scoped = (options: SimulatorOptions = {}): Effect.Effect<Simulator, SimulatorError, Scope> =>
  Effect.acquireRelease(started(options), (simulator) => Effect.promise(() => simulator.close()))

/**
 * A layer that runs a simulator as long as it is in use.
 *
 * @category layers
 * @since 0.1.0
 */
export const layer = (options: SimulatorOptions = {}): Layer.Layer<BitgetSimulator, SimulatorError> =>
  Layer.effect(BitgetSimulator, scoped(options))
