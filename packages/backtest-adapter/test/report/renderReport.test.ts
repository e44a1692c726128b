import { createHash } from "node:crypto"
import { Result } from "effect"
import { assert, describe, it } from "vitest"
import * as Kernel from "../../src/kernel/Kernel.ts"
import { script } from "../../src/report/assets.ts"
import { money } from "../../src/report/format.ts"
import { heatFigures } from "../../src/report/heat.ts"
import { figureText, type PageSweep, sweepData, sweepRows } from "../../src/report/PageSweep.ts"
import { renderReport } from "../../src/report/renderReport.ts"
import { renderSweepReport } from "../../src/report/renderSweepReport.ts"
import { reportOfKernel } from "../../src/report/reportOfKernel.ts"
import type { Row } from "../../src/sweep/Row.ts"
import { about, costs, kernelRun, sweepInput, wave } from "./runs.ts"

const bars = wave(500)
const input = reportOfKernel("WAVE", bars, kernelRun(bars, 37), about)
const between = (page: string, from: string, to: string): string => page.split(from)[1]?.split(to)[0] ?? ""

describe("renderReport", () => {
  it("gives the same page for the same run", () => assert.strictEqual(renderReport(input), renderReport(input)))

  it("admits its own style and script by their hashes, and nothing else", () => {
    const page = renderReport(input)
    const hash = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`
    const policy = between(page, 'http-equiv="Content-Security-Policy" content="', '"').replaceAll("&#39;", "'")
    assert.strictEqual(
      policy,
      `default-src 'none'; style-src '${hash(between(page, "<style>", "</style>"))}'; script-src '${hash(
        between(page, "<script>", "</script>")
      )}'; base-uri 'none'; form-action 'none'`
    )
  })

  it("shows every figure of the statistics", () => {
    const page = renderReport(input)
    for (const key of Object.keys(input.statistics)) assert.include(page, `data-key="${key}"`)
  })

  it("lets no string of the user become markup", () => {
    const hostile = `</script><script>alert(1)</script><img src=x onerror='alert(1)'>"&`
    const page = renderReport({
      ...input,
      title: hostile,
      coin: hostile,
      command: hostile,
      parameters: [[hostile, hostile]],
      notes: [hostile],
      symbols: input.symbols.map((symbol) => ({ ...symbol, symbol: hostile }))
    })
    assert.notInclude(page, "<img")
    assert.strictEqual(page.split("<script").length, renderReport(input).split("<script").length)
    assert.strictEqual(page.split("</script>").length, renderReport(input).split("</script>").length)
  })

  it("has no page for a rate limit, costs or a band where nothing is known of them", () => {
    const page = renderReport(input)
    for (const id of ["limit", "costs"]) assert.notInclude(page, `<section id="${id}"`)
  })

  it("tells what the limit did: delays, signals overtaken, and money by waiting and by other positions", () => {
    const delays = {
      orders: 4,
      delayed: 3,
      p50Ms: 1000,
      p90Ms: 5000,
      p99Ms: 700_000,
      maxMs: 700_000,
      superseded: 7,
      expired: 2
    }
    const waits = [0, 1000, 4500, 700_000].map((waitMs, k) => ({ atMs: bars.time[k * 100] ?? 0, waitMs }))
    const limit = { limit: "1 a second", delays, waits, waiting: 20, unlimited: input.finalEquity + 50 }
    const section = between(renderReport({ ...input, limit }), '<section id="limit"', "</section>")
    for (const words of [
      "1 a second",
      "3</dd>",
      "of 4, 75.0 %",
      "11 min 40 s",
      "7</dd>",
      "and 2 too old",
      "over 10 min",
      "500 ms to 1 s"
    ])
      assert.include(section, words)
    assert.include(section, "−50.00")
    assert.include(section, "−20.00 by waiting, −30.00 by other positions")
    const none = { ...delays, delayed: 0, superseded: 0, expired: 0 }
    const idle = between(
      renderReport({ ...input, limit: { ...limit, delays: none } }),
      '<section id="limit"',
      "</section>"
    )
    assert.include(idle, "None of 4 orders had to.")
    assert.notInclude(idle, "<svg")
    const alone = renderReport({ ...input, limit: { ...limit, unlimited: undefined } })
    assert.include(alone, "−20.00 by waiting alone")
  })

  it("has a row for each of several symbols, the best first, with what the limit did to it", () => {
    assert.notInclude(renderReport(input), '<section id="symbols"')
    const [only] = input.symbols
    if (only === undefined) throw new Error("the run has no symbol")
    const symbols = [
      { ...only, symbol: "LOSER", net: -12, limitCost: 3 },
      { ...only, symbol: "WINNER", net: 34, limitCost: -5, trades: only.trades.map((it) => ({ ...it, funding: 1 })) },
      { ...only, symbol: "IDLE", net: undefined, limitCost: undefined, trades: [], open: [] }
    ]
    const section = between(renderReport({ ...input, symbols }), '<section id="symbols"', "</section>")
    assert.deepStrictEqual(
      [...section.matchAll(/data-symbol="(\d)">(\w+)</g)].map(([, at, name]) => [at, name]),
      [
        ["1", "WINNER"],
        ["2", "IDLE"],
        ["0", "LOSER"]
      ]
    )
    for (const words of [
      "1 of 3 gained",
      "+34.00",
      "−12.00",
      "+5.00",
      "−3.00",
      `+${only.trades.length}.00`,
      "<td>–</td>"
    ])
      assert.include(section, words)
    const plain = symbols.slice(0, 1).map(({ limitCost: _, ...rest }) => rest)
    const two = between(
      renderReport({ ...input, symbols: [...plain, ...plain] }),
      '<section id="symbols"',
      "</section>"
    )
    for (const head of ["Limit did", "Funding"]) assert.notInclude(two, head)
  })

  it("says in one line what cost nothing, and that bars leave nothing open", () => {
    const nothing = { name: "Spread", meaning: "Of the book.", money: 0.001 }
    const costs = [nothing, { ...nothing, name: "Fees", money: 5 }]
    const sure = (symbol: string) => ({
      symbol,
      profit: { worst: 1, point: 1, best: 1 },
      drawdown: { worst: 3, point: 1, best: 2 },
      trades: 4,
      ambiguous: 0
    })
    const page = renderReport({ ...input, costs, bands: [sure("A"), sure("B")] })
    assert.include(page, "Nothing by spread.")
    assert.notInclude(page, 'data-cost="Spread"')
    assert.include(page, "Nothing: every path of prices that these bars allow leads to this profit.")
  })

  it("says from when on there are figures a year", () => {
    const { statistics } = input
    const short = { ...statistics, annualReturn: Number.NaN, sharpe: Number.NaN, buyAndHold: Number.NaN }
    const page = renderReport({ ...input, statistics: short })
    assert.include(page, "from 30 days of data on")
    assert.notInclude(page, "buy and hold")
  })

  it("leads from the ideal run to this one, cause by cause, and says what the bars leave open", () => {
    const costs = [
      { name: "Fees", meaning: "Of the exchange.", money: 30 },
      { name: "Latency", meaning: "On the way.", money: -10 }
    ]
    const band = (symbol: string, worst: number) => ({
      symbol,
      profit: { worst, point: 10, best: 20 },
      drawdown: { worst: 30, point: 12, best: 14 },
      trades: 4,
      ambiguous: 1
    })
    const section = between(
      renderReport({ ...input, costs, bands: [band("A", -40)] }),
      '<section id="costs"',
      "</section>"
    )
    for (const words of [
      `<td>${money(input.finalEquity + 20)}</td>`,
      '<td data-cost="Fees">−30.00</td>',
      '<td data-cost="Latency">+10.00</td>',
      "1 of 4 trades, 25.0 %,",
      "−40.00",
      "−30.00",
      "Deepest fall"
    ])
      assert.include(section, words)
    const many = ["A", "B", "C", "D", "E", "F"].map((symbol, k) => band(symbol, -k))
    const several = renderReport({ ...input, bands: many })
    assert.include(several, "the 5 symbols with most of it")
    assert.notInclude(several, "A profit")
    assert.include(several, "6 of 24 trades")
    assert.include(renderReport({ ...input, bands: [] }), "0 of 0 trades could")
    const sure = { ...band("A", 10), profit: { worst: 10, point: 10, best: 10 } }
    assert.strictEqual(
      between(renderReport({ ...input, bands: [sure] }), "Profit</th>", "</tr>").includes("<svg"),
      false
    )
  })

  it("lists what is still open, by name for one or two positions and to be unfolded for more", () => {
    const [symbol] = input.symbols
    const [position] = symbol?.open ?? []
    if (symbol === undefined || position === undefined) throw new Error("nothing is open")
    assert.include(renderReport(input), "Open at the end, and not in the table: WAVE")
    const many = { ...input, symbols: ["A", "B", "C", "D"].map((name) => ({ ...symbol, symbol: name })) }
    const page = renderReport(many)
    assert.include(page, "4 positions are open at the end")
    assert.include(page, "4 symbols")
    assert.include(page, '<option value="3">D</option>')
  })

  it("is a page without a trade, too", () => {
    const quiet = Kernel.run(bars, { wishes: new Int8Array(bars.length) }, costs)
    const page = renderReport(reportOfKernel("WAVE", bars, Result.getOrThrow(quiet), about))
    assert.include(page, "No trade was closed.")
    assert.notInclude(page, "Returns of trades")
    assert.notInclude(page, "Open at the end")
  })
})

