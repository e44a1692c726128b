import { Result } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { Exchange, Faults, Plan, Random, type SimulatorOptions, startSimulator, Symbols } from "../src/index.ts"
import { rowOf } from "./client.ts"
import { eth, ethusdt, failure, hedge, holding, makeClock, on, oneWay, path, type Stage } from "./fixtures.ts"
import { loggedIn, openSocket } from "./socket.ts"

const under = (faults: Faults.Faults, more: SimulatorOptions = {}): SimulatorOptions => ({
  ...holding(hedge("20", null)),
  ...more,
  faults
})

const reverse = ({ client }: Stage, clientOid = "c1") =>
  client.post(path.reverse, { ...eth, side: "buy", tradeSide: "open", size: "1", clientOid })

const lost = async (promise: Promise<unknown>) => {
  const result = await promise.catch((error: unknown) => error)
  assert.instanceOf(result, TypeError)
}

describe("a request under faults", () => {
  it(
    "is lost before execution: no answer, no trace",
    on(under({ loseBefore: 1 }), async (stage) => {
      await lost(reverse(stage))
      assert.deepStrictEqual([stage.simulator.executions, stage.simulator.arrivals], [[], []])
    })
  )

  it(
    "is lost after execution: no answer, yet it happened",
    on(under({ loseAfter: 1, paths: ["click-backhand"] }), async (stage) => {
      await lost(reverse(stage))
      assert.lengthOf(stage.simulator.executions, 1)
      const detail = await stage.client.get(path.detail, { ...eth, clientOid: "c1" })
      assert.strictEqual(rowOf(detail)["state"], "filled")
    })
  )

  it(
    "meets a gateway's page instead of execution, or instead of the answer",
    on(under({ htmlErrors: 1 }), async ({ simulator }) => {
      const response = await fetch(`${simulator.rest}${path.time}`)
      assert.deepStrictEqual([response.status, response.headers.get("content-type")], [502, "text/html"])
      assert.match(await response.text(), /<h1>502 Bad Gateway/)
      assert.strictEqual(simulator.arrivals[0]?.code, "502")
      simulator.faults.set({ htmlErrors: undefined, htmlErrorsAfter: 1 })
      assert.strictEqual((await fetch(`${simulator.rest}${path.time}`)).status, 502)
      assert.strictEqual(simulator.arrivals[1]?.code, "00000")
    })
  )

  it(
    "is answered 429 in a storm, unexecuted",
    on(under({ tooMany: 1 }), async (stage) => {
      assert.deepInclude(await reverse(stage), { status: 429, code: "429" })
      assert.deepStrictEqual(stage.simulator.executions, [])
    })
  )

  it(
    "gets an uncertain code, executed or not",
    on(under({ uncertain: { rate: 1, executed: 1 } }), async (stage) => {
      assert.deepInclude(await reverse(stage), { status: 400, code: "45001" })
      assert.lengthOf(stage.simulator.executions, 1)
      stage.simulator.faults.set({ uncertain: { rate: 1, code: "40725" } })
      assert.strictEqual((await reverse(stage)).code, "40725")
      stage.simulator.faults.set({ uncertain: { rate: 1, code: "12345" } })
      assert.deepInclude(await reverse(stage), { code: "12345", msg: "request failed" })
      assert.lengthOf(stage.simulator.executions, 1)
      assert.deepEqual(
        stage.simulator.arrivals.map(({ code }) => code),
        ["00000", "40725", "12345"]
      )
    })
  )

  it(
    "is filled in part",
    on(under({ partialFills: { rate: 1, close: 0.5 } }), async (stage) => {
      await reverse(stage)
      assert.deepInclude(stage.simulator.executions[0], { closed: "0.5", opened: "0.5" })
      stage.simulator.faults.clear()
      await reverse(stage)
      assert.deepInclude(stage.simulator.executions[1], { closed: "1", opened: "1" })
      assert.deepStrictEqual(stage.simulator.faults.get(), {})
    })
  )

  it("travels as long as it is told, there and back, reads longer", async () => {
    const clock = makeClock()
    const waits: Array<number> = []
    const faults = {
      latency: { forwardMs: [10, 10], backMs: [20, 20] },
      slowReads: { rate: 1, ms: 500 }
    } as const
    const sleep = async (milliseconds: number) => {
      waits.push(milliseconds)
      clock.pass(milliseconds)
    }
    await on({ ...under(faults), now: clock.now, sleep }, async (stage) => {
      const start = clock.now()
      await reverse({ ...stage, clock })
      assert.strictEqual(stage.simulator.arrivals[0]?.atMs, start + 10)
      await stage.client.get(path.time)
      assert.deepStrictEqual(waits, [10, 20, 10, 520])
    })()
  })
})

