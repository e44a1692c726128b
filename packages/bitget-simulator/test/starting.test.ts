import { Effect, Layer, Result } from "effect"
import { assert, describe, it, vi } from "vitest"
import {
  BitgetSimulator,
  type SimulateOptions,
  simulateBanner,
  startSimulate,
  startSimulator,
  Symbols
} from "../src/index.ts"
import { makeClient, rowsOf } from "./client.ts"
import { eth, ethusdt, failure, hedge, oneWay, path } from "./fixtures.ts"

describe("a simulator", () => {
  it("needs nothing but to be started", async () => {
    const simulator = await startSimulator()
    try {
      const client = makeClient(simulator.rest, simulator.credentials)
      assert.deepStrictEqual((await client.get(path.position, eth)).data, [])
      assert.match(simulator.rest, /^http:\/\/127\.0\.0\.1:\d+$/)
      assert.match(simulator.ws, /^ws:\/\/127\.0\.0\.1:\d+\/v2\/ws$/)
      assert.deepStrictEqual(JSON.parse(simulateBanner(simulator)), {
        rest: simulator.rest,
        ws: simulator.ws,
        credentials: simulator.credentials
      })
    } finally {
      await simulator.close()
    }
  })

  it("shares nothing with another in the same process", async () => {
    const options = { symbols: [{ ...ethusdt, position: oneWay("long", "2") }], seed: 1 }
    const [first, second] = [await startSimulator(options), await startSimulator(options)]
    try {
      await makeClient(first.rest, first.credentials).post(path.reverse, { ...eth, side: "sell" })
      first.setPrice("ETHUSDT", "1")
      const [row] = rowsOf(await makeClient(second.rest, second.credentials).get(path.position, eth))
      assert.deepInclude(row, { holdSide: "long", markPrice: "3100" })
    } finally {
      await Promise.all([first.close(), second.close()])
    }
  })

  it("waits for real delays and matches by itself in real time", async () => {
    const simulator = await startSimulator({
      symbols: [{ ...ethusdt, position: oneWay("long", "2") }],
      faults: { latency: { forwardMs: [1, 2] } },
      behaviour: { matchDelayMs: 20 }
    })
    try {
      await makeClient(simulator.rest, simulator.credentials).post(path.reverse, { ...eth, side: "sell" })
      while (simulator.executions.length === 0) await new Promise((resolve) => setImmediate(resolve))
      assert.deepInclude(simulator.executions[0], { closed: "2", opened: "2" })
    } finally {
      await simulator.close()
    }
  })

  it("leaves no timer behind when it is closed, though a delayed answer arrives afterwards", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
    try {
      const simulator = await startSimulator()
      assert.strictEqual(vi.getTimerCount(), 1)
      await simulator.close()
      simulator.beat()
      assert.strictEqual(vi.getTimerCount(), 0)
    } finally {
      vi.useRealTimers()
    }
  })

  it("does not start with a balance that is none", async () => {
    const started = startSimulator({ accounts: [{ balances: { USDT: "-5" } }] })
    assert.match(await failure(started), /balances\.USDT/)
  })

  it("does not start without an account, or on a port that is taken", async () => {
    assert.match(await failure(startSimulator({ accounts: [] })), /no account/)
    const simulator = await startSimulator()
    const port = Number(new URL(simulator.rest).port)
    assert.match(await failure(startSimulator({ port })), /EADDRINUSE/)
    await simulator.close()
  })

  it("cuts off a body that no request has", async () => {
    const simulator = await startSimulator()
    const body = "x".repeat(1_000_001)
    const sent = await fetch(`${simulator.rest}${path.reverse}`, { method: "POST", body }).catch(
      (error: unknown) => error
    )
    assert.instanceOf(sent, TypeError)
    assert.strictEqual((await fetch(simulator.ws.replace("ws:", "http:"))).status, 426)
    await simulator.close()
  })
})

