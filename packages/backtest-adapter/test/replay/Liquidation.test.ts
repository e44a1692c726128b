import { Money, Rational, type Lots } from "@backhand/core"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Liquidation from "../../src/replay/Liquidation.ts"
import { replay } from "../../src/replay/replay.ts"
import { candles, type Candle } from "./candles.ts"
import { contract } from "./contract.ts"
import { listed } from "./listed.ts"

const money = Rational.toDecimal
const margin = { leverage: 10, maintenanceRate: "0.005" }

const run = (rows: ReadonlyArray<Candle>, side: 1 | -1, options = {}) => {
  const bars = candles(rows)
  const wishes = Int8Array.from(rows, (_, k) => (k === 0 ? side : 0))
  return replay([{ instrument: contract("X"), bars }], listed(bars, { wishes, stops: undefined }), {
    size: 1,
    margin,
    ...options
  })
}

const exits = ({ executions }: ReturnType<typeof run>) =>
  executions.flatMap(({ bar, cause, price }) => (cause === "liquidation" ? [[bar, money(price)]] : []))

describe("liquidation", () => {
  it("closes a position inside the bar whose range crosses its price, and says so in the trade", () => {
    const quiet: Candle = [1000, 1001, 999, 1000]
    const result = run([quiet, quiet, [1000, 1000, 900, 980], quiet], 1)
    // 1000 x 0.9 / 0.995
    assert.deepStrictEqual(exits(result), [[2, "904.522613065326633166"]])
    assert.strictEqual(result.symbols[0]?.trades[0]?.exitBy, "liquidation")
    assert.strictEqual(result.summary.liquidations, 1)
    assert.deepStrictEqual(exits(run([quiet, quiet, [1000, 1000, 905, 980], quiet], 1)), [])
    assert.deepStrictEqual(
      exits(run([quiet, quiet, [1000, 1095, 1000, 1000], quiet], -1)),
      [[2, "1094.527363184079601990"]].map(([bar, price]) => [bar, String(price).replace(/0+$/, "")])
    )
  })

  it("closes where the bar opens beyond its price, and takes no more than the margin", () => {
    const quiet: Candle = [1000, 1001, 999, 1000]
    assert.deepStrictEqual(exits(run([quiet, quiet, [902, 910, 890, 900], quiet], 1)), [[2, "902"]])
    assert.deepStrictEqual(exits(run([quiet, quiet, [700, 710, 600, 700], quiet], 1)), [[2, "900"]])
  })

  it("is known to the engine: the next signal enters anew", () => {
    const quiet: Candle = [1000, 1001, 999, 1000]
    const bars = candles([quiet, quiet, [1000, 1000, 800, 900], quiet, quiet, quiet])
    const strategy = listed(bars, { wishes: Int8Array.from([1, 0, 0, -1, 0, 0]), stops: undefined })
    const { orders } = replay([{ instrument: contract("X"), bars }], strategy, { size: 1, margin })
    assert.deepStrictEqual(
      orders.map(({ order }) => order),
      ["entry", "entry"]
    )
  })

  it("comes before an order that is filled at the very end of the bar, of whichever symbol", () => {
    const quiet: Candle = [1000, 1001, 999, 1000]
    const bars = candles([quiet, quiet, quiet, [1000, 1000, 800, 990], quiet, quiet])
    // The order to turn round is on its way during the bar that liquidates, and would be filled at the next open.
    const strategy = listed(bars, { wishes: Int8Array.from([1, 0, -1, 0, 0, 0]), stops: undefined })
    const markets = ["A", "X"].map((symbol) => ({ instrument: contract(symbol), bars }))
    const late = { size: 1, margin, latencyMs: 10, limit: null }
    for (const history of [markets, markets.toReversed()]) {
      const { executions } = replay(history, strategy, late)
      assert.deepStrictEqual(
        executions.filter(({ symbol }) => symbol === "X").map(({ bar, cause }) => [bar, cause]),
        [
          [2, "order"],
          [3, "liquidation"]
        ]
      )
    }
  })

  it("comes before a stop that lies beyond it, which then enters; and takes that again on the way to the close", () => {
    const quiet: Candle = [1000, 1001, 999, 1000]
    const bars = candles([quiet, quiet, [1000, 1000, 800, 990], quiet])
    const stops = Float64Array.of(Number.NaN, 850, Number.NaN, Number.NaN)
    const at = (rows: Float64Array) =>
      replay(
        [{ instrument: contract("X"), bars }],
        listed(bars, { wishes: Int8Array.from([1, -1, 0, 0]), stops: rows }),
        {
          size: 1,
          margin
        }
      ).executions.map(({ cause, effect }) => `${cause} ${effect}`)
    assert.deepStrictEqual(at(stops), ["order open", "liquidation close", "order open", "liquidation close"])
    assert.deepStrictEqual(at(Float64Array.of(Number.NaN, 950, Number.NaN, Number.NaN)), [
      "order open",
      "order close",
      "order open"
    ])
  })

  it("is told of an order that finds nothing to reverse, as the exchange would say", () => {
    const quiet: Candle = [1000, 1001, 999, 1000]
    const bars = candles([quiet, quiet, [1000, 1000, 800, 900], quiet, quiet, quiet])
    const strategy = listed(bars, { wishes: Int8Array.from([1, 0, -1, 0, 0, 0]), stops: undefined })
    const { events } = replay([{ instrument: contract("X"), bars }], strategy, { size: 1, margin, latencyMs: 10 })
    assert.containsSubset(events, [{ event: "refused", code: "40757", reason: "venue" }])
  })

  it("happens where margin and profit just cover maintenance and fee, for every contract and side", () => {
    const instruments = { linear: contract("X"), inverse: contract("X", "inverse") }
    const lots = 1_000_000 as Lots.Lots
    fc.assert(
      fc.property(
        fc.constantFrom("linear" as const, "inverse" as const),
        fc.constantFrom("long" as const, "short" as const),
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 2, max: 50 }),
        fc.integer({ min: 0, max: 90 }),
        (kind, side, entryTicks, times, rate) => {
          const [entry, leverage] = [Rational.make(BigInt(entryTicks), 100n), Rational.fromInteger(times)]
          const [maintenanceRate, fee] = [Rational.make(BigInt(rate), 10_000n), Rational.make(6n, 10_000n)]
          const at = Liquidation.price(kind, side, entry, { leverage, maintenanceRate }, fee)
          if (at === undefined) throw new Error("it always happens from a leverage of two on")
          const instrument = instruments[kind]
          const initial = Rational.divide(Money.value(instrument, lots, entry), leverage)
          const left = Rational.add(initial, Money.profit(instrument, side, lots, entry, at))
          const needed = Rational.multiply(Rational.add(maintenanceRate, fee), Money.value(instrument, lots, at))
          assert.strictEqual(money(left), money(needed))
        }
      )
    )
  })

  it("refuses or shrinks an opening that the account cannot pay", () => {
    const quiet: Candle = [1000, 1001, 999, 1000]
    const rows = [quiet, quiet, quiet, quiet]
    const refused = run(rows, 1, { capital: 50 })
    assert.deepStrictEqual(refused.executions, [])
    assert.containsSubset(refused.events, [{ event: "refused", code: "40754" }])
    const shrunk = run(rows, 1, { capital: 50, margin: { ...margin, insufficient: "shrink" } })
    assert.deepStrictEqual(
      shrunk.executions.map(({ lots }) => lots),
      [500_000]
    )
    assert.strictEqual(run(rows, 1, { capital: 100 }).executions.length, 1)
  })
})
