import { request } from "node:http"
import { fileURLToPath } from "node:url"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { type Dashboard, open } from "../../src/live/dashboard.ts"
import type { ReplayView, Status } from "../../src/live/protocol.ts"
import { hear, post } from "./hear.ts"

const folder = fileURLToPath(new URL("../../src/page/", import.meta.url))
const execArgv = ["--conditions=@backhand/source"]

let dashboard: Dashboard
let url: string

beforeAll(async () => {
  dashboard = await open({ barMs: 80, burst: 20, seed: 7, pauseMs: 50, execArgv }, folder, 0)
  url = dashboard.server().url
}, 60_000)

afterAll(() => dashboard.close())

const until = async (holds: (status: Status) => boolean): Promise<Status> => {
  const page = await hear(url)
  const { status } = await page.until((message) => holds(message.status))
  page.close()
  return status
}

const flip = async (name: string, on = true): Promise<void> => {
  assert.strictEqual((await post(url, "switch", { name, on })).status, 204)
}

const of = ({ counts }: Status, event: string): number => counts[event] ?? 0

describe("the dashboard's session", { timeout: 60_000 }, () => {
  it("shows the first reversal, and every figure as the engine's events give it", async () => {
    const page = await hear(url)
    const { status } = await page.until((message) => message.status.exchange.reversals > 0)
    const known = await page.until((message) => of(message.status, "settled") === of(message.status, "sent"))
    page.close()
    assert.isAtLeast(of(status, "sent"), status.exchange.reversals)
    const { desk, measure, simulator } = dashboard.session
    assert.isAtLeast(desk.counts.get("sent") ?? 0, of(known.status, "sent"))
    assert.isAtMost(measure.executions, simulator.executions.length)
  })

  it("serves a burst at the limit's pace, every symbol in its turn, and doubles nothing", async () => {
    await flip("burst")
    assert.isAbove((await until(({ waiting }) => waiting.length > 5)).waiting.length, 5)
    const status = await until(({ waiting }) => waiting.length === 0)
    assert.isAtMost(status.exchange.most, 10)
    assert.strictEqual(status.exchange.doubled, 0)
    assert.strictEqual(status.repeated.different, 0)
  })

  it("settles from the journal what a killed process had sent", async () => {
    const before = await until(() => true)
    await flip("kill")
    const status = await until((now) => of(now, "recovered") > of(before, "recovered"))
    assert.isAbove(status.process.starts, before.process.starts)
    const after = await until((now) => of(now, "settled") >= of(before, "settled") + of(status, "recovered"))
    assert.strictEqual(after.exchange.doubled, 0)
  })

  it("pauses in a storm, and keeps every place", async () => {
    await flip("storm")
    await flip("burst")
    const status = await until((now) => of(now, "throttled") > 0)
    assert.isAbove(status.exchange.turnedAway, 0)
    await until(({ switches, waiting }) => waiting.length === 0 && switches.every(({ isOn }) => !isOn))
  })

  it("replays what was recorded, and finds no difference", async () => {
    const reply = await post(url, "replay", {})
    const found = (await reply.json()) as ReplayView
    assert.deepStrictEqual(found.differences, [])
    assert.isAbove(found.executions, 20)
    assert.strictEqual(found.liveNet, found.offlineNet)
    found.live.forEach((value, bar) => assert.closeTo(found.offline[bar] ?? Number.NaN, value, 1e-6))
  })
})

const statusOf = (path: string, headers: Readonly<Record<string, string>>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(`${url}${path}`, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on("error", reject)
      .end()
  })

describe("the dashboard's server", () => {
  it("sends the page with a strict policy, and nothing from outside its folder", async () => {
    const reply = await fetch(url)
    assert.strictEqual(reply.status, 200)
    assert.match(
      reply.headers.get("content-security-policy") ?? "",
      /default-src 'none'; script-src 'self'; style-src 'self'/
    )
    assert.strictEqual(await statusOf("..%2f..%2fpackage.json", {}), 404)
    assert.strictEqual(await statusOf("model/Model.ts", {}), 404)
  })

  it("answers neither another name for this machine nor another site's page", async () => {
    assert.strictEqual(await statusOf("", { host: "evil.example" }), 403)
    assert.strictEqual(
      (await post(url, "switch", { name: "burst", on: true }, { origin: "http://evil.example" })).status,
      403
    )
  })

  it("says that its port is taken, and leaves nothing running", async () => {
    const { options } = dashboard.session
    const problem = await open({ ...options, burst: 1 }, folder, dashboard.server().port).catch(String)
    assert.match(String(problem), /port \d+ is taken: name another, or none/)
  })

  it("refuses what is no switch", async () => {
    assert.strictEqual((await post(url, "switch", { name: "nuke", on: true })).status, 404)
    assert.strictEqual((await post(url, "switch", "burst")).status, 400)
    assert.strictEqual((await post(url, "switch", { name: "x".repeat(2000), on: true })).status, 400)
    assert.strictEqual((await post(url, "switch", {}, { "content-type": "text/plain" })).status, 415)
  })
})
