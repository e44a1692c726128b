/**
 * What a run carried out, bar by bar: what is filled as a bar opens, inside it at a resting stop, and as it closes.
 *
 * @module
 * @since 0.1.0
 */
import { Rational, type Side } from "@backhand/core"
import { closeTime } from "../../kernel/Funding.ts"
import { firstOpeningAt, type Market } from "../../replay/Market.ts"
import * as Place from "../../replay/Place.ts"
import type { FillRule } from "../../replay/Place.ts"
import type { ReplayOrder } from "../../replay/ReplayOrder.ts"
import type { Decision, ReplayResult } from "../../replay/ReplayResult.ts"

/** A wish that is carried out at a price in quote units, whatever is held by then. `size` is that of an entry. */
export interface BandEvent {
  readonly side: Side.Side
  readonly price: number
  readonly size: string | undefined
}

/** The events of one bar. `inside` are stops that the bar reaches after its open; in what order, its path decides. */
export interface BarEvents {
  readonly open: Array<BandEvent>
  readonly inside: Array<BandEvent>
  readonly close: Array<BandEvent>
}

/** Decisions that came to nothing: overtaken, too old, refused. */
const dropped = ({ events }: ReplayResult): ReadonlySet<unknown> =>
  new Set(
    events.flatMap((event) =>
      event.event === "superseded" || event.event === "expired" || event.event === "refused" ? [event.signal] : []
    )
  )

interface Where {
  readonly bar: number
  readonly atMs: number
  readonly price: Rational.Rational
}

/** Where an order was filled, or would have been had it been sent. Nowhere, once the history is over. */
const whereOf = (
  priced: Place.Priced,
  rule: FillRule,
  order: ReplayOrder | undefined,
  atMs: number
): Where | undefined => {
  if (order === undefined) return Place.find(priced, rule, atMs, atMs)
  const [fill] = order.executions
  return fill === undefined ? undefined : { bar: fill.bar, atMs: fill.atMs, price: fill.prices.leg }
}

/** Sorts what a symbol's decisions came to by bar and moment. */
export const eventsOf = (market: Market, result: ReplayResult, rule: FillRule): ReadonlyMap<number, BarEvents> => {
  const { bars, instrument } = market
  const priced = Place.priced(market)
  const gone = dropped(result)
  const orders = new Map(result.orders.flatMap((order) => (order.decision === null ? [] : [[order.decision, order]])))
  const byBar = new Map<number, BarEvents>()
  const at = (bar: number): BarEvents => {
    const known = byBar.get(bar) ?? { open: [], inside: [], close: [] }
    byBar.set(bar, known)
    return known
  }
  const rest = ({ atMs, price, signal }: Decision): void => {
    const bar = firstOpeningAt(bars, atMs)
    const event = { side: signal.side, price: Rational.toNumber(price ?? Rational.zero), size: signal.size }
    const isAtOpen = event.price === Rational.toNumber(Place.inTicks(bars.open[bar] ?? 0, priced.step))
    at(bar)[isAtOpen ? "open" : "inside"].push(event)
  }
  result.decisions.forEach((decision, k) => {
    const { atMs, signal } = decision
    if (signal.symbol !== instrument.symbol || gone.has(signal)) return
    const order = orders.get(k)
    if (signal.stop !== undefined && (order === undefined || order.sentAtMs === atMs)) {
      rest(decision)
      return
    }
    const where = whereOf(priced, rule, order, atMs)
    if (where === undefined) return
    const isAtClose = where.atMs >= closeTime(bars, where.bar)
    at(where.bar)[isAtClose ? "close" : "open"].push({
      side: signal.side,
      price: Rational.toNumber(where.price),
      size: signal.size
    })
  })
  return byBar
}
