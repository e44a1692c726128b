import { readFileSync } from "node:fs"
import { Readable } from "node:stream"
import { assert, describe, it } from "vitest"
import { main } from "../src/main.ts"
import { ended, listener, start } from "./child.ts"
import { collector, run } from "./host.ts"
import { ETHUSDT, envOf, held, makePlace } from "./place.ts"
import { startSession } from "./session.ts"

interface Banner {
  readonly rest: string
  readonly ws: string
  readonly credentials: { readonly apiKey: string; readonly secret: string; readonly passphrase: string }
}

const simulating = async (args: ReadonlyArray<string>) => {
  const session = startSession(["simulate", ...args])
  await Promise.race([session.hears("\n"), session.code.then(() => assert.fail(session.stderr()))])
  return { ...session, line: session.stdout(), banner: JSON.parse(session.stdout()) as Banner }
}

const get = async (url: string): Promise<unknown> => ((await (await fetch(url)).json()) as { data: unknown }).data

describe("backhand simulate", () => {
  it("prints one line with addresses and credentials, and ends when standard input closes", async () => {
    const { banner, code, line, stdin } = await simulating([])
    assert.match(
      line,
      /^\{"rest":"http:\/\/127\.0\.0\.1:\d+","ws":"ws:\/\/127\.0\.0\.1:\d+\/v2\/ws","credentials":\{"apiKey":"[^"]+","secret":"[^"]+","passphrase":"[^"]+"\}\}\n$/
    )
    assert.property(await get(`${banner.rest}/api/v2/public/time`), "serverTime")
    stdin.end()
    assert.strictEqual(await code, 0)
    const gone = await fetch(banner.rest).catch(() => "gone")
    assert.strictEqual(gone, "gone")
  })

  for (const name of ["SIGINT", "SIGTERM"] as const)
    it(`outlives standard input with --stay, and ends at an interrupt (${name})`, async () => {
      const { banner, code, interrupt, process, stdin } = await simulating(["--stay"])
      stdin.end()
      assert.property(await get(`${banner.rest}/api/v2/public/time`), "serverTime")
      interrupt(name)
      assert.strictEqual(await code, 0)
      assert.strictEqual(process.listenerCount(name), 0)
    })

  it("gives the same credentials for the same seed", async () => {
    const banners = [
      await simulating(["--seed", "7"]),
      await simulating(["--seed", "7"]),
      await simulating(["--seed", "8"])
    ]
    const [first, same, other] = banners.map(({ banner }) => banner.credentials)
    assert.deepStrictEqual(first, same)
    assert.notDeepEqual(first, other)
    for (const { code, stdin } of banners) {
      stdin.end()
      assert.strictEqual(await code, 0)
    }
  })

  it("lists the contracts of a file, with their prices and positions", async () => {
    await using place = await makePlace()
    const symbols = place.file("symbols.json", JSON.stringify([held]))
    const { banner, code, stdin } = await simulating(["--symbols", symbols, "--mode", "hedge"])
    const shown = await run(["reverse", "ETHUSDT", "--dry-run", "--url", banner.rest], [], envOf(banner))
    assert.match(shown.stdout, /^ETHUSDT, one-way mode: long 20 at 3000; last price 3100\n/)
    stdin.end()
    assert.strictEqual(await code, 0)
  })

  it("serves the candles that it plays as history, so that they can be downloaded again", async () => {
    await using place = await makePlace()
    const rows = ["1690000020000,3000.25,3001,2999,3000.5,7.5", "1690000080000,3000.5,3002,3000,3001,2"]
    const candles = place.file("ETHUSDT-1m.csv", `ts,open,high,low,close,volume\n${rows.join("\n")}\n`)
    const { banner, code, stdin } = await simulating(["--candles", candles, "--symbol", "ETHUSDT"])
    const range = ["--from", "2023-07-22", "--to", "2023-07-23"]
    const out = place.path("again.csv")
    assert.strictEqual((await run(["candles", "ETHUSDT", ...range, "--out", out, "--url", banner.rest])).code, 0)
    const [, ...again] = readFileSync(out, "utf8").trimEnd().split("\n")
    assert.deepStrictEqual(
      again.map((row) => row.slice(0, row.lastIndexOf(","))),
      rows
    )
    stdin.end()
    assert.strictEqual(await code, 0)
  })

  it("plays candles, and does what a fault file says", async () => {
    await using place = await makePlace()
    const candles = place.file(
      "eth.csv",
      "ts,open,high,low,close\n1690000000000,2000,2010,1990,2005\n1690000060000,2005,2010,1990,2005\n"
    )
    const faults = place.file("faults.json", '{"htmlErrors":1,"paths":["contracts"]}')
    const args = ["--candles", candles, "--symbol", "ethusdt", "--speed", "60", "--faults", faults]
    const { banner, code, stdin } = await simulating(args)
    const query = "productType=USDT-FUTURES&symbol=ETHUSDT"
    const [row] = (await get(`${banner.rest}/api/v2/mix/market/ticker?${query}`)) as ReadonlyArray<{ lastPr: string }>
    assert.include(["2000", "1990", "2010"], row?.lastPr)
    const { status } = await fetch(`${banner.rest}/api/v2/mix/market/contracts?productType=USDT-FUTURES`)
    assert.strictEqual(status, 502)
    stdin.end()
    assert.strictEqual(await code, 0)
  })

  it("says in a terminal what to type in another one, and how to end", async () => {
    const [out, err] = [collector(), collector()]
    const stdin = Object.assign(Readable.from([]), { isTTY: true })
    const stderr = Object.assign(err.stream, { isTTY: true })
    await main({ argv: ["", "", "simulate"], env: {}, stdin, stdout: out.stream, stderr })
    const { credentials, rest, ws } = JSON.parse(out.text()) as Banner
    assert.include(err.text(), `\n  export BITGET_API_PASSPHRASE=${credentials.passphrase}\n`)
    assert.include(err.text(), `\n  backhand doctor --url ${rest} --ws ${ws}\n\nRunning until Ctrl-C or Ctrl-D.\n`)
  })

  it("ends with 1 where its port is taken", async () => {
    await using place = await makePlace()
    const { code, stderr, stdout } = await run(["simulate", "--port", new URL(place.simulator.rest).port])
    assert.deepStrictEqual([code, stdout], [1, ""])
    assert.include(stderr, "simulate: the port cannot be used (EADDRINUSE)\nchoose another port, or 0 for a free one\n")
  })

  const bad: ReadonlyArray<readonly [string, string, RegExp]> = [
    ["--symbols", "[{}", /symbols\.json:1: not JSON/],
    ["--symbols", "{}", /symbols\.json: the symbols file is not a JSON array/],
    [
      "--symbols",
      JSON.stringify([{ ...ETHUSDT, pricePlace: "x" }]),
      /symbols\.json: symbols\[0\]\.instrument\.pricePlace/
    ],
    ["--faults", '{"loseAftr":1}', /symbols\.json: faults: .*loseAftr/],
    ["--candles", "ts,open,high,low,close\n1,2,1,2,2\n", /symbols\.json:2/]
  ]
  for (const [option, text, said] of bad)
    it(`ends with 2 and says where ${option} is wrong: ${text.slice(0, 20)}`, async () => {
      await using place = await makePlace()
      const more = option === "--candles" ? ["--symbol", "ETHUSDT"] : []
      const { code, stderr, stdout } = await run(["simulate", option, place.file("symbols.json", text), ...more])
      assert.deepStrictEqual([code, stdout], [2, ""])
      assert.match(stderr, said)
    })

  it("ends with 2 where it is not clear which contract candles are of, or options do not go together", async () => {
    await using place = await makePlace()
    const file = place.file("c.csv", "ts,open,high,low,close\n1690000000000,1,1,1,1\n")
    const unclear = await run(["simulate", "--candles", file])
    assert.match(
      unclear.stderr,
      /it is not clear which contract .*c\.csv is of\nexpected: --symbol with one of BTCUSDT/
    )
    const alone = await run(["simulate", "--speed", "2"])
    assert.match(alone.stderr, /--symbol and --speed are about candles/)
    const range = await run(["simulate", "--port", "70000"])
    assert.match(range.stderr, /--port: expected a whole number from 0 to 65535, got "70000"/)
    assert.deepStrictEqual([unclear.code, alone.code, range.code], [2, 2, 2])
  })
})

describe("backhand simulate in a process of its own", () => {
  it("ends when whoever started it is gone", async () => {
    const child = start(["simulate"])
    const says = listener(child.stdout)
    const end = ended(child)
    await says("passphrase")
    child.stdin.end()
    assert.deepInclude(await end, { code: 0, signal: null, stderr: "" })
  })
})
