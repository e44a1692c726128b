/** The course of a session: the market moves, and the exchange is looked at. */
import * as Ledger from "./Ledger.ts"
import * as Market from "./Market.ts"
import * as Measure from "./Measure.ts"
import { priceOf, type Session } from "./Session.ts"
import { faultsOf } from "./switches.ts"

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
      supervisor.tell({
        say: "bars",
        bars: tracks.filter(({ isCharted }) => isCharted).map((track) => Market.barOf(track, index))
      })
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
