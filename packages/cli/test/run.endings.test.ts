import { PassThrough, Writable } from "node:stream"
import { assert, describe, it } from "vitest"
import { main } from "../src/main.ts"
import { run } from "./host.ts"
import { held, makePlace } from "./place.ts"
import { startSession } from "./session.ts"
import { named, signal } from "./told.ts"

describe("how backhand run ends", () => {
  it("ends with 1 and says in a trader's words why an account cannot be used", async () => {
    await using place = await makePlace({ symbols: [held], accounts: [{ isUnified: true }] })
    const args = ["run", "--signals", "-", ...place.both]
    const unified = await run(args, [signal({})], place.env)
    assert.deepStrictEqual([unified.code, unified.stdout], [1, ""])
    assert.match(
      unified.stderr,
      /backhand: your account is a unified account.* \(40085\)\nuse a sub-account in classic mode/
    )
    const secret = { ...place.env, BITGET_API_SECRET: "" }
    const none = await run(args, [signal({})], secret)
    assert.deepStrictEqual([none.code, none.stdout], [2, ""])
    assert.include(none.stderr, "neither BITGET_API_SECRET nor BITGET_API_PRIVATE_KEY_FILE is set")
  })

  it("ends with 1 where a symbol halts, and says why and what to do", async () => {
    await using place = await makePlace()
    place.simulator.faults.set({ uncertain: { rate: 1, code: "40014", executed: 0 }, paths: ["click-backhand"] })
    const ended = await run(["run", "--signals", "-", ...place.both], [signal({})], place.env)
    assert.strictEqual(ended.code, 1)
    assert.deepStrictEqual(named(ended).at(-1), "halted")
    assert.match(ended.stderr, /ERROR|error/)
  })

  it("reports a line that is no signal, goes on, and ends with 2", async () => {
    await using place = await makePlace()
    const ended = await run(
      ["run", "--signals", "-", ...place.both],
      ['{"symbol":"ETHUSDT","side":"buy"}\n', signal({})],
      place.env
    )
    assert.deepStrictEqual([ended.code, named(ended)], [2, ["sent", "settled"]])
    assert.include(ended.stderr, 'standard input:1: side is "buy"; skipped. expected: side "long" or "short"')
  })

  it("sends nothing of a file in which a line is no signal", async () => {
    await using place = await makePlace()
    const file = place.file("signals.jsonl", `${signal({})}\n${signal({ side: "up" })}`)
    const ended = await run(["run", "--signals", file, ...place.both], [], place.env)
    assert.deepStrictEqual([ended.code, ended.stdout], [2, ""])
    assert.include(ended.stderr, `${file}:3: side is "up"\nexpected: side "long" or "short"\n`)
    assert.strictEqual(place.simulator.executions.length, 0)
  })

  it("stops when the reader of its events leaves, and settles what is in flight", async () => {
    await using place = await makePlace()
    const stdin = new PassThrough()
    stdin.write(signal({}))
    const stdout = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error("EPIPE"), { code: "EPIPE" }))
    })
    const code = await main({
      argv: ["", "", "run", "--signals", "-", ...place.both],
      env: place.env,
      stdin,
      stdout,
      stderr: new PassThrough()
    })
    assert.deepStrictEqual([code, place.simulator.executions.length], [0, 1])
  })
})

describe("a run whose exchange cannot be read", () => {
  it("says so once, and once more when it answers again", async () => {
    await using place = await makePlace()
    const session = startSession(["run", "--signals", "-", "--log-level", "info", ...place.url], place.env)
    const says = async (words: string) => {
      while (!session.stderr().includes(words)) await new Promise((resolve) => setImmediate(resolve))
    }
    await says("ready")
    place.simulator.faults.set({ htmlErrors: 1 })
    session.stdin.write(signal({}))
    await says("the exchange cannot be read: the exchange did not give")
    place.simulator.faults.set({ htmlErrors: 0 })
    await says("the exchange answers again when")
    for (let k = 0; k < 2; k++) session.interrupt("SIGINT")
    assert.strictEqual(await session.code, 1)
  })
})
