/**
 * Starts a simulated exchange on loopback.
 *
 * @module
 * @since 0.1.0
 */
import { Position, type ProductType } from "@backhand/core"
import * as Account from "./exchange/Account.ts"
import * as Exchange from "./exchange/Exchange.ts"
import * as Player from "./exchange/Player.ts"
import * as Random from "./exchange/Random.ts"
import type { VenueReply, VenueRequest } from "./exchange/Request.ts"
import * as Symbols from "./exchange/Symbols.ts"
import * as FaultBox from "./faults/FaultBox.ts"
import * as Faults from "./faults/Faults.ts"
import { switchMode } from "./faults/happen.ts"
import * as Plan from "./faults/Plan.ts"
import type { Simulator } from "./Simulator.ts"
import { orThrow, SimulatorError } from "./SimulatorError.ts"
import { type AccountAccess, completeAccount, type SimulatorOptions } from "./SimulatorOptions.ts"
import { httpServer } from "./server/httpServer.ts"
import { host, openServers } from "./server/listen.ts"
import { type Playing, startPulse } from "./server/pulse.ts"
import { wsServer } from "./server/wsServer.ts"

/** This computer's time on a clock that never goes back. */
const steadyNow = (): number => performance.timeOrigin + performance.now()

/** What keeps a process alive are the servers: an answer that is on its way when they are closed does not. */
const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref()
  })

const notListed = (symbol: string) =>
  new SimulatorError({ message: `${symbol} is not listed`, remedy: "put its contract into the list of symbols" })

interface Opened {
  readonly exchange: Exchange.Exchange
  readonly accounts: ReadonlyArray<AccountAccess>
  readonly first: AccountAccess
}

const symbolsOf = ({ history = {}, symbols }: SimulatorOptions, atMs: number): ReadonlyArray<Symbols.ListedSymbol> => {
  const listed = symbols === undefined ? Symbols.usual() : orThrow(Symbols.decode(symbols))
  return listed.map((entry) => ({
    ...entry,
    bars: orThrow(Player.decodeBars(history[entry.terms.instrument.symbol] ?? [])).filter(
      ({ openAt }) => openAt <= atMs
    )
  }))
}

const open = (options: SimulatorOptions, seed: number, atMs: number): Opened => {
  const { accounts = [{}], behaviour = {}, mode = "one-way" } = options
  const random = Random.make(seed)
  const opened = accounts.map((account, index) => completeAccount(account, index, mode, random))
  const first = opened[0]?.[1]
  if (first === undefined)
    throw new SimulatorError({ message: "no account was given", remedy: "leave accounts out, or name at least one" })
  const start = { symbols: symbolsOf(options, atMs), accounts: opened.map(([account]) => account), behaviour, atMs }
  const exchange = orThrow(Exchange.make(start))
  return { exchange, accounts: opened.map(([, access]) => access), first }
}

const controls = ({ exchange, first }: Opened, now: () => number) => {
  const accountOf = (uid: string = first.uid): Account.Account => {
    const account = exchange.state.accounts.get(uid)
    if (account === undefined)
      throw new SimulatorError({ message: `no account has the UID ${uid}`, remedy: "name one of simulator.accounts" })
    return account
  }
  return {
    trades: (uid?: string) => accountOf(uid).trades,
    position: (symbol: string, uid?: string): Position.Position => {
      const listing = exchange.state.listings.get(symbol)
      return listing === undefined ? Position.flat("one-way") : Account.holdingOf(accountOf(uid), listing).position
    },
    setTrader: (isTrader: boolean, uid?: string) => {
      accountOf(uid).isTrader = isTrader
    },
    setHoldMode: (mode: Position.HoldMode, uid?: string, productType: ProductType.ProductType = "USDT-FUTURES") =>
      switchMode(exchange.state, accountOf(uid), productType, mode, now())
  }
}

/**
 * Starts a simulator; several may run in one process, and nothing is shared between them.
 *
 * - **Errors** a `SimulatorError` for options that do not hold, the server's own for a port that is taken.
 *
 * @example
 * ```ts
 * import { startSimulator } from "@backhand/bitget-simulator"
 *
 * const simulator = await startSimulator()
 * const reply = await fetch(`${simulator.rest}/api/v2/mix/market/ticker?productType=USDT-FUTURES&symbol=ETHUSDT`)
 * const ticker = (await reply.json()) as { data: Array<{ lastPr: string }> }
 * await simulator.close()
 * ticker.data[0]?.lastPr // => "3000"
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const startSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const { now = steadyNow, seed = 1, sleep = wait } = options
  const startedAt = now()
  const opened = open(options, seed, startedAt)
  const { accounts, exchange, first } = opened
  const faults = FaultBox.make(exchange, orThrow(Faults.decode(options.faults ?? {})), seed, startedAt)
  const sockets = wsServer(exchange.state, faults, now)
  const playing: Array<Playing> = []
  const pulse = startPulse({ exchange, faults, sockets, playing, now })

  const answer = async (request: VenueRequest): Promise<VenueReply | null> => {
    const plan = faults.plan(request, now())
    if (plan.forwardMs > 0) await sleep(plan.forwardMs)
    pulse.beat()
    const reply = Plan.arrive(exchange, plan, request, now())
    pulse.beat()
    if (plan.backMs > 0) await sleep(plan.backMs)
    return reply
  }

  const servers = await openServers(httpServer(answer), sockets.server, options).catch((error: unknown) => {
    pulse.stop()
    throw error
  })
  return {
    rest: `http://${host}:${servers.port}`,
    ws: `ws://${host}:${servers.wsPort}/v2/ws`,
    credentials: first.credentials,
    accounts,
    exchange,
    arrivals: exchange.state.arrivals,
    executions: exchange.state.executions,
    faults,
    ...controls(opened, now),
    setPrice: (symbol, price, mark) => {
      orThrow(exchange.setPrice(symbol, price, now(), mark))
      pulse.beat()
    },
    play: (symbol, points, speed = 1) => {
      if (!exchange.state.listings.has(symbol)) throw notListed(symbol)
      playing.push({ symbol, player: Player.start(points, now(), speed) })
      pulse.beat()
    },
    resetSockets: sockets.reset,
    beat: pulse.beat,
    close: async () => {
      pulse.stop()
      sockets.reset()
      await servers.close()
    }
  }
}
