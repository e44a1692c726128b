/**
 * What `backhand simulate` needs: a start from its own options, and the line that it prints.
 *
 * @module
 * @since 0.1.0
 */
import type { Position } from "@backhand/core"
import * as Player from "./exchange/Player.ts"
import type { Simulator } from "./Simulator.ts"
import { orThrow, SimulatorError } from "./SimulatorError.ts"
import type { SimulatorOptions } from "./SimulatorOptions.ts"
import { startSimulator } from "./startSimulator.ts"

/**
 * The options of the command, its files read and parsed: `symbols` and `faults` are the JSON of theirs, `candles` the bars
 * of one listed symbol, played from the start at `speed` times real time (1 where it is left out). They are also the
 * history that the candle endpoints serve.
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
  readonly candles?:
    | { readonly symbol: string; readonly bars: ReadonlyArray<Player.BarInput>; readonly speed?: number | undefined }
    | undefined
}

const usage = (message: string, remedy: string): never => {
  throw new SimulatorError({ message, remedy })
}

const listOf = (symbols: unknown): ReadonlyArray<unknown> =>
  Array.isArray(symbols)
    ? symbols
    : usage("the symbols file is not a JSON array", "give an array of contract objects of the contracts endpoint")

const decode = (given: SimulateOptions): SimulatorOptions => ({
  ...(given.port === undefined ? {} : { port: given.port }),
  ...(given.wsPort === undefined ? {} : { wsPort: given.wsPort }),
  ...(given.symbols === undefined ? {} : { symbols: listOf(given.symbols) }),
  ...(given.mode === undefined ? {} : { mode: given.mode }),
  ...(given.faults === undefined ? {} : { faults: given.faults }),
  ...(given.seed === undefined ? {} : { seed: given.seed }),
  ...(given.candles === undefined ? {} : { history: { [given.candles.symbol]: given.candles.bars } })
})

/**
 * Starts a simulator from the command's options; candles are played from now on.
 *
 * - **Errors** rejects with a `SimulatorError` where the symbols are no list, or anything in the files does not hold.
 *
 * @category constructors
 * @since 0.1.0
 */
export const startSimulate = async (given: SimulateOptions): Promise<Simulator> => {
  const points = given.candles === undefined ? [] : Player.path(orThrow(Player.decodeBars(given.candles.bars)))
  const simulator = await startSimulator(decode(given))
  try {
    if (given.candles !== undefined) simulator.play(given.candles.symbol, points, given.candles.speed)
    return simulator
  } catch (error) {
    await simulator.close()
    throw error
  }
}

/**
 * The one JSON line that the command prints once the simulator runs. It holds credentials, of a simulation only.
 *
 * @category encoding
 * @since 0.1.0
 */
export const simulateBanner = ({ credentials: { apiKey, passphrase, secret }, rest, ws }: Simulator): string =>
  JSON.stringify({ rest, ws, credentials: { apiKey, secret, passphrase } })
