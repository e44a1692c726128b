import { inspect } from "node:util"
import { Budget, Position, Wire } from "@backhand/core"
import { bitget, BitgetError, reverseOn } from "@backhand/reversal-operator"
import { NEVER } from "rxjs"
import { afterEach, assert, describe, it } from "vitest"
import { credentialsOf } from "./credentialsOf.ts"
import { openDesk } from "./desk.ts"

const open: Array<() => Promise<void>> = []
const desk = async (...args: Parameters<typeof openDesk>) => {
  const made = await openDesk(...args)
  open.push(made.close)
  return made
}
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

/** Answers are waited for however long a busy machine takes for them. */
const patient = { answerMs: 20_000, lagMs: 150, readMs: 20 }

/** Lost orders are known to be dead soon, so that a test need not wait for ten seconds. */
const quick = { ...patient, lifeMs: 1000 }

describe("an account at the exchange", () => {
  it("is learnt, entered and reversed, in one-way mode", async () => {
    const { signals, simulator, until } = await desk()
    signals.next({ symbol: "ETHUSDT", side: "long" })
    const entered = await until("settled")
    assert.containsSubset(entered, { order: "entry", settlement: "reversed", opened: "1" })
    signals.next({ symbol: "ETHUSDT", side: "short" })
    assert.containsSubset(await until("settled"), { order: "reversal", settlement: "reversed", closed: "1" })
    assert.strictEqual(Position.onlySide(simulator.position("ETHUSDT")), "short")
    assert.strictEqual(simulator.executions.length, 1)
  })

  it("is reversed in part in hedge mode", async () => {
    const { signals, simulator, until } = await desk({ mode: "hedge" })
    signals.next({ symbol: "ETHUSDT", side: "long", size: "2" })
    await until("settled")
    signals.next({ symbol: "ETHUSDT", side: "short", size: "0.5" })
    assert.containsSubset(await until("settled"), { closed: "0.5", opened: "0.5", settlement: "reversed" })
    const position = simulator.position("ETHUSDT")
    assert.strictEqual(Position.lotsOn(position, "long"), 3 * Position.lotsOn(position, "short"))
  })

  it("of a copy-trading trader is given one request a second", async () => {
    const limits: Array<unknown> = []
    const { signals, until } = await desk(
      { accounts: [{ isTrader: true }] },
      {},
      { record: (entry) => (entry.entry === "options" ? limits.push(entry.options.limit) : undefined) }
    )
    signals.next({ symbol: "ETHUSDT", side: "long" })
    await until("settled")
    assert.deepStrictEqual(limits, [Budget.trader])
  })

  it("is not asked for its trader type where the limit is given", async () => {
    const { signals, simulator, until } = await desk({}, { knowsLimit: true }, { limit: { limit: 3, windowMs: 1000 } })
    signals.next({ symbol: "ETHUSDT", side: "long" })
    await until("settled")
    assert.isFalse(simulator.arrivals.some(({ path }) => path.includes("spot/account")))
  })

  it("tells each refusal with the exchange's code and a remedy", async () => {
    const { signals, until } = await desk({ accounts: [{ balances: { USDT: "1" } }] })
    signals.next({ symbol: "BTCUSDT", side: "long", size: "50" })
    const refused = await until("refused")
    assert.strictEqual(refused.reason, "venue")
    assert.isNotNull(refused.code)
    assert.isNotEmpty(refused.remedy)
  })

  it("that cannot be used ends the stream with a remedy, and without a secret", async () => {
    for (const [account, code] of [
      [{ isUnified: true }, "40085"],
      [{ key: { permissions: [] } }, "40014"],
      [{ key: { ips: ["10.0.0.1"] } }, "40018"],
      [{ key: { isDemo: true } }, "40099"]
    ] as const) {
      const { ended, simulator } = await desk({ accounts: [account] })
      const { error } = await ended()
      assert.instanceOf(error, BitgetError)
      assert.strictEqual(error.code, code)
      assert.isNotEmpty(error.remedy)
      const shown = inspect(error, { showHidden: true, depth: 9 }) + JSON.stringify(error) + String(error.stack)
      for (const secret of [simulator.credentials.secret, simulator.credentials.passphrase])
        assert.notInclude(shown, secret)
    }
  })

  it("with a wrong secret is refused with what to check", async () => {
    const { ended } = await desk({}, { credentials: credentialsOf({ apiKey: "bg_x", secret: "s", passphrase: "p" }) })
    assert.match(String((await ended()).error), /40037.*Remedy/)
  })

  it("without a contract of that name, or without an exchange behind the address, ends the stream", async () => {
    assert.match(String((await (await desk({}, { symbols: ["NOPEUSDT"] })).ended()).error), /no contract NOPEUSDT/)
    const gone = await desk({}, { restUrl: "http://127.0.0.1:9" })
    assert.strictEqual((await gone.ended()).kind, "E")
  })
})

