/**
 * Reading a million candles: our readers against csv-parse, papaparse and readline, all into six typed arrays. Every
 * reading is a process of its own, cold; the readers take turns; medians.
 *
 *     node --conditions=@backhand/source bench/history.bench.mts [rows] [rounds]
 */
import { execFileSync } from "node:child_process"
import { createReadStream } from "node:fs"
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { gzipSync } from "node:zlib"
import { Result } from "effect"
import { parseBars, readBars, streamBars } from "@backhand/backtest-adapter"

const [, script = "", rowsText = "1000000", roundsText = "5", child, file = ""] = process.argv
const rows = Number(rowsText)

type Cells = ReadonlyArray<string>

const six = () => Array.from({ length: 6 }, () => new Float64Array(rows))

const fill = (target: ReadonlyArray<Float64Array>, row: number, cells: Cells) => {
  for (let column = 0; column < 6; column++) (target[column] as Float64Array)[row] = Number(cells[column])
}

/** What is measured: a name, the file that it reads, and how. Each answers with the bars that it found. */
const readers: Readonly<Record<string, readonly [file: string, read: (path: string) => Promise<number>]>> = {
  "readBars, usual layout": ["usual.csv", async (path) => (await readBars(path)).bars.length],
  "parseBars, usual layout": [
    "usual.csv",
    async (path) => Result.getOrThrow(parseBars(await readFile(path))).bars.length
  ],
  "readBars, any layout": ["other.csv", async (path) => (await readBars(path)).bars.length],
  "readBars, ISO 8601": ["dated.csv", async (path) => (await readBars(path)).bars.length],
  "readBars, gzip": ["usual.csv.gz", async (path) => (await readBars(path)).bars.length],
  "readBars, from its cache": ["usual.csv", async (path) => (await readBars(path, { cache: true })).bars.length],
  "readBars, Parquet (hyparquet)": ["usual.parquet", async (path) => (await readBars(path)).bars.length],
  "readBars, Arrow (apache-arrow)": ["usual.arrow", async (path) => (await readBars(path)).bars.length],
  "streamBars, step given": [
    "usual.csv",
    async (path) => {
      let bars = 0
      for await (const { length } of streamBars(path, { priceStep: "0.1" })) bars += length
      return bars
    }
  ],
  "readline + split": [
    "usual.csv",
    async (path) => {
      const target = six()
      let row = -1
      for await (const line of createInterface({ input: createReadStream(path) })) {
        if (row >= 0) fill(target, row, line.split(","))
        row++
      }
      return row
    }
  ],
  "csv-parse, stream": [
    "usual.csv",
    async (path) => {
      const { parse } = await import("csv-parse")
      const target = six()
      let row = 0
      for await (const cells of createReadStream(path).pipe(parse({ from: 2 })) as AsyncIterable<Cells>)
        fill(target, row++, cells)
      return row
    }
  ],
  "csv-parse, sync": [
    "usual.csv",
    async (path) => {
      const { parse } = await import("csv-parse/sync")
      const target = six()
      const records = parse(await readFile(path), { from: 2 }) as ReadonlyArray<Cells>
      for (const [row, cells] of records.entries()) fill(target, row, cells)
      return records.length
    }
  ],
  papaparse: [
    "usual.csv",
    async (path) => {
      const papaparse = createRequire(import.meta.url)("papaparse") as {
        readonly parse: (text: string, options: object) => { readonly data: ReadonlyArray<Cells> }
      }
      const target = six()
      const { data } = papaparse.parse((await readFile(path, "utf8")).trimEnd(), {})
      for (const [row, cells] of data.entries()) if (row > 0) fill(target, row - 1, cells)
      return data.length - 1
    }
  ],
  nothing: ["usual.csv", async () => rows]
}

/** One reading in this process: what it took, and the most memory that the process ever had. */
const measure = async (name: string, path: string) => {
  const [, read] = readers[name] ?? []
  const [cpu, wall] = [process.cpuUsage(), performance.now()]
  const bars = await read?.(path)
  const { system, user } = process.cpuUsage(cpu)
  const told = {
    bars,
    cpu: (user + system) / 1e3,
    wall: performance.now() - wall,
    peak: process.resourceUsage().maxRSS / 1024
  }
  process.stdout.write(JSON.stringify(told))
}

