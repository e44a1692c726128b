import { startSimulator } from "@backhand/bitget-simulator"
import { bitget, type ReadState } from "@backhand/reversal-operator"
import { Subscription } from "rxjs"
import { afterEach, assert, describe, it } from "vitest"
import * as Reads from "../../src/internal/bitget/Reads.ts"
import { credentialsOf } from "./credentialsOf.ts"

const closers: Array<() => void> = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** Connects a venue over REST alone; `next` waits for what is heard of its reads. */
const desk = async (onRead?: (state: ReadState) => void) => {
  const simulator = await startSimulator()
  const [heard, waiting]: [Array<ReadState>, Array<(state: ReadState) => void>] = [[], []]
  const failed: Array<Error> = []
  const hear = (state: ReadState) => {
    onRead?.(state)
    const first = waiting.shift()
    if (first === undefined) heard.push(state)
    else first(state)
  }
  const venue = bitget({
    credentials: credentialsOf(simulator.credentials),
    productType: "USDT-FUTURES",
    symbols: ["ETHUSDT"],
    restUrl: simulator.rest,
    wsUrl: false,
    onRead: hear
  })
  const clocks: Array<() => void> = []
  const clock = () => new Promise<void>((resolve) => clocks.push(resolve))
  const learnt = clock()
  const connection = venue.connect({
    now: () => Math.floor(performance.now()),
    ready: () => undefined,
    tell: ({ fact }) => void (fact === "clock" && clocks.shift()?.()),
    fail: (error) => failed.push(error)
  })
  closers.push(
    () => connection.close(),
    () => void simulator.close()
  )
  await learnt
  const next = () => new Promise<ReadState>((resolve) => waiting.push(resolve))
  return { clock, connection, failed, heard, next, simulator }
}

describe("reads that fail", () => {
  it("are told once, with the reason, and once more when they work again", async () => {
    const { clock, connection, heard, next, simulator } = await desk()
    await simulator.close()
    const failing = next()
    connection.execute({ command: "sync-clock" })
    const first = await failing
    assert.strictEqual(first.reads, "failing")
    assert.match(JSON.stringify(first), /the exchange's time.*could not be asked for its time.*Remedy/)

    const again = await startSimulator({ port: Number(new URL(simulator.rest).port) })
    closers.push(() => void again.close())
    const [working, told] = [next(), clock()]
    connection.execute({ command: "sync-clock" })
    const second = await working
    assert.deepStrictEqual([second.reads, second.what], ["working", "the exchange's time"])
    await told
    assert.deepStrictEqual(heard, [])
  })

  it("end the stream where the listener throws", async () => {
    const { connection, failed, simulator } = await desk(() => {
      throw new Error("mine")
    })
    await simulator.close()
    connection.execute({ command: "sync-clock" })
    while (failed.length === 0) await new Promise((resolve) => setImmediate(resolve))
    assert.deepStrictEqual(failed.map(String), ["Error: mine"])
  })
})

describe("reads that wait for their turn", () => {
  it("never ask a timer to wait less than no time, however far the clock moves between two looks at it", async () => {
    for (let stepMs = 1; stepMs < 400; stepMs++) {
      let nowMs = 0
      const delays: Array<number> = []
      const now = () => (nowMs += stepMs)
      const schedule = (_work: unknown, delayMs = 0) => {
        delays.push(delayMs)
        return new Subscription()
      }
      const reads = Reads.make(now, () => undefined, 1, { now, schedule })
      for (const key of ["a", "b", "c"]) reads.add(key, () => Promise.resolve())
      await Promise.resolve()
      for (const delayMs of delays) assert.isAbove(delayMs, 0, `with ${stepMs} ms between two looks`)
      reads.close()
    }
  })
})