describe("a fault plan", () => {
  it(
    "opens windows and lets events happen, counted from the start",
    on(
      under({
        windows: [
          { fromMs: 1000, toMs: 2000, set: { uncertain: { rate: 1 } } },
          { fromMs: 1500, toMs: 2000, set: { behaviour: { clockSkewMs: 60_000 } } }
        ],
        events: [
          { atMs: 3000, event: "trader", value: true },
          { atMs: 4000, event: "hold-mode", value: "one-way" }
        ]
      }),
      async (stage) => {
        const { client, clock } = stage
        const codes: Array<string> = []
        for (let step = 0; step < 9; step++) {
          codes.push((await reverse(stage)).code)
          clock.pass(500)
        }
        assert.deepStrictEqual(codes, ["00000", "00000", "45001", "45001", "00000", "00000", "00000", "429", "40774"])
        assert.strictEqual(rowOf(await client.get(path.info))["traderType"], "trader")
        assert.strictEqual(stage.simulator.exchange.state.behaviour.clockSkewMs, 0)
      }
    )
  )

  it(
    "resets sockets when it says so",
    on(under({ events: [{ atMs: 1000, event: "reset-sockets" }] }), async ({ clock, simulator }) => {
      const socket = await openSocket(`${simulator.ws}/public`)
      clock.pass(1000)
      simulator.beat()
      await socket.closed
    })
  )

  it(
    "concerns one account where it names one",
    on(
      under(
        { events: [{ atMs: 0, event: "trader", value: true, uid: "2" }] },
        { accounts: [{ uid: "1" }, { uid: "2" }] }
      ),
      async ({ clock, simulator }) => {
        clock.pass(1)
        simulator.beat()
        assert.deepStrictEqual(
          [...simulator.exchange.state.accounts.values()].map(({ isTrader }) => isTrader),
          [false, true]
        )
      }
    )
  )

  it(
    "keeps switches that were set by hand while a window comes and goes",
    on(under({ windows: [{ fromMs: 0, toMs: 100, set: { behaviour: { readLagMs: 50 } } }] }), async (stage) => {
      const { clock, simulator } = stage
      simulator.beat()
      simulator.exchange.behave({ spreadTicks: 3 })
      assert.strictEqual(simulator.exchange.state.behaviour.readLagMs, 50)
      clock.pass(100)
      simulator.beat()
      assert.deepInclude(simulator.exchange.state.behaviour, { readLagMs: 0, spreadTicks: 3 })
    })
  )

  it("names every mistake with its place", async () => {
    const message = (value: unknown) => Result.getOrThrow(Result.flip(Faults.decode(value))).message
    assert.match(message({ looseAfter: 1 }), /faults: .*no excess property.*\["looseAfter"\]/)
    assert.match(message({ loseAfter: 2 }), /between 0 and 1.*\["loseAfter"\]/)
    const badWindow = { windows: [{ fromMs: 0, toMs: 1, set: { tooMany: "x" } }] }
    assert.match(message(badWindow), /\["windows"\]\[0\]\["set"\]\["tooMany"\]/)
    assert.match(message({ events: [{ atMs: 0, event: "earthquake" }] }), /\["events"\]\[0\]/)
    assert.match(message(7), /object/)
    assert.match(await failure(startSimulator({ faults: { loseAfter: 2 } })), /loseAfter/)
  })

  it(
    "cannot be given a bad part at run time, and keeps what it had",
    on(under({ loseAfter: 0.5 }), async ({ simulator }) => {
      assert.throws(() => simulator.faults.set({ loseAfter: 3 }), /loseAfter/)
      simulator.faults.set({ seed: 9 })
      assert.deepStrictEqual(simulator.faults.get(), { loseAfter: 0.5, seed: 9 })
    })
  )
})

