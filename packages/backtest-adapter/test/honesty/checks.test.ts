import { Result } from "effect"
import * as fc from "fast-check"
import { filter, map, mergeMap, type Observable, of } from "rxjs"
import { assert, describe, it } from "vitest"
import { checkLookAhead } from "../../src/honesty/checkLookAhead.ts"
import { checkWarmUp } from "../../src/honesty/checkWarmUp.ts"
import type { Pipeline } from "../../src/honesty/Pipeline.ts"
import type { MarketEvent } from "../../src/MarketEvent.ts"
import { uniform } from "../../src/replay/latency.ts"
import type { Market } from "../../src/replay/Market.ts"
import { parseStrategy } from "../../src/strategies/builtIn.ts"
import { candles, minute } from "../replay/candles.ts"
import { contract } from "../replay/contract.ts"
import * as worlds from "./worlds.ts"

const walk = (length: number, seed: number) => {
  let price = 10_000
  return candles(
    Array.from({ length }, (_, k) => {
      const open = price
      price += Math.floor(uniform(seed, k) * 41) - 20
      return [open, Math.max(open, price) + 3, Math.min(open, price) - 3, price] as const
    })
  )
}

const market = (length = 300, seed = 4): Market => ({ instrument: contract("X"), bars: walk(length, seed) })
const symbol = "X"
const sideOf = (isLong: boolean) => (isLong ? ("long" as const) : ("short" as const))
const builtIn =
  (text: string): Pipeline =>
  () =>
    Result.getOrThrow(parseStrategy(text)).operator()

/** A pipeline that decides by the columns it was made with, at the bar that it is told. */
const reading =
  (decide: (bars: Market["bars"], k: number) => boolean): Pipeline =>
  ([of]) =>
  (events: Observable<MarketEvent>) =>
    events.pipe(
      filter((event) => event.kind === "bar"),
      map((_, k) => ({ symbol, side: sideOf(of !== undefined && decide(of.bars, k)) }))
    )

describe("checkLookAhead", () => {
  it("finds nothing in pipelines that use only what they were told", () => {
    for (const text of ["sma-cross:5,20", "ema-cross:5,20", "donchian:10", "psar:0.02,0.2", "supertrend:10,3"]) {
      const found = checkLookAhead([market()], builtIn(text))
      assert.deepStrictEqual(found.moved, [], text)
      assert.isTrue(found.isClean)
      assert.isAbove(found.signals, 0)
    }
  })

  it("tells of every run that it and the check of the warm-up make", () => {
    const told: Array<string> = []
    const onRun = (done: number, total: number) => told.push(`${done}/${total}`)
    checkLookAhead([market()], builtIn("donchian:10"), { instants: 2, onRun })
    checkWarmUp([market()], builtIn("donchian:10"), { starts: 2, onRun })
    assert.deepStrictEqual(told, ["1/6", "2/6", "3/6", "4/6", "5/6", "6/6", "1/3", "2/3", "3/3"])
  })

  it("finds nothing in any strategy that reads events alone, whatever the markets", () => {
    fc.assert(
      fc.property(worlds.markets, fc.nat(1000), (world, seed) => {
        const markets = world.map((each) => each.market)
        const pipeline: Pipeline = () =>
          mergeMap((event) => {
            const price = event.kind === "bar" ? event.close : event.kind === "trade" ? event.price : event.at
            return price % 3 === 0 ? of({ symbol: event.symbol, side: sideOf(price % 2 === 0) }) : []
          })
        assert.isTrue(checkLookAhead(markets, pipeline, { seed, instants: 4 }).isClean)
      }),
      { numRuns: 30 }
    )
  })

  const peekers: Readonly<Record<string, (bars: Market["bars"], k: number) => boolean>> = {
    "the next close": ({ close }, k) => (close[k + 1] ?? 0) > (close[k] ?? 0),
    "the high of a bar that is still open": ({ high }, k) => (high[k + 1] ?? 0) - (high[k] ?? 0) > 5,
    "a close fifty bars ahead": ({ close }, k) => (close[k + 50] ?? 0) > (close[k] ?? 0),
    "the mean of the whole history": ({ close }, k) =>
      (close[k] ?? 0) > close.reduce((a, b) => a + b, 0) / close.length,
    "the number of bars to come": ({ length }, k) => k > length / 2
  }
  for (const [what, decide] of Object.entries(peekers))
    it(`catches a pipeline that reads ${what}`, () => {
      const found = checkLookAhead([market()], reading(decide))
      assert.isFalse(found.isClean)
      const [moved] = found.moved
      assert.isTrue(moved !== undefined && (moved.was?.atMs ?? moved.became?.atMs ?? 0) <= moved.changedAfterMs)
    })

  it("shows the signal that came or went", () => {
    const rising: Pipeline = ([{ bars } = market()]) =>
      mergeMap((event, k) =>
        event.kind === "bar" && (bars.close[k + 1] ?? 0) > event.close ? [{ symbol, side: sideOf(true) }] : []
      )
    const { moved } = checkLookAhead([market()], rising, { instants: 60 })
    assert.isTrue(moved.some(({ became, was }) => was === null && became !== null))
    assert.isTrue(moved.some(({ became, was }) => was !== null && became === null))
    assert.isTrue(moved.every(({ by }) => by !== "nothing"))
  })

  it("catches a peek at trades, quotes and funding to come", () => {
    const bars = walk(60, 9)
    const funding = { time: bars.time, rate: Float64Array.from(bars.time, (_, k) => (k % 7) / 1e6) }
    const full = { ...market(), bars, trades: worlds.trades(bars), quotes: worlds.quotes(bars), funding }
    const peek =
      (look: (of: Market, at: number) => number): Pipeline =>
      ([of = full]) =>
        mergeMap((event: MarketEvent) =>
          event.kind === "bar" ? [{ symbol, side: sideOf(look(of, event.at) % 2 < 1) }] : []
        )
    const after = (time: Float64Array | undefined, at: number) => time?.findIndex((each) => each > at) ?? -1
    const looks: ReadonlyArray<(of: Market, at: number) => number> = [
      ({ trades }, at) => trades?.price[after(trades.time, at)] ?? 0,
      ({ quotes }, at) => quotes?.ask[after(quotes.time, at)] ?? 0,
      ({ funding: due }, at) => 1e6 * Math.abs(due?.rate[after(due.time, at)] ?? 0)
    ]
    for (const look of looks) assert.isFalse(checkLookAhead([full], peek(look)).isClean)
  })

  it("says so when a pipeline does not even repeat itself", () => {
    let runs = 0
    const fickle: Pipeline = () => {
      runs++
      const of = runs
      return mergeMap((event) => [{ symbol: event.symbol, side: sideOf((event.at / minute + of) % 2 === 0) }])
    }
    assert.strictEqual(checkLookAhead([market()], fickle).moved[0]?.by, "nothing")
  })
})

