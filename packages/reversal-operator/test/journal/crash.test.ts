import { spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { Limiter, Random, type Simulator, startSimulator } from "@backhand/bitget-simulator"
import { Position, Wire } from "@backhand/core"
import { type JournalOrder, readJournal } from "@backhand/reversal-operator"
import { assert, describe, it } from "vitest"
import type { Task } from "./Task.ts"

const kills = Number(process.env["BACKHAND_RUNS"] ?? 12)
const seed = Number(process.env["BACKHAND_SEED"] ?? 1)
const limit = { limit: 5, windowMs: 400 }
const symbols = ["AAAUSDT", "BBBUSDT", "CCCUSDT"]

type Line = Readonly<Record<string, unknown>>

const listed = (symbol: string) => ({
  symbol,
  quoteCoin: "USDT",
  pricePlace: "2",
  sizeMultiplier: "0.01",
  takerFeeRate: "0.0006",
  price: "100",
  position: { mode: "one_way_mode", net: { side: "long", size: "2.5", entry: "100" } }
})

/** Everything that can come between a request and its answer; reads are slow now and then. */
const faults = {
  latency: { forwardMs: [1, 25], backMs: [1, 25] },
  loseBefore: 0.08,
  loseAfter: 0.08,
  htmlErrorsAfter: 0.05,
  uncertain: { rate: 0.06, executed: 0.5 },
  pushes: { drop: 0.1, duplicate: 0.1, reorder: 0.2, reset: 0.02 },
  paths: [Wire.path.reversal]
}

/** Runs one trader; it is killed `killMs` after it is ready, or left to end by itself. */
const run = (task: Task, killMs: number | null, hear: (line: Line) => void): Promise<number | string | null> =>
  new Promise((resolve) => {
    const script = fileURLToPath(new URL("trader.ts", import.meta.url))
    const flags = ["--conditions=@backhand/source", "--disable-warning=ExperimentalWarning"]
    const child = spawn(process.execPath, [...flags, script, JSON.stringify(task)], {
      stdio: ["ignore", "pipe", "inherit"]
    })
    const lines = createInterface({ input: child.stdout })
    lines.on("line", (text) => {
      // The last line of a killed process may be cut off.
      if (!text.endsWith("}")) return
      const line = JSON.parse(text) as Line
      hear(line)
      if (line["line"] === "ready" && killMs !== null) setTimeout(() => child.kill("SIGKILL"), killMs)
    })
    let exit: number | string | null = null
    child.on("exit", (code, signal) => {
      exit = signal ?? code
    })
    lines.on("close", () =>
      exit === null ? child.on("exit", (code, signal) => resolve(signal ?? code)) : resolve(exit)
    )
  })

const signalOf = (clientOid: string): string => clientOid.split("-")[0] ?? ""

/** What the exchange's own books say about the journal's. */
const audit = ({ arrivals, executions }: Simulator, orders: ReadonlyArray<JournalOrder>): void => {
  const executed = executions.map(({ clientOid }) => clientOid)
  assert.strictEqual(new Set(executed.map(signalOf)).size, executed.length, "a signal was reversed twice")
  const known = new Set(orders.map(({ clientOid }) => clientOid))
  for (const { clientOid } of arrivals)
    assert.isTrue(clientOid === null || known.has(clientOid), `${clientOid} was sent unwritten`)
  const done = new Set(executed)
  for (const { clientOid, settlement } of orders)
    assert.strictEqual(done.has(clientOid), settlement === "reversed", `${clientOid} is ${settlement ?? "open"}`)
}

const trade = async (kills: number, seed: number, isPushed: boolean) => {
  const folder = mkdtempSync(join(tmpdir(), "backhand-crash-"))
  const file = join(folder, "journal.sqlite")
  const simulator = await startSimulator({ symbols: symbols.map(listed), faults, seed })
  const random = Random.make(seed)
  const wishes = new Map<string, unknown>()
  const reported: Array<unknown> = []
  const ends: Array<unknown> = []
  let recovered = 0
  const hear = (line: Line): void => {
    if (line["line"] === "signal") wishes.set(String(line["symbol"]), line["side"])
    if (line["event"] === "recovered") recovered++
    if (line["event"] === "halted" || line["line"] === "error") ends.push(line)
    if (line["event"] === "settled" && line["settlement"] === "reversed") reported.push(line["clientOid"])
  }
  const task = { rest: simulator.rest, credentials: simulator.credentials, file, symbols, limit }
  const ws = isPushed ? simulator.ws : (false as const)
  try {
    for (let k = 0; k < kills; k++)
      assert.strictEqual(
        await run({ ...task, ws, seed: seed * 1000 + k, isLast: false }, random() ** 2 * 1500, hear),
        "SIGKILL"
      )
    assert.strictEqual(await run({ ...task, ws, seed: seed * 1000 + kills, isLast: true }, null, hear), 0)
    const orders = readJournal(file)
    assert.deepStrictEqual(ends, [])
    audit(simulator, orders)
    const executed = new Set<unknown>(simulator.executions.map(({ clientOid }) => clientOid))
    assert.deepStrictEqual(
      reported.filter((clientOid) => !executed.has(clientOid)),
      []
    )
    assert.deepStrictEqual(readJournal(file, { isOpenOnly: true }), [])
    for (const symbol of symbols) assert.strictEqual(Position.onlySide(simulator.position(symbol)), wishes.get(symbol))
    const times = simulator.arrivals.filter(({ path }) => path === Wire.path.reversal).map(({ atMs }) => atMs)
    return { orders: orders.length, executed: executed.size, recovered, most: Limiter.most(times, limit.windowMs) }
  } finally {
    await simulator.close()
    rmSync(folder, { recursive: true })
  }
}

describe("a process that is killed at any instant", () => {
  for (const [name, isPushed, part] of [
    ["reads", false, 0.5],
    ["is pushed to", true, 0.5]
  ] as const)
    it(
      `and ${name} reverses no signal twice, loses none that it reported, and ends where the last signals point`,
      async () => {
        const { executed, most, orders, recovered } = await trade(
          Math.ceil(kills * part),
          seed + Number(isPushed),
          isPushed
        )
        process.stderr.write(`${JSON.stringify({ name, orders, executed, recovered, most })}\n`)
        assert.isAbove(executed, 0)
        assert.isAtMost(most, limit.limit)
      },
      60_000 + kills * 5000
    )
})