describe("pushes under faults", () => {
  const pushed = async (stage: Stage) => {
    const socket = await loggedIn(stage, "orders")
    await stage.client.post(path.reverse, { ...eth, side: "buy", tradeSide: "open", size: "1" })
    const rows = (await socket.untilPong()).map(({ data }) => data?.[0])
    socket.close()
    return rows.map((row) => `${row?.["tradeSide"]} ${row?.["status"]}`)
  }

  it(
    "are dropped",
    on(under({ pushes: { drop: 1 } }), async (stage) => assert.deepStrictEqual(await pushed(stage), []))
  )

  it(
    "come twice",
    on(under({ pushes: { duplicate: 1 } }), async (stage) =>
      assert.deepStrictEqual((await pushed(stage)).slice(0, 3), ["close live", "close live", "open live"])
    )
  )

  it(
    "come in another order",
    on(under({ pushes: { reorder: 1 } }), async (stage) =>
      assert.deepStrictEqual(await pushed(stage), ["open live", "close live", "open filled", "close filled"])
    )
  )

  it(
    "come late where nothing follows them",
    on(under({ pushes: { reorder: 1 } }), async (stage) => {
      const socket = await loggedIn(stage, "orders")
      const order = { ...eth, side: "buy", tradeSide: "open", orderType: "limit", price: "1000", size: "1" }
      await stage.client.post(path.place, order)
      assert.deepStrictEqual(await socket.untilPong(), [])
      stage.simulator.beat()
      assert.deepInclude((await socket.next()).data?.[0], { status: "live", price: "1000" })
      socket.close()
    })
  )

  it(
    "cut the connection",
    on(under({ pushes: { reset: 1 } }), async (stage) => {
      const socket = await loggedIn(stage, "orders")
      await stage.client.post(path.reverse, { ...eth, side: "buy", tradeSide: "open", size: "1" })
      await socket.closed
    })
  )
})

describe("the seed", () => {
  const fates = (rates: Faults.Rates, seed: number, times: number) => {
    const random = Random.make(seed)
    const request = { method: "POST", path: path.reverse, query: "", headers: {}, body: "", ip: "" }
    return Array.from({ length: times }, () => Plan.draw(rates, random, request))
  }

  it("decides every fate, and a fault more leaves the others as they were", () =>
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0, max: 1, noNaN: true }), (seed, rate) => {
        const rates: Faults.Rates = { loseAfter: rate, latency: { forwardMs: [0, 80] } }
        const plans = fates(rates, seed, 20)
        assert.deepStrictEqual(fates(rates, seed, 20), plans)
        for (const { forwardMs } of plans) assert.isTrue(forwardMs >= 0 && forwardMs < 80)
        assert.isAbove(new Set(plans.map(({ forwardMs }) => forwardMs)).size, 10)
        const more = fates({ ...rates, slowReads: { rate: 1, ms: 9 }, partialFills: { rate: 0.5 } }, seed, 20)
        assert.deepStrictEqual(
          more.map(({ fate, forwardMs }) => [fate, forwardMs]),
          plans.map(({ fate, forwardMs }) => [fate, forwardMs])
        )
      })
    ))

  it("is all that two simulators need to have the same keys", async () => {
    const credentials = async (seed: number) => {
      const simulator = await startSimulator({ seed })
      await simulator.close()
      return simulator.credentials
    }
    assert.deepStrictEqual(await credentials(5), await credentials(5))
    assert.notDeepEqual(await credentials(5), await credentials(6))
  })

  it("gives two simulators the same day, request by request, and another seed another one", async () => {
    const day = async (seed: number) => {
      const clock = makeClock()
      const waits: Array<number> = []
      const simulator = await startSimulator({
        ...holding(),
        now: clock.now,
        sleep: async (milliseconds) => void waits.push(milliseconds),
        faults: {
          seed,
          loseBefore: 0.2,
          loseAfter: 0.2,
          htmlErrors: 0.2,
          tooMany: 0.2,
          latency: { forwardMs: [1, 90] }
        }
      })
      const met: Array<number | string> = []
      for (let time = 0; time < 30; time++) {
        clock.pass(1000)
        met.push(
          await fetch(`${simulator.rest}${path.time}`).then(
            ({ status }) => status,
            () => "lost"
          )
        )
      }
      await simulator.close()
      return { met, waits }
    }
    const [one, same, other] = [await day(7), await day(7), await day(8)]
    assert.deepStrictEqual(one, same)
    assert.notDeepEqual(one, other)
    assert.sameMembers([...new Set(one.met)], [200, 429, 502, "lost"])
  })

  it("strikes about as often as the rate says", () => {
    const plans = fates({ loseBefore: 0.1, loseAfter: 0.1 }, 3, 10_000)
    const share = (fate: string) => plans.filter((plan) => plan.fate === fate).length / 10_000
    assert.approximately(share("lost-before"), 0.1, 0.01)
    assert.approximately(share("lost-after"), 0.09, 0.01)
  })
})

