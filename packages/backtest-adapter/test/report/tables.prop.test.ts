import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { heat, heatFigures } from "../../src/report/heat.ts"
import { histogram, median } from "../../src/report/histogram.ts"
import { marksOf, type Turn, turnsOf } from "../../src/report/markers.ts"
import { periods } from "../../src/report/periods.ts"
import type { ReportTrade } from "../../src/report/ReportInput.ts"
import { barsOf, levelFor, logicalOf, serves, viewOf } from "../../src/report/viewport.ts"
import * as HeatMap from "../../src/sweep/HeatMap.ts"
import type { Row } from "../../src/sweep/Row.ts"

const day = 86_400_000

describe("returns by calendar", () => {
  const history = fc.record({
    first: fc.integer({ min: 0, max: 20_000 }).map((days) => days * day),
    steps: fc.array(fc.record({ hours: fc.integer({ min: 1, max: 900 }), equity: fc.integer({ min: 1, max: 999 }) }), {
      minLength: 1,
      maxLength: 80
    })
  })

  it("grow the capital to the last equity, month by month or day by day, and agree with the calendar", () =>
    fc.assert(
      fc.property(history, ({ first, steps }) => {
        let now = first
        const time = Float64Array.from(steps, ({ hours }) => (now += hours * 3_600_000))
        const equity = Float64Array.from(steps, (step) => step.equity)
        const { kind, rows } = periods(time, equity, 500)
        const grown = rows
          .flatMap(({ cells }) => cells.slice(0, -1))
          .reduce<number>((sum, cell) => sum * (1 + (cell ?? 0)), 500)
        assert.closeTo(grown, equity.at(-1) ?? 0, 1e-6)
        const total = rows.reduce((product, { cells }) => product * (1 + (cells.at(-1) ?? 0)), 500)
        assert.closeTo(total, equity.at(-1) ?? 0, 1e-6)
        const names = Array.from(time, (at) => new Date(at).toISOString().slice(0, kind === "months" ? 7 : 10))
        assert.strictEqual(
          rows.flatMap(({ cells }) => cells.slice(0, -1)).filter((it) => it !== undefined).length,
          new Set(names).size
        )
      })
    ))

  it("begin weeks on Mondays, and give no return to a lost account", () => {
    const monday = Date.UTC(2024, 7, 5)
    const table = periods(Float64Array.of(monday, monday + day, monday + 2 * day), Float64Array.of(50, -10, 20), 100)
    assert.deepStrictEqual(table.rows, [
      { name: "2024-08-05", cells: [-0.5, -1.2, undefined, undefined, undefined, undefined, undefined, -0.8] }
    ])
  })
})

describe("a histogram", () => {
  it("counts every value once, in bins that zero divides", () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.integer({ min: -10_007, max: 10_007 }).map((it) => it / 10_007),
          { minLength: 1 }
        ),
        (list) => {
          const bins = histogram(Float64Array.from(list))
          assert.strictEqual(
            bins.reduce((sum, { count }) => sum + count, 0),
            list.length
          )
          assert.isBelow(bins.length, 60)
          for (const { from, until } of bins) assert.isFalse(from < -1e-13 && until > 1e-13, `${from} to ${until}`)
          bins.slice(1, -1).forEach(({ count, from, until }) => {
            assert.strictEqual(count, list.filter((value) => value >= from - 1e-12 && value < until - 1e-12).length)
          })
        }
      )
    ))

  it("has no bins without values, and says where its outer bins go on", () => {
    assert.deepStrictEqual(histogram(new Float64Array(0)), [])
    const many = Float64Array.from({ length: 1000 }, (_, k) => (k === 0 ? -50 : k === 999 ? 80 : k / 1000))
    assert.deepStrictEqual(
      histogram(many)
        .map(({ isOpen }) => isOpen)
        .filter(Boolean),
      [true, true]
    )
    assert.deepStrictEqual([median(Float64Array.of(3, 1, 2)), median(Float64Array.of(4, 1, 2, 3))], [2, 2.5])
  })
})

describe("the turns of a chart", () => {
  const trade = (side: "long" | "short", entryBar: number, exitBar: number): ReportTrade => ({
    side,
    entryBar,
    exitBar,
    size: 1,
    entryTime: 0,
    entryPrice: 1,
    exitTime: 0,
    exitPrice: 1,
    pnl: 0,
    commission: 0,
    funding: 0
  })

  it("are every entry, and every exit that nothing follows", () => {
    const turns = turnsOf([trade("long", 1, 5), trade("short", 5, 9)], [])
    assert.deepStrictEqual(turns, [
      { bar: 1, to: "long", trade: 0 },
      { bar: 5, to: "short", trade: 1 },
      { bar: 9, to: "flat", trade: 1 }
    ])
    const open = { ...trade("long", 9, 0) }
    assert.deepStrictEqual(turnsOf([trade("short", 5, 9)], [open]).at(-1), { bar: 9, to: "long", trade: undefined })
  })

  it("are all in some mark, and no two marks share a place", () => {
    const bars = fc.array(fc.nat(500), { maxLength: 60 }).map((list) => list.toSorted((a, b) => a - b))
    fc.assert(
      fc.property(bars, fc.nat(300), fc.integer({ min: 1, max: 50 }), (list, from, apart) => {
        const turns = list.map((bar): Turn => ({ bar, to: "long", trade: 0 }))
        const marks = marksOf(turns, from, from + 150, apart)
        assert.deepStrictEqual(
          marks.flatMap((mark) => mark.turns),
          turns.filter(({ bar }) => bar >= from && bar < from + 150)
        )
        const places = marks.map(({ bar }) => Math.floor(bar / apart))
        assert.strictEqual(new Set(places).size, places.length)
      })
    )
  })
})

