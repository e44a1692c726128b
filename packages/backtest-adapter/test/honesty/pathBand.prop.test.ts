import { Instrument, Rational } from "@backhand/core"
import * as fc from "fast-check"
import { mergeMap } from "rxjs"
import { assert, describe, it } from "vitest"
import { pathBand } from "../../src/honesty/band/pathBand.ts"
import type { MarketEvent } from "../../src/MarketEvent.ts"
import { replay, type Wish } from "../../src/replay/replay.ts"
import { candles, minute, start } from "../replay/candles.ts"
import { contract } from "../replay/contract.ts"

const runs = 120 * Number(process.env["BACKHAND_RUNS"] ?? 1)

type Row = readonly [open: number, high: number, low: number, close: number]

/** What is wished on the close of a bar: at the next open, or at stops inside the next bar. */
interface Wished {
  readonly side: "long" | "short"
  readonly stop: number | undefined
}

/** A settlement of funding: in which bar, and how many minutes after its opening. */
interface Settled {
  readonly bar: number
  readonly minutes: number
  readonly rate: number
  readonly mark: number | undefined
}

interface World {
  readonly rows: ReadonlyArray<Row>
  readonly wishes: ReadonlyArray<ReadonlyArray<Wished>>
  readonly fill: "next-open" | "close"
  readonly makerFee: number | undefined
  readonly settled: ReadonlyArray<Settled>
  /** The unit of all-in sizes; undefined for one unit always. */
  readonly allIn: number | undefined
}

const row = fc
  .tuple(fc.integer({ min: 50, max: 53 }), fc.nat(1), fc.nat(1), fc.integer({ min: -1, max: 1 }))
  .map(([open, up, down, move]): Row => {
    const close = open + move
    return [open, Math.max(open, close) + up, Math.min(open, close) - down, close]
  })

const wished: fc.Arbitrary<Wished> = fc.record({
  side: fc.constantFrom("long" as const, "short" as const),
  stop: fc.constantFrom(undefined, 49, 50, 51, 52, 53, 54)
})

/** A stop above and one below, of which either may be reached first. */
const bracket: fc.Arbitrary<ReadonlyArray<Wished>> = fc
  .tuple(fc.integer({ min: 51, max: 54 }), fc.integer({ min: 49, max: 52 }))
  .map(([above, below]) => [
    { side: "long", stop: above },
    { side: "short", stop: below }
  ])

const worlds: fc.Arbitrary<World> = fc.integer({ min: 3, max: 4 }).chain((length) =>
  fc.record({
    rows: fc.array(row, { minLength: length, maxLength: length }),
    wishes: fc.array(fc.oneof(fc.array(wished, { maxLength: 2 }), bracket), { minLength: length, maxLength: length }),
    fill: fc.constantFrom("next-open" as const, "close" as const),
    makerFee: fc.constantFrom(undefined, 0.0078125),
    settled: fc
      .uniqueArray(
        fc.record({
          bar: fc.integer({ min: 1, max: length - 1 }),
          minutes: fc.constantFrom(0, 3, 6),
          rate: fc.constantFrom(0.25, 0.125, -0.125, -0.25),
          mark: fc.constantFrom(undefined, 48)
        }),
        { maxLength: 2, selector: ({ bar, minutes }) => 10 * bar + minutes }
      )
      .map((list) => list.toSorted((a, b) => timeOf(a) - timeOf(b))),
    allIn: fc.constantFrom(undefined, undefined, 1, 2)
  })
)

/** Bars are long enough for settlements at whole minutes inside them. */
const barMs = 10 * minute

const timeOf = ({ bar, minutes }: Settled): number => start + bar * barMs + minutes * minute

const fundingOf = ({ settled: rows }: World) => ({
  time: Float64Array.from(rows, timeOf),
  rate: Float64Array.from(rows, ({ rate }) => rate),
  mark: Float64Array.from(rows, ({ mark = Number.NaN }) => mark)
})

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
  readonly entry: string
  readonly value: number
  readonly peak: number
  readonly fall: number
  readonly trades: ReadonlyArray<string>
}

const [fee, capital] = [0.015625, 400]

