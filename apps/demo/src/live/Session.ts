/** One session of the dashboard: the exchange, the market, the trading process, and what is known of all three. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Simulator, startSimulator } from "@backhand/bitget-simulator"
import { Instrument, type Lots, Rational } from "@backhand/core"
import { monotonicClock } from "@backhand/reversal-operator"
import * as Desk from "./Desk.ts"
import type { FromTrader, Start } from "./ipc.ts"
import * as Ledger from "./Ledger.ts"
import * as Market from "./Market.ts"
import * as Measure from "./Measure.ts"
import { moduleBeside } from "./moduleBeside.ts"
import type { EventLine, Mark, Side } from "./protocol.ts"
import type { Decided } from "./replayThis.ts"
import { type Supervisor, supervise } from "./Supervisor.ts"
import type { Name } from "./switches.ts"
import { faultsOf } from "./switches.ts"
import { makeTracks, type Track } from "./Track.ts"

export interface Options {
  /** Milliseconds of a bar. */
  readonly barMs: number
  /** Symbols that only the burst trades. */
  readonly burst: number
  readonly seed: number
  /** Milliseconds for which a killed process stays dead. */
  readonly pauseMs: number
  /** What Node is started with for the trading process: its conditions are to be this process's. */
  readonly execArgv: ReadonlyArray<string>
}

/** The clock of everything here: the exchange's, the operator's and the page's. */
export const now = monotonicClock.now

/** Bars before the first one that is played; the strategy and the charts begin with them. */
export const historyBars = 120

/** The size of every entry, in base units. */
export const size = "1"
const averages = { fast: 4, slow: 12 }

export interface Session {
  readonly options: Options
  readonly tracks: ReadonlyArray<Track>
  readonly days: ReadonlyArray<string>
  readonly simulator: Simulator
  readonly ledger: Ledger.Ledger
  readonly desk: Desk.Desk
  readonly measure: Measure.Measure
  readonly market: Market.Market
  readonly marks: Array<Mark>
  readonly orders: Map<string, number>
  readonly decided: Array<Decided>
  readonly on: Set<Name>
  /** The counts at the time a switch was last touched. */
  readonly touched: Map<Name, ReadonlyMap<string, number>>
  /** What the burst's symbols were last wished to be. */
  readonly wished: Map<string, Side>
  readonly journal: string
  readonly supervisor: Supervisor
  socket: "live" | "down"
  /** A kill waits for an order that has arrived and whose answer is held back. */
  isKilling: boolean
  failure: string | null
  readonly fresh: { events: Array<EventLine>; marks: Array<Mark>; isBar: boolean }
  readonly close: () => Promise<void>
}

const priceOf = ({ instrument }: Track, ticks: number): string =>
  Rational.toDecimal(Instrument.price(instrument, ticks as Lots.Ticks))

const startOf = (self: Session): Start => ({
  say: "start",
  rest: self.simulator.rest,
  ws: self.simulator.ws,
  credentials: self.simulator.credentials,
  journal: self.journal,
  size,
  ...averages,
  history: historyOf(self),
  standing: [...self.wished].map(([symbol, side]) => ({ symbol, side }))
})

const charted = ({ tracks }: Pick<Session, "tracks">) => tracks.filter(({ isCharted }) => isCharted)

/** The bars that have closed, as many as the strategy can need, in the order of their closing. */
const historyOf = (self: Session) =>
  Array.from({ length: historyBars }, (_, k) => self.market.index - historyBars + k).flatMap((index) =>
    charted(self).map((track) => Market.barOf(track, index))
  )

