import { Readable } from "node:stream"
import { parseSignals } from "@backhand/backtest-adapter"
import { Result } from "effect"
import * as fc from "fast-check"
import { firstValueFrom, toArray } from "rxjs"
import { assert, describe, it } from "vitest"
import { signalsOf } from "../src/signals/signalSource.ts"
import * as SignalReader from "../src/signals/SignalReader.ts"

const read = (chunks: ReadonlyArray<string | Buffer>, only?: string) => {
  const [signals, bad]: [Array<unknown>, Array<string>] = [[], []]
  const reader = SignalReader.make(
    {
      signal: (signal) => signals.push(signal),
      bad: (line, { expected, problem }) => bad.push(`${line}: ${problem}; ${expected}`)
    },
    only
  )
  for (const chunk of chunks) reader.push(Buffer.from(chunk))
  reader.end()
  return { signals, bad }
}

const eth = { symbol: "ETHUSDT", side: "short" }

describe("signals", () => {
  it("are JSON lines or CSV, as the first line shows", () => {
    const json =
      '\uFEFF{"symbol":"ethusdt","side":"short","at":1690000000000,"id":7,"size":0.5}\n\n{"side":"long","symbol":"BTCUSDT"}'
    const csv = 'side,AT,"symbol",id,size\r\nshort,1690000000000,ethusdt,7,0.5\r\n\r\nlong,,BTCUSDT,,\r\n'
    const signals = [
      { ...eth, at: 1_690_000_000_000, id: "7", size: "0.5" },
      { symbol: "BTCUSDT", side: "long" }
    ]
    assert.deepStrictEqual(read([json]), { signals, bad: [] })
    assert.deepStrictEqual(read([csv]), { signals, bad: [] })
  })

  it("are the same however their bytes are cut", () => {
    const line = fc.record({
      symbol: fc.constantFrom("ETHUSDT", "BTCUSDT"),
      side: fc.constantFrom("long", "short"),
      at: fc.integer({ min: 1e11, max: 2e12 }),
      id: fc.string({ unit: "grapheme", minLength: 1, maxLength: 5 })
    })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), fc.array(fc.nat(300), { maxLength: 8 }), (lines, cuts) => {
        const bytes = Buffer.from(lines.map((fields) => `${JSON.stringify(fields)}\n`).join(""))
        const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length]
        const chunks = places.slice(1).map((place, index) => bytes.subarray(places[index], place))
        assert.deepStrictEqual(read(chunks), { signals: lines, bad: [] })
      })
    )
  })

  it("may leave out the symbol where there is one", () => {
    assert.deepStrictEqual(read(['{"side":"short"}'], "ETHUSDT").signals, [eth])
    assert.deepStrictEqual(read(["side\nshort\n"], "ETHUSDT").signals, [eth])
  })

  it("may be of a contract that is not called in ASCII", () => {
    assert.deepStrictEqual(read(['{"symbol":"龙虾usdt","side":"long"}']).signals, [
      { symbol: "龙虾USDT", side: "long" }
    ])
  })

  it("are read as backtest reads them: the same signals, or a refusal of the same line", () => {
    const at = fc.oneof(
      fc.constantFrom(1_690_000_000, 1_690_000_000_000, 1_690_000_000_000_000, "2023-07-22", "2023-07-22T04:26:40Z"),
      fc.constantFrom<unknown>("2023-07-22T24:00", "1690000000001", 1_690_000_000_000_001, "soon", -1, 1.5, 0, 5000)
    )
    const line = fc.record({
      symbol: fc.constantFrom("ETHUSDT", "龙虾USDT"),
      side: fc.constantFrom("long", "short"),
      at,
      id: fc.constantFrom("a", 7),
      size: fc.constantFrom("0.5", 2, "1e3", "0")
    })
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
        const text = lines.map((fields) => `${JSON.stringify(fields)}\n`).join("")
        const live = read([text])
        const offline = parseSignals(text)
        if (Result.isSuccess(offline)) assert.deepStrictEqual(live, { signals: [...offline.success], bad: [] })
        else assert.strictEqual(live.bad[0]?.split(":")[0], String(offline.failure.line))
      })
    )
  })

  const bad: ReadonlyArray<readonly [string, string]> = [
    ["{", "1: "],
    ['{"side":"buy"}', '1: side is "buy"; side "long" or "short"'],
    ['{"side":"long"}', '1: symbol is undefined; symbol such as "ETHUSDT"; it may be left out where --symbols'],
    [
      '{"side":"long","symbol":"ETHUSDT","at":"soon"}',
      '1: at is "soon"; at in milliseconds since the epoch, or ISO 8601'
    ],
    [
      '{"side":"long","symbol":"ETHUSDT","at":1690000000000}\n{"side":"long","symbol":"ETHUSDT","at":1690000000}',
      "2: at is 1690000000; at in the unit of the signals before it (ms): one source has one unit"
    ],
    ['{"side":"long","symbol":"ETHUSDT","size":"0"}', '1: size is "0"; size as a decimal above zero, in base units'],
    ['{"side":"long","symbol":"ETHUSDT","id":{}}', "1: the id is neither a text nor a number"],
    ['{"side":"long","symbol":"ETHUSDT","bar":4}', "1: bar is 4; bar is for backtests; live, give at"],
    ['{"side":"long","symbol":"ETHUSDT","stop":"1"}', '1: stop is "1"; stop is for backtests'],
    ["symbol,when\nETHUSDT,1", "1: neither a signal nor a header; JSON lines, or a CSV header"],
    ["side,side\nlong,long", "1: neither a signal nor a header"],
    ['side,"symbol\nlong,ETHUSDT', "1: neither a signal nor a header"],
    ["side,symbol\nlong,ETHUSDT,1", "2: not as many cells as the header has; side,symbol"],
    ['side,symbol\n"long,ETHUSDT', "2: not as many cells as the header has"],
    ["\n\nside,symbol\n\nup,ETHUSDT", '5: side is "up"']
  ]
  for (const [text, said] of bad)
    it(`are refused with line and reason: ${JSON.stringify(text)}`, () => {
      assert.include(read([text]).bad[0] ?? "", said)
    })

  it("are refused where they are no UTF-8", () => {
    assert.include(read([Buffer.from([0x7b, 0xff, 0x7d, 0x0a])]).bad[0] ?? "", "1: ")
  })
})

