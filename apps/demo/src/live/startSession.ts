/** Starts a session: the exchange, the market and the trading process. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { startSimulator } from "@backhand/bitget-simulator"
import * as Desk from "./Desk.ts"
import { hear } from "./hear.ts"
import type { Start } from "./ipc.ts"
import * as Ledger from "./Ledger.ts"
import * as Market from "./Market.ts"
import * as Measure from "./Measure.ts"
import { moduleBeside } from "./moduleBeside.ts"
import { type Options, priceOf, type Session, size } from "./Session.ts"
import { type Supervisor, supervise } from "./Supervisor.ts"
import { faultsOf } from "./switches.ts"
import { makeTracks } from "./Track.ts"

/** Bars before the first one that is played; the strategy and the charts begin with them. */
const historyBars = 120

const averages = { fast: 4, slow: 12 }

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
export const startSession = async (options: Options): Promise<Session> => {
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
