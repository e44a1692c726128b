/**
 * A simulated Bitget futures exchange: a pure state machine, and the servers that put it on loopback.
 *
 * @module
 * @since 0.1.0
 */
export * as Behaviour from "./exchange/Behaviour.ts"
export * as Candles from "./exchange/Candles.ts"
export * as Exchange from "./exchange/Exchange.ts"
export type { Credentials, Key } from "./exchange/Key.ts"
export * as Limiter from "./exchange/Limiter.ts"
export type { BarInput } from "./exchange/Player.ts"
export * as Player from "./exchange/Player.ts"
export * as Random from "./exchange/Random.ts"
export type { VenueReply, VenueRequest } from "./exchange/Request.ts"
export type { OrderRecord, Trade } from "./exchange/OrderRecord.ts"
export type { Arrival, Execution, Push, State } from "./exchange/State.ts"
export * as Symbols from "./exchange/Symbols.ts"
export { type KnownKey, know } from "./exchange/signature.ts"
export * as Faults from "./faults/Faults.ts"
export * as Plan from "./faults/Plan.ts"
export * as BitgetSimulator from "./layer.ts"
export type { Simulator } from "./Simulator.ts"
export { SimulatorError } from "./SimulatorError.ts"
export type { AccountAccess, SimulatedAccount, SimulatorOptions } from "./SimulatorOptions.ts"
export { startSimulator } from "./startSimulator.ts"
export { type SimulateOptions, simulateBanner, startSimulate } from "./startSimulate.ts"
