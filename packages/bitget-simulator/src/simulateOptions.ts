/**
 * What `backhand simulate` needs: its options as simulator options, and the line that it prints.
 *
 * @module
 * @since 0.1.0
 */
import type { Position } from "@backhand/core"
import type { BarInput } from "./exchange/Player.ts"
import type { Simulator } from "./Simulator.ts"
import { SimulatorError } from "./SimulatorError.ts"
import type { SimulatorOptions } from "./SimulatorOptions.ts"

/**
 * The options of the command, its files read and parsed: `symbols` and `faults` are the JSON of theirs, `candles` the bars
 * of one symbol.
 *
 * @category models
 * @since 0.1.0
 */
export interface SimulateOptions {
  readonly port?: number | undefined
  readonly wsPort?: number | undefined
  readonly symbols?: unknown
  readonly mode?: Position.HoldMode | undefined
  readonly faults?: unknown
  readonly seed?: number | undefined
  readonly candles?: { readonly symbol: string; readonly bars: ReadonlyArray<BarInput> } | undefined
}

const usage = (message: string, remedy: string): never => {
  throw new SimulatorError({ message, remedy })
}

const listOf = (symbols: unknown): ReadonlyArray<unknown> =>
  Array.isArray(symbols)
    ? symbols
    : usage("the symbols file is not a JSON array", "give an array of contract objects of the contracts endpoint")

/**
 * Turns the command's options into the simulator's. Candles become the history that the candle endpoints serve; `play`
 * brings them to life.
 *
 * - **Errors** throws a `SimulatorError` where the symbols are no list; what is in it is read when the simulator starts.
 *
 * @category conversions
 * @since 0.1.0
 */
export const decodeSimulateOptions = (given: SimulateOptions): SimulatorOptions => ({
  ...(given.port === undefined ? {} : { port: given.port }),
  ...(given.wsPort === undefined ? {} : { wsPort: given.wsPort }),
  ...(given.symbols === undefined ? {} : { symbols: listOf(given.symbols) }),
  ...(given.mode === undefined ? {} : { mode: given.mode }),
  ...(given.faults === undefined ? {} : { faults: given.faults }),
  ...(given.seed === undefined ? {} : { seed: given.seed }),
  ...(given.candles === undefined ? {} : { history: { [given.candles.symbol]: given.candles.bars } })
})

/**
 * The one JSON line that the command prints once the simulator runs. It holds credentials, of a simulation only.
 *
 * @category encoding
 * @since 0.1.0
 */
export const simulateBanner = ({ credentials, rest, ws }: Simulator): string =>
  JSON.stringify({ rest, ws, credentials })
