import { execFileSync } from "node:child_process"
import { randomUUID } from "node:crypto"
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { brotliCompressSync, gzipSync, zstdCompressSync } from "node:zlib"
import * as arrow from "apache-arrow"
import { parquetWriteBuffer } from "hyparquet-writer"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { HistoryError } from "../../src/history/HistoryError.ts"
import { readBars, readFunding, readQuotes, readTrades } from "../../src/history/files/readFiles.ts"
import { readSignals } from "../../src/history/files/readSignals.ts"
import { streamBars, streamQuotes, streamTrades } from "../../src/history/files/streamFiles.ts"

let folder = ""

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "backhand-history-"))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

const keep = async (name: string, content: string | Uint8Array): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

const count = 3_000
const times = Array.from({ length: count }, (_, at) => 1_700_000_000_000 + at * 60_000)
const lows = times.map((_, at) => (9_000 + (at % 977)) / 100)
const highs = lows.map((low, at) => (Math.round(low * 100) + (at % 7)) / 100)
const volumes = times.map((_, at) => at / 8)

const plain = [
  "time,open,high,low,close,volume",
  ...times.map((time, at) => [time, lows[at], highs[at], lows[at], highs[at], volumes[at]].join(","))
].join("\n")

const errorOf = async (promise: Promise<unknown>): Promise<HistoryError> => {
  const error: unknown = await promise.then(
    () => assert.fail("expected a refusal"),
    (cause: unknown) => cause
  )
  assert.instanceOf(error, HistoryError)
  return error
}

const column = (
  name: string,
  data: ReadonlyArray<unknown>,
  type: "DOUBLE" | "FLOAT" | "INT64" | "STRING" | "TIMESTAMP"
) => ({ name, data, type, nullable: false }) as Parameters<typeof parquetWriteBuffer>[0]["columnData"][number]

const prices = (type: "DOUBLE" | "FLOAT") => [
  column("open", lows, type),
  column("High", highs, type),
  column("low", lows, type),
  column("close", highs, type),
  column("volume", volumes, "DOUBLE")
]