/** Trades tick by tick, the slow and obvious way. `held` are units, negative while short. */
class Trader {
  readonly world: World
  held: number
  entry: string
  value: number
  peak: number
  fall: number
  trades: Array<string>
  constructor(world: World, path: Path) {
    this.world = world
    this.held = path.held
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
  take({ side, stop }: Wished, price: number, bar: number): void {
    const to = side === "long" ? 1 : -1
    if (Math.sign(this.held) === to) return
    const { allIn, makerFee = fee } = this.world
    const rate = stop === undefined ? fee : makerFee
    const closing = rate * price * Math.abs(this.held)
    const cash = capital + this.value - closing
    const units = allIn === undefined ? 1 : allIn * Math.floor(cash / (allIn * price * (1 + rate)))
    if (this.held !== 0) this.trades.push(`${this.entry} ${bar} ${price}`)
    this.held = to * units
    this.entry = `${side} ${units} ${bar} ${price}`
    this.change(-closing - rate * price * units)
  }
}

/** What each of several settlements, one after the other, may find held: what was, at one moment after another. */
const found = (held: ReadonlyArray<number>, count: number): ReadonlyArray<ReadonlyArray<number>> =>
  count === 0 ? [[]] : held.flatMap((units, k) => found(held.slice(k), count - 1).map((rest) => [units, ...rest]))

const bruteForce = (world: World) => {
  const { fill, rows, settled, wishes } = world
  let paths: ReadonlyArray<Path> = [{ held: 0, entry: "", value: 0, peak: 0, fall: 0, trades: [] }]
  rows.forEach((bar, i) => {
    const before = i === 0 ? bar[0] : (rows[i - 1]?.[3] ?? bar[0])
    const given = i === 0 ? [] : (wishes[i - 1] ?? [])
    const plain = (list: ReadonlyArray<Wished>) => list.filter(({ stop }) => stop === undefined)
    const during = settled.filter((each) => each.bar === i && each.minutes > 0)
    const atEnd = settled.filter((each) => each.bar === i + 1 && each.minutes === 0)
    const byKey = new Map<string, Path>()
    const end = (path: Trader, due: number): void => {
      const trader = new Trader(world, path)
      trader.change(due)
      for (const { mark = bar[3], rate } of atEnd) trader.change(-trader.held * rate * mark)
      if (fill === "close" && i + 1 < rows.length)
        for (const wish of plain(wishes[i] ?? [])) trader.take(wish, bar[3], i)
      const { entry, fall, held, peak, trades, value } = trader
      const next = { held, entry, value, peak, fall, trades }
      byKey.set(JSON.stringify(next), next)
    }
    for (const path of paths)
      for (const way of ways(bar)) {
        const trader = new Trader(world, path)
        trader.change(trader.held * (bar[0] - before))
        if (fill === "next-open") for (const wish of plain(given)) trader.take(wish, bar[0], i)
        let held: ReadonlyArray<number> = []
        let resting = given.filter(({ stop }) => stop !== undefined)
        way.forEach((price, k) => {
          if (k > 0) trader.change(trader.held * (price - (way[k - 1] ?? price)))
          const reached = resting.filter(({ side, stop = 0 }) => (side === "long" ? price >= stop : price <= stop))
          resting = resting.filter((wish) => !reached.includes(wish))
          for (const wish of reached) trader.take(wish, price, i)
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
  const certain = (first?.trades ?? []).filter((trade) => paths.every(({ trades }) => trades.includes(trade)))
  return {
    profit: { best: Math.max(...paths.map(({ value }) => value)), worst: Math.min(...paths.map(({ value }) => value)) },
    drawdown: { best: Math.min(...paths.map(({ fall }) => fall)), worst: Math.max(...paths.map(({ fall }) => fall)) },
    certain
  }
}

const strategyOf = ({ wishes }: World) =>
  mergeMap((event: MarketEvent) =>
    (event.kind === "bar" ? (wishes[Math.round((event.at - start) / barMs) - 1] ?? []) : []).map(
      ({ side, stop }): Wish => {
        return { symbol: "X", side, ...(stop === undefined ? {} : { stop: String(stop) }) }
      }
    )
  )

/** At one instant the engine keeps the newest of two plain wishes: worlds have at most one a bar, before the stops. */
const isPlain = ({ wishes }: World): boolean =>
  wishes.every((list) => list.every(({ stop }, k) => stop !== undefined || (k === 0 && list.length <= 2)))

describe("pathBand", () => {
  it("is what every path of ticks through the bars comes to at best and at worst", () => {
    const met = new Set<string>()
    fc.assert(
      fc.property(worlds, (world) => {
        fc.pre(isPlain(world))
        const { allIn, fill, makerFee, rows } = world
        const made = candles(rows)
        const bars = { ...made, time: made.time.map((_, k) => start + k * barMs), intervalMs: barMs }
        const market = { instrument: contract("X"), bars, funding: fundingOf(world) }
        const size = allIn === undefined ? 1 : { allIn }
        const maker = makerFee === undefined ? {} : { makerFeeRate: makerFee }
        const options = { size, feeRate: fee, fill, capital, limit: null, ...maker } as const
        const result = replay([market], strategyOf(world), options)
        const [band] = pathBand([market], result, options)
        const expected = bruteForce(world)
        assert.closeTo(band?.profit.best ?? 0, expected.profit.best, 1e-9)
        assert.closeTo(band?.profit.worst ?? 0, expected.profit.worst, 1e-9)
        assert.closeTo(band?.drawdown.best ?? 0, expected.drawdown.best, 1e-9)
        assert.closeTo(band?.drawdown.worst ?? 0, expected.drawdown.worst, 1e-9)
        const trades = result.symbols[0]?.trades ?? []
        const words = trades.map(({ entry, entryBar, exit, exitBar, lots, side }) => {
          const [from, to] = [Rational.toNumber(entry), Rational.toNumber(exit)]
          const units = Rational.toNumber(Instrument.quantity(market.instrument, lots))
          return `${side} ${units} ${entryBar} ${from} ${exitBar} ${to}`
        })
        const isCertain = new Set(expected.certain)
        assert.strictEqual(band?.ambiguous, words.filter((trade) => !isCertain.has(trade)).length)
        if ((band?.ambiguous ?? 0) > 0) met.add("ambiguous")
        if (expected.profit.best !== expected.profit.worst) met.add("profit")
        if (expected.drawdown.best !== expected.drawdown.worst) met.add("drawdown")
        if (result.payments.length > 0) met.add("funding")
        if (allIn !== undefined && trades.length > 0) met.add("all-in")
      }),
      { numRuns: runs }
    )
    assert.sameMembers([...met], ["ambiguous", "profit", "drawdown", "funding", "all-in"])
  })
})
