import { Rational } from "@backhand/core"
import { filter, map, mergeMap, of } from "rxjs"
import { assert, describe, it } from "vitest"
import type { MarketEvent } from "../../src/MarketEvent.ts"
import { openRefused, openShrunk, sometimes } from "../../src/replay/outcomes.ts"
import { replay, type Wish } from "../../src/replay/replay.ts"
import type { ReplayOptions } from "../../src/replay/ReplayOptions.ts"
import { candles, minute, start } from "./candles.ts"
import { contract } from "./contract.ts"
import { listed } from "./listed.ts"

const bars = candles([
  [100, 102, 99, 101],
  [102, 104, 101, 103],
  [104, 106, 103, 105],
  [106, 108, 105, 107],
  [108, 110, 107, 109]
])
const wishes = (...list: ReadonlyArray<number>) => listed(bars, { wishes: Int8Array.from(list), stops: undefined })
const market = { instrument: contract("X"), bars }
const money = Rational.toDecimal

const trades = (...rows: ReadonlyArray<readonly [at: number, price: number]>) => ({
  length: rows.length,
  time: Float64Array.from(rows, ([at]) => start + at),
  price: Float64Array.from(rows, ([, price]) => price),
  size: Float64Array.from(rows, () => 1),
  side: new Int8Array(rows.length),
  priceStep: "0.5"
})

const quotes = (...rows: ReadonlyArray<readonly [at: number, bid: number, ask: number]>) => ({
  length: rows.length,
  time: Float64Array.from(rows, ([at]) => start + at),
  bid: Float64Array.from(rows, ([, bid]) => bid),
  ask: Float64Array.from(rows, ([, , ask]) => ask),
  priceStep: "1"
})

const fills = (history: Parameters<typeof replay>[0], strategy: ReturnType<typeof wishes>, options: ReplayOptions) =>
  replay(history, strategy, options).executions.map(({ atMs, effect, price }) => [effect, atMs - start, money(price)])