describe("files of candles", () => {
  it("are the same plain, packed, in Parquet and in Arrow", async () => {
    const { bars } = await readBars(await keep("plain.csv", plain))
    assert.strictEqual(bars.length, count)
    assert.strictEqual(bars.priceStep, "0.01")
    const doubles = { open: lows, high: highs, low: lows, close: highs, volume: volumes }
    const floats = Object.fromEntries(Object.entries(doubles).map(([name, data]) => [name, Float64Array.from(data)]))
    const table = arrow.tableFromArrays({ time: Float64Array.from(times), ...floats })
    const instants = arrow.vectorFromArray(
      times.map((time) => new Date(time)),
      new arrow.TimestampMillisecond()
    )
    const dated = new arrow.Table({
      ts: instants,
      ...Object.fromEntries(table.schema.fields.slice(1).map(({ name }) => [name, table.getChild(name as never)]))
    } as never)
    const written: ReadonlyArray<readonly [string, Uint8Array]> = [
      ["a.csv.gz", gzipSync(plain)],
      ["a.csv.zst", zstdCompressSync(plain)],
      [
        "a.parquet",
        new Uint8Array(
          parquetWriteBuffer({ columnData: [column("ts", times.map(BigInt), "INT64"), ...prices("DOUBLE")] })
        )
      ],
      [
        "b.parquet",
        new Uint8Array(
          parquetWriteBuffer({
            columnData: [
              column(
                "date",
                times.map((time) => new Date(time)),
                "TIMESTAMP"
              ),
              ...prices("DOUBLE")
            ],
            rowGroupSize: 1_000,
            pageSize: 2_000
          })
        )
      ],
      [
        "c.parquet",
        new Uint8Array(
          parquetWriteBuffer({
            columnData: [
              column(
                "time",
                times.map((time) => new Date(time).toISOString()),
                "STRING"
              ),
              ...prices("FLOAT")
            ]
          })
        )
      ],
      ["a.arrow", arrow.tableToIPC(table, "file")],
      ["b.feather", arrow.tableToIPC(dated, "file")]
    ]
    for (const [name, content] of written) {
      const history = await readBars(await keep(name, content))
      assert.deepStrictEqual(history.bars, bars, name)
    }
  })

  it("may have quoted cells, which a general parser takes apart", async () => {
    const quoted =
      'id,"time","open","high","low","close"\n"a,1","1","1.5","2","1","1"\n\n"a,""2""","2","1","1","1","1"\n'
    const { bars } = await readBars(await keep("quoted.csv", quoted))
    assert.deepStrictEqual([...bars.high, ...bars.open, bars.priceStep], [20, 10, 15, 10, "0.1"])
    const bad = await errorOf(readBars(await keep("bad.csv", quoted.replace('"a,""2""","2"', '"a,""2""","x"'))))
    assert.containsSubset(bad, { reason: "BadTime", line: 4, field: "time" })
    const back = await errorOf(readBars(await keep("back.csv", quoted.replace('"a,""2""","2"', '"a,""2""","0"'))))
    assert.containsSubset(back, { reason: "OutOfOrder", line: 4 })
    const many = Array.from({ length: 5_000 }, (_, at) => `"${at + 1}","1","1","1","${at === 4_321 ? "x" : 1}"`)
    const late = await errorOf(readBars(await keep("late.csv", `time,open,high,low,close\n${many.join("\n")}`)))
    assert.containsSubset(late, { reason: "NotANumber", line: 4_323, field: "close" })
    assert.strictEqual(
      (await errorOf(readBars(await keep("bare.csv", 'time,open,high,low,close,"x"\n"')))).reason,
      "Unreadable"
    )
    const nameless = await errorOf(readBars(await keep("nameless.csv", '"1","2"\n')))
    assert.strictEqual(nameless.reason, "UnknownLayout")
    const headerless = await readBars(await keep("headerless.csv", '"1700000000000","1","2","1","2","5","6"\n'))
    assert.deepStrictEqual([...headerless.bars.high, ...headerless.bars.volume], [2, 5])
  })

  it("are refused where they are missing, cut off or incomplete, by name", async () => {
    const missing = await errorOf(readBars(join(folder, "missing.csv")))
    assert.containsSubset(missing, { reason: "Unreadable", file: join(folder, "missing.csv") })
    const packed = gzipSync(plain)
    assert.strictEqual((await errorOf(readBars(await keep("cut.gz", packed.subarray(0, 5_000))))).reason, "Unreadable")
    assert.strictEqual(
      (await errorOf(readBars(await keep("cut.parquet", "PAR1 and nothing more")))).reason,
      "Unreadable"
    )
    assert.strictEqual(
      (await errorOf(readBars(await keep("cut.arrow", "ARROW1\0\0 and nothing")))).reason,
      "Unreadable"
    )
    assert.strictEqual((await errorOf(readBars(folder))).reason, "Unreadable")
    assert.strictEqual((await errorOf(readBars(await keep("empty.csv", "")))).reason, "Empty")
    const columns = parquetWriteBuffer({ columnData: [column("time", [1n], "INT64"), column("open", [1], "DOUBLE")] })
    const without = await errorOf(readBars(await keep("few.parquet", new Uint8Array(columns))))
    assert.containsSubset(without, { reason: "UnknownLayout", field: "high" })
  })

  it("with numbers that are none are refused by row in Parquet", async () => {
    const broken = lows.map((low, at) => (at === 2_234 ? Number.NaN : low))
    const columns = [
      column("ts", times.map(BigInt), "INT64"),
      ...prices("DOUBLE").slice(0, 2),
      column("low", broken, "DOUBLE"),
      ...prices("DOUBLE").slice(3)
    ]
    const path = await keep(
      "nan.parquet",
      new Uint8Array(parquetWriteBuffer({ columnData: columns, rowGroupSize: 1_000, pageSize: 2_000 }))
    )
    assert.containsSubset(await errorOf(readBars(path)), { reason: "NotANumber", line: 2_235, field: "low" })
    const { repairs } = await readBars(path, { repair: "drop" })
    assert.deepStrictEqual(repairs.first, [{ line: 2_235, did: "dropped", reason: "NotANumber" }])
  })
})