describe("an order that meets trouble", () => {
  it("is sent once and settled by looking when its answer is lost", async () => {
    const { signals, simulator, until } = await desk({}, { wsUrl: false }, { timing: patient })
    signals.next({ symbol: "ETHUSDT", side: "long" })
    await until("settled")
    simulator.faults.set({ loseAfter: 1, paths: [Wire.path.reversal] })
    signals.next({ symbol: "ETHUSDT", side: "short" })
    await until("unknown")
    assert.containsSubset(await until("settled"), { settlement: "reversed" })
    assert.strictEqual(simulator.executions.length, 1)
  })

  it("is known to be unchanged when it never arrived, and the signal is acted on anew", async () => {
    const { signals, simulator, until } = await desk({}, {}, { timing: quick })
    signals.next({ symbol: "ETHUSDT", side: "long" })
    await until("settled")
    simulator.faults.set({ loseBefore: 1, paths: [Wire.path.reversal] })
    signals.next({ symbol: "ETHUSDT", side: "short" })
    await until("unknown")
    simulator.faults.clear()
    const from = simulator.arrivals.length
    assert.containsSubset(await until("settled"), { settlement: "unchanged" })
    const asked = simulator.arrivals.slice(from).map(({ path }) => path.split("/").at(-1))
    assert.includeMembers(asked, ["detail", "orders-history", "single-position"])
    assert.containsSubset(await until("sent"), { attempt: 2 })
    assert.containsSubset(await until("settled"), { settlement: "reversed" })
    assert.strictEqual(simulator.executions.length, 1)
  })

  it("answered by a page of a proxy is unknown, not refused", async () => {
    const { signals, simulator, until } = await desk({}, { wsUrl: false }, { timing: patient })
    signals.next({ symbol: "ETHUSDT", side: "long" })
    await until("settled")
    simulator.faults.set({ htmlErrorsAfter: 1, paths: [Wire.path.reversal] })
    signals.next({ symbol: "ETHUSDT", side: "short" })
    assert.strictEqual((await until("unknown")).code, null)
    await until("settled")
    assert.strictEqual(simulator.executions.length, 1)
  })

  it("closes only where the exchange refuses the open, and says so", async () => {
    const { signals, simulator, until } = await desk({}, {}, { timing: patient })
    signals.next({ symbol: "ETHUSDT", side: "long" })
    await until("settled")
    simulator.faults.set({ partialFills: { rate: 1, close: 1, open: 0 }, paths: [Wire.path.reversal] })
    signals.next({ symbol: "ETHUSDT", side: "short" })
    assert.containsSubset(await until("settled"), { settlement: "closed-only", closed: "1", opened: "0" })
    assert.strictEqual((await until("mismatch")).symbol, "ETHUSDT")
  })

  it("waits its turn after too many requests, and goes through", async () => {
    const { signals, simulator, until } = await desk({}, {}, { timing: patient, limit: { limit: 5, windowMs: 100 } })
    signals.next({ symbol: "ETHUSDT", side: "long" })
    await until("settled")
    simulator.faults.set({ tooMany: 1, paths: [Wire.path.reversal] })
    signals.next({ symbol: "ETHUSDT", side: "short" })
    await until("throttled")
    simulator.faults.clear()
    assert.containsSubset(await until("settled"), { settlement: "reversed" })
  })
})

describe("an entry whose margin mode cannot be learnt", () => {
  it("never leaves, and says why", async () => {
    const { signals, simulator, until } = await desk({}, { symbols: ["ETHUSDT", "BTCUSDT"] }, { maxAttempts: 1 })
    // The mode of the first contract is known from the start.
    signals.next({ symbol: "BTCUSDT", side: "long" })
    await until("settled")
    simulator.faults.set({ uncertain: { rate: 1, code: "40014", executed: 0 }, paths: ["account/account"] })
    signals.next({ symbol: "ETHUSDT", side: "long" })
    const refused = await until("refused")
    assert.match(refused.message, /the order never left: the exchange did not give the account \(40014\)/)
    assert.notInclude(refused.message, "Remedy")
    assert.include(refused.remedy, "permission")
    assert.strictEqual(simulator.arrivals.filter(({ path }) => path === Wire.path.entry).length, 1)
  })
})

describe("the addresses of the exchange", () => {
  const credentials = credentialsOf({ apiKey: "k", secret: "s", passphrase: "p" })

  it("must be encrypted outside loopback", () => {
    const make =
      (restUrl: string, wsUrl = "wss://ws.bitget.com/v2/ws") =>
      () =>
        bitget({ credentials, productType: "USDT-FUTURES", restUrl, wsUrl })
    assert.throws(make("http://api.bitget.com"), /must be https: outside loopback/)
    assert.throws(make("https://api.bitget.com", "ws://ws.bitget.com"), /must be wss:/)
    assert.throws(make("no address"), /is no address/)
    assert.doesNotThrow(make("http://localhost:1"))
    assert.doesNotThrow(make("http://[::1]:1"))
  })

  it("are the exchange's own where none are given", () => {
    assert.doesNotThrow(() => bitget({ credentials, productType: "USDT-FUTURES", isDemo: true }))
  })

  it("are left alone when nobody subscribes", () => {
    assert.doesNotThrow(() => NEVER.pipe(reverseOn({ venue: bitget({ credentials, productType: "USDC-FUTURES" }) })))
  })
})