describe("renderSweepReport", () => {
  it("ranks the best combinations, and shows what each chosen one did on bars it had not seen", () => {
    const page = renderSweepReport(sweepInput)
    assert.include(page, "9 / 20")
    assert.include(between(page, '<section id="walk-forward"', "</section>"), "fast 9, slow 20")
    assert.include(page, "1970-01-02")
    assert.notInclude(renderSweepReport({ ...sweepInput, splits: undefined }), 'id="walk-forward"')
  })

  it("is a page without a row, and of one or three parameters", () => {
    assert.include(renderSweepReport({ ...sweepInput, rows: [] }), "0 combinations")
    const one = { ...sweepInput, axes: ["fast"], by: "return" as const }
    assert.notInclude(renderSweepReport(one), 'id="y-axis"')
    assert.include(renderSweepReport({ ...sweepInput, axes: ["fast", "slow", "stop"] }), "the best over them")
  })

  it("writes every figure as what it is, short where there is little room", () => {
    const row = { ...sweepInput.rows[0], sharpe: 123_456, commission: 12.345, trades: 1234 } as Row
    const texts = (isShort: boolean) => heatFigures.map((figure) => figureText(figure, row, isShort))
    assert.deepStrictEqual(texts(false), ["123,456.00", "+20.00 %", "+10.00 %", "1.00", "−10.00 %", "1,234", "12.35"])
    assert.deepStrictEqual(texts(true), ["123K", "+20.0 %", "+10.0 %", "1.00", "−10.0 %", "1,234", "12"])
  })

  it("says what to do where the package has not been built", () =>
    assert.throws(() => script(new URL("file:///nowhere/")), /page\.js.*Remedy: build the package first/))

  it("gives its rows to the page as they are, undefined figures included", () => {
    const rows = sweepInput.rows.map((row, k) => (k === 0 ? { ...row, calmar: Number.NaN } : row))
    const data: PageSweep = JSON.parse(JSON.stringify(sweepData({ ...sweepInput, rows })))
    assert.deepStrictEqual(sweepRows(data), rows)
  })
})
