import { capital, fee, lot, type Row, type Wished, type World } from "./bandWorlds.ts"

/** Every way of ticks from open to close that touches high and low, up to a length that lets it turn round often. */
const ways = ([open, high, low, close]: Row): ReadonlyArray<ReadonlyArray<number>> => {
  const found: Array<ReadonlyArray<number>> = []
  const longest = 4 * (high - low) + 3
  const go = (way: ReadonlyArray<number>): void => {
    const last = way.at(-1) ?? open
    if (last === close && way.includes(high) && way.includes(low)) found.push(way)
    if (way.length > longest) return
    for (const next of [last - 1, last + 1]) if (next >= low && next <= high) go([...way, next])
  }
  go([open])
  return found
}

interface Path {
  readonly held: number
  readonly paid: number
  readonly entry: string
  readonly value: number
  readonly peak: number
  readonly fall: number
  readonly trades: ReadonlyArray<string>
}

/** Ten digits of a price: doubles that were calculated on different ways agree in so many. */
export const said = (price: number): string => String(Number(price.toPrecision(10)))

/** Trades tick by tick, the slow and obvious way. `held` are units, negative while short, bought at `paid`. */
class Trader {
  readonly world: World
  held: number
  paid: number
  entry: string
  value: number
  peak: number
  fall: number
  trades: Array<string>
  constructor(world: World, path: Path) {
    this.world = world
    this.held = path.held
    this.paid = path.paid
    this.entry = path.entry
    this.value = path.value
    this.peak = path.peak
    this.fall = path.fall
    this.trades = [...path.trades]
  }
  change(by: number): void {
    this.value += by
    this.peak = Math.max(this.peak, this.value)
    this.fall = Math.max(this.fall, this.peak - this.value)
  }
  /** Where prices liquidate, and where all margin is gone; never where there is none. */
  limits(): readonly [liquidated: number, bankrupt: number] {
    const { margin } = this.world
    const side = Math.sign(this.held)
    if (margin === undefined || side === 0) return [Number.NaN, Number.NaN]
    const left = 1 - side / margin.leverage
    return [(this.paid * left) / (1 - side * (margin.maintenanceRate + margin.liquidationFeeRate)), this.paid * left]
  }
  isGone(price: number): boolean {
    const [at] = this.limits()
    return this.held > 0 ? price <= at * (1 + 1e-12) : price >= at * (1 - 1e-12)
  }
  liquidate(from: number, price: number, bar: number): void {
    const rate = this.world.margin?.liquidationFeeRate ?? 0
    this.change(this.held * (price - from) - rate * price * Math.abs(this.held))
    this.trades.push(`${this.entry} ${bar} ${said(price)}`)
    this.held = 0
  }
  /** Prices begin beyond the limit: what is held goes where they are, but not for more than the margin. */
  check(price: number, bar: number, from = price): boolean {
    if (!this.isGone(price)) return false
    const [at, bankrupt] = this.limits()
    const worse = this.held > 0 ? Math.min(at, price) : Math.max(at, price)
    this.liquidate(from, this.held > 0 ? Math.max(worse, bankrupt) : Math.min(worse, bankrupt), bar)
    return true
  }
  units(wanted: number, cash: number, paid: number, price: number, rate: number): number {
    const { margin, minimum, size } = this.world
    let units = wanted
    if (typeof size === "object" && "allIn" in size)
      units = size.allIn * Math.max(0, Math.floor(cash / (size.allIn * paid * (1 + rate)) + 1e-9))
    else if (margin !== undefined) {
      const most = lot * Math.max(0, Math.floor(cash / (lot * paid * (1 / margin.leverage + rate)) + 1e-9))
      if (most < wanted) units = margin.insufficient === "shrink" ? most : 0
    }
    return units * price < minimum ? 0 : units
  }
  /** `known` is the last close, at which values are turned into sizes. */
  take({ side, stop }: Wished, price: number, bar: number, known: number): void {
    const to = side === "long" ? 1 : -1
    if (Math.sign(this.held) === to) return
    const { makerFee = fee, margin, opened, size, slippage } = this.world
    const rate = stop === undefined ? fee : makerFee
    const paid = price * (1 + to * slippage)
    const each = Math.abs(paid - price) + rate * paid
    const closing = each * Math.abs(this.held)
    const entering = typeof size === "object" && "value" in size ? lot * Math.floor(size.value / known / lot) : 1
    const cash = (margin?.capital ?? capital) + this.value - closing
    const turned = opened === 1 ? Math.abs(this.held) : lot * Math.floor((opened * Math.abs(this.held)) / lot)
    const units = this.units(this.held === 0 ? entering : turned, cash, paid, price, rate)
    if (this.held !== 0) this.trades.push(`${this.entry} ${bar} ${said(paid)}`)
    this.held = to * units
    this.paid = paid
    this.entry = `${side} ${units} ${bar} ${said(paid)}`
    this.change(-closing - each * units)
  }
  /** From one tick to the next: stops and the limit between them, the nearest first. Answers with the stops that are left. */
  move(from: number, next: number, bar: number, resting: ReadonlyArray<Wished>, known: number): ReadonlyArray<Wished> {
    const up = next > from
    let [price, left] = [from, resting]
    for (;;) {
      const [at] = this.limits()
      const isAhead = up === this.held < 0 && this.isGone(next)
      const stops = left
        .filter(({ side, stop = 0 }) => (side === "long") === up && (up ? stop <= next : stop >= next))
        .toSorted((a, b) => (up ? 1 : -1) * ((a.stop ?? 0) - (b.stop ?? 0)))
      const [first] = stops
      const stop = first?.stop ?? Number.NaN
      if (isAhead && !((up ? stop < at : stop > at) && Math.abs(stop - at) > 1e-9)) {
        this.liquidate(price, at, bar)
        price = at
      } else if (first !== undefined) {
        this.change(this.held * (stop - price))
        price = stop
        left = left.filter((wish) => wish !== first)
        this.take(first, stop, bar, known)
        this.check(stop, bar)
      } else {
        this.change(this.held * (next - price))
        return left
      }
    }
  }
}