const hear = (self: Session, message: FromTrader): void => {
  if (message.say === "socket") self.socket = message.state
  if (message.say === "failed") self.failure = message.why
  if (message.say !== "entry") return
  const before = self.desk.limit.limit
  const { events, lines } = Desk.take(self.desk, message.line)
  // What was sent under the old limit has arrived within the window; from then on the new one is measured.
  if (self.desk.limit.limit !== before) Measure.restart(self.measure, now() + self.desk.limit.windowMs)
  self.fresh.events.push(...lines)
  for (const event of events) {
    if (event.event === "held") self.decided.push({ signal: event.signal, place: Ledger.take(self.ledger) })
    if (event.event !== "settled" || event.settlement === "unchanged") continue
    self.orders.set(event.symbol, (self.orders.get(event.symbol) ?? 0) + 1)
    const signal = self.desk.sent.get(event.clientOid)
    if (signal === undefined) continue
    const what = event.order === "reversal" ? "reverse" : "enter"
    const mark = { symbol: event.symbol, time: self.days[self.market.index] ?? "", side: signal.side, what } as const
    self.marks.push(mark)
    self.fresh.marks.push(mark)
  }
}

/** Moves the market on, and tells the strategy of every bar that has closed. */
export const step = (self: Session): void => {
  const { days, ledger, market, simulator, supervisor, tracks } = self
  Market.advance(market, tracks, days.length, {
    price: (track, ticks) => {
      Ledger.price(ledger, simulator, track.symbol, ticks)
      simulator.setPrice(track.symbol, priceOf(track, ticks))
    },
    close: (index) => {
      Ledger.closeBar(
        ledger,
        simulator,
        tracks.map(({ instrument }) => instrument)
      )
      self.fresh.isBar = true
      supervisor.tell({ say: "bars", bars: charted(self).map((track) => Market.barOf(track, index)) })
    }
  })
}

/** Looks at what has arrived at the exchange, and kills where a kill waits for an arrival. */
export const look = (self: Session): void => {
  const { desk, ledger, measure, simulator, supervisor } = self
  const before = measure.all.total
  Measure.look(measure, simulator, (clientOid) => {
    const signal = desk.sent.get(clientOid)
    return signal === undefined ? undefined : `${signal.symbol} ${signal.id}`
  })
  Ledger.look(ledger, simulator)
  if (!self.isKilling || measure.all.total === before) return
  self.isKilling = false
  supervisor.kill()
  simulator.faults.set(faultsOf(self.on))
}

const supervisorOf = (self: () => Session, options: Options): Supervisor =>
  supervise({
    module: moduleBeside(import.meta.url, "trader"),
    execArgv: options.execArgv,
    pauseMs: options.pauseMs,
    start: () => startOf(self()),
    hear: (message) => hear(self(), message),
    gone: () => {
      self().socket = "down"
      Desk.lose(self().desk)
    }
  })

/** Starts everything. */
export const start = async (options: Options): Promise<Session> => {
  const { days, tracks } = makeTracks(options.burst, options.seed)
  const symbols = tracks.map((track) => ({ ...track.contract, price: priceOf(track, track.bar(historyBars)[0]) }))
  const simulator = await startSimulator({ symbols, seed: options.seed, faults: {} })
  simulator.faults.set(faultsOf(new Set()))
  const directory = mkdtempSync(join(tmpdir(), "backhand-demo-"))
  const self: Session = {
    options,
    tracks,
    days,
    simulator,
    ledger: Ledger.make(tracks.map(({ symbol }) => symbol)),
    desk: Desk.make(),
    measure: Measure.make(),
    market: { index: historyBars, quarter: 0, isOver: false },
    marks: [],
    orders: new Map(),
    decided: [],
    on: new Set(),
    touched: new Map(),
    journal: join(directory, "journal.sqlite"),
    get supervisor() {
      return supervisor
    },
    socket: "down",
    wished: new Map(),
    isKilling: false,
    failure: null,
    fresh: { events: [], marks: [], isBar: false },
    close: async () => {
      await supervisor.close()
      await simulator.close()
      rmSync(directory, { recursive: true, force: true })
    }
  }
  for (const track of tracks) Ledger.price(self.ledger, simulator, track.symbol, track.bar(historyBars)[0])
  const supervisor: Supervisor = supervisorOf(() => self, options)
  return self
}
