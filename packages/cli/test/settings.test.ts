import { PassThrough, Writable } from "node:stream"
import { assert, describe, it } from "vitest"
import { checkContract } from "../src/doctor/contractCheck.ts"
import * as Finding from "../src/doctor/Finding.ts"
import { socketOf } from "../src/exchange/address.ts"
import { main } from "../src/main.ts"
import * as Output from "../src/run/Output.ts"
import * as Recorder from "../src/run/recorder.ts"
import { readSettings } from "../src/run/settings.ts"
import { paintFor } from "../src/terminal/Paint.ts"
import { collector, run } from "./host.ts"
import { ETHUSDT, makePlace } from "./place.ts"

const refused = (read: () => unknown): string => {
  try {
    return JSON.stringify(read())
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

describe("the settings of a run", () => {
  it("are refused where they do not go together", () => {
    const signals = "s.csv"
    assert.match(
      refused(() => readSettings({ signals, size: "1" })),
      /--size is what --when-flat enter enters with/
    )
    assert.match(
      refused(() => readSettings({ signals, "when-flat": "enter" })),
      /--when-flat enter needs a size/
    )
    assert.match(
      refused(() => readSettings({ signals, mode: "hedge" })),
      /are for dry runs/
    )
    assert.match(
      refused(() => readSettings({ signals, ws: "ws://127.0.0.1:1" })),
      /without --url orders would go to the exchange/
    )
    assert.match(
      refused(() => readSettings({})),
      /--signals is missing/
    )
    const read = readSettings({
      signals,
      "when-flat": "enter",
      size: "1",
      limit: "1/1s",
      otlp: "http://127.0.0.1:1",
      "margin-coin": "usdt",
      url: "http://127.0.0.1:1",
      ws: "ws://127.0.0.1:1",
      complete: true
    })
    assert.deepInclude(read, { limit: { limit: 1, windowMs: 1000 }, whenFlat: { enter: "1" }, isComplete: true })
    assert.deepInclude(
      readSettings({ signals, "when-flat": "ignore", limit: "auto", "dry-run": true, mode: "hedge" }),
      { limit: "auto", whenFlat: "ignore" }
    )
  })

  it("name the socket of an account", () => {
    const at = (more: { restUrl?: string; wsUrl?: string; isDemo?: boolean }) =>
      socketOf({ restUrl: undefined, wsUrl: undefined, isDemo: false, ...more })?.href ?? null
    assert.deepStrictEqual(
      [at({}), at({ isDemo: true }), at({ restUrl: "http://127.0.0.1:1" }), at({ wsUrl: "ws://127.0.0.1:1/v2/ws" })],
      ["wss://ws.bitget.com/v2/ws", "wss://wspap.bitget.com/v2/ws", null, "ws://127.0.0.1:1/v2/ws"]
    )
  })
})

describe("what doctor finds", () => {
  it("is coloured in a terminal, and nothing but a refusal is a finding", async () => {
    const { stream } = collector()
    const paint = paintFor({ env: {}, stderr: stream, stdout: Object.assign(stream, { isTTY: true }) }, "stdout")
    assert.include(Finding.text(paint, Finding.not("warn", "a", "b", "c")), "\u001B[33mwarn   \u001B[39m")
    assert.include(Finding.text(paint, Finding.skipped("a", "b")), "\u001B[2mskipped\u001B[22m")
    const defect: unknown = await Finding.guarded("a", () => Promise.reject(new Error("x"))).catch(
      (error: unknown) => error
    )
    assert.propertyVal(defect, "message", "x")
  })

  it("of contracts is what they are traded in, or what keeps them from it", () => {
    const wanted = { productType: "USDT-FUTURES", symbols: [] } as const
    const look = (row: object) => checkContract("ETHUSDT", [row as never], wanted)
    assert.strictEqual(look({ ...ETHUSDT, minTradeUSDT: undefined, symbolStatus: "normal" }).status, "ok")
    assert.match(look({ ...ETHUSDT, symbolStatus: "limit_open" }).found, /takes no new positions/)
    assert.strictEqual(look({ ...ETHUSDT, pricePlace: "x" }).status, "fail")
    assert.strictEqual(checkContract("ETHUSDT", [ETHUSDT], { ...wanted, marginCoin: "USDT" }).status, "ok")
  })
})

describe("what a run writes", () => {
  it("is not added to a recording that ends within a line, nor where nothing can be written", async () => {
    await using place = await makePlace()
    assert.match(
      refused(() => Recorder.open(place.file("cut.jsonl", '{"entry"'))),
      /ends within a line/
    )
    const other = place.file("signals.csv", "at,symbol,side\n1690000000000,ETHUSDT,short\n")
    assert.match(
      refused(() => Recorder.open(other)),
      /signals\.csv is there already, and no recording/
    )
    assert.match(
      refused(() => Recorder.open(place.path("none/run.jsonl"))),
      /cannot be written: there is no such file/
    )
  })

  it("is taken back where a line of it cannot be written whole, and named", () => {
    const recorder = Recorder.open("/dev/full")
    const entry = { entry: "step", at: 0, fact: { fact: "timer" }, commands: [] } as const
    assert.throws(() => recorder.write(entry), /^\/dev\/full cannot be written: there is no space left$/)
    recorder.close()
  })

  it("is refused before anything is sent where it would be written into what is read, or into one file", async () => {
    await using place = await makePlace()
    const signals = place.file("s.jsonl", '{"symbol":"ETHUSDT","side":"short"}\n')
    const said = async (...more: ReadonlyArray<string>) => {
      const { code, stderr, stdout } = await run(["run", "--signals", signals, ...place.url, ...more], [], place.env)
      assert.deepStrictEqual([code, stdout], [2, ""])
      return stderr
    }
    assert.match(await said("--record", signals), /--record: .*s\.jsonl is the file of --signals/)
    assert.match(await said("--journal", signals), /--journal: .*s\.jsonl is the file of --signals/)
    assert.match(await said("--journal", place.path("a"), "--record", place.path("a")), /is the file of --journal/)
    assert.match(await said("--journal", place.path("none/a")), /--journal: .* cannot be written: there is no folder/)
  })

  it("stops at the first failure, and says which", async () => {
    let gone = 0
    const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error("ENOSPC")) })
    full.on("error", () => undefined)
    const output = Output.make(full, () => gone++)
    output.write("a")
    output.write("b")
    await output.ready()
    output.write("c")
    assert.deepStrictEqual([gone, String(output.failure())], [1, "CommandError: the output cannot be written: ENOSPC"])
  })

  it("ends with 1 where its events cannot be written", async () => {
    await using place = await makePlace()
    const [stdin, err] = [Object.assign(new PassThrough(), { isTTY: true }), collector()]
    stdin.end('{"symbol":"NOSUCH","side":"long"}\n')
    const stdout = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error("no space"), { code: "ENOSPC" }))
    })
    const argv = ["", "", "run", "--signals", "-", ...place.url, "--margin-coin", "usdt"]
    const code = await main({ argv, env: place.env, stdin, stdout, stderr: err.stream })
    assert.strictEqual(code, 1)
    assert.include(err.text(), "Reading signals from the terminal; end with Ctrl-D.\n")
    assert.include(err.text(), "the output cannot be written: there is no space left\nmake room")
  })
})