describe("the view of a chart", () => {
  const stretch = fc.record({
    from: fc.double({ min: 0, max: 9e5, noNaN: true }),
    width: fc.double({ min: 8, max: 1e6, noNaN: true })
  })

  it("holds what is visible at a level that fits, and serves it", () =>
    fc.assert(
      fc.property(stretch, fc.integer({ min: 50, max: 2000 }), ({ from, width }, most) => {
        const [length, visible] = [1_000_000, { from, until: Math.min(1_000_000, from + width) }]
        const view = viewOf(visible, length, most)
        assert.isTrue(serves(view, visible, length, most))
        assert.isAtMost((visible.until - visible.from) / 2 ** view.level, most)
        assert.isTrue(view.level === 0 || (visible.until - visible.from) / 2 ** (view.level - 1) > most)
        assert.isBelow(view.until - view.from, 7 * most + 3)
        assert.isAtMost(view.from * 2 ** view.level, visible.from)
        assert.isAtLeast(view.until * 2 ** view.level, visible.until)
        const back = barsOf(view, logicalOf(view, visible))
        assert.closeTo(back.from, visible.from, 1e-6)
        assert.closeTo(back.until, visible.until, 1e-6)
      })
    ))

  it("does not serve another level, or what lies half a screen outside", () => {
    const view = viewOf({ from: 400_000, until: 400_500 }, 1_000_000, 500)
    assert.isFalse(serves(view, { from: 400_000, until: 401_000 }, 1_000_000, 500))
    assert.isFalse(serves(view, { from: 402_000, until: 402_500 }, 1_000_000, 500))
    assert.isTrue(serves(view, { from: 400_900, until: 401_400 }, 1_000_000, 500))
    assert.strictEqual(levelFor({ from: 0, until: 0 }, 500), 0)
  })
})

describe("a heat map", () => {
  const row = (params: ReadonlyArray<number>, sharpe: number, trades = 1): Row => ({
    params,
    sharpe,
    trades,
    finalEquity: 0,
    totalReturn: sharpe,
    annualReturn: 0,
    calmar: 0,
    maxDrawdown: 0,
    maxDrawdownFraction: sharpe,
    commission: 0
  })
  const rows = fc.array(
    fc
      .record({
        a: fc.integer({ min: 1, max: 4 }),
        b: fc.integer({ min: 1, max: 3 }),
        c: fc.integer({ min: 1, max: 3 }),
        sharpe: fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constant(Number.NaN))
      })
      .map(({ a, b, c, sharpe }) => row([a, b, c], sharpe)),
    { minLength: 1, maxLength: 40 }
  )
  const [sharpe] = heatFigures

  it("has the figures of the sweep's own map, and knows the row behind each", () =>
    fc.assert(
      fc.property(rows, (list) => {
        if (sharpe === undefined) return
        const [map, own] = [heat(list, sharpe, 0, 2), HeatMap.of(list, "sharpe", 0, 2)]
        assert.deepStrictEqual([map.xs, map.ys], [own.xs, own.ys])
        assert.deepStrictEqual(
          map.cells.map((line) => line.map((it) => it?.sharpe ?? Number.NaN)),
          own.values.map((line) => [...line])
        )
        const figures = list.map((it) => it.sharpe).filter((it) => !Number.isNaN(it))
        assert.strictEqual(map.best?.sharpe, figures.length === 0 ? undefined : Math.max(...figures))
      })
    ))

  it("takes the smallest where less is better, and does not let one cell make all others pale", () => {
    const drawdown = heatFigures.find(({ key }) => key === "maxDrawdownFraction")
    if (drawdown === undefined) return
    const list = Array.from({ length: 30 }, (_, k) => row([k, 0], k === 0 ? 1e6 : 0.1 + k / 1000))
    const map = heat(list, drawdown, 0, 1)
    assert.strictEqual(map.best?.params[0], 1)
    assert.isBelow(map.largest, 1)
    assert.strictEqual(heat([row([1, 1], 0)], drawdown, 0, 1).largest, 0)
  })
})
