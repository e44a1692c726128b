import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { readBars } from "@backhand/backtest-adapter"
import { Limiter } from "@backhand/bitget-simulator"
import { Writable } from "node:stream"
import { assert, describe, it } from "vitest"
import { main } from "../src/main.ts"
import { run } from "./host.ts"
import { ETHUSDT, makePlace } from "./place.ts"
import { startSession } from "./session.ts"

const startMs = 1_690_000_020_000
const minuteMs = 60_000

const bar = (minute: number) => ({
  openAt: startMs + minute * minuteMs,
  open: `${3000 + minute}.25`,
  high: "9000",
  low: "1",
  close: "3000.5",
  volume: "7.5"
})

const row = (minute: number) => `${startMs + minute * minuteMs},${3000 + minute}.25,9000,1,3000.5,7.5,`

/** So many minutes of history, without those in the list. */
const historyOf = (count: number, without: ReadonlyArray<number> = []) =>
  makePlace({
    symbols: [{ ...ETHUSDT, price: "3000" }],
    history: {
      ETHUSDT: Array.from({ length: count }, (_, minute) => bar(minute)).filter((_, m) => !without.includes(m))
    }
  })

type Place = Awaited<ReturnType<typeof historyOf>>

const args = (place: Place, out: string, fromMinute: number, toMinute: number) => [
  "candles",
  "ethusdt",
  "--from",
  String(startMs + fromMinute * minuteMs),
  "--to",
  String(startMs + toMinute * minuteMs),
  "--out",
  out,
  ...place.url
]

const rowsOf = (file: string): ReadonlyArray<string> => readFileSync(file, "utf8").trimEnd().split("\n")