describe("a source of signals", () => {
  const options = { name: "signals", ready: async () => undefined, onBad: () => undefined }

  it("reads no faster than what it told is taken, and waits for what has to be known first", async () => {
    const told: Array<string> = []
    const source = signalsOf(
      () => Readable.from(['{"symbol":"ETHUSDT","side":"long"}\n', '{"symbol":"ETHUSDT","side":"short"}\n']),
      {
        ...options,
        ready: async () => void told.push("ready"),
        before: async ({ side }) => void told.push(`before ${side}`)
      }
    )
    const signals = await firstValueFrom(source.pipe(toArray()))
    assert.deepStrictEqual(
      signals.map(({ side }) => side),
      ["long", "short"]
    )
    assert.deepStrictEqual(told, ["before long", "ready", "before short", "ready", "ready"])
  })

  it("ends with an error that names it where it cannot be read, and stops when nobody listens", async () => {
    const broken = signalsOf(
      () =>
        new Readable({
          read() {
            this.destroy(new Error("gone"))
          }
        }),
      options
    )
    const error: unknown = await firstValueFrom(broken).catch((cause: unknown) => cause)
    assert.propertyVal(error, "message", "signals cannot be read: gone")
    const endless = Readable.from(
      (function* () {
        for (;;) yield '{"symbol":"ETHUSDT","side":"long"}\n'
      })()
    )
    await firstValueFrom(signalsOf(() => endless, options))
    assert.isTrue(endless.destroyed)
  })
})