describe("columns of other types", () => {
  const one = (low: ReturnType<typeof column>, more: object = {}) => {
    const rest = ["open", "high", "close"].map((name) => column(name, [2.5, 2.5], "DOUBLE"))
    const columnData = [column("time", [1n, 2n], "INT64"), ...rest, low]
    return new Uint8Array(parquetWriteBuffer({ columnData, ...more }))
  }

  it.each(["GZIP", "BROTLI", "ZSTD"] as const)("are read from Parquet packed with %s", async (codec) => {
    const pack = { GZIP: gzipSync, BROTLI: brotliCompressSync, ZSTD: zstdCompressSync }[codec]
    const low = column("low", [1.25, 1.5], "DOUBLE")
    const compressors = { [codec]: (bytes: Uint8Array) => new Uint8Array(pack(bytes)) }
    const { bars } = await readBars(await keep(`${codec}.parquet`, one(low, { codec, compressors })))
    assert.deepStrictEqual([...bars.low], [125, 150])
  })

  it("are decimals, texts, and integers in Parquet, and hold nothing where they are null", async () => {
    const decimal = async (low: ReadonlyArray<bigint>, type: object) => {
      const schema = [
        { name: "root", num_children: 5 },
        { name: "time", type: "INT64" },
        ...["open", "high", "close"].map((name) => ({ name, type: "DOUBLE" })),
        { name: "low", type: "INT64", converted_type: "DECIMAL", precision: 18, ...type }
      ].map((element, at) => ({ ...element, ...(at === 0 ? {} : { repetition_type: "REQUIRED" }) }))
      const columnData = [
        { name: "time", data: [1n, 2n] },
        ...["open", "high", "close"].map((name) => ({ name, data: [1e9, 1e9] })),
        { name: "low", data: low }
      ]
      const content = parquetWriteBuffer({ schema, columnData } as Parameters<typeof parquetWriteBuffer>[0])
      const { bars } = await readBars(await keep("decimal.parquet", new Uint8Array(content)))
      return [...bars.low, bars.priceStep]
    }
    assert.deepStrictEqual(await decimal([3n, 1_000_000_000_007n], { scale: 4 }), [3, 1_000_000_000_007, "0.0001"])
    assert.deepStrictEqual(await decimal([3n, 7n], {}), [3, 7, "1"])
    const text = await readBars(await keep("text.parquet", one(column("low", ["1.25", "1.5"], "STRING"))))
    assert.deepStrictEqual([...text.bars.low], [125, 150])
    const integers = await readBars(await keep("integers.parquet", one(column("low", [1n, 2n], "INT64"))))
    assert.deepStrictEqual([...integers.bars.low], [10, 20])
    for (const type of ["DOUBLE", "FLOAT"] as const) {
      const nullable = { ...column("low", [1.25, null], type), nullable: true }
      const error = await errorOf(readBars(await keep("null.parquet", one(nullable))))
      assert.containsSubset(error, { reason: "NotANumber", line: 2, field: "low", got: "an empty cell" })
    }
  })

  it("are single precision, integers, texts and days in Arrow", async () => {
    const columns = {
      date: arrow.vectorFromArray([new Date(0), new Date(86_400_000)], new arrow.DateDay()),
      open: arrow.vectorFromArray([1.1, 2.2], new arrow.Float32()),
      high: arrow.vectorFromArray(["2.25", "3"]),
      low: arrow.vectorFromArray([1n, 2n], new arrow.Int64()),
      close: arrow.vectorFromArray([1, 2], new arrow.Int32()),
      note: arrow.vectorFromArray(["a", "b"])
    }
    const path = await keep("types.arrow", arrow.tableToIPC(new arrow.Table(columns), "file"))
    const { bars } = await readBars(path)
    assert.deepStrictEqual(
      [...bars.time, ...bars.open, ...bars.high, ...bars.low, ...bars.close],
      [0, 86_400_000, 110, 220, 225, 300, 100, 200, 100, 200]
    )
    assert.strictEqual((await readBars(path, { priceStep: "0.05" })).bars.open[1], 44)
  })

  it("with nothing where a number is needed are refused in Arrow", async () => {
    const numbers = arrow.vectorFromArray([1, null], new arrow.Float32())
    const days = arrow.vectorFromArray([new Date(0), null], new arrow.TimestampMillisecond())
    const good = () => arrow.vectorFromArray([1, 2], new arrow.Float64())
    const refused = async (columns: Readonly<Record<string, arrow.Vector>>) => {
      const table = new arrow.Table(columns)
      return await errorOf(readBars(await keep("null.arrow", arrow.tableToIPC(table, "file"))))
    }
    const columns = () => ({ open: good(), high: good(), low: good(), close: good() })
    assert.containsSubset(await refused({ time: days, ...columns() }), { reason: "BadTime", line: 2 })
    assert.containsSubset(await refused({ time: good(), ...columns(), low: numbers }), {
      reason: "NotANumber",
      line: 2
    })
  })
})

