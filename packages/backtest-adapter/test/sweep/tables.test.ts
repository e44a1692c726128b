import { Result } from "effect"
import { assert, describe, it } from "vitest"
import * as Grid from "../../src/sweep/Grid.ts"
import * as HeatMap from "../../src/sweep/HeatMap.ts"
import * as Row from "../../src/sweep/Row.ts"
import * as WalkForward from "../../src/sweep/WalkForward.ts"

const row = (params: ReadonlyArray<number>, sharpe: number): Row.Row => ({
  params,
  sharpe,
  finalEquity: 0,
  totalReturn: sharpe / 10,
  annualReturn: 0,
  calmar: Number.NaN,
  maxDrawdown: 0,
  maxDrawdownFraction: 0,
  trades: 0,
  commission: 0
})

describe("a grid", () => {
  it("is every combination, the last axis changing fastest", () => {
    const grid = Result.getOrThrow(Grid.parse(" fast = 5..15:5 , slow=20..30:10"))
    assert.deepStrictEqual(Grid.combinations(grid), [
      [5, 20],
      [5, 30],
      [10, 20],
      [10, 30],
      [15, 20],
      [15, 30]
    ])
  })

  it("steps through decimals without adding up their errors, and stops before a range's end that no step meets", () => {
    const grid = Result.getOrThrow(Grid.parse("step=0.1..0.35:0.1,max=2..4"))
    assert.deepStrictEqual(
      grid.map((axis) => axis.values),
      [
        [0.1, 0.2, 0.3],
        [2, 3, 4]
      ]
    )
  })

  for (const text of [
    "",
    "fast",
    "fast=",
    "fast=5..",
    "fast=5..10:0",
    "fast=9..5",
    "fast=5,fast=6",
    "a=1..99999999",
    "a=1..9999,b=1..9999",
    "fast=-5..5",
    "5=5"
  ])
    it(`that reads "${text}" is refused with an example of a right one`, () => {
      const parsed = Grid.parse(text)
      assert.isTrue(Result.isFailure(parsed) && parsed.failure.remedy.includes("fast=5..50:5"))
    })
})

describe("the rows of a sweep", () => {
  it("are ranked best first, undefined figures last, equal ones by their parameters", () => {
    const rows = [row([2], Number.NaN), row([9], 1), row([3], 2), row([4], 1)]
    assert.deepStrictEqual(
      Row.rank(rows, "sharpe").map((each) => each.params[0]),
      [3, 4, 9, 2]
    )
    assert.deepStrictEqual(
      Row.rank(rows, "calmar").map((each) => each.params[0]),
      [2, 3, 4, 9]
    )
    assert.strictEqual(Row.figure(row([1], 5), "return"), 0.5)
  })

  it("make a heat map of two parameters, the best over all others, empty where nothing was run", () => {
    const rows = [row([1, 7, 10], 0.1), row([1, 8, 10], 0.3), row([1, 9, 10], 0.2), row([2, 7, 20], Number.NaN)]
    const { values, xs, ys } = HeatMap.of(rows, "sharpe", 0, 2)
    assert.deepStrictEqual(
      [xs, ys],
      [
        [1, 2],
        [10, 20]
      ]
    )
    assert.deepStrictEqual(
      values.map((line) => [...line]),
      [
        [0.3, Number.NaN],
        [Number.NaN, Number.NaN]
      ]
    )
  })
})

describe("walk-forward splits", () => {
  it("roll along, or stay anchored at the first bar", () => {
    assert.deepStrictEqual(Result.getOrThrow(WalkForward.splits(11, 4, 3)), [
      { train: [0, 4], test: [4, 7] },
      { train: [3, 7], test: [7, 10] }
    ])
    assert.deepStrictEqual(
      Result.getOrThrow(WalkForward.splits(11, 4, 3, "anchored")).map((split) => split.train),
      [
        [0, 4],
        [0, 7]
      ]
    )
  })

  it("are refused where they do not fit or are not whole", () => {
    for (const [train, test] of [
      [8, 4],
      [0, 3],
      [2.5, 3]
    ] as const)
      assert.isTrue(Result.isFailure(WalkForward.splits(11, train, test)))
  })
})
