import { Result } from "effect"
import { assert, describe, it } from "vitest"
import * as Kernel from "../../src/kernel/Kernel.ts"
import { placeSignals } from "../../src/kernel/placeSignals.ts"

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
  return signals.initial === undefined ? signals.wishes.indexOf(1) : "before"
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
    assert.deepStrictEqual([...signals.wishes], [0, -1, 0, 0])
    assert.deepStrictEqual({ isPlain, superseded }, { isPlain: true, superseded: 1 })
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

describe("a wish from before the first bar", () => {
  const openOf = (fill: "next-open" | "close", stop?: number) => {
    const signals = { wishes: new Int8Array(4), initial: { wish: -1 as const, stop } }
    return Result.getOrThrow(Kernel.run(bars, signals, { size: 1, fill })).openPosition
  }

  it("is filled at the first open, but at no close", () => {
    assert.deepInclude(openOf("next-open") ?? {}, { side: -1, entryBar: 0, entryPrice: 10 })
    assert.isNull(openOf("close"))
  })

  it("rests within the first bar, whatever the fill rule", () => {
    assert.deepInclude(openOf("close", 10) ?? {}, { side: -1, entryBar: 0, entryPrice: 10 })
    assert.isNull(openOf("next-open", 9))
  })
})
