import { rmSync } from "node:fs"
import { setImmediate } from "node:timers/promises"
import { Position, Rational } from "@backhand/core"
import type { Browser, Page } from "playwright-core"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { type Dashboard, open } from "../../src/live/dashboard.ts"
import { hasBrowser, launch } from "./browser.ts"
import { buildPage } from "./buildPage.ts"

const options = { barMs: 120, burst: 30, seed: 7, pauseMs: 300, execArgv: ["--conditions=@backhand/source"] }

let browser: Browser
let dashboard: Dashboard
let folder: string
let page: Page
const problems: Array<string> = []

const text = (selector: string): Promise<string> => page.locator(selector).innerText()

/** Waits until an element's text matches. */
const reads = async (selector: string, pattern: RegExp): Promise<void> => {
  await page.locator(selector, { hasText: pattern }).first().waitFor()
}

/** The same of words that pass by: the page itself keeps watch, since they may be gone before they are looked for. */
const passes = (selector: string, pattern: RegExp): Promise<void> =>
  page.evaluate(`new Promise((done) => {
    const place = document.querySelector("${selector}")
    const look = () => ${pattern}.test(place.innerText) && done()
    new MutationObserver(look).observe(place, { childList: true, characterData: true, subtree: true })
    look()
  })`)

const press = (name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click()

const toggle = (name: string): Promise<void> => page.getByRole("switch", { name, exact: true }).click()

const nothingUnderWay = async (): Promise<void> => {
  await reads("#queue-words", /Nobody waits/)
  await page.locator("#positions tbody tr:not([data-stage=idle])").first().waitFor({ state: "detached" })
}

/** No more bars, nothing waiting, nothing under way: from now on nothing changes. */
const quiet = async (): Promise<void> => {
  const { desk, market, supervisor, wished } = dashboard.session
  market.isOver = true
  await nothingUnderWay()
  // The trading process takes things in their order: once it holds this one again, it has decided on the last bar too.
  const [symbol = "", side = "long"] = [...wished][0] ?? []
  const lastHeld = () => desk.recent.findLast((line) => line.event === "held" && line.symbol === symbol)?.n ?? 0
  const before = lastHeld()
  supervisor.tell({ say: "wishes", wishes: [{ symbol, side }] })
  while (lastHeld() === before) await setImmediate()
  await nothingUnderWay()
  for (const [event, count] of desk.counts)
    if ((await page.locator(`#count-${event}`).count()) > 0)
      await reads(`#count-${event}`, new RegExp(`^${count.toLocaleString("en-US")}$`))
}

const figure = async (selector: string): Promise<number> => Number((await text(selector)).replaceAll(/[,+]/g, ""))

beforeAll(async () => {
  if (!hasBrowser) return
  folder = await buildPage()
  dashboard = await open(options, folder, 0)
  browser = await launch()
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  page.setDefaultTimeout(30_000)
  page.on("console", (message) => {
    if (message.type() !== "log") problems.push(message.text())
  })
  page.on("pageerror", (error) => problems.push(error.message))
  await page.goto(dashboard.server().url)
}, 60_000)

afterAll(async () => {
  if (!hasBrowser) return
  await browser.close()
  await dashboard.close()
  rmSync(folder, { recursive: true, force: true })
})

describe.skipIf(!hasBrowser)("the page in Chromium", { timeout: 60_000 }, () => {
  it("shows the first reversal, on the chart's side and among the events, without an error", async () => {
    await reads("#events .log li[data-event=settled]", /reversed: closed 1, opened 1/)
    await reads("#invariants .note", /[1-9]\d* executed/)
    assert.strictEqual((await page.locator("#market canvas").count()) > 0, true)
    assert.strictEqual(await text("#figure-doubled"), "0")
    assert.deepStrictEqual(problems, [])
  })

  it("queues a burst, and says how long it takes", async () => {
    const passing = [passes("#queue-words", /\d+ waiting/), passes("#now", /symbols wait for a slot: about/)]
    await press("Burst")
    await Promise.all(passing)
    await reads("#told-burst", /[1-9]\d* sent since/)
    await reads("#queue-words", /Nobody waits/)
  })
})

// Each waits for what it sets off: BACKHAND_SWITCHES=all runs them.
describe.skipIf(!hasBrowser || process.env["BACKHAND_SWITCHES"] !== "all")(
  "every switch in Chromium",
  { timeout: 60_000 },
  () => {
    it("pauses in a storm of refusals, and says for how long", async () => {
      await press("429 storm")
      await press("Burst")
      await reads("#now", /Nothing is sent for .*too many requests/)
      await reads("#told-storm", /[1-9]\d* orders? (?:was|were) turned away/)
    })

    it("looks up what was lost, and does nothing twice", async () => {
      await toggle("Lost answers")
      await press("Burst")
      await reads("#told-lost", /[1-9]\d* orders? without an answer/)
      await reads("#events .log li[data-event=unknown]", /looked up, never sent again/)
      await toggle("Lost answers")
      assert.strictEqual(dashboard.session.simulator.faults.get().loseAfter, undefined)
      await reads("#told-lost", /Done twice: 0/)
    })

    it("kills the process, and settles from its journal what was under way", async () => {
      const before = await text("#process")
      await press("Kill and restart")
      await reads("#now", /The trading process is dead\. Its journal knows [1-9]/)
      await reads("#told-kill", /[1-9]\d* orders? found in the journal/)
      await reads("#process", /running/)
      assert.notStrictEqual(await text("#process"), before)
    })

    it("slows the network and makes reads stale, by the keyboard too", async () => {
      await page.getByRole("switch", { name: "Slow network" }).focus()
      await page.keyboard.press("Space")
      await page.locator("#switch-slow[aria-checked=true]").waitFor()
      await page.keyboard.press("Tab")
      await page.keyboard.press("Enter")
      await page.locator("#switch-stale[aria-checked=true]").waitFor()
      const { behaviour, latency } = dashboard.session.simulator.faults.get()
      assert.deepStrictEqual([latency?.forwardMs, behaviour?.readLagMs], [[80, 400], 3000])
      await reads("#told-stale", /[1-9]\d* sent/)
      await toggle("Slow network")
      await toggle("Stale reads")
      await page.locator("#switch-stale[aria-checked=false]").waitFor()
    })

    it("keeps to one a second for a trader's account, and to ten again after", async () => {
      await toggle("Trader account")
      await press("Burst")
      await reads("#budget-words", /of 1 slot taken/)
      await toggle("Trader account")
      await reads("#budget-words", /of 10 slots taken/)
    })
  }
)

describe.skipIf(!hasBrowser)("the page's figures in Chromium", { timeout: 60_000 }, () => {
  it("are the engine's events and the exchange's books", async () => {
    await quiet()
    const { desk, measure, simulator } = dashboard.session
    for (const [event, count] of desk.counts)
      if ((await page.locator(`#count-${event}`).count()) > 0)
        assert.strictEqual(await figure(`#count-${event}`), count, event)
    assert.strictEqual(await figure("#figure-doubled"), 0)
    assert.strictEqual(await figure("#figure-repeated"), 0)
    const orders = simulator.arrivals.filter(({ method, path }) => method === "POST" && path.includes("/order/"))
    assert.strictEqual(measure.all.total, orders.length)
    assert.strictEqual(measure.executions, simulator.executions.length)
    for (const row of await page.locator("#positions tbody tr").all()) {
      const symbol = (await row.getAttribute("data-symbol")) ?? ""
      const position = simulator.position(symbol)
      const side = Position.onlySide(position)
      const leg = side === null ? null : Position.leg(position, side)
      const [held, , price, profit] = (await row.locator("td").allInnerTexts()).map((cell) =>
        cell.replaceAll(/[,+]/g, "")
      )
      assert.strictEqual(held, side === null ? "flat" : `${side} 1`)
      const booked = simulator
        .trades()
        .filter((trade) => trade.symbol === symbol)
        .reduce((sum, trade) => sum + Rational.toNumber(trade.profit) - Rational.toNumber(trade.fee), 0)
      const open = leg === null ? 0 : (Number(price) - Rational.toNumber(leg.entry)) * (side === "long" ? 1 : -1)
      assert.closeTo(Number(profit), booked + open, 0.011, symbol)
    }
  })

  it("are the same when everything is replayed offline", async () => {
    await page.getByRole("button", { name: "Replay this" }).click()
    await reads("#replay-words", /All \d+ executions are the same: bar, size, price, fee and profit/)
    assert.isTrue(await page.locator("#replay canvas").first().isVisible())
  })

  it("come back when the server does", async () => {
    const before = await figure("#count-sent")
    await dashboard.reopen(() => page.locator("#connection[data-state=lost]").waitFor())
    await page.locator("#connection[data-state=live]").waitFor()
    assert.strictEqual(await figure("#count-sent"), before)
    const passing = passes("#queue-words", /waiting/)
    await press("Burst")
    await passing
  })

  it("fit a phone, and the theme that the visitor prefers", async () => {
    await page.setViewportSize({ width: 360, height: 740 })
    assert.isAtMost(await page.evaluate<number>("document.documentElement.scrollWidth"), 360)
    const ground = () => page.evaluate<string>("getComputedStyle(document.body).backgroundColor")
    await page.emulateMedia({ colorScheme: "light" })
    const light = await ground()
    await page.emulateMedia({ colorScheme: "dark" })
    assert.notStrictEqual(await ground(), light)
  })
})
