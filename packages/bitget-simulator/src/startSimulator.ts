/**
 * Starts a simulated exchange on loopback.
 *
 * @module
 * @since 0.1.0
 */
import { Position } from "@backhand/core"
import type { Server } from "node:http"
import * as Account from "./exchange/Account.ts"
import * as Exchange from "./exchange/Exchange.ts"
import type { Credentials } from "./exchange/Key.ts"
import * as Random from "./exchange/Random.ts"
import type { Arrival, Execution } from "./exchange/State.ts"
import * as Symbols from "./exchange/Symbols.ts"
import { httpServer } from "./server/httpServer.ts"
import { orThrow, SimulatorError } from "./SimulatorError.ts"
import { type AccountAccess, completeAccount, type SimulatorOptions } from "./SimulatorOptions.ts"

/**
 * A running simulator.
 *
 * @category models
 * @since 0.1.0
 */
export interface Simulator {
  readonly rest: string
  readonly ws: string
  readonly credentials: Credentials
  readonly accounts: ReadonlyArray<AccountAccess>
  readonly exchange: Exchange.Exchange
  readonly arrivals: ReadonlyArray<Arrival>
  readonly executions: ReadonlyArray<Execution>
  readonly setPrice: (symbol: string, price: string, mark?: string) => void
  readonly position: (symbol: string, uid?: string) => Position.Position
  readonly close: () => Promise<void>
}

const host = "127.0.0.1"

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, () => {
      server.off("error", reject)
      const address = server.address()
      resolve(typeof address === "object" && address !== null ? address.port : port)
    })
  })

const shut = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

/** This computer's time on a clock that never goes back. */
const steadyNow = (): number => performance.timeOrigin + performance.now()

/**
 * Starts a simulator; several may run in one process, and nothing is shared between them.
 *
 * @category constructors
 * @since 0.1.0
 */
export const startSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const { accounts = [{}], behaviour = {}, mode = "one-way", now = steadyNow, seed = 1 } = options
  const random = Random.make(seed)
  const opened = accounts.map((account, index) => completeAccount(account, index, mode, random))
  const first = opened[0]?.[1]
  if (first === undefined)
    throw new SimulatorError({ message: "no account was given", remedy: "leave accounts out, or name at least one" })
  const exchange = Exchange.make({
    symbols: options.symbols === undefined ? Symbols.usual() : orThrow(Symbols.decode(options.symbols)),
    accounts: opened.map(([account]) => account),
    behaviour,
    atMs: now()
  })
  const server = httpServer(async (request) => exchange.handle(request, now()))
  const port = await listen(server, options.port ?? 0)
  return {
    rest: `http://${host}:${port}`,
    ws: "",
    credentials: first.credentials,
    accounts: opened.map(([, access]) => access),
    exchange,
    arrivals: exchange.state.arrivals,
    executions: exchange.state.executions,
    setPrice: (symbol, price, mark) => orThrow(exchange.setPrice(symbol, price, now(), mark)),
    position: (symbol, uid = first.uid) => {
      const account = exchange.state.accounts.get(uid)
      const listing = exchange.state.listings.get(symbol)
      if (account === undefined || listing === undefined) return Position.flat(mode)
      return Account.holdingOf(account, symbol, listing.instrument.productType).position
    },
    close: () => shut(server)
  }
}
