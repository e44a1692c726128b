import { Result } from "effect"
import { assert, describe, it } from "vitest"
import type { Bars } from "../../src/Bars.ts"
import * as Kernel from "../../src/kernel/Kernel.ts"
import type { KernelOptions } from "../../src/kernel/KernelOptions.ts"
import * as Signals from "../../src/kernel/Signals.ts"

const prices = () => Float64Array.of(100, 101, 102)
const bars: Bars = {
  length: 3,
  time: Float64Array.of(0, 60_000, 120_000),
  open: prices(),
  high: prices(),
  low: prices(),
  close: prices(),
  volume: new Float64Array(3),
  priceStep: "0.1",
  intervalMs: 60_000
}
const wishes = Int8Array.of(1, 0, 0)
const listed: Signals.Signals = { length: 3, bars: Int32Array.of(0, 1), sides: Int8Array.of(1, -1) }

const refusal = (
  options: Partial<KernelOptions>,
  of: Bars = bars,
  signals: Parameters<typeof Kernel.run>[1] = { wishes }
) => {
  const result = Kernel.run(of, signals, { size: "1", ...options })
  return Result.isFailure(result) ? result.failure : undefined
}

describe("the kernel refuses, with a remedy,", () => {
  const replayOnly: ReadonlyArray<KernelOptions> = [
    { size: "1", latencyMs: 40 },
    { size: "1", limit: "10/1s" },
    { size: "1", margin: { leverage: 10 } },
    { size: "1", outcome: () => ({ closed: 1, opened: 0 }) },
    { size: "1", makerFeeRate: 0.0002 },
    { size: "1", slippageTicks: 2 },
    { size: "1", legGapMs: 250 },
    { size: "1", hasMinimums: true },
    { size: "1", guards: { maxLots: 3 } }
  ]
  for (const options of replayOnly)
    it(`what only the replay can honour: ${Object.keys(options)[1]}`, () => {
      const refused = refusal(options)
      assert.strictEqual(refused?._tag, "NotHonoured")
      assert.match(refused?.remedy ?? "", /replay/)
    })

  it("nothing of signals that are listed as they should be", () => {
    assert.isUndefined(refusal({}, bars, listed))
  })

  it("nothing when such an option says that there is none", () => {
    assert.isUndefined(refusal({ latencyMs: 0, limit: undefined, outcome: null }))
  })

  it("an option that nobody knows, so that a fee under another name is not taken for none", () => {
    const refused = refusal({ feerate: "0.0006" } as never)
    assert.strictEqual(refused?._tag, "BadOption")
    assert.match(refused?.remedy ?? "", /feeRate/)
  })

  it("a first wish that is no side, or rests at no price", () => {
    for (const initial of [{ wish: 2 as never }, { wish: 1, stop: -5 } as const, { wish: 1, stop: Infinity } as const])
      assert.strictEqual(refusal({}, bars, { wishes, initial })?.field, "initial")
    assert.isUndefined(refusal({}, bars, { wishes, initial: { wish: -1, stop: Number.NaN } }))
  })

  const unreadable: ReadonlyArray<readonly [string, Partial<KernelOptions>]> = [
    ["a size that is not above zero", { size: "0" }],
    ["an all-in unit that is not a number", { size: { allIn: "x" } }],
    ["a value that is no money", { size: { value: "-5", unit: "1" } }],
    ["a value without the unit of sizes", { size: { value: "5" } as never }],
    ["a fee of more than everything", { feeRate: 1 }],
    ["a slippage of more than everything", { slippageBps: 10_000 }],
    ["a negative fee", { feeRate: "-0.1" }],
    ["no capital", { capital: 0 }],
    ["a fill it does not know", { fill: "mid" as never }],
    ["a mode it does not know", { mode: "both" as never }]
  ]
  for (const [what, options] of unreadable)
    it(what, () => {
      assert.strictEqual(refusal(options)?._tag, "BadOption")
      assert.isNotEmpty(refusal(options)?.remedy)
    })

  const funding = (time: ReadonlyArray<number>, rate: ReadonlyArray<number>, mark?: ReadonlyArray<number>) => ({
    funding: {
      time: Float64Array.from(time),
      rate: Float64Array.from(rate),
      mark: mark === undefined ? undefined : Float64Array.from(mark)
    }
  })
  const columns: ReadonlyArray<readonly [string, Partial<KernelOptions>, Bars, Parameters<typeof Kernel.run>[1]]> = [
    ["a column of another length", {}, { ...bars, high: Float64Array.of(1) }, { wishes }],
    ["times of another length", {}, { ...bars, time: Float64Array.of(1) }, { wishes }],
    ["a price that is not whole ticks", {}, { ...bars, low: Float64Array.of(100, 1.5, 102) }, { wishes }],
    ["a price that is not a number", {}, { ...bars, open: Float64Array.of(100, Number.NaN, 102) }, { wishes }],
    ["a price step that is not a decimal", {}, { ...bars, priceStep: "fine" }, { wishes }],
    ["prices too long to be exact", {}, { ...bars, high: Float64Array.of(2 ** 52, 1, 1), priceStep: "9" }, { wishes }],
    ["wishes of another length", {}, bars, { wishes: Int8Array.of(1) }],
    ["a wish that is no side", {}, bars, { wishes: Int8Array.of(2, 0, 0) }],
    ["stops of another length", {}, bars, { wishes, stops: Float64Array.of(1) }],
    ["a stop that is no price", {}, bars, { wishes, stops: Float64Array.of(-1, 1, 1) }],
    ["a side for every bar but one", {}, bars, { ...listed, sides: Int8Array.of(1) }],
    ["a stop for every wish but one", {}, bars, { ...listed, stops: Float64Array.of(1) }],
    ["wishes that go back in time", {}, bars, { ...listed, bars: Int32Array.of(1, 1) }],
    ["a wish after the last bar", {}, bars, { ...listed, bars: Int32Array.of(1, 3) }],
    ["a wish before the first bar", {}, bars, { ...listed, bars: Int32Array.of(-1, 1) }],
    ["funding columns of different lengths", funding([1], []), bars, { wishes }],
    ["funding out of order", funding([60_000, 60_000], [0, 0]), bars, { wishes }],
    ["a mark that is no price", funding([60_000], [0], [0]), bars, { wishes }]
  ]
  for (const [what, options, of, signals] of columns)
    it(what, () => assert.strictEqual(refusal(options, of, signals)?._tag, "BadColumns"))

  it("signals on bars that are not there, on no side, or with a stop that is no price", () => {
    const lists: ReadonlyArray<Signals.ListedSignal> = [
      [3, 1],
      [0.5, 1],
      [0, 0],
      [0, 1, Number.NaN]
    ]
    for (const signal of lists) assert.isTrue(Result.isFailure(Signals.fromList(3, [signal])))
  })
})