describe("backhand candles", () => {
  it("downloads every candle of a time, in order, as the exchange wrote it", async () => {
    await using place = await historyOf(500)
    const out = place.path("eth.csv")
    const { code, stderr, stdout } = await run(args(place, out, 10, 450))
    assert.deepStrictEqual([code, stderr], [0, ""])
    assert.match(stdout, /eth\.csv: 440 candles from 2023-07-22T04:37Z to 2023-07-22T11:56Z\n$/)
    const [header, ...rows] = rowsOf(out)
    assert.strictEqual(header, "ts,open,high,low,close,volume,quote_volume")
    assert.deepStrictEqual(
      rows.map((line) => line.slice(0, line.lastIndexOf(",") + 1)),
      Array.from({ length: 440 }, (_, m) => row(m + 10))
    )
    assert.isFalse(existsSync(`${out}.part`))
    const { bars } = await readBars(out)
    assert.strictEqual(bars.length, 440)
  })

  it("writes Parquet that is read back as the same candles", async () => {
    await using place = await historyOf(30)
    const [csv, parquet] = [place.path("eth.csv"), place.path("eth.parquet")]
    await run(args(place, csv, 0, 30))
    const { code } = await run(args(place, parquet, 0, 30))
    assert.strictEqual(code, 0)
    assert.deepStrictEqual((await readBars(parquet)).bars, (await readBars(csv)).bars)
  })

  it("reports gaps, and fills none", async () => {
    await using place = await historyOf(700, [5, ...Array.from({ length: 450 }, (_, m) => m + 100)])
    const { code, stderr, stdout } = await run(args(place, place.path("eth.csv"), 0, 700))
    assert.deepStrictEqual([code, stderr], [0, "2 gaps, the first after 2023-07-22T04:31Z\n"])
    assert.include(stdout, ": 249 candles from")
  })

  it("passes over the years before a contract was listed in a few requests", async () => {
    await using place = await historyOf(50)
    const from = ["candles", "ETHUSDT", "--from", "2019-01-01", "--to", "2023-07-23", "--out", place.path("eth.csv")]
    const { code, stdout } = await run([...from, ...place.url])
    assert.strictEqual(code, 0)
    assert.include(stdout, ": 50 candles from 2023-07-22T04:27Z")
    assert.isBelow(place.simulator.arrivals.length, 40)
  })

  it("goes on where an interrupt or a crash ended it, and the file is the same", async () => {
    await using place = await historyOf(900)
    const [whole, out] = [place.path("whole.csv"), place.path("eth.csv")]
    await run(args(place, whole, 0, 900))
    const before = place.simulator.arrivals.length
    place.simulator.faults.set({ latency: { backMs: [30, 30] } })
    const session = startSession(args(place, out, 0, 900))
    while (place.simulator.arrivals.length < before + 2) await new Promise((resolve) => setImmediate(resolve))
    session.interrupt("SIGINT")
    assert.strictEqual(await session.code, 1)
    assert.include(
      session.stderr(),
      `interrupted; ${out}.part keeps what is there\nthe same command goes on from there`
    )
    // A crash may have cut the last line off.
    writeFileSync(`${out}.part`, readFileSync(`${out}.part`, "utf8").slice(0, -4))
    const { code, stderr } = await run(args(place, out, 0, 900))
    assert.strictEqual(code, 0)
    assert.match(stderr, /^Going on after 2023-07-22T\d\d:\d\dZ\.\n$/)
    assert.strictEqual(readFileSync(out, "utf8"), readFileSync(whole, "utf8"))
  })

  it("keeps below twenty requests a second, and outlasts an exchange that fails for a moment", async () => {
    await using place = await historyOf(400)
    let answers = 0
    place.simulator.faults.set({ htmlErrors: 1 })
    const done = run(args(place, place.path("eth.csv"), 0, 400))
    while (answers === 0) {
      answers = place.simulator.arrivals.length
      await new Promise((resolve) => setImmediate(resolve))
    }
    place.simulator.faults.clear()
    assert.strictEqual((await done).code, 0)
    assert.isAtMost(
      Limiter.most(
        place.simulator.arrivals.map(({ atMs }) => atMs),
        1000
      ),
      20
    )
  })

  it("shows how far it is in a terminal, and nothing elsewhere", async () => {
    await using place = await historyOf(30)
    let said = ""
    const stderr = Object.assign(
      new Writable({
        write: (chunk: Buffer, _encoding, done) => {
          said += chunk.toString()
          done()
        }
      }),
      { isTTY: true }
    )
    const stdout = new Writable({ write: (_chunk, _encoding, done) => done() })
    const { stdin } = process
    await main({ argv: ["", "", ...args(place, place.path("eth.csv"), 0, 30)], env: {}, stdin, stdout, stderr })
    const erase = "\r\u001B[K"
    assert.strictEqual(said, `${erase}${"█".repeat(24)} 100 %  ETHUSDT 2023-07-22T04:57Z${erase}`)
  })

  it("touches no file that is there already, nor the part of another download", async () => {
    await using place = await historyOf(30)
    const out = place.file("eth.csv", "mine")
    const there = await run(args(place, out, 0, 30))
    assert.deepStrictEqual([there.code, readFileSync(out, "utf8")], [2, "mine"])
    const other = place.path("other.csv")
    place.file("other.csv.part", '# {"symbol":"BTCUSDT"}\nts\n')
    assert.match((await run(args(place, other, 0, 30))).stderr, /other\.csv\.part is of another download\nremove it/)
  })

  it("ends with 1 where the exchange has nothing of it", async () => {
    await using place = await historyOf(30)
    const none = await run(args(place, place.path("eth.csv"), -20, -10))
    assert.deepStrictEqual([none.code, existsSync(place.path("eth.csv"))], [1, false])
    assert.match(none.stderr, /the exchange has no candles of ETHUSDT in that time/)
    const unknown = await run([
      "candles",
      "NOSUCH",
      "--from",
      "1",
      "--to",
      "2",
      "--out",
      place.path("x.csv"),
      ...place.url
    ])
    assert.strictEqual(unknown.code, 1)
    assert.match(
      unknown.stderr,
      /USDT-FUTURES has no contract NOSUCH\nuse the name of the exchange's list, such as ETHUSDT/
    )
    assert.isFalse(existsSync(place.path("x.csv.part")))
  })
})
