/**
 * Takes every state through one bar, on every way that the bar leaves open.
 *
 * @module
 * @since 0.1.0
 */
import type { BarEvents } from "./BandEvents.ts"
import { begun, type Fall, follow, frontier } from "./drawdowns.ts"
import { type Closed, flat, gain, type Holder, nameOf, said, type Trading } from "./Holder.ts"
import * as Moment from "./Moment.ts"
import * as paths from "./paths.ts"
import { type Route, routes, take } from "./routes.ts"

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
  /** The least that any of them had beside what it had bound, where margin is modelled. */
  readonly free: number
  /** The trades that were closed on every way. */
  readonly certain: Array<Closed>
}

/** Nothing has happened yet. */
export const begin = (price: number): Walk => ({
  states: [{ holder: flat, least: 0, most: 0, gentle: [begun], steep: [begun] }],
  price,
  free: Number.POSITIVE_INFINITY,
  certain: []
})

/** The prices that a stretch visits before its end, with what is held on it. */
type Visiting = (part: paths.Stretch, index: number, sign: number) => ReadonlyArray<number>

/**
 * Follows one way from the open on; `settled` tells in which stretch each settlement during the bar falls. What is settled
 * during the bar counts at its close, as it does in equity: a bar does not tell when.
 */
const walkRoute = (
  trading: Trading,
  bar: number,
  opened: Moment.Moment,
  events: BarEvents,
  { parts, turns }: Route,
  settled: ReadonlyArray<number>,
  visiting: Visiting
): Moment.Moment => {
  let now = opened
  let due = 0
  parts.forEach((part, k) => {
    const { sign, size } = now.holder
    events.during.forEach((each, index) => {
      if (settled[index] === k) due += sign * size * each
    })
    const from = part.from === undefined ? [] : [part.from]
    for (const price of [...from, ...visiting(part, k, sign), part.end]) now = Moment.to(trading, now, price)
    const turn = turns[k]
    if (turn !== undefined) now = take(trading, now, bar, turn)
  })
  now = Moment.receive(trading, now, due)
  for (const each of events.end) now = Moment.settle(trading, now, each)
  for (const event of events.close) now = Moment.check(trading, Moment.fill(trading, now, bar, event), bar)
  return now
}

/** So many states are followed; where all is at stake, every order of stops may lead to another. */
const mostStates = 4096

/** States that go on alike become one. Where money decides what can be opened, they do so only if they have made the same. */
const merged = ({ capital, isCounted }: Trading, states: ReadonlyArray<State>): ReadonlyArray<State> => {
  const byName = new Map<string, State>()
  for (const state of states) {
    const name = nameOf(state.holder) + (isCounted ? ` ${said(capital + state.least)}` : "")
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
    `pathBand: what a path has made decides what it opens, in more than ${mostStates} ways. Remedy: band a shorter stretch, ` +
      "a fixed size instead of all-in, or more capital than margin binds."
  )
}

/** A bar in which nothing happens: to its worst price and then to its best is the way that falls least. */
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

const nothing: BarEvents = { before: [], open: [], inside: [], during: [], end: [], close: [] }

/** Takes a walk through a bar in which nothing is filled. Something is still liquidated where prices come so far. */
export const holdBar = (trading: Trading, walk: Walk, bar: number, prices: paths.Prices): Walk => {
  const isReached = ({ holder }: State): boolean => {
    const at = { holder, price: walk.price, made: 0, free: 0, changes: [], closed: [] }
    return Moment.beyond(trading, at, holder.sign > 0 ? prices.low : prices.high) !== undefined
  }
  if (trading.margin !== undefined && walk.states.some(isReached)) return walkBar(trading, walk, bar, prices, nothing)
  const states = walk.states.map((state) => hold(trading, state, walk.price, prices))
  return { ...walk, states, price: prices.close }
}

/** Takes a walk through a bar. */
export const walkBar = (trading: Trading, walk: Walk, bar: number, prices: paths.Prices, events: BarEvents): Walk => {
  const states: Array<State> = []
  let certain: ReadonlySet<Closed> | undefined
  let { free } = walk
  for (const state of walk.states) {
    let from: Moment.Moment = { ...state, price: walk.price, made: state.least, free, changes: [], closed: [] }
    for (const each of events.before) from = Moment.settle(trading, from, each)
    const opened = Moment.open(trading, from, bar, prices.open, events.open)
    for (const route of routes(trading, bar, opened, prices, events.inside)) {
      const straight = paths.straight(prices, route.turns, route.parts)
      if (straight.length === 0) continue
      for (const settled of paths.moments(events.during.length, route.parts)) {
        const walked = (visiting: Visiting) => walkRoute(trading, bar, opened, events, route, settled, visiting)
        const gentle = straight.map((visits) => walked((_, k) => visits[k] ?? []))
        const steep = walked((part, _, sign) => paths.steepest(part, sign))
        free = Math.min(free, steep.free)
        const isClosed = new Set(steep.closed)
        certain = certain === undefined ? isClosed : new Set([...certain].filter((trade) => isClosed.has(trade)))
        states.push({
          holder: steep.holder,
          least: steep.made,
          most: state.most + (steep.made - state.least),
          gentle: gentle.flatMap(({ changes }) => state.gentle.map((fall) => follow(fall, changes))),
          steep: state.steep.map((fall) => follow(fall, steep.changes))
        })
      }
    }
  }
  walk.certain.push(...(certain ?? []))
  return { states: merged(trading, states), price: prices.close, free, certain: walk.certain }
}
