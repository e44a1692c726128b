import { Result } from "effect"
import * as fc from "fast-check"
import { from, lastValueFrom, throwError } from "rxjs"
import { toArray } from "rxjs/operators"
import { assert, describe, it } from "vitest"
import { randomWalk } from "../../bench/walk.mts"
import type { Bars } from "../../src/Bars.ts"
import { marketEvents } from "../../src/history/marketEvents.ts"
import { parseStrategy } from "../../src/strategies/builtIn.ts"
import { rollingSum, signOfDifference, smaCross } from "../../src/strategies/smaCross.ts"
import { toColumn } from "../kernel/toColumn.ts"
import type { Stepper } from "../../src/strategies/Stepper.ts"

/** A walk of closes with a high and a low about each. Small steps make averages meet exactly. */
const walk = fc
  .array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.nat(2), fc.nat(2)), { minLength: 1, maxLength: 80 })
  .map((moves): Bars => {
    let close = 500
    const rows = moves.map(([move, up, down]) => {
      const open = close
      close += move
      return [open, Math.max(open, close) + up, Math.min(open, close) - down, close] as const
    })
    const column = (at: 0 | 1 | 2 | 3) => Float64Array.from(rows, (row) => row[at])
    return {
      length: rows.length,
      time: Float64Array.from(rows, (_, bar) => bar * 60_000),
      open: column(0),
      high: column(1),
      low: column(2),
      close: column(3),
      volume: new Float64Array(rows.length),
      priceStep: "0.05",
      intervalMs: 60_000
    }
  })

const strategyOf = (name: string) => Result.getOrThrow(parseStrategy(name))

const names = [
  "sma-cross:2,5",
  "ema-cross:2,5",
  "donchian:4",
  "psar:0.02,0.2",
  "psar-stop:0.02,0.2",
  "supertrend:3,1.5"
]

describe("a strategy", () => {
  it.each(names)("%s wishes the same in columns and in a stream, each symbol on its own", (name) =>
    fc.assert(
      fc.asyncProperty(walk, walk, async (one, two) => {
        const strategy = strategyOf(name)
        const events = marketEvents([
          { symbol: "A", bars: one },
          { symbol: "B", bars: two }
        ])
        const streamed = await lastValueFrom(
          from(events).pipe(
            strategy.operator(() => "0.05"),
            toArray()
          )
        )
        for (const [symbol, bars] of [
          ["A", one],
          ["B", two]
        ] as const) {
          const { stops, wishes } = toColumn(strategy.signals(bars))
          const expected = [...wishes].flatMap((wish, bar) => {
            if (wish === 0) return []
            const signal = { symbol, side: wish > 0 ? "long" : "short", at: (bar + 1) * 60_000 }
            return [stops === undefined ? signal : { ...signal, stop: stops[bar] }]
          })
          const ours = streamed.filter((signal) => signal.symbol === symbol)
          assert.deepStrictEqual(
            ours.map((signal) => (signal.stop === undefined ? signal : { ...signal, stop: Number(signal.stop) })),
            expected as never
          )
        }
      }),
      { numRuns: 30 }
    )
  )

  it.each(names)("%s wishes nothing before its warm-up, and nothing that later bars could change", (name) =>
    fc.assert(
      fc.property(walk, fc.nat(80), (bars, cut) => {
        const strategy = strategyOf(name)
        const { wishes } = toColumn(strategy.signals(bars))
        assert.isTrue(wishes.subarray(0, strategy.warmup).every((wish) => wish === 0))
        const length = Math.min(cut, bars.length)
        const earlier = toColumn(strategy.signals({ ...bars, length }))
        assert.deepStrictEqual([...earlier.wishes], [...wishes.subarray(0, length)])
      }),
      { numRuns: 30 }
    )
  )

  it("passes on the errors of its source, and starts afresh for each subscriber", async () => {
    const operator = strategyOf("sma-cross:1,2").operator()
    const events = [3, 2, 1, 5].map(
      (close, bar) =>
        ({ kind: "bar", symbol: "A", at: bar, time: bar, open: 1, high: close, low: close, close, volume: 0 }) as const
    )
    const signals = from(events).pipe(operator, toArray())
    assert.deepStrictEqual(await lastValueFrom(signals), [{ symbol: "A", side: "long", at: 3 }])
    assert.deepStrictEqual(await lastValueFrom(signals), [{ symbol: "A", side: "long", at: 3 }])
    const failed = await lastValueFrom(throwError(() => new Error("lost")).pipe(operator)).catch(
      (cause: unknown) => cause
    )
    assert.deepStrictEqual(failed, new Error("lost"))
  })

  it("with resting stops needs the price step of its symbols", async () => {
    const events = [1, 2].map(
      (close, bar) =>
        ({ kind: "bar", symbol: "A", at: bar, time: bar, open: 1, high: close, low: close, close, volume: 0 }) as const
    )
    const refused = await lastValueFrom(from(events).pipe(strategyOf("psar-stop").operator())).catch(
      (cause: unknown) => cause
    )
    assert.instanceOf(refused, RangeError)
  })
})

