/**
 * A simulated Bitget futures exchange: a pure state machine, and the servers that put it on loopback.
 *
 * @module
 * @since 0.1.0
 */
export * as Behaviour from "./exchange/Behaviour.ts"
export * as Candles from "./exchange/Candles.ts"
export * as Exchange from "./exchange/Exchange.ts"
export * as Limiter from "./exchange/Limiter.ts"
export * as Random from "./exchange/Random.ts"
export * as Symbols from "./exchange/Symbols.ts"
export { SimulatorError } from "./SimulatorError.ts"
export type { AccountAccess, SimulatedAccount, SimulatorOptions } from "./SimulatorOptions.ts"
export { type Simulator, startSimulator } from "./startSimulator.ts"