describe("the kernel runs", () => {
  it("no bars at all", () => {
    const none = { ...bars, length: 0, time: new Float64Array(), open: new Float64Array(), high: new Float64Array() }
    const empty = { ...none, low: new Float64Array(), close: new Float64Array(), volume: new Float64Array() }
    const run = Result.getOrThrow(Kernel.run(empty, { wishes: new Int8Array() }, { size: "1" }))
    assert.strictEqual(run.summary.finalEquity, 1_000_000)
  })

  it("a market signal beside a resting one, whatever the fill rule", () => {
    const list = Result.getOrThrow(
      Signals.fromList(3, [
        [0, 1],
        [1, -1, 10.15]
      ])
    )
    const { openPosition, trades } = Result.getOrThrow(Kernel.run(bars, list, { size: "1", fill: "close" }))
    assert.deepStrictEqual([trades.length, openPosition?.entryBar, openPosition?.entryPrice], [0, 0, 10])
  })

  it("gives each settlement on a fill's moment to whom the tie says", () => {
    const paid = (tie: "before" | "after" | "both") => {
      const due = { time: Float64Array.of(120_003), rate: Float64Array.of(0.01), mark: Float64Array.of(10), tie }
      const flips = { wishes: Int8Array.of(1, -1, 0) }
      return Result.getOrThrow(Kernel.run(bars, flips, { size: "1", funding: due })).summary.totalFunding
    }
    assert.deepStrictEqual([paid("before"), paid("after"), paid("both")], [-0.1, 0.1, 0])
  })
})
