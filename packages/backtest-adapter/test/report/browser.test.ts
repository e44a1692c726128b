import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import type { Browser, Page } from "playwright-core"
import { afterAll, assert, beforeAll, beforeEach, describe, it } from "vitest"
import { money, moment, percent, signed } from "../../src/report/format.ts"
import { renderReport } from "../../src/report/renderReport.ts"
import { renderSweepReport } from "../../src/report/renderSweepReport.ts"
import { reportOfKernel } from "../../src/report/reportOfKernel.ts"
import { hasBrowser, launch, type Look, open, type Opened } from "./browser.ts"
import { about, kernelRun, sweepInput, wave } from "./runs.ts"

const bars = wave(20_000)
const run = kernelRun(bars, 61)
const input = reportOfKernel("WAVE", bars, run, about)
const trades = input.symbols[0]?.trades ?? []
const hostile = `</script><script>window.hacked=1</script><img src=x onerror="window.hacked=1">`

let browser: Browser
let folder: string

const visit = async (html: string, look: Look): Promise<Opened & { readonly url: string }> => {
  const file = join(folder, "report.html")
  writeFileSync(file, html)
  const url = pathToFileURL(file).href
  return { ...(await open(browser, url, look)), url }
}

const isQuiet = ({ errors, requests, url }: Opened & { readonly url: string }) =>
  assert.deepStrictEqual([errors, requests], [[], [url]], "no error, and nothing asked for but the file itself")

const isWithin = (page: Page) => page.evaluate("document.documentElement.scrollWidth <= innerWidth")

