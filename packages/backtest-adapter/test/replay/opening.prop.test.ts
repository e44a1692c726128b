import { Money, Rational } from "@backhand/core"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { replay } from "../../src/replay/replay.ts"
import * as arbitrary from "../kernel/arbitraries.ts"
import { contract } from "./contract.ts"
import { listed } from "./listed.ts"

const runs = 150 * Number(process.env["BACKHAND_RUNS"] ?? 1)

const costs = fc.record({
  feeRate: fc.constantFrom("0", "0.0006", "0.02"),
  // What resting stops pay may also be more.
  makerFeeRate: fc.constantFrom("0", "0.0002", "0.05"),
  slippageBps: fc.constantFrom(0, 5, 333),
  slippageTicks: fc.constantFrom(0, 2)
})

const sizes = fc.oneof(
  fc.constantFrom("1", "0.01").map((allIn) => ({ size: { allIn } })),
  fc.constantFrom(1, 3, 20).map((leverage) => ({
    size: "1000000" as const,
    margin: { leverage, maintenanceRate: 0, insufficient: "shrink" as const }
  }))
)

const scenario = arbitrary.bars(20, 2).chain((bars) =>
  fc.record({
    bars: fc.constant(bars),
    signals: fc.record({ wishes: arbitrary.wishes(bars.length), stops: arbitrary.stops(bars) }),
    options: fc.tuple(costs, sizes).map(([some, others]) => ({ ...some, ...others })),
    kind: fc.constantFrom("linear" as const, "inverse" as const)
  })
)

describe("an opening", () => {
  it("never costs more than there is, its slippage and its fee included; all in, one unit more would", () => {
    const tried = { allIn: 0, margin: 0 }
    fc.assert(
      fc.property(scenario, ({ bars, kind, options, signals }) => {
        const instrument = { ...contract("X", kind), sizeStep: Rational.make(1n, 100n) }
        // Dear enough for slippage in ticks, and countable in lots.
        fc.pre((bars.low[0] ?? 0) > 50 && (bars.low[0] ?? 0) < 2 ** 31)
        const { executions } = replay([{ instrument, bars }], listed(bars, signals), { ...options, limit: null })
        const leverage = Rational.fromInteger("margin" in options ? options.margin.leverage : 1)
        let cash = Rational.fromInteger(1_000_000)
        for (const { effect, fee, lots, price, realized } of executions) {
          const before = cash
          cash = Rational.add(cash, Rational.subtract(realized, fee))
          if (effect === "close") continue
          const bound = Rational.divide(Money.value(instrument, lots, price), leverage)
          assert.isAtLeast(Rational.compare(cash, bound), 0)
          tried["margin" in options ? "margin" : "allIn"]++
          if ("margin" in options) continue
          const spent = Rational.add(bound, fee)
          const units = BigInt(Math.round(Number(options.size.allIn) * 100))
          const more = Rational.multiply(spent, Rational.make(units, BigInt(lots)))
          assert.isAbove(Rational.compare(Rational.add(spent, more), before), 0)
        }
      }),
      { numRuns: runs }
    )
    assert.isAbove(Math.min(tried.allIn, tried.margin), runs / 10)
  })
})
