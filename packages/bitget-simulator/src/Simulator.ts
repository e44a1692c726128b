/**
 * A running simulator, as tests, demos and the command line see it.
 *
 * @module
 * @since 0.1.0
 */
import type { Position, ProductType } from "@backhand/core"
import type { Exchange } from "./exchange/Exchange.ts"
import type { Credentials } from "./exchange/Key.ts"
import type { Trade } from "./exchange/OrderRecord.ts"
import type { PricePoint } from "./exchange/Player.ts"
import type { Arrival, Execution } from "./exchange/State.ts"
import type { FaultBox } from "./faults/FaultBox.ts"
import type { AccountAccess } from "./SimulatorOptions.ts"

/**
 * A running simulator. `credentials` are those of the first account, which is also meant where no `uid` is given.
 *
 * - `rest`, `ws` base addresses; `/public` and `/private` follow the latter.
 * - `arrivals` every request that reached the exchange, in order; grows while the simulator runs.
 * - `executions` every reversal that was executed; the same client id twice is a doubled reversal.
 *
 * @category models
 * @since 0.1.0
 */
export interface Simulator {
  readonly rest: string
  readonly ws: string
  readonly credentials: Credentials
  readonly accounts: ReadonlyArray<AccountAccess>
  readonly exchange: Exchange
  readonly arrivals: ReadonlyArray<Arrival>
  readonly executions: ReadonlyArray<Execution>
  readonly faults: Pick<FaultBox, "get" | "set" | "clear">
  /** Moves the last price, and the mark price with it unless that is given. Throws a `SimulatorError` on a bad one. */
  readonly setPrice: (symbol: string, price: string, mark?: string) => void
  /** Plays prices from now on, `speed` times as fast as they happened. Throws a `SimulatorError` where the symbol is not listed. */
  readonly play: (symbol: string, points: ReadonlyArray<PricePoint>, speed?: number) => void
  /** What an account has traded, in order: sizes, prices, fees and profits. */
  readonly trades: (uid?: string) => ReadonlyArray<Trade>
  /** What an account holds, in the exchange's own books. */
  readonly position: (symbol: string, uid?: string) => Position.Position
  /** Makes an account a copy-trading trader, or no longer one: 1 order a second instead of 10. */
  readonly setTrader: (isTrader: boolean, uid?: string) => void
  /** Switches an account's hold mode whatever it holds, as its owner might by hand. */
  readonly setHoldMode: (mode: Position.HoldMode, uid?: string, productType?: ProductType.ProductType) => void
  /** Cuts every WebSocket. */
  readonly resetSockets: () => void
  /** Brings windows, events, played prices and delayed orders up to `now`; happens by itself in real time. */
  readonly beat: () => void
  readonly close: () => Promise<void>
}