interface Told {
  readonly bars: number
  readonly cpu: number
  readonly wall: number
  readonly peak: number
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
    const volume = Math.round(random() * 1e5) / 1e3
    return [1_600_000_000_000 + bar * 60_000, open / 10, high / 10, low / 10, close / 10, volume] as const
  })
}

/** The same candles in every form. "Any layout": another order, text between, padded decimals, seconds, CR LF. */
const prepare = async (folder: string) => {
  const { tableFromArrays, tableToIPC } = await import("apache-arrow")
  const { parquetWriteBuffer } = await import("hyparquet-writer")
  const data = walk()
  const write = (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content)
  const usual = data.map(
    ([time, ...rest]) =>
      `${time},${rest
        .slice(0, 4)
        .map((price) => price.toFixed(1))
        .join(",")},${rest[4]}`
  )
  const text = ["open_time_ms,open,high,low,close,volume", ...usual].join("\n")
  await write("usual.csv", text)
  await write("usual.csv.gz", gzipSync(text, { level: 6 }))
  const other = data.map(
    ([time, o, h, l, c, v]) => `${c.toFixed(8)};spot;${v};${l};${h.toFixed(2)};${o};${time / 1000}`
  )
  await write("other.csv", ["close;note;VOLUME;Low;high;Open;timestamp", ...other].join("\r\n"))
  const dated = data.map(([time, ...rest]) => `${new Date(time).toISOString().slice(0, 19)},${rest.join(",")}`)
  await write("dated.csv", ["date,open,high,low,close,volume", ...dated].join("\n"))
  const names = ["time", "open", "high", "low", "close", "volume"]
  const column = (index: number) => data.map((row) => row[index] as number)
  const columnData = names.map((name, index) => ({ name, data: column(index), type: "DOUBLE" as const }))
  await write("usual.parquet", new Uint8Array(parquetWriteBuffer({ columnData })))
  const table = tableFromArrays(
    Object.fromEntries(names.map((name, index) => [name, Float64Array.from(column(index))]))
  )
  await write("usual.arrow", tableToIPC(table, "file"))
  await readBars(join(folder, "usual.csv"), { cache: true })
}

const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

const compare = async (rounds: number) => {
  const folder = await mkdtemp(join(tmpdir(), "backhand-bench-"))
  const prepareHere = child === undefined ? ["--conditions=@backhand/source", script, rowsText, roundsText] : []
  execFileSync(process.execPath, [...prepareHere, "prepare", folder])
  const told = new Map<string, Array<Told>>(Object.keys(readers).map((name) => [name, []]))
  for (let round = 0; round < rounds; round++)
    for (const [name, [source]] of Object.entries(readers)) {
      const output = execFileSync(process.execPath, [...prepareHere, name, join(folder, source)], { encoding: "utf8" })
      const found = JSON.parse(output) as Told
      if (found.bars !== rows) throw new Error(`${name} found ${found.bars} bars`)
      told.get(name)?.push(found)
    }
  const of = (name: string, what: "cpu" | "wall" | "peak") => median((told.get(name) ?? []).map((run) => run[what]))
  process.stdout.write(`${rows} bars, cold, medians of ${rounds}; Node ${process.version}\n`)
  for (const [name, [source]] of Object.entries(readers)) {
    const { size } = await stat(join(folder, source))
    if (name === "nothing") {
      process.stdout.write(`${name.padEnd(32)}  ${of(name, "peak").toFixed(0)} MB peak\n`)
      continue
    }
    const [cpu, wall] = [of(name, "cpu"), of(name, "wall")]
    const cells = [
      name.padEnd(32),
      `${wall.toFixed(0).padStart(5)} ms`,
      `${cpu.toFixed(0).padStart(5)} ms CPU`,
      `${(size / 1e3 / wall).toFixed(0).padStart(4)} MB/s of ${(size / 1e6).toFixed(1).padStart(4)} MB`,
      `${(of("csv-parse, stream", "wall") / wall).toFixed(1).padStart(5)} x csv-parse`,
      `${of(name, "peak").toFixed(0).padStart(4)} MB peak`
    ]
    process.stdout.write(`${cells.join("  ")}\n`)
  }
  await rm(folder, { recursive: true })
}

if (child === undefined) await compare(Number(roundsText))
else if (child === "prepare") await prepare(file)
else await measure(child, file)