describe("the cache beside a file", () => {
  const cacheOf = (path: string) => `${path}.backhand.arrow`

  it("gives the same candles, and is an Arrow file to anyone", async () => {
    const path = await keep("cached.csv", plain)
    const first = await readBars(path, { cache: true })
    const second = await readBars(path, { cache: true })
    assert.deepStrictEqual(second, first)
    assert.deepStrictEqual(second, await readBars(path))
    const table = arrow.tableFromIPC(await readFile(cacheOf(path)))
    assert.strictEqual(table.numRows, count)
    for (const name of ["time", "open", "high", "low", "close", "volume"] as const)
      assert.deepStrictEqual(table.getChild(name as never)?.toArray(), first.bars[name])
    assert.deepStrictEqual(
      (await readdir(folder)).filter((name) => /cached\.csv\.backhand\.arrow\./.test(name)),
      []
    )
  })

  it("is really read: what stands in it counts, as long as its checksum holds", async () => {
    const path = await keep("proof.csv", plain)
    const other = await keep("other.csv", plain.replace("90,90,90,90,0", "90,91,90,90,0"))
    const { bars } = await readBars(other, { cache: true })
    const [first, second] = await Promise.all([readFile(cacheOf(other)), readBars(path, { cache: true })])
    assert.notDeepEqual(second.bars, bars)
    await writeFile(cacheOf(path), first)
    assert.deepStrictEqual((await readBars(path, { cache: true })).bars, second.bars, "the key of another content")
  })

  it("is not trusted after any byte of it changed", async () => {
    const path = await keep("damaged.csv", plain.slice(0, 4_000).replace(/\n[^\n]*$/, ""))
    const { bars } = await readBars(path, { cache: true })
    const whole = await readFile(cacheOf(path))
    const [noteFrom, noteTo] = [whole.indexOf('{"key"'), whole.lastIndexOf("}")]
    assert.isBelow(noteFrom, noteTo)
    for (let at = 0; at < whole.length; at += at > noteFrom && at < noteTo ? 11 : 61) {
      const damaged = Buffer.from(whole)
      damaged[at] = (damaged[at] ?? 0) ^ 0x41
      await writeFile(cacheOf(path), damaged)
      assert.deepStrictEqual((await readBars(path, { cache: true })).bars, bars, `byte ${at}`)
    }
    for (const length of [0, 9, 100, whole.length - 1]) {
      await writeFile(cacheOf(path), whole.subarray(0, length))
      assert.deepStrictEqual((await readBars(path, { cache: true })).bars, bars, `cut to ${length} bytes`)
    }
  })

  it("is made again when the content or the options change", async () => {
    const path = await keep("changing.csv", "time,open,high,low,close\n1,1,1,1,1\n")
    await readBars(path, { cache: true })
    await keep("changing.csv", "time,open,high,low,close\n1,2,2,2,2\n")
    assert.deepStrictEqual([...(await readBars(path, { cache: true })).bars.close], [2])
    assert.deepStrictEqual([...(await readBars(path, { cache: true, priceStep: "0.5" })).bars.close], [4])
  })

  it("remembers the repairs of its source, the first hundred one by one", async () => {
    const rows = Array.from({ length: 150 }, (_, at) => `${at},1,1,${at % 149 === 0 ? 1 : 2},1`)
    const path = await keep("repaired.csv", `time_ms,open,high,low,close\n${rows.join("\n")}`)
    const first = await readBars(path, { cache: true, repair: "drop" })
    assert.deepStrictEqual([first.bars.length, first.repairs.count, first.repairs.first.length], [2, 148, 100])
    assert.deepStrictEqual(await readBars(path, { cache: true, repair: "drop" }), first)
    assert.isAbove((await readFile(cacheOf(path))).length, 4096)
  })

  it("is done without where it cannot be written", async () => {
    const path = await keep("readonly.csv", "time,open,high,low,close\n1,1,1,1,1\n")
    await mkdir(cacheOf(path))
    assert.strictEqual((await readBars(path, { cache: true })).bars.length, 1)
    assert.deepStrictEqual(
      (await readdir(folder)).filter((name) => name.startsWith("readonly.csv.backhand.arrow.")),
      []
    )
  })
})