describe("the contract list", () => {
  const tell = (values: ReadonlyArray<unknown>) => Result.getOrThrow(Result.flip(Symbols.decode(values))).message

  it("has each position in the shape of conform, and starts at its entry where there is no price", () => {
    const { price: _, ...priceless } = ethusdt
    const [one] = Result.getOrThrow(Symbols.decode([{ ...priceless, position: hedge(null, "2") }]))
    assert.deepStrictEqual(one?.price, { num: 3000n, den: 1n })
    assert.nestedInclude(one?.position, { mode: "hedge", "short.lots": 200 })
    const [flat] = Result.getOrThrow(Symbols.decode([{ ...ethusdt, position: { mode: "one_way_mode", net: null } }]))
    assert.deepStrictEqual(flat?.position, { mode: "one-way", net: null })
    assert.deepStrictEqual(Result.getOrThrow(Symbols.decode([priceless]))[0]?.price, { num: 100n, den: 1n })
  })

  it("names what is wrong by entry and field", () => {
    assert.match(tell([7]), /symbols\[0\]\.instrument\.contract/)
    assert.match(tell([ethusdt, { ...ethusdt, pricePlace: "x" }]), /symbols\[1\]\.instrument\.pricePlace/)
    assert.match(tell([{ ...ethusdt, position: 7 }]), /symbols\[0\]\.position/)
    assert.match(tell([{ ...ethusdt, position: { mode: "both" } }]), /position\.mode/)
    assert.match(tell([{ ...ethusdt, position: hedge("0.001", null) }]), /position\.long\.size/)
    assert.match(tell([{ ...ethusdt, position: { mode: "hedge_mode", long: 7 } }]), /position\.long/)
    const sideless = { mode: "one_way_mode", net: { size: "1", entry: "1" } }
    assert.match(tell([{ ...ethusdt, position: sideless }]), /position\.net\.side/)
    const clash = [
      { ...ethusdt, position: hedge("1", null) },
      { ...ethusdt, symbol: "SOLUSDT", position: oneWay("long", "1") }
    ]
    assert.match(tell(clash), /SOLUSDT.*hold mode/)
    assert.match(tell([{ ...ethusdt, fundingRate: "x" }]), /fundingRate/)
  })

  it("lists a dozen usual contracts, linear and inverse", () => {
    const kinds = Symbols.usual().map(({ terms }) => terms.instrument.kind)
    assert.deepStrictEqual([kinds.length, kinds.filter((kind) => kind === "inverse").length], [12, 2])
  })
})

describe("the options of the command", () => {
  it("start a simulator that plays its candles", async () => {
    const bars = [
      { openAt: 0, open: 7, high: 9, low: 6, close: 8 },
      { openAt: 60_000, open: 8, high: 8, low: 8, close: 8 }
    ]
    const given: SimulateOptions = {
      port: 0,
      wsPort: 0,
      symbols: [ethusdt],
      mode: "hedge",
      faults: { loseAfter: 0 },
      seed: 3,
      candles: { symbol: "ETHUSDT", bars }
    }
    const simulator = await startSimulate(given)
    const client = makeClient(simulator.rest, simulator.credentials)
    assert.strictEqual(rowsOf(await client.get(path.ticker, eth))[0]?.["lastPr"], "7")
    assert.deepInclude(simulator.position("ETHUSDT"), { mode: "hedge" })
    assert.deepStrictEqual([simulator.faults.get(), simulator.trades()], [{ loseAfter: 0 }, []])
    await simulator.close()
    await (await startSimulate({})).close()
  })

  it("are refused when they do not hold", async () => {
    assert.match(await failure(startSimulate({ symbols: {} })), /not a JSON array/)
    const bars = [{ openAt: 0, open: 1, high: 1, low: 1, close: 1 }]
    assert.match(await failure(startSimulate({ candles: { symbol: "NOUSDT", bars } })), /NOUSDT is not listed/)
  })
})

describe("the layer", () => {
  it("runs a simulator as long as its scope", async () => {
    const rest = await Effect.runPromise(
      Effect.gen(function* () {
        const { rest: address } = yield* BitgetSimulator.BitgetSimulator
        const response = yield* Effect.promise(() => fetch(`${address}${path.time}`))
        assert.strictEqual(response.status, 200)
        return address
      }).pipe(Effect.provide(BitgetSimulator.layer({ symbols: [ethusdt] })))
    )
    assert.instanceOf(await fetch(rest).catch((error: unknown) => error), TypeError)
  })

  it("fails with a remedy", async () => {
    const fails = (layer: Layer.Layer<BitgetSimulator.BitgetSimulator, unknown>) =>
      Effect.runPromise(Effect.scoped(Effect.flip(Layer.build(layer))))
    assert.propertyVal(await fails(BitgetSimulator.layer({ accounts: [] })), "_tag", "SimulatorError")
    const simulator = await startSimulator()
    const port = Number(new URL(simulator.rest).port)
    const failed = await fails(BitgetSimulator.layer({ port }))
    await simulator.close()
    assert.propertyVal(failed, "remedy", "choose another port, or 0 for a free one")
  })
})