describe("the exchange in virtual time", () => {
  it("serves unsigned requests of an account it is told, faults included", () => {
    const symbols = Result.getOrThrow(Symbols.decode([{ ...ethusdt, position: oneWay("long", "20") }]))
    const usual = { isTrader: false, isUnified: false, positions: true }
    const accounts = [{ uid: "1", keys: [], balances: { USDT: "100000" }, mode: "one-way" as const, ...usual }]
    const options = { symbols, accounts, atMs: 0, behaviour: { matchDelayMs: 100 } }
    const exchange = Result.getOrThrow(Exchange.make(options))
    const body = JSON.stringify({ ...eth, side: "sell", clientOid: "v1" })
    const request = { method: "POST", path: path.reverse, query: "", headers: {}, body, ip: "" }
    const plan = Plan.draw({ loseAfter: 1 }, Random.make(1), request)
    assert.isNull(Plan.arrive(exchange, plan, request, 50, "1"))
    assert.strictEqual(exchange.nextAt(), 150)
    exchange.advance(150)
    assert.isNull(exchange.nextAt())
    assert.deepInclude(exchange.state.executions[0], { atMs: 150, clientOid: "v1", closed: "20", opened: "20" })
    const kinds = exchange.drain().map(({ push }) => push)
    assert.deepStrictEqual(kinds, ["order", "order", "order", "fill", "positions", "order", "fill", "positions"])
    assert.deepStrictEqual(exchange.drain(), [])
    assert.match(exchange.handle(request, 200, "nobody").body, /"code":"40006"/)
  })

  it("does everything at its own time, however late it is looked at: a close, its open, and a funding between", () => {
    const hour = 3_600_000
    const listed = {
      ...ethusdt,
      takerFeeRate: "0",
      fundingRate: "0.001",
      fundInterval: "1",
      position: oneWay("long", "20")
    }
    const usual = { isTrader: false, isUnified: false, positions: true }
    const accounts = [{ uid: "1", keys: [], balances: { USDT: "100000" }, mode: "one-way" as const, ...usual }]
    const behaviour = { matchDelayMs: 100, openDelayMs: 100 }
    const symbols = Result.getOrThrow(Symbols.decode([listed]))
    const exchange = Result.getOrThrow(Exchange.make({ symbols, accounts, atMs: 0, behaviour }))
    const body = JSON.stringify({ ...eth, side: "sell", clientOid: "v1" })
    exchange.handle({ method: "POST", path: path.reverse, query: "", headers: {}, body, ip: "" }, hour - 150, "1")
    Result.getOrThrow(exchange.setPrice("ETHUSDT", "3500", hour + 5000))
    assert.isNull(exchange.nextAt())
    const account = exchange.state.accounts.get("1")
    assert.deepStrictEqual(
      account?.trades.map(({ at, effect, price }) => [at, effect, Number(price.num)]),
      [
        [hour - 50, "close", 3100],
        [hour + 50, "open", 3100]
      ]
    )
    // Flat at the full hour: a profit of 2000 and no funding. An hour later the short is paid 0.001 x 20 x 3500.
    assert.strictEqual(Number(account?.wallets.get("USDT")?.num), 102_000)
    exchange.advance(2 * hour)
    assert.strictEqual(Number(account?.wallets.get("USDT")?.num), 102_070)
  })
})
