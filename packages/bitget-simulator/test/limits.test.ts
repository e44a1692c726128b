import type { Budget } from "@backhand/core"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { Limiter, type SimulatorOptions } from "../src/index.ts"
import { eth, holding, on, path, type Stage } from "./fixtures.ts"

const reverse = ({ client }: Stage) => client.post(path.reverse, { ...eth, side: "sell" })

/** Statuses of several reversals in a row. */
const burst = async (stage: Stage, times: number) => {
  const statuses: Array<number> = []
  for (let time = 0; time < times; time++) statuses.push((await reverse(stage)).status)
  return statuses
}

/** A flat account is refused with 400 after the limit has let it through: the cheapest request that counts. */
const passed = 400

const startingAt = (behaviour: SimulatorOptions["behaviour"], more: SimulatorOptions = {}): SimulatorOptions => ({
  ...holding(),
  ...more,
  ...(behaviour === undefined ? {} : { behaviour })
})

describe("the limit of ten reversals a second", () => {
  it(
    "tells what is left and answers the eleventh with 429",
    on(startingAt({}), async (stage) => {
      const left: Array<string | null> = []
      for (let time = 0; time < 10; time++) left.push((await reverse(stage)).headers.get("x-mbx-used-remain-limit"))
      assert.deepStrictEqual(left, ["9", "8", "7", "6", "5", "4", "3", "2", "1", "0"])
      const refused = await reverse(stage)
      assert.deepInclude(refused, { status: 429, code: "429", msg: "Too Many Requests", data: null })
      assert.strictEqual(refused.headers.get("x-mbx-used-remain-limit"), "0")
    })
  )

  it(
    "starts anew at the full second where windows are fixed",
    on(startingAt({ limitWindow: "fixed" }), async (stage) => {
      stage.clock.pass(900)
      assert.deepStrictEqual(await burst(stage, 11), [...Array.from({ length: 10 }, () => passed), 429])
      stage.clock.pass(100)
      assert.deepStrictEqual(
        await burst(stage, 10),
        Array.from({ length: 10 }, () => passed)
      )
    })
  )

  it(
    "holds in any second where the window slides",
    on(startingAt({ limitWindow: "sliding" }), async (stage) => {
      stage.clock.pass(900)
      await burst(stage, 10)
      stage.clock.pass(999)
      assert.deepStrictEqual(await burst(stage, 1), [429])
      stage.clock.pass(1)
      assert.deepStrictEqual(await burst(stage, 1), [passed])
    })
  )

  it(
    "is one a second for copy-trading traders, from the moment they become one",
    on(startingAt({}), async (stage) => {
      assert.deepStrictEqual(await burst(stage, 1), [passed])
      stage.simulator.setTrader(true)
      assert.deepStrictEqual(await burst(stage, 1), [429])
      assert.strictEqual((await stage.client.get(path.info)).code, "00000")
      stage.clock.pass(1000)
      assert.deepStrictEqual(await burst(stage, 2), [passed, 429])
    })
  )

  it(
    "is counted with place-order where the exchange is told to",
    on(startingAt({ sharedOrderLimit: true }), async (stage) => {
      await burst(stage, 10)
      assert.strictEqual((await stage.client.post(path.place, {})).status, 429)
    })
  )

  it(
    "is counted apart from place-order, and per account, otherwise",
    on(startingAt({}, { accounts: [{}, {}] }), async (stage) => {
      await burst(stage, 10)
      assert.strictEqual((await stage.client.post(path.place, {})).status, 400)
      const other = stage.simulator.accounts[1]?.uid ?? ""
      const request = { method: "POST", path: path.reverse, query: "", headers: {}, body: "{}", ip: "1" }
      assert.strictEqual(stage.simulator.exchange.handle(request, stage.clock.now(), other).status, 400)
    })
  )

  it(
    "scales for accounts of a higher tier",
    on(startingAt({ limitScale: 6 }), async (stage) => {
      assert.deepStrictEqual((await burst(stage, 61)).slice(-2), [passed, 429])
    })
  )
})

describe("other limits", () => {
  it(
    "hold the flash close to one a second",
    on(startingAt({}), async ({ client }) => {
      const close = () => client.post(path.close, { productType: "USDT-FUTURES" })
      assert.strictEqual((await close()).code, "22002")
      assert.strictEqual((await close()).code, "429")
    })
  )

  it(
    "hold an address to 6000 a minute, with five minutes of nothing after",
    on(startingAt({}), async ({ clock, simulator }) => {
      const request = { method: "GET", path: "/nowhere", query: "", headers: {}, body: "", ip: "9.9.9.9" }
      const ask = () => simulator.exchange.handle(request, clock.now()).status
      const start = clock.now() % 60_000
      clock.pass(60_000 - start)
      for (let time = 0; time < 6000; time++) assert.strictEqual(ask(), 404)
      assert.strictEqual(ask(), 429)
      clock.pass(299_999)
      assert.strictEqual(ask(), 429)
      clock.pass(1)
      assert.strictEqual(ask(), 404)
    })
  )
})

describe("the record of arrivals", () => {
  it(
    "has every request in order, with its verdict and its client id",
    on(startingAt({}), async ({ client, clock, simulator }) => {
      await client.post(path.reverse, { ...eth, side: "sell", clientOid: "c1" })
      clock.pass(5)
      await client.post(path.reverse, { ...eth, clientOid: "c2" }, { "ACCESS-SIGN": "AAAA" })
      const [first, second] = simulator.arrivals
      assert.deepInclude(first, { path: path.reverse, method: "POST", clientOid: "c1", code: "40757" })
      assert.deepInclude(second, { clientOid: "c2", code: "40009", uid: null, atMs: clock.now() })
      assert.strictEqual(first?.uid, simulator.accounts[0]?.uid)
    })
  )

  const times = fc.array(fc.nat(3000), { maxLength: 60 })

  it("measures the busiest window as counting from every arrival would", () =>
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 1500 }), (arrivals, windowMs) => {
        const counts = arrivals.map((from) => arrivals.filter((at) => at >= from && at < from + windowMs).length)
        assert.strictEqual(Limiter.most(arrivals, windowMs), Math.max(0, ...counts))
      })
    ))

  const limits = fc.record({ limit: fc.integer({ min: 1, max: 5 }), windowMs: fc.integer({ min: 1, max: 900 }) })
  const allowedOf = (arrivals: ReadonlyArray<number>, limit: Budget.Limit, kind: "sliding" | "fixed") => {
    const limiter = Limiter.make()
    return arrivals.toSorted((a, b) => a - b).filter((at) => Limiter.take(limiter, "one", limit, kind, at).isAllowed)
  }

  it("never finds more than the limit let through in any window that slides", () =>
    fc.assert(
      fc.property(times, limits, (arrivals, limit) => {
        assert.isAtMost(Limiter.most(allowedOf(arrivals, limit, "sliding"), limit.windowMs), limit.limit)
      })
    ))

  it("never finds more than the limit in a window of the clock, and twice it across two", () =>
    fc.assert(
      fc.property(times, limits, (arrivals, { limit, windowMs }) => {
        const allowed = allowedOf(arrivals, { limit, windowMs }, "fixed")
        for (const at of allowed) {
          const window = allowed.filter((other) => Math.floor(other / windowMs) === Math.floor(at / windowMs))
          assert.isAtMost(window.length, limit)
        }
        assert.isAtMost(Limiter.most(allowed, windowMs), 2 * limit)
      })
    ))
})