describe("fill rules", () => {
  it("fills by the first trade at or after the arrival", () => {
    const ticks = trades([10_000, 200], [minute + 5000, 204], [minute + 9000, 206], [4 * minute, 220])
    const at = (latencyMs: number) =>
      fills([{ ...market, trades: ticks }], wishes(1, 0, 0, 0, 0), { size: 1, fill: "first-trade", latencyMs })
    assert.deepStrictEqual(at(0), [["open", minute + 5000, "102"]])
    assert.deepStrictEqual(at(5000), [["open", minute + 5000, "102"]])
    assert.deepStrictEqual(at(5001), [["open", minute + 9000, "103"]])
    assert.deepStrictEqual(at(5 * minute), [])
  })

  it("never fills by a trade that the strategy decided on, even within its millisecond", () => {
    const ticks = trades([10_000, 200], [10_000, 202], [10_000, 204], [10_000, 206])
    const second = (source: Parameters<ReturnType<typeof wishes>>[0]) =>
      source.pipe(
        mergeMap((event: MarketEvent) =>
          event.kind === "trade" && event.price === 202 ? of<Wish>({ symbol: "X", side: "long" }) : []
        )
      )
    assert.deepStrictEqual(fills([{ ...market, trades: ticks }], second, { size: 1, fill: "first-trade" }), [
      ["open", 10_000, "102"]
    ])
  })

  it("buys at the ask and sells at the bid of the quote in force, and slips from there", () => {
    const book = quotes([0, 100, 101], [minute, 102, 104], [2 * minute + 1, 90, 110])
    const options = { size: 1, fill: "quote", slippageTicks: 2 } as const
    const instrument = { ...contract("X"), priceStep: Rational.make(1n, 10n) }
    assert.deepStrictEqual(fills([{ ...market, instrument, quotes: book }], wishes(1, -1, 0, 0, 0), options), [
      ["open", minute, "104.2"],
      ["close", 2 * minute, "101.8"],
      ["open", 2 * minute, "101.8"]
    ])
  })

  it("refuses a rule that the history cannot serve, and sizes that it does not model, with a remedy", () => {
    const run = (options: ReplayOptions) => () => replay([market], wishes(1, 0, 0, 0, 0), options)
    assert.throws(run({ size: 1, fill: "first-trade" }), /no trades.*Remedy/)
    assert.throws(run({ size: 1, fill: "quote" }), /no quotes.*Remedy/)
    assert.throws(run({ size: { allIn: 1 }, outcome: openRefused }), /all-in.*Remedy/)
    assert.throws(
      () => replay([market, { ...market, instrument: contract("Y") }], wishes(), { size: { allIn: 1 } }),
      /several/
    )
    assert.throws(run({ size: 1, legGapMs: -1 }), /legGapMs/)
    const funding = { time: Float64Array.of(start + 2 * minute), rate: Float64Array.of(Number.NaN) }
    assert.throws(() => replay([{ ...market, funding }], wishes(1, 0, 0, 0, 0), { size: 1 }), /rate.*Remedy/)
    assert.throws(run({ size: 1, latencyMs: () => Number.NaN }), /latencyMs/)
    assert.throws(() => replay([market], wishes(-1, 0, 0, 0, 0), { size: 1, slippageTicks: 1e9 }), RangeError)
    assert.throws(run({ size: 1, margin: { leverage: 100, maintenanceRate: "0.01" } }), /liquidated as it is opened/)
    assert.throws(() => replay([market, market], wishes(), { size: 1 }), /there twice/)
  })

  it("fills at the close that was decided on, and an order that comes later at the next close, never at a past price", () => {
    const at = (latencyMs: number) => fills([market], wishes(1, 0, 0, 0, 0), { size: 1, fill: "close", latencyMs })
    assert.deepStrictEqual(at(0), [["open", minute, "101"]])
    assert.deepStrictEqual(at(1), [["open", 2 * minute, "103"]])
    assert.deepStrictEqual(at(minute), [["open", 2 * minute, "103"]])
    assert.deepStrictEqual(at(minute + 1), [["open", 3 * minute, "105"]])
    // The last close ends the history.
    assert.deepStrictEqual(at(4 * minute), [])
  })

  it("fills nobody who acts within a bar at the close before it, whatever told him to", () => {
    const onTrade = map((): Wish => ({ symbol: "X", side: "long" }))
    const strategy = (source: Parameters<ReturnType<typeof wishes>>[0]) =>
      source.pipe(
        filter(({ kind }) => kind === "trade"),
        onTrade
      )
    const history = [{ ...market, trades: trades([minute + 10, 250]) }]
    assert.deepStrictEqual(fills(history, strategy, { size: 1, fill: "close" }), [["open", 2 * minute, "103"]])
    // Another symbol's bars close where this one's do not.
    const half = candles(
      Array.from({ length: 9 }, () => [9, 9, 9, 9] as const),
      start + minute / 2
    )
    const other = { instrument: contract("Y"), bars: half }
    const follows = (source: Parameters<ReturnType<typeof wishes>>[0]) =>
      source.pipe(
        filter(({ symbol }) => symbol === "Y"),
        onTrade
      )
    const both = replay([market, other], follows, { size: 1, fill: "close" })
    assert.deepStrictEqual(
      both.executions.map(({ atMs, price }) => [atMs - start, money(price)]),
      [[2 * minute, "103"]]
    )
  })

  it("rests a stop in no bar that the strategy has seen, however early the signal is dated", () => {
    const dated = (source: Parameters<ReturnType<typeof wishes>>[0]) =>
      source.pipe(
        mergeMap((event: MarketEvent) =>
          event.kind === "bar" && event.time === start + minute
            ? of<Wish>({ symbol: "X", side: "long", stop: "103", at: event.time })
            : []
        )
      )
    assert.deepStrictEqual(fills([market], dated, { size: 1 }), [["open", 2 * minute, "104"]])
  })

  it("opens the second leg later where there is a gap between the legs, at its own price", () => {
    const result = replay([market], wishes(1, -1, 0, 0, 0), { size: 1, legGapMs: 1 })
    assert.deepStrictEqual(
      result.executions.map(({ bar, effect, price }) => [effect, bar, money(price)]),
      [
        ["open", 1, "102"],
        ["close", 2, "104"],
        ["open", 3, "106"]
      ]
    )
    const settled = result.events.filter((event) => event.event === "settled")
    assert.deepStrictEqual(
      settled.map(({ settlement }) => settlement),
      ["reversed", "reversed"]
    )
  })

  it("waits with a signal that is dated later than the event it was emitted on", () => {
    const early = (source: Parameters<ReturnType<typeof wishes>>[0]) =>
      source.pipe(
        mergeMap((event: MarketEvent) =>
          event.at === start + minute ? of<Wish>({ symbol: "X", side: "long", at: start + 2 * minute + 1 }) : []
        )
      )
    assert.deepStrictEqual(fills([market], early, { size: 1 }), [["open", 3 * minute, "106"]])
  })
})

