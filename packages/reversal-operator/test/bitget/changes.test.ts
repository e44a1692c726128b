import type { Fact } from "@backhand/core"
import { Budget, Position, Wire } from "@backhand/core"
import type { Recording } from "@backhand/reversal-operator"
import { afterEach, assert, describe, it } from "vitest"
import { openDesk } from "./desk.ts"

const closers: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** Answers are waited for however long a busy machine takes for them. */
const patient = { answerMs: 20_000, lagMs: 150, readMs: 20 }

/** A desk that remembers the facts its engine was told. */
const desk = async (...[simulated = {}, venue = {}, options = {}]: Parameters<typeof openDesk>) => {
  const facts: Array<Fact.Fact> = []
  const record = (entry: Recording.Entry) => void (entry.entry === "step" && facts.push(entry.fact))
  const made = await openDesk(simulated, venue, { timing: patient, record, ...options })
  closers.push(made.close)
  return { ...made, facts }
}

describe("an account that changes while it is traded", () => {
  it("into hedge mode is refused once, read anew, and traded in its new mode", async () => {
    const { signals, simulator, until } = await desk()
    signals.next({ symbol: "ETHUSDT", side: "long" })
    await until("settled")
    simulator.setHoldMode("hedge")
    signals.next({ symbol: "ETHUSDT", side: "short" })
    assert.containsSubset(await until("refused"), { code: "40774", retry: "after-fix" })
    signals.next({ symbol: "ETHUSDT", side: "short" })
    assert.containsSubset(await until("settled"), { settlement: "reversed", position: { mode: "hedge" } })
    assert.strictEqual(simulator.executions.length, 1)
  })

  it("into hedge mode while flat is noticed, although no position tells", async () => {
    const { signals, simulator, until } = await desk()
    signals.next({ symbol: "BTCUSDT", side: "long" })
    await until("settled")
    simulator.setHoldMode("hedge")
    signals.next({ symbol: "ETHUSDT", side: "long" })
    assert.strictEqual((await until("refused")).code, "40774")
    signals.next({ symbol: "ETHUSDT", side: "long" })
    assert.containsSubset(await until("settled"), { settlement: "reversed", position: { mode: "hedge" } })
  })

  it("into a copy-trading trader's is held to a tenth of the limit after two refusals", {
    timeout: 20_000
  }, async () => {
    const { facts, signals, simulator, until } = await desk({}, { symbols: ["ETHUSDT", "BTCUSDT", "SOLUSDT"] })
    for (const symbol of ["ETHUSDT", "BTCUSDT", "SOLUSDT"]) signals.next({ symbol, side: "long" })
    for (let k = 0; k < 3; k++) await until("settled")
    simulator.setTrader(true)
    for (const symbol of ["ETHUSDT", "BTCUSDT", "SOLUSDT"]) signals.next({ symbol, side: "short" })
    for (let k = 0; k < 3; k++) await until("settled")
    assert.deepStrictEqual(
      facts.flatMap((fact) => (fact.fact === "limit" ? [fact.limit] : [])),
      [Budget.trader]
    )
    assert.strictEqual(simulator.executions.length, 3)
  })

  it("into a unified one halts everything, and says why", async () => {
    const { signals, simulator, until } = await desk()
    signals.next({ symbol: "ETHUSDT", side: "long" })
    await until("settled")
    simulator.faults.set({ uncertain: { rate: 1, code: "40085", executed: 0 }, paths: [Wire.path.reversal] })
    signals.next({ symbol: "ETHUSDT", side: "short" })
    assert.strictEqual((await until("refused")).code, "40085")
    assert.match((await until("halted")).remedy, /classic/)
  })
})

describe("an exchange that is not as it should be", () => {
  it("because its clock, or this machine's, is wrong by minutes is traded on all the same", async () => {
    for (const clockSkewMs of [100_000, -100_000]) {
      const { signals, simulator, until } = await desk({ behaviour: { clockSkewMs } })
      for (const side of ["long", "short"] as const) {
        signals.next({ symbol: "ETHUSDT", side })
        assert.containsSubset(await until("settled"), { settlement: "reversed" })
      }
      assert.strictEqual(simulator.executions.length, 1)
    }
  })

  it("because its clock was set while it ran is asked for its time again", async () => {
    const { signals, simulator, until } = await desk()
    signals.next({ symbol: "ETHUSDT", side: "long" })
    await until("settled")
    simulator.faults.set({ behaviour: { clockSkewMs: 100_000 } })
    signals.next({ symbol: "ETHUSDT", side: "short" })
    assert.strictEqual((await until("refused")).code, "40008")
    assert.containsSubset(await until("settled"), { settlement: "reversed" })
    assert.strictEqual(simulator.executions.length, 1)
  })

  it("because it is being maintained says nothing certain: each order is looked for, and none is done twice", async () => {
    for (const [code, executed] of [
      ["45001", 1],
      ["40725", 1],
      ["45001", 0]
    ] as const) {
      // What was not executed is known to be dead soon.
      const timing = executed === 1 ? patient : { ...patient, lifeMs: 1000 }
      const { signals, simulator, until } = await desk({}, { wsUrl: false }, { timing })
      signals.next({ symbol: "ETHUSDT", side: "long" })
      await until("settled")
      simulator.faults.set({ uncertain: { rate: 1, code, executed }, paths: [Wire.path.reversal] })
      signals.next({ symbol: "ETHUSDT", side: "short" })
      assert.strictEqual((await until("unknown")).code, code)
      simulator.faults.clear()
      const settled = await until("settled")
      assert.strictEqual(settled.settlement, executed === 1 ? "reversed" : "unchanged")
      if (executed === 0) await until("settled")
      assert.strictEqual(simulator.executions.length, 1)
      assert.strictEqual(Position.onlySide(simulator.position("ETHUSDT")), "short")
    }
  })

  it("because its reads are stale and slow is believed only when they cannot be", async () => {
    const { signals, simulator, until } = await desk(
      { behaviour: { readLagMs: 120, matchDelayMs: 30, openDelayMs: 40 } },
      { wsUrl: false }
    )
    simulator.faults.set({ slowReads: { rate: 0.5, ms: 30 } })
    for (const side of ["long", "short", "long"] as const) {
      signals.next({ symbol: "ETHUSDT", side })
      assert.containsSubset(await until("settled"), { settlement: "reversed" })
    }
    assert.strictEqual(simulator.executions.length, 2)
  })
})

describe("a demo account", () => {
  it("is traded with a demo key, over REST and the socket", async () => {
    const { signals, until } = await desk({ accounts: [{ key: { isDemo: true } }] }, { isDemo: true })
    for (const side of ["long", "short"] as const) {
      signals.next({ symbol: "ETHUSDT", side })
      assert.containsSubset(await until("settled"), { settlement: "reversed" })
    }
  })

  it("is not reached with a live key", async () => {
    const { ended } = await desk({}, { isDemo: true })
    assert.match(String((await ended()).error), /40099/)
  })
})