/** More than two chunks of text. */
const longCount = 45_000
const long = [
  "time,open,high,low,close,volume",
  ...Array.from(
    { length: longCount },
    (_, at) => `${1_700_000_000_000 + at * 60_000},${90 + (at % 7) / 100},99.25,9,10.5,${at}`
  )
].join("\n")

describe("streams of files", () => {
  const all = async <A extends { readonly length: number }>(pieces: AsyncIterable<A>) => {
    const found: Array<A> = []
    for await (const piece of pieces) found.push(piece)
    return found
  }

  it("are the pieces of what is read as a whole, in every format", async () => {
    const grouped = parquetWriteBuffer({
      columnData: [column("ts", times.map(BigInt), "INT64"), ...prices("DOUBLE")],
      rowGroupSize: 1_000,
      pageSize: 2_000
    })
    for (const path of [
      await keep("stream.csv", long),
      await keep("stream.csv.gz", gzipSync(long, { level: 1 })),
      await keep("stream.parquet", new Uint8Array(grouped))
    ]) {
      const { bars } = await readBars(path)
      const pieces = await all(streamBars(path))
      assert.isAbove(pieces.length, 2, path)
      for (const field of ["time", "open", "high", "low", "close", "volume"] as const) {
        const joined = Buffer.concat(pieces.map((piece) => new Uint8Array(piece[field].buffer)))
        assert.isTrue(joined.equals(new Uint8Array(bars[field].slice().buffer)), `${path} ${field}`)
      }
      for (const piece of pieces) assert.deepStrictEqual([piece.priceStep, piece.intervalMs], ["0.01", 60_000])
    }
  })

  it("go on counting lines, and know the time before, from piece to piece", async () => {
    const lines = long.split("\n")
    const swapped = [...lines.slice(0, 40_000), lines[1] ?? "", ...lines.slice(40_000)].join("\n")
    const path = await keep("back.csv", swapped)
    const error = await errorOf(all(streamBars(path, { priceStep: "0.01" })))
    assert.containsSubset(error, { reason: "OutOfOrder", line: 40_001, field: "time" })
    const kept = await all(streamBars(path, { repair: "drop" }))
    assert.strictEqual(
      kept.reduce((sum, { length }) => sum + length, 0),
      longCount
    )
  })

  it("refuse to sort, and read quoted cells", async () => {
    const path = await keep("q.csv", 'time,open,high,low,close\n"1","1","1","1","1"\n')
    assert.strictEqual((await errorOf(all(streamBars(path, { repair: "sort" } as never)))).reason, "Unsupported")
    assert.strictEqual((await all(streamBars(path)))[0]?.length, 1)
    assert.strictEqual((await errorOf(all(streamBars(join(folder, "none"))))).reason, "Unreadable")
  })

  it("carry trades and quotes as well", async () => {
    const trades = await keep("trades.csv", "ts,price,size,side\n1,1.5,2,buy\n1,1,2,sell\n")
    const quotes = await keep("quotes.csv", "ts,bid,ask\n1,1.5,2\n")
    assert.deepStrictEqual(await all(streamTrades(trades)), [await readTrades(trades)])
    assert.deepStrictEqual(await all(streamQuotes(quotes)), [await readQuotes(quotes)])
  })
})

