import { readFileSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { testData } from "../../../../scripts/testData.ts"
import type { Bars } from "../../src/Bars.ts"
import { parseBars } from "../../src/history/parse.ts"
import { parabolicSar } from "../../src/strategies/parabolicSar.ts"
import { parseStrategy } from "../../src/strategies/builtIn.ts"
import { toColumn } from "../kernel/toColumn.ts"

const folder = testData("golden")

interface Golden {
  readonly data: { readonly file: string; readonly rows: number }
  readonly strategy: { readonly kind: string; readonly fast?: number; readonly slow?: number; readonly series?: string }
  readonly signals: ReadonlyArray<readonly [number, number]> | null
  readonly trades: ReadonlyArray<{ readonly side: string; readonly entry_bar: number; readonly entry_price: number }>
}

const runs: ReadonlyArray<readonly [string, Golden]> =
  folder === undefined
    ? []
    : readdirSync(folder)
        .filter((name) => name.includes("__") && name.endsWith(".json"))
        .map(
          (name) =>
            [
              name,
              JSON.parse(readFileSync(join(folder, name), "utf8").replaceAll(/\bNaN\b/g, "null")) as Golden
            ] as const
        )

const barsOf = ({ data }: Golden): Bars =>
  Result.getOrThrow(parseBars(readFileSync(join(folder ?? "", data.file)), { file: data.file })).bars

const signalsOf = (strategy: string, of: Bars): ReadonlyArray<readonly [number, number]> => {
  const { bars, sides } = Result.getOrThrow(parseStrategy(strategy)).signals(of)
  return Array.from(bars, (bar, k) => [bar, sides[k] ?? 0])
}

const nameOf = ({ strategy }: Golden): string =>
  strategy.fast === undefined ? "psar:0.02,0.2" : `sma-cross:${strategy.fast},${strategy.slow}`

describe.skipIf(folder === undefined)("the built-in strategies on recorded candles", () => {
  it.each(runs.filter(([, run]) => run.signals !== null))(
    "decide %s as three outside engines were told to",
    (_, run) => {
      const bars = barsOf(run)
      assert.strictEqual(bars.length, run.data.rows)
      assert.deepStrictEqual(signalsOf(nameOf(run), bars), run.signals)
    }
  )

  it.each(["bitget-uniusdt-1m", "goog-1d", "sp500-1d"])("compute the parabolic SAR series of %s", (name) => {
    const bars = Result.getOrThrow(parseBars(readFileSync(join(folder ?? "", "data", `${name}.csv`)))).bars
    const rows = readFileSync(join(folder ?? "", `psar-${name}.csv`), "utf8")
      .trim()
      .split("\n")
      .slice(1)
    const sar = parabolicSar(0.02, 0.2)
    const step = Number(bars.priceStep)
    for (const [bar, row] of rows.entries()) {
      const [time, now, trend, next] = row.split(",")
      sar.step(bars.high[bar] ?? 0, bars.low[bar] ?? 0)
      assert.strictEqual(bars.time[bar], Number(time))
      assert.strictEqual(sar.trend(), Number(trend), `bar ${bar}`)
      if (now !== "") assert.closeTo(sar.current() * step, Number(now), 1e-9 * Number(now), `bar ${bar}`)
      if (next !== "") assert.closeTo(sar.next() * step, Number(next), 1e-9 * Number(next), `bar ${bar}`)
    }
  })

  it.each(runs.filter(([name]) => name.includes("psar-stop")))("rest at the stops that filled %s", (_, run) => {
    const bars = barsOf(run)
    const strategy = Result.getOrThrow(parseStrategy("psar-stop:0.02,0.2"))
    const { stops = new Float64Array(0), wishes } = toColumn(strategy.signals(bars))
    const step = Number(bars.priceStep)
    for (const { entry_bar: bar, entry_price: price, side } of run.trades) {
      assert.strictEqual(wishes[bar - 1], side === "long" ? 1 : -1, `bar ${bar}`)
      const [open, stop] = [(bars.open[bar] ?? 0) * step, stops[bar - 1] ?? 0]
      assert.closeTo(side === "long" ? Math.max(open, stop) : Math.min(open, stop), price, 1e-9 * price, `bar ${bar}`)
    }
  })
})
