import { Rational } from "@backhand/core"
import { delay, filter, map, mergeMap, of, throwError, VirtualTimeScheduler } from "rxjs"
import { assert, describe, it } from "vitest"
import type { Bars } from "../../src/Bars.ts"
import type { Bar, MarketEvent } from "../../src/MarketEvent.ts"
import { replay, type Wish } from "../../src/replay/replay.ts"
import { contract } from "./contract.ts"
import { listed } from "./listed.ts"

const minute = 60_000
const start = 1_700_000_040_000

/** Candles of one price each, a minute apart; opens and closes as given, in ticks of 1. */
const candles = (prices: ReadonlyArray<readonly [open: number, close: number]>, first = start): Bars => ({
  length: prices.length,
  time: Float64Array.from(prices, (_, k) => first + k * minute),
  open: Float64Array.from(prices, ([open]) => open),
  high: Float64Array.from(prices, (pair) => Math.max(...pair)),
  low: Float64Array.from(prices, (pair) => Math.min(...pair)),
  close: Float64Array.from(prices, ([, close]) => close),
  volume: new Float64Array(prices.length),
  priceStep: "1",
  intervalMs: minute
})

const bars = candles([
  [100, 101],
  [102, 103],
  [104, 105],
  [106, 107],
  [108, 109]
])
const wishes = (...list: ReadonlyArray<number>) => listed(bars, { wishes: Int8Array.from(list), stops: undefined })
const market = { instrument: contract("X"), bars }
const money = Rational.toDecimal

