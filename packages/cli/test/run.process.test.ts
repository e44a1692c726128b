import { setImmediate } from "node:timers/promises"
import { readJournal } from "@backhand/reversal-operator"
import { assert, describe, it } from "vitest"
import { ended, listener, start } from "./child.ts"
import { run } from "./host.ts"
import { makePlace } from "./place.ts"
import { named } from "./told.ts"

const signal = '{"symbol":"ETHUSDT","side":"short","id":"s1"}\n'

describe("backhand run in a process of its own", { timeout: 120_000 }, () => {
  it("settles at an interrupt what is in flight, and ends; at a second it ends at once, and the next run settles it", async () => {
    await using place = await makePlace()
    const journal = place.path("run.sqlite")
    const args = ["run", "--signals", "-", ...place.url, "--journal", journal, "--log-level", "info"]
    const child = start(args, [], place.env)
    const [saysOut, saysErr] = [listener(child.stdout), listener(child.stderr)]
    const end = ended(child)
    await saysErr("ready")
    const second = await run(args, [signal], place.env)
    assert.strictEqual(second.code, 1)
    assert.include(second.stderr, `another subscription (pid ${child.pid}), trades with this journal\n`)
    // What is held shows that all is learnt that an order needs: from now on no answer comes back.
    child.stdin.write('{"symbol":"ETHUSDT","side":"long","id":"s0"}\n')
    await saysOut('"held"')
    place.simulator.faults.set({ latency: { forwardMs: [100, 100], backMs: [60_000, 60_000] } })
    child.stdin.write(signal)
    await saysOut('"sent"')
    while (place.simulator.executions.length === 0) await setImmediate()
    child.kill("SIGINT")
    await saysErr("SIGINT: no new orders; settling what is in flight. Once more ends at once.")
    child.kill("SIGINT")
    const { code, stderr, stdout } = await end
    const [open] = readJournal(journal, { isOpenOnly: true })
    // How long this takes decides whether an answer is missed before the end.
    assert.deepStrictEqual([code, named({ stdout }).filter((name) => name !== "unknown")], [1, ["held", "sent"]])
    assert.include(stderr, `ended at once with 1 in flight: ${open?.clientOid}; the journal knows them`)

    place.simulator.faults.clear()
    const next = start(args, [], place.env)
    const hears = listener(next.stdout)
    const settled = ended(next)
    await hears('"recovered"')
    next.kill("SIGTERM")
    assert.deepInclude(await settled, { code: 0, signal: null })
    assert.deepStrictEqual(named(await settled), ["recovered", "settled"])
    assert.deepStrictEqual(
      readJournal(journal).map(({ clientOid, settlement }) => [clientOid, settlement]),
      [[String(open?.clientOid), "reversed"]]
    )
    assert.strictEqual(place.simulator.executions.length, 1)
  })
})
