/**
 * Reading a million candles: our readers against csv-parse, papaparse and readline, all into six typed arrays, in turn,
 * in one run. Medians of CPU time, which other work on the machine disturbs least; wall time beside it.
 *
 *     node --conditions=@backhand/source --expose-gc bench/history.bench.mts [rows] [rounds]
 */
import { execFileSync } from "node:child_process"
import { createReadStream } from "node:fs"
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { gzipSync } from "node:zlib"
import * as arrow from "apache-arrow"
import { parse } from "csv-parse"
import { parse as parseSync } from "csv-parse/sync"
import { Result } from "effect"
import { parquetWriteBuffer } from "hyparquet-writer"
import { parseBars, readBars, streamBars } from "@backhand/backtest-adapter"

const [, script = "", rowsText = "1000000", roundsText = "5", child] = process.argv
const rows = Number(rowsText)
const rounds = Number(roundsText)

/** A child process of this very program: reads one file one way and tells how much memory it had at most. */
if (child !== undefined) {
  const before = process.resourceUsage().maxRSS
  let bars = 0
  if (roundsText === "stream") for await (const { length } of streamBars(child)) bars += length
  else if (roundsText === "whole") bars = (await readBars(child)).bars.length
  process.stdout.write(JSON.stringify({ bars, before, peak: process.resourceUsage().maxRSS }))
  process.exit(0)
}

const papaparse = createRequire(import.meta.url)("papaparse") as {
  readonly parse: (text: string, options: object) => { readonly data: ReadonlyArray<ReadonlyArray<string>> }
}

let seed = 12345
const random = () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return seed / 2 ** 32
}

/** A walk on a tick of 0.1, one minute a bar. */
const walk = () => {
  let price = 955_054
  return Array.from({ length: rows }, (_, bar) => {
    const open = price + Math.round((random() - 0.5) * 4)
    const close = open + Math.round((random() - 0.5) * 60)
    price = close
    const high = Math.max(open, close) + Math.floor(random() * 20)
    const low = Math.min(open, close) - Math.floor(random() * 20)
    return [
      1_600_000_000_000 + bar * 60_000,
      open / 10,
      high / 10,
      low / 10,
      close / 10,
      Math.round(random() * 1e5) / 1e3
    ] as const
  })
}