describe("checkWarmUp", () => {
  it("finds how long an average needs to forget where it began", () => {
    const found = checkWarmUp([market(1000)], builtIn("sma-cross:5,40"))
    assert.isTrue(found.isClean)
    assert.isAbove(found.warmUpBars, 0)
    assert.isAtMost(found.warmUpBars, 40 + 60)
    for (const { added, missing, settledMs, startMs } of found.starts)
      for (const { atMs } of [...added, ...missing]) assert.isTrue(atMs > startMs && atMs <= settledMs)
  })

  it("finds nothing where a signal depends on its own bar alone", () => {
    const found = checkWarmUp([market()], () =>
      mergeMap((event) => (event.kind === "bar" ? [{ symbol, side: sideOf(event.close > event.open) }] : []))
    )
    assert.deepStrictEqual([found.isClean, found.warmUpBars], [true, 0])
  })

  it("reports a pipeline that never forgets its first bar", () => {
    const found = checkWarmUp(
      [market()],
      reading((_, k) => k % 2 === 0),
      { seed: 3 }
    )
    assert.isFalse(found.isClean)
    assert.isTrue(found.starts.some(({ settledBars }) => settledBars === Number.POSITIVE_INFINITY))
  })

  it("begins trades, quotes and funding later as well", () => {
    const bars = walk(80, 2)
    const funding = { time: bars.time, rate: Float64Array.from(bars.time, () => 1e-4) }
    const full = { ...market(), bars, trades: worlds.trades(bars), quotes: worlds.quotes(bars), funding }
    const kinds: Pipeline = () =>
      mergeMap((event) => (event.kind === "bar" ? [] : [{ symbol, side: sideOf(event.kind === "trade") }]))
    const { isClean, starts, warmUpBars } = checkWarmUp([full], kinds)
    assert.deepStrictEqual([isClean, warmUpBars], [true, 0])
    for (const { signals } of starts) assert.isAbove(signals, 0)
  })

  it("has nothing to say of no history", () => {
    assert.deepStrictEqual(checkWarmUp([{ ...market(), bars: candles([]) }], builtIn("donchian:3")).starts, [])
  })
})
