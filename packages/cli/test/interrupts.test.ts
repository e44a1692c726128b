import { once } from "node:events"
import { setImmediate as turn } from "node:timers/promises"
import { readJournal } from "@backhand/reversal-operator"
import { assert, describe, it } from "vitest"
import { makePlace } from "./place.ts"
import { startSession } from "./session.ts"
import { named } from "./told.ts"

const signal = (side: string) => `{"symbol":"ETHUSDT","side":"${side}"}\n`

const running = (args: ReadonlyArray<string>, env: Readonly<Record<string, string>>) =>
  startSession(["run", "--signals", "-", ...args], env)

describe("backhand run, interrupted", () => {
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    it(`sends nothing new, settles what is in flight, then ends with 0 (${name})`, async () => {
      await using place = await makePlace()
      place.simulator.faults.set({ latency: { backMs: [50, 50] } })
      const run = running(place.both, place.env)
      run.stdin.write(signal("short"))
      await run.hears('"sent"')
      run.interrupt(name)
      run.stdin.write(signal("long"))
      assert.strictEqual(await run.code, 0)
      assert.includeMembers([...named({ stdout: run.stdout() })], ["sent", "settled"])
      assert.strictEqual(place.simulator.executions.length, 1)
      assert.include(run.stderr(), `${name}: no new orders; settling what is in flight. Once more ends at once.\n`)
      assert.strictEqual(run.process.listenerCount(name), 0)
    })

  it("ends where nothing is in flight, though signals may still come", async () => {
    await using place = await makePlace()
    const run = running(place.url, place.env)
    run.stdin.write(signal("long"))
    await run.hears('"held"')
    run.interrupt("SIGINT")
    assert.deepStrictEqual([await run.code, named({ stdout: run.stdout() })], [0, ["held"]])
  })

  it("ends while it is still connecting", async () => {
    await using place = await makePlace()
    place.simulator.faults.set({ latency: { backMs: [500, 500] } })
    const run = running(place.url, place.env)
    await once(run.process, "newListener")
    setImmediate(() => run.interrupt("SIGINT"))
    assert.deepStrictEqual([await run.code, named({ stdout: run.stdout() })], [0, []])
  })

  it("ends at once at the second, and says what was in flight", async () => {
    await using place = await makePlace()
    place.simulator.faults.set({ latency: { backMs: [200, 200] } })
    const run = running(place.url, place.env)
    run.stdin.write(signal("short"))
    await run.hears('"sent"')
    run.interrupt("SIGINT")
    run.interrupt("SIGINT")
    assert.deepStrictEqual([await run.code, named({ stdout: run.stdout() })], [1, ["sent"]])
    assert.match(run.stderr(), /ended at once with 1 in flight: \S+; there is no journal that knows them/)
  })
})

describe("backhand reverse, interrupted", () => {
  const reversing = async (place: Awaited<ReturnType<typeof makePlace>>, more: ReadonlyArray<string> = []) => {
    const run = startSession(["reverse", "ETHUSDT", "--yes", ...place.url, ...more], place.env)
    await run.hears("request ")
    place.simulator.faults.set({ latency: { backMs: [200, 200] } })
    while (place.simulator.executions.length === 0) await turn()
    run.interrupt("SIGINT")
    return run
  }

  it("waits for what comes of the order, and says that it does", async () => {
    await using place = await makePlace()
    const run = await reversing(place)
    assert.deepStrictEqual([await run.code, run.process.listenerCount("SIGINT")], [0, 0])
    assert.include(run.stderr(), "SIGINT: the order may be under way; waiting for what comes of it. Once more ends at")
    assert.match(run.stdout(), /\nreversed: closed 20, opened 20;/)
  })

  it("ends at once at the second, and says where to look", async () => {
    await using place = await makePlace()
    const journal = place.path("by-hand.sqlite")
    const run = await reversing(place, ["--journal", journal])
    run.interrupt("SIGINT")
    assert.strictEqual(await run.code, 1)
    assert.include(run.stderr(), `what came of the order is not known\nlook at the position`)
    assert.include(run.stderr(), `backhand journal ${journal} --open shows the order\n`)
    assert.lengthOf(readJournal(journal, { isOpenOnly: true }), 1)
  })
})
