import { Rational } from "@backhand/core"
import { Result } from "effect"
import { assert, describe, it } from "vitest"
import * as Kernel from "../../src/kernel/Kernel.ts"
import { knownAt, placeSignals } from "../../src/kernel/placeSignals.ts"
import { listedSignals } from "../../src/replay/collectSignals.ts"
import { replay } from "../../src/replay/replay.ts"
import { contract } from "../replay/contract.ts"

const column = (...values: ReadonlyArray<number>) => Float64Array.from(values)
const bars = {
  length: 4,
  time: column(0, 60_000, 180_000, 240_000),
  open: column(10, 11, 12, 13),
  high: column(10, 11, 12, 13),
  low: column(10, 11, 12, 13),
  close: column(10, 11, 12, 13),
  volume: column(0, 0, 0, 0),
  priceStep: "1",
  intervalMs: 60_000
}

const wishesOf = (at: number, fill: "next-open" | "close") => {
  const { early, signals } = placeSignals(bars, [{ side: "long", at }], fill)
  if (early > 0) return "never"
  return signals.initial === undefined ? signals.bars[0] : "before"
}

describe("a signal's time", () => {
  it.each([
    [-5, "before"],
    [0, "before"],
    [1, 0],
    [60_000, 0],
    // A gap: the bar that had closed long before is still the one before the next open.
    [120_000, 1],
    [150_000, 1],
    [180_000, 1],
    [300_000, 3]
  ])("%i is followed by the first bar that opens at or after it", (at, bar) => {
    assert.strictEqual(wishesOf(at, "next-open"), bar)
  })

  it.each([
    [0, "never"],
    [59_999, "never"],
    [60_000, 0],
    [119_999, 0],
    [120_000, 1],
    [179_999, 1],
    [300_000, 3]
  ])("%i follows the last bar that has closed by it", (at, bar) => {
    assert.strictEqual(wishesOf(at, "close"), bar)
  })
})

describe("signals of one bar", () => {
  it("give way to the newest where none of them rests", () => {
    const { isPlain, signals, superseded } = placeSignals(
      bars,
      [
        { side: "long", at: 70_000 },
        { side: "short", at: 80_000 }
      ],
      "next-open"
    )
    assert.deepStrictEqual([signals.bars, signals.sides], [Int32Array.of(1), Int8Array.of(-1)])
    assert.deepStrictEqual({ isPlain, superseded }, { isPlain: true, superseded: 1 })
  })

  it("are told apart by their times, not by their places in the file", () => {
    const list = [
      { side: "short", at: 80_000 },
      { side: "long", bar: 0 },
      { side: "long", at: 70_000 }
    ] as const
    const { newest, signals } = placeSignals(bars, list, "next-open")
    assert.deepStrictEqual([signals.bars, signals.sides], [Int32Array.of(0, 1), Int8Array.of(1, -1)])
    assert.deepStrictEqual(newest, [list[1], list[0]])
  })

  it("give way to the newest where another of them rests, too", () => {
    const list = [
      { side: "long", bar: 1, stop: "14" },
      { side: "short", bar: 1 },
      { side: "long", bar: 1 }
    ] as const
    assert.deepStrictEqual(placeSignals(bars, list, "close").newest, [list[0], list[2]])
  })

  it("are no plain columns where one of them rests, or has a size of its own", () => {
    const bracket = [
      { side: "long", bar: 1, stop: "14" },
      { side: "short", bar: 1, stop: "9" }
    ] as const
    assert.isFalse(placeSignals(bars, bracket, "next-open").isPlain)
    assert.isFalse(placeSignals(bars, [{ side: "long", bar: 1, size: "3" }], "next-open").isPlain)
  })
})

describe("signals at the end", () => {
  it("are counted where no bar follows them", () => {
    const list = [
      { side: "long", bar: 3 },
      { side: "short", at: 1_000_000 }
    ] as const
    assert.strictEqual(placeSignals(bars, list, "next-open").late, 2)
  })
})

describe("a lone bar", () => {
  it("is not filled by what is decided on it", () => {
    const one = column(10)
    const lone = { ...bars, length: 1, time: column(0), open: one, high: one, low: one, close: one, intervalMs: 0 }
    const market = { instrument: contract("X"), bars: lone }
    const list = [
      { symbol: "X", side: "long", at: knownAt(lone, { side: "long", bar: 0 }), stop: "9" },
      { symbol: "X", side: "short", at: knownAt(lone, { side: "short", bar: 0 }) }
    ] as const
    assert.deepStrictEqual(replay([market], listedSignals(list), { size: 1 }).executions, [])
  })
})

describe("a wish from before the first bar", () => {
  const openOf = (fill: "next-open" | "close", stop?: number) => {
    const signals = { wishes: new Int8Array(4), initial: { wish: -1 as const, stop } }
    return Result.getOrThrow(Kernel.run(bars, signals, { size: 1, fill })).openPosition
  }

  it("is filled at the first open, but at no close", () => {
    assert.deepInclude(openOf("next-open") ?? {}, { side: -1, entryBar: 0, entryPrice: 10 })
    assert.isNull(openOf("close"))
  })

  it("pays the funding that falls within the first bar, at its open where no mark price is given", () => {
    const paid = (mark?: Float64Array) => {
      const funding = { time: column(120_000, 180_000), rate: column(0.1, 0.5), mark }
      const late = { ...bars, time: column(60_000, 180_000, 300_000, 420_000), intervalMs: 120_000 }
      const signals = { wishes: new Int8Array(4), initial: { wish: 1 as const } }
      const market = { instrument: contract("X"), bars: late, funding }
      const strategy = listedSignals([{ symbol: "X", side: "long", at: 0 }])
      return [
        Result.getOrThrow(Kernel.run(late, signals, { size: 1, funding })).summary.totalFunding,
        Rational.toNumber(replay([market], strategy, { size: 1, limit: null }).summary.funding)
      ]
    }
    assert.deepStrictEqual(paid(), [-6, -6])
    assert.deepStrictEqual(paid(column(20, 30)), [-17, -17])
  })

  it("rests within the first bar, whatever the fill rule", () => {
    assert.deepInclude(openOf("close", 10) ?? {}, { side: -1, entryBar: 0, entryPrice: 10 })
    assert.isNull(openOf("next-open", 9))
  })
})