describe.skipIf(!hasBrowser)("a report in a browser", { timeout: 30_000 }, () => {
  let opened: Opened & { readonly url: string }
  let page: Page
  const text = (selector: string) => page.locator(selector).first().innerText()
  const told = () => page.locator("#told").innerText()

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "backhand-report-"))
    browser = await launch()
    opened = await visit(renderReport(input), { colorScheme: "dark" })
    ;({ page } = opened)
  }, 30_000)
  beforeEach(async () => {
    await page.locator("#chart").focus()
    await page.keyboard.press("Home")
  })
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  it("shows the result's own numbers: statistics, the whole curve, and every trade", async () => {
    const { statistics } = input
    assert.strictEqual(await text('[data-key="totalReturn"]'), percent(statistics.totalReturn))
    assert.strictEqual(await text('[data-key="fees"]'), money(statistics.fees))
    assert.include(await text(".tiles"), money(input.finalEquity))
    assert.include(await text("#legend"), money(input.finalEquity))
    assert.include(await text("#sampling"), "stands for 64 bars")
    const shown = await page.locator("#table tbody tr[data-trade]").allInnerTexts()
    assert.isAbove(shown.length, 10)
    shown.forEach((row, k) => {
      assert.include(row, signed(money(trades[k]?.pnl ?? 0)))
      assert.include(row, moment(trades[k]?.entryTime ?? 0))
    })
    await page.locator("#table").evaluate((table) => table.scrollTo(0, table.scrollHeight))
    const last = page.locator(`tr[data-trade="${trades.length}"]`)
    assert.include(await last.innerText(), signed(money(trades.at(-1)?.pnl ?? 0)))
    await page.locator("#table").evaluate((table) => table.scrollTo(0, 0))
  })

  it("is moved and zoomed by the keyboard, and comes back to the whole", async () => {
    const whole = await text("#legend")
    await page.keyboard.press("+")
    assert.include(await text("#sampling"), "stands for 32 bars")
    await page.keyboard.press("ArrowLeft")
    assert.notStrictEqual(await text("#legend"), whole)
    await page.keyboard.press("Home")
    assert.strictEqual(await text("#legend"), whole)
    await page.keyboard.press("n")
    assert.match(await told(), /^Trade 1, /)
  })

  it("goes in the chart to the trade whose row is clicked, or reached with the keyboard", async () => {
    await page.locator('tr[data-trade="5"]').click()
    assert.include(await text("#sampling"), "one bar")
    assert.match(await told(), /^Trade 5, /)
    const before = await text("#legend")
    await page.keyboard.press("ArrowDown")
    assert.match(await told(), /^Trade 6, /)
    assert.strictEqual(await page.locator("tr[aria-selected=true]").getAttribute("data-trade"), "6")
    assert.notStrictEqual(await text("#legend"), before)
  })

  it("shows the row of the trade whose mark is clicked", async () => {
    await page.locator('tr[data-trade="6"]').click()
    // Now the chart is centred on trade 6. Trade 7 begins where it ends: its mark is looked for there, from top to bottom.
    const [entry = 0, exit = 0] = [trades[5]?.entryBar, trades[5]?.exitBar]
    const width = Math.max(80, (exit - entry) * 2.5)
    await page.locator("#chart").scrollIntoViewIfNeeded()
    const box = await page.locator("#chart table tr td").nth(1).boundingBox()
    if (box === null) throw new Error("the chart has no pane")
    const x = box.x + ((exit + 0.5 - (entry + exit) / 2 + width / 2) / width) * box.width
    for (let y = box.y + 20; y < box.y + box.height && !(await told()).startsWith("Trade 7"); y += 8)
      await page.mouse.click(x, y)
    assert.strictEqual(await page.locator("tr[aria-selected=true]").getAttribute("data-trade"), "7")
  })

  it("is light or dark as the system says, until the reader chooses", async () => {
    const paper = () => page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert.strictEqual(await paper(), "rgb(20, 23, 26)")
    await page.locator("#theme").click()
    assert.strictEqual(await paper(), "rgb(255, 255, 255)")
    assert.strictEqual(await text("#theme"), "Theme: light")
  })

  it("has asked for nothing but its own file, and complained of nothing", () => isQuiet(opened))

  it("shows the candles of the symbol whose name is clicked", async () => {
    const symbols = input.symbols.flatMap((symbol) => [symbol, { ...symbol, symbol: "OTHER" }])
    const two = await visit(renderReport({ ...input, symbols }), {})
    await two.page.locator('[data-symbol="1"]').click()
    assert.strictEqual(await two.page.locator("#symbol").inputValue(), "1")
    isQuiet(two)
    await two.page.close()
  })

  it("fits a phone, and lets no string of the user run", async () => {
    const words = { title: hostile, coin: hostile, command: hostile, parameters: [[hostile, hostile]] as const }
    const range = { worst: -123_456.78, point: 12_345.67, best: 123_456.78 }
    const several = {
      costs: ["Fees", "Gap between legs", "Latency"].map((name, k) => ({
        name,
        meaning: `${name}. `.repeat(9),
        money: k
      })),
      bands: [{ symbol: hostile, profit: range, drawdown: range, trades: 2, ambiguous: 1 }],
      symbols: input.symbols.flatMap((symbol) => [symbol, { ...symbol, symbol: hostile, net: 1, limitCost: 2 }])
    }
    const phone = await visit(renderReport({ ...input, ...words, ...several }), { width: 360, height: 740 })
    assert.isTrue(await isWithin(phone.page))
    assert.strictEqual(await phone.page.locator("h1").innerText(), hostile)
    assert.strictEqual(await phone.page.evaluate("typeof window.hacked"), "undefined")
    isQuiet(phone)
  })

  it("has a heat map of a sweep that the keyboard goes through", async () => {
    const sweep = await visit(renderSweepReport(sweepInput), { width: 360, height: 740 })
    const cell = () => sweep.page.locator("#cell").innerText()
    assert.isTrue(await isWithin(sweep.page))
    assert.strictEqual(await sweep.page.locator(".heat td").count(), 12)
    assert.strictEqual(await sweep.page.locator(".heat .none").count(), 1)
    assert.match(await cell(), /fast\s+9\s+slow\s+20/)
    await sweep.page.locator(".heat .best").focus()
    await sweep.page.keyboard.press("ArrowLeft")
    assert.match(await cell(), /fast\s+7\s+slow\s+20/)
    await sweep.page.locator("#figure").selectOption({ label: "Trades" })
    assert.strictEqual(await sweep.page.locator(".heat .plain").count(), 11)
    isQuiet(sweep)
  })
})