describe("files of funding and signals", () => {
  it("are read like candles", async () => {
    const funding = await readFunding(
      await keep("funding.csv", "funding_time_ms,funding_rate\n1741276800000,0.00006818\n")
    )
    assert.deepStrictEqual([...funding.rate], [0.00006818])
    const lines = '{"side":"long","bar":1}\n{"side":"short","bar":2}\n'
    assert.strictEqual((await readSignals(await keep("signals.jsonl.gz", gzipSync(lines)))).length, 2)
    assert.deepStrictEqual(await readSignals(await keep("plain-signals.csv", "bar,side\n1,long\n")), [
      { bar: 1, side: "long" }
    ])
    const quoted = await readSignals(await keep("signals.csv", 'bar,side,id\n1,"long","a,b"\n'))
    assert.deepStrictEqual(quoted, [{ side: "long", bar: 1, id: "a,b" }])
    assert.deepStrictEqual(await readSignals(await keep("none.csv", '"bar","side"\n')), [])
    const error = await errorOf(readSignals(await keep("bad.jsonl", '{"side":"up","bar":1}\n')))
    assert.containsSubset(error, { reason: "BadSide", line: 1, file: join(folder, "bad.jsonl") })
  })
})

describe("what comes through a pipe", () => {
  const piped = async <A>(content: string | Uint8Array, read: (path: string) => Promise<A>): Promise<A> => {
    const path = join(folder, `pipe-${randomUUID()}`)
    execFileSync("mkfifo", [path])
    const [read_] = await Promise.all([read(path), writeFile(path, content)])
    return read_
  }

  it("is read like a file: candles, packed ones and ones in quotes, and signals", async () => {
    const quoted = plain.replace(/^(\d+)/gm, '"$1"')
    for (const content of [plain, gzipSync(plain), zstdCompressSync(plain), quoted])
      assert.strictEqual((await piped(content, readBars)).bars.length, count)
    const signals = await piped('{"side":"long","bar":1}\n', readSignals)
    assert.deepStrictEqual(signals, [{ side: "long", bar: 1 }])
  })

  it("is refused where it would have to be read back and forth", async () => {
    const parquet = new Uint8Array(
      parquetWriteBuffer({ columnData: [column("time", times, "DOUBLE"), ...prices("DOUBLE")] })
    )
    const { got, reason } = await errorOf(piped(parquet, readBars))
    assert.deepStrictEqual([reason, got], ["Unreadable", "parquet through a pipe, which cannot be read back and forth"])
  })
})