const folder = await mkdtemp(join(tmpdir(), "backhand-bench-"))
const data = walk()
const write = async (name: string, content: string | Uint8Array) => {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

const usual = [
  "open_time_ms,open,high,low,close,volume",
  ...data.map(([time, o, h, l, c, v]) => `${time},${o.toFixed(1)},${h.toFixed(1)},${l.toFixed(1)},${c.toFixed(1)},${v}`)
].join("\n")
const other = [
  "close;note;VOLUME;Low;high;Open;timestamp",
  ...data.map(([time, o, h, l, c, v]) => `${c.toFixed(8)};spot;${v};${l};${h.toFixed(2)};${o};${time / 1000}`)
].join("\r\n")
const dated = [
  "date,open,high,low,close,volume",
  ...data.map(([time, o, h, l, c, v]) => `${new Date(time).toISOString().slice(0, 19)},${o},${h},${l},${c},${v}`)
].join("\n")
const csv = await write("usual.csv", usual)
const mixed = await write("other.csv", other)
const iso = await write("dated.csv", dated)
const packed = await write("usual.csv.gz", gzipSync(usual, { level: 6 }))
const at = (index: number) => data.map((row) => row[index] as number)
const names = ["time", "open", "high", "low", "close", "volume"]
const columns = names.map((name, index) => ({ name, data: at(index), type: "DOUBLE" as const }))
const parquet = await write("usual.parquet", new Uint8Array(parquetWriteBuffer({ columnData: columns })))
const table = arrow.tableFromArrays(
  Object.fromEntries(names.map((name, index) => [name, Float64Array.from(at(index))]))
)
const ipc = await write("usual.arrow", arrow.tableToIPC(table, "file"))
await readBars(csv, { cache: true })

const six = () => Array.from({ length: 6 }, () => new Float64Array(rows))
const fill = (target: ReadonlyArray<Float64Array>, row: number, cells: ReadonlyArray<string>) => {
  for (let column = 0; column < 6; column++) (target[column] as Float64Array)[row] = Number(cells[column])
}

const readers: ReadonlyArray<readonly [name: string, file: string, read: () => Promise<unknown>]> = [
  ["parseBars, usual layout, bytes in memory", csv, async () => Result.getOrThrow(parseBars(await readFile(csv)))],
  ["readBars, usual layout", csv, () => readBars(csv)],
  ["readBars, any layout", mixed, () => readBars(mixed)],
  ["readBars, ISO 8601", iso, () => readBars(iso)],
  ["readBars, gzip", packed, () => readBars(packed)],
  ["readBars, Parquet (hyparquet)", parquet, () => readBars(parquet)],
  ["readBars, Arrow (apache-arrow)", ipc, () => readBars(ipc)],
  ["readBars, from its cache", csv, () => readBars(csv, { cache: true })],
  [
    "streamBars, step given",
    csv,
    async () => {
      let bars = 0
      for await (const { length } of streamBars(csv, { priceStep: "0.1" })) bars += length
      if (bars !== rows) throw new Error("lost bars")
    }
  ],
  [
    "readline + split",
    csv,
    async () => {
      const target = six()
      let row = -1
      for await (const line of createInterface({ input: createReadStream(csv) })) {
        if (row >= 0) fill(target, row, line.split(","))
        row++
      }
    }
  ],
  [
    "csv-parse, stream",
    csv,
    async () => {
      const target = six()
      let row = 0
      for await (const cells of createReadStream(csv).pipe(parse({ from: 2 })) as AsyncIterable<ReadonlyArray<string>>)
        fill(target, row++, cells)
    }
  ],
  [
    "csv-parse, sync",
    csv,
    async () => {
      const target = six()
      for (const [row, cells] of (
        parseSync(await readFile(csv), { from: 2 }) as ReadonlyArray<ReadonlyArray<string>>
      ).entries())
        fill(target, row, cells)
    }
  ],
  [
    "papaparse",
    csv,
    async () => {
      const target = six()
      for (const [row, cells] of papaparse.parse(await readFile(csv, "utf8"), {}).data.entries())
        if (row > 0) fill(target, row - 1, cells)
    }
  ]
]

const times = readers.map((): Array<{ readonly cpu: number; readonly wall: number }> => [])
for (let round = 0; round < rounds; round++)
  for (const [index, [, , read]] of readers.entries()) {
    globalThis.gc?.()
    const [cpu, wall] = [process.cpuUsage(), performance.now()]
    await read()
    const used = process.cpuUsage(cpu)
    times[index]?.push({ cpu: (used.user + used.system) / 1e3, wall: performance.now() - wall })
  }

const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
const medians = times.map((runs) => ({
  cpu: median(runs.map(({ cpu }) => cpu)),
  wall: median(runs.map(({ wall }) => wall))
}))
const rival = medians[readers.findIndex(([name]) => name === "csv-parse, stream")]?.cpu ?? Number.NaN
const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1)

process.stdout.write(`${rows} bars, medians of ${rounds}; Node ${process.version}\n`)
for (const [index, [name, file]] of readers.entries()) {
  const { cpu, wall } = medians[index] ?? { cpu: Number.NaN, wall: Number.NaN }
  const { size } = await stat(file)
  process.stdout.write(
    `${name.padEnd(42)} ${cpu.toFixed(0).padStart(6)} ms CPU ${wall.toFixed(0).padStart(6)} ms wall  ${(size / 1e3 / cpu).toFixed(0).padStart(5)} MB/s of ${megabytes(size).padStart(5)} MB  ${(rival / cpu).toFixed(1).padStart(5)} x csv-parse\n`
  )
}
for (const way of ["none", "whole", "stream"]) {
  const told = execFileSync(process.execPath, ["--conditions=@backhand/source", script, rowsText, way, csv], {
    encoding: "utf8"
  })
  const { bars, peak } = JSON.parse(told) as { readonly bars: number; readonly peak: number }
  process.stdout.write(`memory, ${way}: ${bars} bars, peak ${(peak / 1024).toFixed(0)} MB\n`)
}
await rm(folder, { recursive: true })
