/**
 * Takes every state through one bar, on every way that the bar leaves open.
 *
 * @module
 * @since 0.1.0
 */
import type { BandEvent, BarEvents } from "./BandEvents.ts"
import { begun, type Fall, follow, frontier } from "./drawdowns.ts"
import { carry, type Closed, flat, gain, type Holder, nameOf, said, type Trading } from "./Holder.ts"
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

/** Follows one way: changes of value from price to price, from fill to fill and from settlement to settlement. */
const along = (trading: Trading, bar: number, from: State, start: number) => {
  let { holder, least: made } = from
  let price = start
  const changes: Array<number> = []
  const closed: Array<Closed> = []
  const change = (by: number): void => {
    changes.push(by)
    made += by
  }
  return {
    to: (next: number): void => {
      change(gain(trading, holder, price, next))
      price = next
    },
    fill: (event: BandEvent): void => {
      const done = carry(trading, holder, event, bar, made)
      holder = done.holder
      change(-done.cost)
      if (done.closed !== undefined) closed.push(done.closed)
    },
    change,
    sign: () => holder.sign,
    owed: (each: number): number => holder.sign * holder.size * each,
    end: (): Step => ({ holder, changes, closed })
  }
}

/** One way through a bar: in which order its stops are reached, and in which stretch each settlement during it falls. */
interface Way {
  readonly order: ReadonlyArray<BandEvent>
  readonly settled: ReadonlyArray<number>
}

/** The prices that a stretch visits before its end, with what is held on it. */
type Visiting = (part: paths.Stretch, index: number, sign: number) => ReadonlyArray<number>

/** What is settled during the bar counts at its close, as it does in equity: a bar does not tell when. */
const walkWay = (
  trading: Trading,
  bar: number,
  from: State,
  start: number,
  prices: paths.Prices,
  events: BarEvents,
  { order, settled }: Way,
  visiting: Visiting
): Step => {
  const way = along(trading, bar, from, start)
  for (const each of events.before) way.change(way.owed(each))
  way.to(prices.open)
  for (const event of events.open) way.fill(event)
  let due = 0
  paths.stretches(prices, order).forEach((part, k) => {
    events.during.forEach((each, index) => {
      if (settled[index] === k) due += way.owed(each)
    })
    for (const price of visiting(part, k, way.sign())) way.to(price)
    way.to(part.end)
    const stop = order[k]
    if (stop !== undefined) way.fill(stop)
  })
  way.change(due)
  for (const each of events.end) way.change(way.owed(each))
  for (const event of events.close) way.fill(event)
  return way.end()
}

const total = ({ changes }: Step): number => changes.reduce((sum, change) => sum + change, 0)

/** So many states are followed; where all is at stake, every order of stops may lead to another. */
const mostStates = 4096

/** States that go on alike become one. With all-in sizes they do so only where they have made the same. */
const merged = ({ allIn }: Trading, states: ReadonlyArray<State>): ReadonlyArray<State> => {
  const byName = new Map<string, State>()
  for (const state of states) {
    const name = nameOf(state.holder) + (allIn === undefined ? "" : ` ${said(allIn.capital + state.least)}`)
    const other = byName.get(name) ?? state
    byName.set(name, {
      holder: state.holder,
      least: Math.min(state.least, other.least),
      most: Math.max(state.most, other.most),
      gentle: frontier([...other.gentle, ...state.gentle], 1),
      steep: frontier([...other.steep, ...state.steep], -1)
    })
  }
  if (byName.size <= mostStates) return [...byName.values()]
  throw new RangeError(
    `pathBand: all-in sizes lead to more than ${mostStates} ways of trading. Remedy: band a shorter stretch, or a fixed size.`
  )
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
  const ways = paths
    .orders(events.inside)
    .flatMap((order) =>
      paths.moments(events.during.length, order.length + 1).map((settled): Way => ({ order, settled }))
    )
  const states: Array<State> = []
  let certain: ReadonlySet<Closed> | undefined
  for (const state of walk.states)
    for (const way of ways) {
      const take = (visiting: Visiting) => walkWay(trading, bar, state, walk.price, prices, events, way, visiting)
      const straight = paths.straight(prices, way.order, paths.stretches(prices, way.order))
      const gentle = straight.map((visits) => take((_, k) => visits[k] ?? []))
      const steep = take((part, _, sign) => paths.steepest(part, sign))
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
  return { states: merged(trading, states), price: prices.close, certain: walk.certain }
}
