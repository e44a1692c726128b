import { Rational } from "@backhand/core"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { againstIdeal } from "../../src/honesty/againstIdeal.ts"
import * as Costs from "../../src/honesty/Costs.ts"
import * as worlds from "./worlds.ts"

const runs = 80 * Number(process.env["BACKHAND_RUNS"] ?? 1)
const decimal = Rational.toDecimal

describe("the difference from the ideal run", () => {
  it("is the sum of what every order cost by cause, and of what was missed, to the last digit", () => {
    const met = new Set<string>()
    fc.assert(
      fc.property(worlds.markets, worlds.options, (world, options) => {
        const markets = world.map(({ market }) => market)
        const found = againstIdeal(markets, worlds.strategyOf(world), options)
        const { costs, difference, missed, orders } = found
        assert.deepStrictEqual(difference, Rational.add(Costs.total(costs), missed))
        for (const cause of Costs.causes) if (costs[cause].num !== 0n) met.add(cause)
        for (const { costs: each } of orders) for (const cause of Costs.causes) assert.isDefined(each[cause])
        if (missed.num !== 0n) met.add("missed")
      }),
      { numRuns: runs, seed: 7 }
    )
    // A cause that is never met is not tested.
    assert.sameMembers([...met], [...Costs.causes, "missed"])
  })

  it("has nothing missed in it where every signal was carried out whole", () => {
    fc.assert(
      fc.property(worlds.markets, worlds.options, (world, { margin: _, outcome: __, ...options }) => {
        const markets = world.map(({ market }) => market)
        const { actual, ideal, missed } = againstIdeal(markets, worlds.strategyOf(world), {
          ...options,
          limit: null,
          size: 1
        })
        const decisions = ({ executions }: typeof actual) =>
          executions.map(
            ({ effect, lots, prices, side, symbol }) => `${symbol} ${effect} ${lots} ${side} ${decimal(prices.decided)}`
          )
        if (decisions(actual).toSorted().join() === decisions(ideal).toSorted().join())
          assert.strictEqual(decimal(missed), "0")
        else fc.pre(false)
      }),
      { numRuns: runs, maxSkipsPerRun: 100 }
    )
  })
})
