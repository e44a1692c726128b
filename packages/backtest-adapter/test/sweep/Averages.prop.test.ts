import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Averages from "../../src/sweep/Averages.ts"
import { blockCrosses } from "../../src/sweep/blockCrosses.ts"
import { smaCrosses } from "../../src/strategies/smaCrosses.ts"

const runs = 400 * Number(process.env["BACKHAND_RUNS"] ?? 1)

/** Prices of any size, also the greatest that a sweep passes over, wandering to and fro in waves, or jumping. */
const closes = fc
  .tuple(
    fc.constantFrom(3, 40, 5_000, 2 ** 31 - 1),
    fc.constantFrom(1, 2, 60),
    fc.array(fc.nat(), { maxLength: 300, size: "max" })
  )
  .map(([most, step, moves]) => {
    let price = Math.floor(most / 2)
    return Float64Array.from(moves, (move, i) => {
      const drift = i % 120 < 60 ? 1 : -1
      price = step === 60 ? (move % most) + 1 : price + drift + ((move % (2 * step + 1)) - step)
      return (price = Math.min(most, Math.max(1, price)))
    })
  })

const pair = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }))

describe("crosses, whole blocks at a time", () => {
  it("are those of one bar after the other, wherever the bars are cut", () => {
    let [crosses, passedOver] = [0, 0]
    fc.assert(
      fc.property(closes, pair, fc.nat(), (close, [fast, more], cut) => {
        const slow = fast + more
        const averages = Averages.make(
          close,
          close.reduce((most, it) => Math.max(most, it), 1)
        )
        const [quick, calm] = [Averages.extremes(averages, fast), Averages.extremes(averages, slow)]
        const [barwise, blockwise] = [
          { fast, slow, next: 0, lead: 0 },
          { fast, slow, next: 0, lead: 0 }
        ]
        for (const end of [close.length === 0 ? 0 : cut % close.length, close.length]) {
          const [one, other] = [new Int32Array(close.length), new Int32Array(close.length)]
          const count = smaCrosses(barwise, close, end, one)
          assert.strictEqual(blockCrosses(blockwise, averages.sums, quick, calm, end, other), count)
          assert.deepStrictEqual(other, one)
          crosses += count
        }
        const isApart = (k: number) =>
          (quick.low[k] ?? 0) > (calm.high[k] ?? 0) || (quick.high[k] ?? 0) < (calm.low[k] ?? 0)
        passedOver += [...quick.low.keys()].filter((k) => 16 * k >= slow && isApart(k)).length
      }),
      { numRuns: runs }
    )
    assert.isAbove(crosses, 500)
    assert.isAbove(passedOver, 50)
  })

  it("keep the extremes that were asked for last", () => {
    const averages = Averages.make(new Float64Array(100).fill(7), 7)
    const first = Averages.extremes(averages, 1)
    const second = Averages.extremes(averages, 2)
    assert.strictEqual(Averages.extremes(averages, 1), first)
    for (let length = 3; length <= 65; length++) Averages.extremes(averages, length)
    assert.strictEqual(Averages.extremes(averages, 1), first)
    assert.notStrictEqual(Averages.extremes(averages, 2), second)
  })
})
