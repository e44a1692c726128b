import { EventEmitter, once } from "node:events"
import { PassThrough } from "node:stream"
import { assert, describe, it } from "vitest"
import { main } from "../src/main.ts"
import { collector } from "./host.ts"
import { makePlace } from "./place.ts"

const signal = (side: string) => `{"symbol":"ETHUSDT","side":"${side}"}\n`

/** A run that reads signals until it is interrupted, with each event as it comes. */
const running = (args: ReadonlyArray<string>, env: Readonly<Record<string, string>>) => {
  const [process, stdin, stdout, err] = [new EventEmitter(), new PassThrough(), new PassThrough(), collector()]
  const heard: Array<string> = []
  stdout.on("data", (line: Buffer) => heard.push((JSON.parse(line.toString()) as { event: string }).event))
  const host = {
    argv: ["", "", "run", "--signals", "-", "--log-level", "info", ...args],
    ...{ env, stdin, stdout, stderr: err.stream },
    on: (name: string, listener: (name: "SIGINT") => void) => process.on(name, listener),
    off: (name: string, listener: (name: "SIGINT") => void) => process.off(name, listener)
  }
  const code = main(host)
  const hears = async (event: string): Promise<void> => {
    while (!heard.includes(event)) await once(stdout, "data")
  }
  return { process, stdin, heard, hears, code, stderr: err.text }
}

describe("backhand run, interrupted", () => {
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    it(`sends nothing new, settles what is in flight, then ends with 0 (${name})`, async () => {
      await using place = await makePlace()
      place.simulator.faults.set({ latency: { backMs: [50, 50] } })
      const run = running(place.both, place.env)
      run.stdin.write(signal("short"))
      await run.hears("sent")
      run.process.emit(name, name)
      run.stdin.write(signal("long"))
      assert.strictEqual(await run.code, 0)
      assert.includeMembers(run.heard, ["sent", "settled"])
      assert.strictEqual(place.simulator.executions.length, 1)
      assert.strictEqual(run.process.listenerCount(name), 0)
    })

  it("ends where nothing is in flight, though signals may still come", async () => {
    await using place = await makePlace()
    const run = running(place.url, place.env)
    run.stdin.write(signal("long"))
    await run.hears("held")
    run.process.emit("SIGINT", "SIGINT")
    assert.deepStrictEqual([await run.code, run.heard], [0, ["held"]])
  })

  it("ends while it is still connecting", async () => {
    await using place = await makePlace()
    place.simulator.faults.set({ latency: { backMs: [500, 500] } })
    const run = running(place.url, place.env)
    await once(run.process, "newListener")
    setImmediate(() => run.process.emit("SIGINT", "SIGINT"))
    assert.deepStrictEqual([await run.code, run.heard], [0, []])
  })

  it("ends at once at the second, and says what was in flight", async () => {
    await using place = await makePlace()
    place.simulator.faults.set({ latency: { backMs: [200, 200] } })
    const run = running(place.url, place.env)
    run.stdin.write(signal("short"))
    await run.hears("sent")
    run.process.emit("SIGINT", "SIGINT")
    run.process.emit("SIGINT", "SIGINT")
    assert.deepStrictEqual([await run.code, run.heard], [1, ["sent"]])
    assert.match(run.stderr(), /ended at once with 1 in flight: \S+; there is no journal that knows them/)
  })
})