/** What each of several settlements, one after the other, may find held: what was, at one moment after another. */
const found = (held: ReadonlyArray<number>, count: number): ReadonlyArray<ReadonlyArray<number>> =>
  count === 0 ? [[]] : held.flatMap((units, k) => found(held.slice(k), count - 1).map((rest) => [units, ...rest]))

const isStop = ({ stop }: Wished): boolean => stop !== undefined

/** Best and worst of everything, and the trades that are closed on every path. */
export const everyPath = (world: World) => {
  const { fill, rows, settled, wishes } = world
  let paths: ReadonlyArray<Path> = [{ held: 0, paid: 0, entry: "", value: 0, peak: 0, fall: 0, trades: [] }]
  rows.forEach((bar, i) => {
    const before = i === 0 ? bar[0] : (rows[i - 1]?.[3] ?? bar[0])
    const given = i === 0 ? [] : (wishes[i - 1] ?? [])
    const during = settled.filter((each) => each.bar === i && each.minutes > 0)
    const atEnd = settled.filter((each) => each.bar === i + 1 && each.minutes === 0)
    const byKey = new Map<string, Path>()
    const end = (path: Trader, due: number): void => {
      const trader = new Trader(world, path)
      trader.change(due)
      for (const { mark = bar[3], rate } of atEnd) trader.change(-trader.held * rate * mark)
      if (fill === "close" && i + 1 < rows.length)
        for (const wish of wishes[i] ?? [])
          if (!isStop(wish)) {
            trader.take(wish, bar[3], i, bar[3])
            trader.check(bar[3], i)
          }
      const { entry, fall, held, paid, peak, trades, value } = trader
      const next = { held, paid, entry, value, peak, fall, trades }
      byKey.set(JSON.stringify(next), next)
    }
    for (const path of paths)
      for (const way of ways(bar)) {
        const trader = new Trader(world, path)
        // What was decided on the close before comes to nothing where the open liquidates.
        if (!trader.check(bar[0], i, before)) {
          trader.change(trader.held * (bar[0] - before))
          if (fill === "next-open")
            for (const wish of given)
              if (!isStop(wish)) {
                trader.take(wish, bar[0], i, before)
                trader.check(bar[0], i)
              }
        }
        const isJumped = ({ side, stop = 0 }: Wished) => (side === "long" ? bar[0] >= stop : bar[0] <= stop)
        for (const wish of given.filter((each) => isStop(each) && isJumped(each))) {
          trader.take(wish, bar[0], i, before)
          trader.check(bar[0], i)
        }
        let held: ReadonlyArray<number> = [trader.held]
        let resting: ReadonlyArray<Wished> = given.filter((each) => isStop(each) && !isJumped(each))
        way.forEach((price, k) => {
          if (k > 0) resting = trader.move(way[k - 1] ?? price, price, i, resting, before)
          if (held.at(-1) !== trader.held) held = [...held, trader.held]
        })
        for (const units of found(held, during.length))
          end(
            trader,
            units.reduce((sum, of, k) => sum - of * (during[k]?.rate ?? 0) * (during[k]?.mark ?? before), 0)
          )
      }
    paths = [...byKey.values()]
  })
  const [first] = paths
  return {
    profit: { best: Math.max(...paths.map(({ value }) => value)), worst: Math.min(...paths.map(({ value }) => value)) },
    drawdown: { best: Math.min(...paths.map(({ fall }) => fall)), worst: Math.max(...paths.map(({ fall }) => fall)) },
    certain: (first?.trades ?? []).filter((trade) => paths.every(({ trades }) => trades.includes(trade)))
  }
}
