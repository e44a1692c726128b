import { PassThrough, Writable } from "node:stream"
import { readJournal } from "@backhand/reversal-operator"
import { assert, describe, it } from "vitest"
import { asCommandError } from "../src/asCommandError.ts"
import { CommandError } from "../src/CommandError.ts"
import * as Granularity from "../src/candles/Granularity.ts"
import * as Finding from "../src/doctor/Finding.ts"
import { checkJournal } from "../src/doctor/journalCheck.ts"
import { credentialsOf, hasCredentials } from "../src/exchange/credentials.ts"
import { main } from "../src/main.ts"
import { run } from "./host.ts"
import { ETHUSDT, held, makePlace } from "./place.ts"
import { startSession } from "./session.ts"
import { signal } from "./told.ts"

describe("what ends a command", () => {
  it("is an error with a remedy; any other is a defect, and given back", () => {
    const [ended, defect] = [new CommandError(1, "a", "b"), new Error("c")]
    assert.deepStrictEqual(
      [asCommandError(2, ended), asCommandError(2, defect), asCommandError(2, "d")],
      [ended, defect, "d"]
    )
    const known = asCommandError(2, Object.assign(new Error("e. Remedy: f."), { remedy: "f" }))
    assert.deepInclude(known, { exitCode: 2, message: "e", remedy: "f" })
  })

  it("is found by a check", async () => {
    const found = await Finding.guarded("key", () => Promise.reject(new CommandError(1, "a", "b")))
    assert.deepStrictEqual(found, Finding.not("fail", "key", "a", "b"))
    assert.deepStrictEqual(await Finding.guarded("key", async () => Finding.ok("key", "a")), Finding.ok("key", "a"))
  })

  it("is no reader that leaves doctor", async () => {
    await using place = await makePlace()
    const stdout = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error(), { code: "EPIPE" }))
    })
    const [stdin, stderr] = [new PassThrough(), new PassThrough()]
    assert.strictEqual(await main({ argv: ["", "", "doctor", ...place.url], env: place.env, stdin, stdout, stderr }), 0)
  })
})

describe("granularities", () => {
  for (const [text, name] of [
    ["1m", "1m"],
    ["1M", "1Mutc"],
    ["4h", "4H"],
    ["6h", "6Hutc"],
    ["1dutc", "1Dutc"]
  ] as const)
    it(`are spelled as the exchange does (${text})`, () => assert.strictEqual(Granularity.parse(text).name, name))

  it("are no names of JavaScript's own", () => {
    assert.throws(() => Granularity.parse("toString"), /no bars of "toString"/)
  })
})

describe("credentials", () => {
  it("are there or not, and are named where they are missing", () => {
    assert.isFalse(hasCredentials({ env: { BITGET_API_KEY: "" } }))
    assert.isTrue(hasCredentials({ env: { BITGET_API_PASSPHRASE: "x" } }))
    assert.throws(() => credentialsOf({ env: {} }), /BITGET_API_KEY is not set/)
    const file = { BITGET_API_KEY: "k", BITGET_API_PASSPHRASE: "p", BITGET_API_PRIVATE_KEY_FILE: "/none/key.pem" }
    assert.throws(() => credentialsOf({ env: file }), /BITGET_API_PRIVATE_KEY_FILE/)
  })
})

describe("a journal that a crash left", () => {
  it("is looked at by doctor", async () => {
    await using place = await makePlace()
    const file = place.path("run.sqlite")
    const dry = ["--dry-run", "--instrument", place.file("ETHUSDT.json", JSON.stringify(ETHUSDT))]
    const args = ["run", "--signals", "-", ...dry, "--when-flat", "enter", "--size", "1", "--journal", file]
    await run(args, [signal()])
    const { DatabaseSync } = process.getBuiltinModule("node:sqlite")
    const database = new DatabaseSync(file)
    database.exec("UPDATE orders SET settled_at_ms = NULL")
    assert.match((await checkJournal(file)).found, /; 1 order is not settled yet/)
    database.exec(
      "INSERT INTO orders SELECT client_oid || 'x', session, symbol, order_kind, mode, side, size, lots, before, before_venue_at_ms, sent_at_ms, dead_at_ms, NULL, NULL, NULL, NULL FROM orders"
    )
    database.close()
    assert.match((await checkJournal(file)).found, /; 2 orders are not settled yet/)
    assert.strictEqual(readJournal(file).length, 2)
  })
})

describe("a plan", () => {
  it("takes the only leg that is held in hedge mode", async () => {
    const position = { mode: "hedge_mode", long: null, short: { size: "5", entry: "3200" } }
    await using place = await makePlace({ symbols: [{ ...held, position }] })
    const { code, stdout } = await run(["reverse", "ETHUSDT", "--dry-run", ...place.url], [], place.env)
    assert.strictEqual(code, 0)
    assert.match(stdout, /^ETHUSDT, hedge mode: short 5 at 3200; last price 3100\ncloses {3}5 short/)
    assert.match(stdout, /\nleaves {3}long 5 at 3100\n/)
    const more = await run(["reverse", "ETHUSDT", "--dry-run", "--side", "long", ...place.url], [], place.env)
    assert.deepStrictEqual([more.code, more.stdout], [1, ""])
  })
})

describe("candles that a simulator plays", () => {
  const csv = "ts,open,high,low,close\n1690000000000,3000,3010,2990,3005\n"

  it("are of the contract that their file is named after, or the only one that is listed", async () => {
    await using place = await makePlace()
    const symbols = place.file("symbols.json", JSON.stringify([held]))
    for (const args of [[place.file("ethusdt-1m.csv", csv)], [place.file("x.csv", csv), "--symbols", symbols]]) {
      const { code, stderr } = await run(["simulate", "--candles", ...args])
      assert.deepStrictEqual([code, stderr], [0, ""])
    }
    const { code } = await run(["simulate", "--candles", place.path("x.csv"), "--symbols", place.file("no.json", "{}")])
    assert.strictEqual(code, 2)
  })
})

describe("the server for Prometheus", () => {
  it("answers nothing but a look at the metrics", async () => {
    await using place = await makePlace()
    const session = startSession(["run", "--signals", "-", ...place.url, "--metrics-port", "0"], place.env)
    session.stdin.write(signal({ side: "long" }))
    await session.hears("held")
    const [, url = ""] = /Prometheus: (\S+)\n/.exec(session.stderr()) ?? []
    assert.deepStrictEqual(
      [(await fetch(url, { method: "POST" })).status, (await fetch(`${url}?a=1`)).status],
      [404, 200]
    )
    session.stdin.end()
    assert.strictEqual(await session.code, 0)
  })
})