const wishesOf = (make: () => Stepper, closes: ReadonlyArray<number>) => {
  const stepper = make()
  return closes.map((close) => stepper.step(close, close, close))
}

describe("the cross of two simple averages", () => {
  const mean = (closes: ReadonlyArray<number>, bar: number, length: number): bigint | undefined =>
    bar < length - 1
      ? undefined
      : closes.slice(bar - length + 1, bar + 1).reduce((sum, close) => sum + BigInt(close), 0n)

  const signs = (closes: ReadonlyArray<number>, fast: number, slow: number) =>
    closes.map((_, bar) => {
      const [quick, calm] = [mean(closes, bar, fast), mean(closes, bar, slow)]
      if (quick === undefined || calm === undefined) return 0
      const difference = quick * BigInt(slow) - calm * BigInt(fast)
      return difference > 0n ? 1 : difference < 0n ? -1 : 0
    })

  it("is that of exact fractions, whatever the size of the prices", () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom(1, 1_000_000, 100_000_000_000_000),
        fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 2, maxLength: 60 }),
        (fast, more, base, moves) => {
          const slow = fast + more
          const closes = moves.map(
            (move, bar) => base + 200 + moves.slice(0, bar).reduce((sum, step) => sum + step, move)
          )
          const exact = signs(closes, fast, slow)
          const expected = exact.map((sign, bar) => (sign * (exact[bar - 1] ?? 0) === -1 ? sign : 0))
          assert.deepStrictEqual(wishesOf(smaCross(fast, slow), closes), expected)
        }
      )
    ))

  it("is the same in a column of many stretches of bars, the coarsest prices included", () => {
    for (const [fast, slow] of [
      [1, 2],
      [10, 30],
      [7, 5000]
    ] as const)
      for (const grain of [1, 400]) {
        const walked = randomWalk(9_000)
        const close = walked.close.map((it) => Math.round(it / grain))
        const bars = { ...walked, open: close, high: close, low: close, close }
        const { wishes } = toColumn(strategyOf(`sma-cross:${fast},${slow}`).signals(bars))
        assert.deepStrictEqual([...wishes], wishesOf(smaCross(fast, slow), [...close]))
      }
  })

  it("is swallowed by a bar on which both are equal", () => {
    assert.deepStrictEqual(wishesOf(smaCross(1, 2), [5, 4, 4, 5, 4]), [0, 0, 0, 0, -1])
  })

  it("compares products that doubles cannot hold", () =>
    fc.assert(
      fc.property(
        fc.nat(Number.MAX_SAFE_INTEGER),
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: -2, max: 2 }),
        (sum, length, more) => {
          const other = Math.min(Math.max(sum + more, 0), Number.MAX_SAFE_INTEGER)
          assert.strictEqual(signOfDifference(sum, length, other, length), Math.sign(sum - other))
        }
      )
    ))

  it("is refused where the closes sum to more than can be counted exactly", () => {
    const sum = rollingSum(2)
    sum(2 ** 52)
    assert.throws(() => sum(2 ** 52 + 2), RangeError)
  })
})

describe("the Donchian breakout", () => {
  it("is a close beyond all highs or lows of the bars before, told once a side", () =>
    fc.assert(
      fc.property(walk, fc.integer({ min: 1, max: 9 }), (bars, length) => {
        let side = 0
        const expected = Array.from(bars.close, (close, bar) => {
          const before = [bars.high, bars.low].map((column) => column.slice(Math.max(0, bar - length), bar))
          const wish =
            bar < length
              ? 0
              : close > Math.max(...(before[0] ?? []))
                ? 1
                : close < Math.min(...(before[1] ?? []))
                  ? -1
                  : 0
          if (wish === 0 || wish === side) return 0
          side = wish
          return wish
        })
        assert.deepStrictEqual([...toColumn(strategyOf(`donchian:${length}`).signals(bars)).wishes], expected)
      })
    ))
})
