/**
 * From a file of a million candles to the numbers of a report, each a cold process of the built packages; and a file larger
 * than one would keep in memory, as a stream. Medians, and times beyond the start of a process that does nothing.
 *
 *     node --conditions=@backhand/source bench/endToEnd.bench.mts [rows] [streamed rows]
 */
import { spawnSync } from "node:child_process"
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs"
import { loadavg, tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { median } from "./walk.mts"

const rows = Number(process.argv[2] ?? 1_000_000)
const streamedRows = Number(process.argv[3] ?? 20_000_000)
const home = fileURLToPath(new URL("..", import.meta.url))
if (!existsSync(join(home, "dist", "index.js"))) throw new Error("build first: npx -y pnpm@12 build")

const folder = mkdtempSync(join(tmpdir(), "backhand-bench-"))
const [firstMs, timeDigits] = [1_600_000_000_000, 13]

/** Candles of one minute. A block of rows is made once; then only its times are written over. */
const writeCandles = (name: string, count: number): string => {
  const path = join(folder, name)
  let [price, seed] = [300_000, 7]
  const lines = Array.from({ length: Math.min(count, 100_000) }, () => {
    seed = (seed * 48_271) % 2_147_483_647
    const open = price
    price = Math.min(900_000, Math.max(200_000, price + (seed % 401) - 200))
    const prices = [open, Math.max(open, price) + 5, Math.min(open, price) - 5, price].map((it) => (it / 10).toFixed(1))
    return `${"0".repeat(timeDigits)},${prices.join(",")},${(seed % 900) + 100}\n`
  })
  const block = Buffer.from(lines.join(""))
  const file = openSync(path, "w")
  writeSync(file, "open_time_ms,open,high,low,close,volume\n")
  for (let written = 0; written < count; written += lines.length) {
    let at = 0
    for (const [row, line] of lines.entries()) {
      block.write(String(firstMs + (written + row) * 60_000), at, "latin1")
      at += line.length
    }
    writeSync(file, block)
  }
  closeSync(file)
  return path
}

interface Measured {
  readonly ms: number
  readonly peakMb: number
  readonly stages: ReadonlyArray<readonly [stage: string, ms: number]>
}

/** A cold process: its wall-clock time, the most memory that it had, and when each stage that it tells of had ended. */
const cold = (code: string): Measured => {
  const told = "\\n' + JSON.stringify([process.resourceUsage().maxRSS, globalThis.stages ?? []])"
  const begin = performance.now()
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    ["--input-type=module", "-e", `${code};process.on("exit", () => process.stdout.write('${told}))`],
    { cwd: home, encoding: "utf8", maxBuffer: 1 << 28 }
  )
  const ms = performance.now() - begin
  if (status !== 0) throw new Error(stderr)
  const [maxRss, stages] = JSON.parse(stdout.split("\n").at(-1) ?? "") as [number, Measured["stages"]]
  return { ms, peakMb: maxRss / 1024, stages }
}

const million = writeCandles("candles.csv", rows)
const library = (options: string) => `
  globalThis.stages = []
  const end = (stage) => stages.push([stage, performance.now()])
  end("a process")
  const { Kernel, parseStrategy, readBars, Statistics } = await import("@backhand/backtest-adapter")
  end("loading modules")
  const { bars } = await readBars(${JSON.stringify(million)}, ${options})
  end("reading and validating")
  const strategy = parseStrategy("sma-cross:10,30").success
  const run = Kernel.run(bars, strategy, { size: "1", feeRate: "0.0006" })
  end("strategy and kernel")
  const { sharpe } = Statistics.of(bars, run.success)
  end("trades, statistics")
  console.log(sharpe)`
const command = `
  process.argv = ["node", "backhand", "backtest", "--candles", ${JSON.stringify(million)}, "--strategy", "sma-cross:10,30",
    "--json", ${JSON.stringify(join(folder, "result.json"))}]
  await import(${JSON.stringify(new URL("../../cli/bin/backhand.mjs", import.meta.url).href)})`
const stream = (path: string) => `
  import { parseStrategy, streamBars } from "@backhand/backtest-adapter"
  let [bars, wishes] = [0, 0]
  for await (const piece of streamBars(${JSON.stringify(path)}, { priceStep: "0.1" })) {
    bars += piece.length
    wishes += parseStrategy("donchian:20").success.signals(piece).bars.length
  }
  console.log(bars, wishes)`

const jobs: Readonly<Record<string, string>> = {
  "a process that does nothing": "",
  "library: CSV to statistics": library("{}"),
  "library: from its cache": library("{ cache: true }"),
  "backhand backtest, CSV to table and JSON": command
}
cold(library("{ cache: true }"))
const measured = new Map<string, Array<Measured>>()
for (let round = 0; round < 5; round++)
  for (const [name, code] of Object.entries(jobs)) measured.set(name, [...(measured.get(name) ?? []), cold(code)])

const load = loadavg()
  .map((it) => it.toFixed(1))
  .join(" ")
console.log(`${rows} candles, ${(statSync(million).size / 1e6).toFixed(1)} MB of CSV; wall clock, load ${load}\n`)
console.log(["job".padEnd(40), "ms".padStart(6), "beyond start".padStart(13), "peak MB".padStart(8)].join(" "))
const startMs = median((measured.get("a process that does nothing") ?? []).map(({ ms }) => ms))
for (const [name, list] of measured) {
  const ms = median(list.map((it) => it.ms))
  const peak = median(list.map((it) => it.peakMb))
  const cells = [ms.toFixed(0).padStart(6), (ms - startMs).toFixed(0).padStart(13), peak.toFixed(0).padStart(8)]
  console.log([name.padEnd(40), ...cells].join(" "))
}

const stagesOf = (name: string) => {
  const runs = (measured.get(name) ?? []).map(({ stages }) => stages)
  return (runs[0] ?? []).map(([stage], k) => {
    const took = (stages: Measured["stages"]) => (stages[k]?.[1] ?? 0) - (stages[k - 1]?.[1] ?? 0)
    return [stage, median(runs.map(took))] as const
  })
}
console.log(`\n${"stage, ms".padEnd(36)} from CSV  from cache`)
const fromCache = new Map(stagesOf("library: from its cache"))
for (const [stage, ms] of stagesOf("library: CSV to statistics"))
  console.log(
    [stage.padEnd(36), ms.toFixed(0).padStart(8), (fromCache.get(stage) ?? 0).toFixed(0).padStart(11)].join(" ")
  )

console.log(`\nStreamed with a strategy on every piece:`)
for (const count of [streamedRows / 10, streamedRows]) {
  const path = writeCandles("stream.csv", count)
  const { ms, peakMb } = cold(stream(path))
  const rate = (count / (ms - startMs) / 1000).toFixed(1)
  console.log(
    `${String(count).padStart(11)} rows ${(statSync(path).size / 1e9).toFixed(2).padStart(6)} GB  ${rate.padStart(5)} M rows/s  peak ${peakMb.toFixed(0)} MB`
  )
}
rmSync(folder, { recursive: true })