describe("sizes", () => {
  it("buys as many lots as a value is worth at the last known price, rounded down to the contract's step", () => {
    const instrument = { ...contract("X"), sizeStep: Rational.make(1n, 100n) }
    const { executions } = replay([{ instrument, bars }], wishes(1, 0, -1, 0, 0), { size: { value: "1000" } })
    // 1000 / 101 = 9.9009…; the reversal turns the same lots round.
    assert.deepStrictEqual(
      executions.map(({ lots }) => lots),
      [990, 990, 990]
    )
  })

  it("values an entry at the last trade, where that came after the last close", () => {
    const ticks = trades([70_000, 400], [80_000, 500])
    const onTrade = (source: Parameters<ReturnType<typeof wishes>>[0]) =>
      source.pipe(
        mergeMap((event: MarketEvent) =>
          event.kind === "trade" && event.price === 400 ? of<Wish>({ symbol: "X", side: "long" }) : []
        )
      )
    const options = { size: { value: "1000" }, fill: "first-trade" } as const
    const { decisions, executions } = replay([{ ...market, trades: ticks }], onTrade, options)
    assert.deepStrictEqual([executions[0]?.lots, decisions[0]?.price], [5_000_000, Rational.make(200n)])
  })

  it("goes all in with what equity buys, compounds, and stays out when that is no unit", () => {
    const allIn = (unit: string, capital: number) =>
      replay([market], wishes(1, -1, 1, 0, 0), { size: { allIn: unit }, capital, feeRate: "0.01" })
    const lots = ({ executions }: ReturnType<typeof allIn>) =>
      executions.map(({ effect, lots: of }) => [effect, of / 1e6])
    // 1030 / (102 x 1.01) = 9.99…; then 1030 + 9 x (104 - 102) - 9 x 1.02 - 9 x 1.04 = 1029.46 buys 9 at 104.
    assert.deepStrictEqual(lots(allIn("1", 1030)), [
      ["open", 9],
      ["close", 9],
      ["open", 9],
      ["close", 9],
      ["open", 9]
    ])
    const none = allIn("100", 1030)
    assert.deepStrictEqual(lots(none), [])
    assert.containsSubset(none.events, [{ event: "refused", code: "40754" }])
    assert.throws(() => allIn("0.000001", 1e15), /than can be counted.*Remedy/)
    const withSize = listed(bars, { wishes: Int8Array.from([1, 0, 0, 0, 0]), stops: undefined })
    const sized = (source: Parameters<typeof withSize>[0]) =>
      withSize(source).pipe(map((wish) => ({ ...wish, size: "7" })))
    assert.deepStrictEqual(lots(replay([market], sized, { size: { allIn: "1" }, capital: 1030 })), [["open", 10]])
  })

  it("refuses an entry that the value does not pay, and one that could not be sized, rather than guess", () => {
    const instrument = { ...contract("X"), sizeStep: Rational.make(100n) }
    const { events, executions } = replay([{ instrument, bars }], wishes(1, 0, 0, 0, 0), { size: { value: "1000" } })
    assert.deepStrictEqual(executions, [])
    assert.containsSubset(events, [{ event: "refused", reason: "plan" }])
  })
})

describe("what can come of an order", () => {
  const settlements = (options: Partial<ReplayOptions>) =>
    replay([market], wishes(1, -1, 1, 0, 0), { size: 1, ...options }).events.flatMap((event) =>
      event.event === "settled" ? [`${event.order} ${event.settlement} ${event.closed} ${event.opened}`] : []
    )

  it("closes only where the open is refused; the next signal enters anew", () => {
    assert.deepStrictEqual(settlements({ outcome: openRefused }), [
      "entry reversed 0 1",
      "reversal closed-only 1 0",
      "entry reversed 0 1"
    ])
  })

  it("opens a fraction where the open shrinks, and completes it where that is wished", () => {
    assert.deepStrictEqual(settlements({ outcome: openShrunk(0.25) }), [
      "entry reversed 0 1",
      "reversal partially-reversed 1 0.25",
      "reversal partially-reversed 0.25 0.0625"
    ])
    assert.deepStrictEqual(settlements({ outcome: openShrunk(0.25), complete: true }).slice(1, 3), [
      "reversal partially-reversed 1 0.25",
      "entry reversed 0 0.75"
    ])
    assert.throws(() => openShrunk(1.5), RangeError)
  })

  it("befalls a share of the orders, the same ones whenever the seed is the same", () => {
    assert.deepStrictEqual(settlements({ outcome: sometimes(1, 0, openRefused) })[1], "reversal reversed 1 1")
    assert.deepStrictEqual(settlements({ outcome: sometimes(1, 1, openRefused) })[1], "reversal closed-only 1 0")
    const half = (seed: number) => settlements({ outcome: sometimes(seed, 0.5, openRefused) }).join()
    assert.strictEqual(half(3), half(3))
    assert.isAbove(new Set(Array.from({ length: 20 }, (_, seed) => half(seed))).size, 1)
  })

  it("tries a signal again whose order came to nothing, and counts it as unfilled", () => {
    const { events, orders, summary } = replay([market], wishes(1, 0, 0, 0, 0), {
      size: 1,
      outcome: () => ({ closed: 0, opened: 0 })
    })
    assert.strictEqual(events.at(-1)?.event, "refused")
    assert.strictEqual(orders.length, 5)
    assert.strictEqual(summary.unfilled, 5)
  })
})
