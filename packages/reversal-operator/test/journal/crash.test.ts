import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Limiter, Random, type Simulator, startSimulator } from "@backhand/bitget-simulator"
import { Position, Wire } from "@backhand/core"
import { type JournalOrder, readJournal } from "@backhand/reversal-operator"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { bundle } from "./bundle.ts"
import { type Kill, type Line, runTrader } from "./runTrader.ts"

const kills = Number(process.env["BACKHAND_KILLS"] ?? 10)
const seed = Number(process.env["BACKHAND_SEED"] ?? 1)
const limit = { limit: 5, windowMs: 400 }
const symbols = ["AAAUSDT", "BBBUSDT", "CCCUSDT"]

const folder = mkdtempSync(join(tmpdir(), "backhand-crash-"))
let program = ""
beforeAll(async () => {
  program = await bundle(new URL("trader.ts", import.meta.url), folder)
})
afterAll(() => rmSync(folder, { recursive: true }))

const listed = (symbol: string) => ({
  symbol,
  quoteCoin: "USDT",
  pricePlace: "2",
  sizeMultiplier: "0.01",
  takerFeeRate: "0.0006",
  price: "100",
  position: { mode: "one_way_mode", net: { side: "long", size: "2.5", entry: "100" } }
})

/** Everything that can come between a request and its answer; reads are late and slow. */
const faults = {
  latency: { forwardMs: [1, 25], backMs: [1, 25] },
  loseBefore: 0.08,
  loseAfter: 0.08,
  htmlErrorsAfter: 0.05,
  uncertain: { rate: 0.06, executed: 0.5 },
  pushes: { drop: 0.1, duplicate: 0.1, reorder: 0.2, reset: 0.02 },
  behaviour: { readLagMs: 40, openDelayMs: 15 },
  paths: [Wire.path.reversal]
}

/** An order's client id begins with the hash of its signal. */
const signalOf = ({ clientOid, symbol }: { readonly clientOid: string | null; readonly symbol: string }): string =>
  `${symbol} ${clientOid?.split("-")[0] ?? ""}`

/** What the exchange's own books say of what the traders wrote down and reported. */
const audit = (
  { arrivals, executions }: Simulator,
  orders: ReadonlyArray<JournalOrder>,
  reported: ReadonlyArray<unknown>
): void => {
  assert.strictEqual(new Set(executions.map(signalOf)).size, executions.length, "a signal was reversed twice")
  const known = new Set(orders.map(({ clientOid }) => clientOid))
  for (const { clientOid } of arrivals)
    assert.isTrue(clientOid === null || known.has(clientOid), `${clientOid} was sent unwritten`)
  const done = new Set<unknown>(executions.map(({ clientOid }) => clientOid))
  for (const { clientOid, settlement } of orders)
    assert.strictEqual(done.has(clientOid), settlement === "reversed", `${clientOid} is ${settlement ?? "open"}`)
  for (const clientOid of reported) assert.isTrue(done.has(clientOid), `${String(clientOid)} was reported, not done`)
}

/** At any instant from its beginning on, or at any while it trades, however slowly this machine lets it begin. */
const killOf = (random: () => number): Kill =>
  random() < 0.5 ? { after: "begun", ms: random() ** 2 * 1400 } : { after: "trading", ms: random() ** 2 * 600 }

/** Kills a trader again and again, lets the last one end, and asks the exchange. */
const trade = async (name: string, times: number, seed: number, isPushed: boolean, synchronous: "full" | "normal") => {
  const file = join(folder, `${name}.sqlite`)
  const simulator = await startSimulator({ symbols: symbols.map(listed), faults, seed })
  const random = Random.make(seed)
  const wishes = new Map<string, unknown>()
  const reported: Array<unknown> = []
  const ends: Array<Line> = []
  let recovered = 0
  const hear = (line: Line): void => {
    if (line["line"] === "signal") wishes.set(String(line["symbol"]), line["side"])
    if (line["event"] === "recovered") recovered++
    if (line["event"] === "halted" || line["line"] === "error") ends.push(line)
    if (line["event"] === "settled" && line["settlement"] === "reversed") reported.push(line["clientOid"])
  }
  const ws = isPushed ? simulator.ws : (false as const)
  const task = { rest: simulator.rest, ws, credentials: simulator.credentials, file, symbols, limit, synchronous }
  const run = (number: number, kill: Kill | null) =>
    runTrader(program, { ...task, seed: seed * 100_000 + number, isLast: kill === null }, kill, hear)
  try {
    for (let k = 0; k < times; k++) assert.strictEqual(await run(k, killOf(random)), "SIGKILL")
    assert.strictEqual(await run(times, null), 0)
    const orders = readJournal(file)
    assert.deepStrictEqual(ends, [])
    audit(simulator, orders, reported)
    for (const symbol of symbols) assert.strictEqual(Position.onlySide(simulator.position(symbol)), wishes.get(symbol))
    const sentAt = simulator.arrivals.filter(({ path }) => path === Wire.path.reversal).map(({ atMs }) => atMs)
    assert.isAtMost(Limiter.most(sentAt, limit.windowMs), limit.limit)
    return { times, orders: orders.length, executed: simulator.executions.length, recovered }
  } finally {
    await simulator.close()
  }
}

/** Traders side by side, each on an exchange of its own: half of them are pushed to as well, half wait for the disk. */
const lanes = Math.min(kills, 4)

describe("a process that is killed at any instant", () => {
  it(
    `and started again, ${kills} times, reverses no signal twice, loses none that it reported, keeps the limit and ends where the last signals point`,
    async () => {
      const trades = Array.from({ length: lanes }, (_, lane) => {
        const times = Math.floor(kills / lanes) + Number(lane < kills % lanes)
        return trade(`lane${lane}`, times, seed + lane, lane % 2 === 0, lane < 2 ? "normal" : "full")
      })
      const done = await Promise.all(trades)
      const sum = (of: "times" | "orders" | "executed" | "recovered") => done.reduce((all, each) => all + each[of], 0)
      process.stdout.write(
        `${sum("times")} kills, ${sum("orders")} orders written, ${sum("recovered")} settled after a crash, ${sum("executed")} reversals in the exchange's books, none twice\n`
      )
      assert.isAbove(sum("executed"), 0)
    },
    60_000 + kills * 3000
  )
})