describe("replay", () => {
  it("fills at the open of the first bar that opens when or after an order arrives, however late that is", () => {
    const at = (latencyMs: number | (() => number)) =>
      replay([market], wishes(1, 0, 0, 0, 0), { size: 1, latencyMs }).executions.map(({ bar, price }) => [
        bar,
        money(price)
      ])
    assert.deepStrictEqual(at(0), [[1, "102"]])
    assert.deepStrictEqual(at(1), [[2, "104"]])
    assert.deepStrictEqual(
      at(() => minute),
      [[2, "104"]]
    )
    assert.deepStrictEqual(at(minute * 9), [])
  })

  it("waits its turn where the rate limit binds, and tells what that did", () => {
    const markets = ["A", "B", "C"].map((symbol) => ({ instrument: contract(symbol), bars }))
    const all = mergeMap((event: MarketEvent) =>
      event.kind === "bar" && event.time === start ? of({ symbol: event.symbol, side: "long" as const }) : []
    )
    const limit = { limit: 1, windowMs: 40_000 }
    const { delays, executions } = replay(markets, all, { size: 1, limit })
    assert.deepStrictEqual(
      executions.map(({ bar, symbol }) => `${symbol}${bar}`),
      ["A1", "B2", "C3"]
    )
    assert.containsSubset(delays, { orders: 3, delayed: 2, superseded: 0, expired: 0 })
    assert.isAtLeast(delays.maxMs, 80_000)
    assert.containsSubset(replay(markets, all, { size: 1, limit: null }).delays, { delayed: 0, p99Ms: 0 })
  })

  it("closes only where the open is refused for its least value, and says so", () => {
    const small = { ...market, instrument: { ...contract("X"), minValue: Rational.make(150n) } }
    const { events, executions } = replay([small], wishes(1, -1, 0, 0, 0), { size: 1, hasMinimums: true })
    // The entry is below the least value too: nothing is opened, and the second signal finds nothing to turn round.
    assert.deepStrictEqual(executions, [])
    const wide = { ...market, instrument: { ...contract("X"), minValue: Rational.make(103n) } }
    const falling = candles([
      [110, 110],
      [108, 108],
      [100, 100],
      [100, 100]
    ])
    const column = { wishes: Int8Array.from([1, -1, 0, 0]), stops: undefined }
    const closing = replay([{ ...wide, bars: falling }], listed(falling, column), { size: 1, hasMinimums: true })
    assert.deepStrictEqual(
      closing.executions.map(({ effect }) => effect),
      ["open", "close"]
    )
    assert.isTrue(closing.events.some((event) => event.event === "settled" && event.settlement === "closed-only"))
    assert.isTrue(events.some(({ event }) => event === "sent"))
  })

  it("books what an outcome leaves of an order, as a trade for what was closed", () => {
    const { symbols } = replay([market], wishes(1, 0, -1, 0, 0), {
      size: 2,
      mode: "hedge",
      feeRate: "0.01",
      outcome: ({ order }) =>
        order.order === "entry" ? { closed: 0, opened: order.lots } : { closed: order.lots / 2, opened: 0 }
    })
    const [result] = symbols
    if (result === undefined) throw new Error("one symbol was replayed")
    assert.strictEqual(result.trades.length, 1)
    assert.strictEqual(money(result.trades[0]?.pnl ?? Rational.zero), "1.92")
    assert.deepStrictEqual(
      result.openTrades.map(({ lots }) => lots),
      [1_000_000]
    )
    assert.strictEqual(result.profit.length, 5)
  })

  it("adds to a leg that is held already, at the average entry", () => {
    const { symbols } = replay([market], wishes(1, -1, 1, 0, 0), {
      size: 2,
      mode: "hedge",
      outcome: ({ order }) => {
        const lots = order.order === "entry" ? order.lots : order.lots / 2
        return { closed: order.order === "entry" ? 0 : lots, opened: lots }
      }
    })
    // Two are bought at 102, one of them turned at 104, half of that turned back at 106.
    const legs = symbols[0]?.openTrades.map(({ entry, lots, side }) => [side, lots, money(entry)])
    assert.deepStrictEqual(legs, [
      ["long", 1_500_000, "103.333333333333333333"],
      ["short", 500_000, "104"]
    ])
  })

  it("rests a stop for one bar, and fills it at the stop or at a worse open", () => {
    const stop = (side: "long" | "short", price: string) =>
      replay(
        [market],
        mergeMap((event: MarketEvent) =>
          event.kind === "bar" && event.time === start ? of({ symbol: "X", side, stop: price }) : []
        ),
        {
          size: 1
        }
      ).executions.map(({ bar, price: paid }) => [bar, money(paid)])
    assert.deepStrictEqual(stop("long", "102.5"), [[1, "102.5"]])
    assert.deepStrictEqual(stop("long", "99"), [[1, "102"]])
    assert.deepStrictEqual(stop("long", "104"), [])
    assert.deepStrictEqual(stop("short", "102"), [[1, "102"]])
    assert.deepStrictEqual(stop("short", "101"), [])
    assert.throws(() => stop("long", "no price"), /plain decimal/)
  })

  it("charges a resting stop as a taker, or as the maker that it is taken to be", () => {
    const rest = listed(bars, {
      wishes: Int8Array.of(1, -1, 0, 0, 0),
      stops: Float64Array.of(Number.NaN, 104, Number.NaN, Number.NaN, Number.NaN)
    })
    const fees = (makerFeeRate?: string) =>
      replay([market], rest, {
        size: 1,
        feeRate: "0.01",
        ...(makerFeeRate === undefined ? {} : { makerFeeRate })
      }).executions.map(({ fee }) => money(fee))
    assert.deepStrictEqual(fees(), ["1.02", "1.04", "1.04"])
    assert.deepStrictEqual(fees("0.005"), ["1.02", "0.52", "0.52"])
  })

  it("refuses a resting signal of a symbol that it has no history of, and says so", () => {
    const foreign = map((): Wish => ({ symbol: "Z", side: "long", stop: "1" }))
    const { events } = replay([market], foreign, { size: 1 })
    assert.strictEqual(events.length, 5)
    for (const event of events) assert.containsSubset(event, { event: "refused", reason: "unknown-symbol" })
  })

  it("runs time-based operators on the clock of the history", () => {
    const scheduler = new VirtualTimeScheduler()
    const late = (events: Parameters<ReturnType<typeof wishes>>[0]) =>
      events.pipe(
        filter((event): event is Bar => event.kind === "bar" && event.time === start),
        delay(90_000, scheduler),
        map((): Wish => ({ symbol: "X", side: "long" }))
      )
    const { executions } = replay([market], late, { size: 1, scheduler })
    assert.deepStrictEqual(
      executions.map(({ bar }) => bar),
      [3]
    )
  })

  it("earns on an inverse contract what its formula says", () => {
    const inverse = { instrument: contract("X", "inverse"), bars }
    const { summary, symbols } = replay([inverse], wishes(1, 0, -1, 0, 0), { size: 100, limit: null })
    assert.strictEqual(
      money(symbols[0]?.trades[0]?.pnl ?? Rational.zero),
      money(Rational.subtract(Rational.make(100n, 102n), Rational.make(100n, 106n)))
    )
    assert.closeTo(symbols[0]?.profit.at(-1) ?? 0, Rational.toNumber(summary.finalEquity) - 1_000_000, 1e-9)
  })

  it("passes on what the strategy throws, and refuses options that are no numbers", () => {
    const broken = mergeMap(() => throwError(() => new Error("strategy broke")))
    assert.throws(() => replay([market], broken, { size: 1 }), /strategy broke/)
    assert.throws(() => replay([market], wishes(1), { size: 1, slippageBps: "five" }), RangeError)
    assert.throws(() => replay([market], wishes(1), { size: 1, feeRate: -1 }), RangeError)
  })

  it("shows a strategy no bar before it has closed", () => {
    const seen: Array<readonly [number, number]> = []
    const peek = mergeMap((event: MarketEvent) => {
      if (event.kind === "bar") seen.push([event.at, event.time + minute])
      return []
    })
    replay([market], peek, { size: 1 })
    assert.strictEqual(seen.length, bars.length)
    for (const [at, closed] of seen) assert.strictEqual(at, closed)
  })

  it("has nothing to say of no history", () => {
    const { delays, executions, summary } = replay([{ ...market, bars: candles([]) }], wishes(), { size: 1 })
    assert.deepStrictEqual(executions, [])
    assert.strictEqual(delays.maxMs, 0)
    assert.strictEqual(money(summary.finalEquity), "1000000")
  })
})
