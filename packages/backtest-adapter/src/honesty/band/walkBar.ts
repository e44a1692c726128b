/**
 * Takes every state through one bar, on every way that the bar leaves open.
 *
 * @module
 * @since 0.1.0
 */
import type { BandEvent, BarEvents } from "./BandEvents.ts"
import { begun, type Fall, follow, frontier } from "./drawdowns.ts"
import { carry, type Closed, flat, gain, type Holder, nameOf, type Trading } from "./Holder.ts"
import * as paths from "./paths.ts"

/** What can be held at a moment: what it has made at least and at most, and the least and greatest falls on the way. */
export interface State {
  readonly holder: Holder
  readonly least: number
  readonly most: number
  readonly gentle: ReadonlyArray<Fall>
  readonly steep: ReadonlyArray<Fall>
}

/** Every way of what can have come so far. `price` is where all of them are. */
export interface Walk {
  readonly states: ReadonlyArray<State>
  readonly price: number
  /** The trades that were closed on every way. */
  readonly certain: Array<Closed>
}

/** Nothing has happened yet. */
export const begin = (price: number): Walk => ({
  states: [{ holder: flat, least: 0, most: 0, gentle: [begun], steep: [begun] }],
  price,
  certain: []
})

interface Step {
  readonly holder: Holder
  readonly changes: ReadonlyArray<number>
  readonly closed: ReadonlyArray<Closed>
}

/** Follows one way: changes of value from price to price and from fill to fill. */
const along = (trading: Trading, bar: number, from: Holder, start: number) => {
  let holder = from
  let price = start
  const changes: Array<number> = []
  const closed: Array<Closed> = []
  return {
    to: (next: number): void => {
      changes.push(gain(trading, holder, price, next))
      price = next
    },
    fill: (event: BandEvent): void => {
      const done = carry(trading, holder, event, bar)
      holder = done.holder
      changes.push(-done.cost)
      if (done.closed !== undefined) closed.push(done.closed)
    },
    sign: (): number => holder.sign,
    end: (): Step => ({ holder, changes, closed })
  }
}

const walkWay = (
  trading: Trading,
  bar: number,
  from: Holder,
  start: number,
  prices: paths.Prices,
  events: BarEvents,
  order: ReadonlyArray<BandEvent>,
  visits: (parts: ReadonlyArray<paths.Stretch>, signs: ReadonlyArray<number>) => paths.Visits
): Step => {
  const way = along(trading, bar, from, start)
  way.to(prices.open)
  for (const event of events.open) way.fill(event)
  const parts = paths.stretches(prices, order)
  const signs = parts.map((_, k) => signAfter(trading, bar, way.end().holder, order.slice(0, k)))
  visits(parts, signs).forEach((seen, k) => {
    for (const price of seen) way.to(price)
    way.to(parts[k]?.end ?? prices.close)
    const stop = order[k]
    if (stop !== undefined) way.fill(stop)
  })
  for (const event of events.close) way.fill(event)
  return way.end()
}

/** The side that is held after some stops. */
const signAfter = (trading: Trading, bar: number, from: Holder, stops: ReadonlyArray<BandEvent>): number =>
  stops.reduce((holder, stop) => carry(trading, holder, stop, bar).holder, from).sign

const total = ({ changes }: Step): number => changes.reduce((sum, change) => sum + change, 0)

const merged = (states: ReadonlyArray<State>): ReadonlyArray<State> => {
  const byName = new Map<string, State>()
  for (const state of states) {
    const other = byName.get(nameOf(state.holder)) ?? state
    byName.set(nameOf(state.holder), {
      holder: state.holder,
      least: Math.min(state.least, other.least),
      most: Math.max(state.most, other.most),
      gentle: frontier([...other.gentle, ...state.gentle], 1),
      steep: frontier([...other.steep, ...state.steep], -1)
    })
  }
  return [...byName.values()]
}

/** A bar in which nothing is filled: to its worst price and then to its best is the way that falls least. */
const hold = (trading: Trading, state: State, start: number, { close, high, low, open }: paths.Prices): State => {
  const { gentle, holder, least, most, steep } = state
  if (holder.sign === 0) return state
  const [best, worst] = holder.sign > 0 ? [high, low] : [low, high]
  const by = (...way: ReadonlyArray<number>) =>
    way.map((price, k) => gain(trading, holder, k === 0 ? start : (way[k - 1] ?? start), price))
  const [down, up] = [by(open, worst, best, close), by(open, best, worst, close)]
  const made = gain(trading, holder, start, close)
  return {
    holder,
    least: least + made,
    most: most + made,
    gentle: gentle.map((fall) => follow(fall, down)),
    steep: steep.map((fall) => follow(fall, up))
  }
}

/** Takes a walk through a bar in which nothing is filled. */
export const holdBar = (trading: Trading, walk: Walk, prices: paths.Prices): Walk => ({
  states: walk.states.map((state) => hold(trading, state, walk.price, prices)),
  price: prices.close,
  certain: walk.certain
})

/** Takes a walk through a bar. */
export const walkBar = (trading: Trading, walk: Walk, bar: number, prices: paths.Prices, events: BarEvents): Walk => {
  const orders = paths.orders(events.inside)
  const states: Array<State> = []
  let certain: ReadonlySet<Closed> | undefined
  for (const state of walk.states)
    for (const order of orders) {
      const parts = paths.stretches(prices, order)
      const take = (visits: Parameters<typeof walkWay>[7]) =>
        walkWay(trading, bar, state.holder, walk.price, prices, events, order, visits)
      const gentle = paths.straight(prices, order, parts).map((visits) => take(() => visits))
      const steep = take(paths.steepest)
      const made = total(steep)
      const isClosed = new Set(steep.closed)
      certain = certain === undefined ? isClosed : new Set([...certain].filter((trade) => isClosed.has(trade)))
      states.push({
        holder: steep.holder,
        least: state.least + made,
        most: state.most + made,
        gentle: gentle.flatMap(({ changes }) => state.gentle.map((fall) => follow(fall, changes))),
        steep: state.steep.map((fall) => follow(fall, steep.changes))
      })
    }
  walk.certain.push(...(certain ?? []))
  return { states: merged(states), price: prices.close, certain: walk.certain }
}
