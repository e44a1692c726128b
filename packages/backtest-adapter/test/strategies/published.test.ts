import { readFileSync } from "node:fs"
import { join } from "node:path"
import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { testData } from "../../../../scripts/testData.ts"
import { parseBars } from "../../src/history/parse.ts"
import { ema } from "../../src/strategies/emaCross.ts"
import { parabolicSar } from "../../src/strategies/parabolicSar.ts"
import { rollingSum } from "../../src/strategies/smaCross.ts"
import { averageTrueRange, superTrendOf } from "../../src/strategies/superTrend.ts"

const folder = testData("indicators")

const barsOf = (name: string) => {
  const { bars } = Result.getOrThrow(parseBars(readFileSync(join(folder ?? "", name)), { file: name }))
  const step = Number(bars.priceStep)
  const rows = Array.from({ length: bars.length }, (_, bar) => ({
    high: bars.high[bar] ?? 0,
    low: bars.low[bar] ?? 0,
    close: bars.close[bar] ?? 0
  }))
  return { bars, rows, step }
}

type Row = Readonly<Record<string, number | boolean | string | null>>

const published = (name: string): ReadonlyArray<Row> =>
  (
    JSON.parse(readFileSync(join(folder ?? "", "stockindicators.json"), "utf8")) as {
      readonly results: Readonly<Record<string, ReadonlyArray<Row>>>
    }
  ).results[name] ?? []

/** Both absent, or equal to a billionth. */
const same = (ours: number, theirs: unknown, bar: number): void => {
  if (theirs === null) assert.isNaN(ours, `bar ${bar}`)
  else assert.closeTo(ours, Number(theirs), 1e-9 * Number(theirs), `bar ${bar}`)
}

describe.skipIf(folder === undefined)("the indicators, against Stock.Indicators' published series", () => {
  it("sum simple averages exactly", () => {
    const { rows, step } = barsOf("stockindicators-quotes.csv")
    const sum = rollingSum(20)
    for (const [bar, { sma }] of published("sma").entries()) {
      const total = sum(rows[bar]?.close ?? 0)
      same(bar < 19 ? Number.NaN : (total / 20) * step, sma, bar)
    }
  })

  it("compute the exponential average of every bar", () => {
    const { rows, step } = barsOf("stockindicators-quotes.csv")
    const average = ema(20)
    for (const [bar, row] of published("ema").entries()) same(average(rows[bar]?.close ?? 0) * step, row["ema"], bar)
  })

  it("compute the average true range of every bar", () => {
    const { rows, step } = barsOf("stockindicators-quotes.csv")
    const range = averageTrueRange(14)
    for (const [bar, { atr }] of published("atr").entries()) {
      const { close, high, low } = rows[bar] ?? { close: 0, high: 0, low: 0 }
      same(range(high, low, close) * step, atr, bar)
    }
  })

  it("compute SuperTrend and its side on every bar", () => {
    const { rows, step } = barsOf("stockindicators-quotes.csv")
    const indicator = superTrendOf(10, 3)
    for (const [bar, row] of published("supertrend").entries()) {
      const { close, high, low } = rows[bar] ?? { close: 0, high: 0, low: 0 }
      indicator.step(high, low, close)
      same(indicator.band() * step, row["superTrend"], bar)
      if (row["superTrend"] !== null) assert.strictEqual(indicator.trend() > 0, row["lowerBand"] !== null, `bar ${bar}`)
    }
  })

  it("agree on the parabolic SAR once its different guess of the first trend is over", () => {
    const { rows, step } = barsOf("stockindicators-quotes.csv")
    const sar = parabolicSar(0.02, 0.2)
    for (const [bar, row] of published("psar").entries()) {
      sar.step(rows[bar]?.high ?? 0, rows[bar]?.low ?? 0)
      if (bar >= 40) same(sar.current() * step, row["sar"], bar)
    }
  })
})

describe.skipIf(folder === undefined)("the indicators, against TA-Lib's series on SPY", () => {
  it("have the trend of TA-Lib on all bars from the third on, and another SAR only where TA-Lib clamps it", () => {
    const { bars, rows, step } = barsOf("lean-spy-sar.csv")
    const lines = readFileSync(join(folder ?? "", "lean-spy-sar.csv"), "utf8")
      .trim()
      .split("\n")
      .slice(1)
    const sar = parabolicSar(0.02, 0.2)
    let others = 0
    assert.strictEqual(bars.length, lines.length)
    for (const [bar, line] of lines.entries()) {
      const signed = Number(line.split(",")[6])
      sar.step(rows[bar]?.high ?? 0, rows[bar]?.low ?? 0)
      if (bar < 2) continue
      assert.strictEqual(sar.trend(), Math.sign(signed), `bar ${bar}`)
      if (Math.abs(sar.current() * step - Math.abs(signed)) > 1e-6 * Math.abs(signed)) others++
    }
    assert.strictEqual(others, 19)
  })
})

describe.skipIf(folder === undefined)("the indicators, against the vectors of Tulip Indicators", () => {
  interface Vector {
    readonly file: string
    readonly indicator: string
    readonly options: ReadonlyArray<number>
    readonly inputs: ReadonlyArray<ReadonlyArray<number>>
    readonly output: ReadonlyArray<number>
  }
  const vectors =
    folder === undefined
      ? []
      : (JSON.parse(readFileSync(join(folder, "tulip.json"), "utf8")) as { readonly vectors: ReadonlyArray<Vector> })
          .vectors
  const all = (indicator: string) => vectors.filter((vector) => vector.indicator === indicator)

  it("sum simple averages exactly", () => {
    for (const { inputs, options, output } of all("sma")) {
      const sum = rollingSum(options[0] ?? 0)
      const ours = (inputs[0] ?? []).map((value) => sum(Math.round(value * 1000)) / 1000 / (options[0] ?? 0))
      for (const [index, theirs] of output.entries())
        assert.closeTo(ours[index + (options[0] ?? 0) - 1] ?? 0, theirs, 6e-4)
    }
  })

  it("follow a book's parabolic SAR from its first reversal on: the book accelerates one bar earlier before that", () => {
    for (const { inputs, options, output } of all("psar").filter(({ file }) => file.includes("atoz"))) {
      const [highs = [], lows = []] = inputs
      const sar = parabolicSar(options[0] ?? 0, options[1] ?? 0)
      let reversals = 0
      for (const [bar, high] of highs.entries()) {
        const before = sar.trend()
        sar.step(high, lows[bar] ?? 0)
        if (before !== 0 && before !== sar.trend()) reversals++
        if (reversals > 0) assert.closeTo(sar.current(), output[bar - 1] ?? 0, 1e-4, `bar ${bar} of ${highs.length}`)
      }
      assert.isAbove(reversals, 3)
    }
  })
})
