import type { Fact } from "@backhand/core"
import type { Recording, SocketState } from "@backhand/reversal-operator"
import { Subject, filter, firstValueFrom, ReplaySubject } from "rxjs"
import { afterEach, assert, describe, it } from "vitest"
import { credentialsOf } from "./credentialsOf.ts"
import { openDesk } from "./desk.ts"

const open: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

/** No read within the test: whatever is known came through the socket. */
const neverReads = { answerMs: 60_000, readMs: 60_000, lagMs: 100, settleMs: 120_000 }

/** A desk that hears of its socket and of every fact. */
const desk = async (...[simulated = {}, venue = {}, options = {}]: Parameters<typeof openDesk>) => {
  const states = new ReplaySubject<SocketState>()
  const steps = new Subject<Extract<Recording.Entry, { entry: "step" }>>()
  const facts: Array<Fact.Fact> = []
  const made = await openDesk(
    simulated,
    { onSocket: (state) => states.next(state), ...venue },
    {
      ...options,
      record: (entry) => {
        if (entry.entry !== "step") return
        facts.push(entry.fact)
        steps.next(entry)
      }
    }
  )
  open.push(made.close)
  const socket = (state: SocketState["socket"], after = 0) =>
    firstValueFrom(states.pipe(filter(({ at, socket: now }) => now === state && at >= after)))
  const fact = (name: Fact.Fact["fact"]) => firstValueFrom(steps.pipe(filter((step) => step.fact.fact === name)))
  return { ...made, facts, socket, fact }
}

describe("the private socket", () => {
  it("settles an order before anything is read", async () => {
    const { signals, simulator, socket, until } = await desk({}, {}, { timing: neverReads })
    await socket("live")
    signals.next({ symbol: "ETHUSDT", side: "long" })
    await until("settled")
    signals.next({ symbol: "ETHUSDT", side: "short" })
    assert.containsSubset(await until("settled"), { settlement: "reversed", closed: "1", opened: "1" })
    assert.isFalse(simulator.arrivals.some(({ path }) => path.endsWith("order/detail")))
    assert.isFalse(simulator.arrivals.some(({ path }) => path.endsWith("single-position")))
  })

  it("settles an order whose answer was lost", async () => {
    const { signals, simulator, socket, until } = await desk({}, {}, { timing: neverReads })
    await socket("live")
    signals.next({ symbol: "ETHUSDT", side: "long" })
    await until("settled")
    simulator.faults.set({ loseAfter: 1 })
    signals.next({ symbol: "ETHUSDT", side: "short" })
    assert.containsSubset(await until("settled"), { settlement: "reversed" })
    assert.strictEqual(simulator.executions.length, 1)
  })

  it("dates what it tells by the change itself, so that doubled and reordered pushes change nothing", async () => {
    const faults = { pushes: { duplicate: 0.7, reorder: 0.5 } }
    const { facts, signals, simulator, socket, until } = await desk(
      { faults, seed: 7 },
      {},
      { timing: { readMs: 50, lagMs: 100 } }
    )
    await socket("live")
    for (let turn = 0; turn < 12; turn++) {
      signals.next({ symbol: "ETHUSDT", side: turn % 2 === 0 ? "long" : "short" })
      assert.containsSubset(await until("settled"), { settlement: "reversed" })
    }
    assert.strictEqual(simulator.executions.length, 11)
    const dates = facts.flatMap((fact) => (fact.fact === "position" && fact.askedAtMs === null ? [fact.venueAtMs] : []))
    assert.isAbove(dates.length, 6)
    assert.notInclude(dates, null)
    assert.isTrue(
      dates.every((date, k) => date !== dates[k - 1]),
      "what an earlier push has told was told again"
    )
  })

  it("is not needed: what it loses is read", async () => {
    const { signals, simulator, socket, until } = await desk(
      { faults: { pushes: { drop: 1 } } },
      {},
      { timing: { readMs: 20, lagMs: 100 } }
    )
    await socket("live")
    for (const side of ["long", "short", "long"] as const) {
      signals.next({ symbol: "ETHUSDT", side })
      await until("settled")
    }
    assert.strictEqual(simulator.executions.length, 2)
  })

  it("is opened again when it is cut, and what happened meanwhile is read", async () => {
    const { signals, simulator, socket, until } = await desk({}, {}, { timing: neverReads })
    const { at } = await socket("live")
    signals.next({ symbol: "ETHUSDT", side: "long" })
    await until("settled")
    simulator.resetSockets()
    const down = await socket("down", at)
    assert.containsSubset(down, { socket: "down", retryMs: 250 })
    assert.isAtLeast((await socket("live", down.at)).at, down.at + 240)
    signals.next({ symbol: "ETHUSDT", side: "short" })
    assert.containsSubset(await until("settled"), { settlement: "reversed" })
    const all = simulator.arrivals.filter(({ path }) => path.endsWith("all-position"))
    assert.isAtLeast(all.length, 3)
  })

  it("hears of what a hand does: a changed position at once, a closed one as soon as it is asked about", async () => {
    const { fact, signals, simulator, socket, until } = await desk({}, {}, { timing: { ...neverReads, lagMs: 0 } })
    await socket("live")
    signals.next({ symbol: "ETHUSDT", side: "long" })
    await until("settled")
    const hand = await openDesk(
      {},
      { restUrl: simulator.rest, wsUrl: false, knowsLimit: true, credentials: credentialsOf(simulator.credentials) }
    )
    open.push(hand.close)
    const told = fact("position")
    hand.signals.next({ symbol: "ETHUSDT", side: "short" })
    await told
    assert.containsSubset(await until("mismatch"), { observed: { net: { side: "short" } } })
  })

  it("that is refused leaves the venue working, and says why", async () => {
    const { signals, simulator, socket, until } = await desk()
    const other = await desk({ seed: 2 }, { wsUrl: simulator.ws }, { timing: { readMs: 20 } })
    const down = await other.socket("down")
    assert.containsSubset(down, { why: "the exchange refused the socket (30011)" })
    other.signals.next({ symbol: "ETHUSDT", side: "long" })
    assert.containsSubset(await other.until("settled"), { opened: "1" })
    await socket("live")
    signals.next({ symbol: "ETHUSDT", side: "long" })
    await until("settled")
  })

  it("is left out where it is not wanted", async () => {
    const { signals, simulator, until } = await desk({}, { wsUrl: false }, { timing: { readMs: 20 } })
    signals.next({ symbol: "ETHUSDT", side: "long" })
    await until("settled")
    assert.isAbove(simulator.arrivals.filter(({ path }) => path.endsWith("single-position")).length, 0)
  })
})
