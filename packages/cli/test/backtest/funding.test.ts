import { readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { testData } from "../../../../scripts/testData.ts"
import { run } from "../host.ts"
import { makeDesk, rows, startMs } from "./desk.ts"

const folder = testData("candles")
const { at, file } = makeDesk()

const backtest = async (...args: ReadonlyArray<string>) => {
  const { code, stderr } = await run(["backtest", "--json", at("result.json"), ...args])
  assert.strictEqual(code, 0, stderr)
  return JSON.parse(readFileSync(at("result.json"), "utf8"))
}

/** A decimal, such as 0.25 or 2.5e-7, as a whole number of 10^-40. */
const exact = (text: string): bigint => {
  const [digits = "", power = "0"] = text.split("e")
  const [whole = "0", part = ""] = digits.replace("-", "").split(".")
  return BigInt(whole + part.padEnd(40 + Number(power), "0")) * (text.startsWith("-") ? -1n : 1n)
}
const one = 10n ** 40n
const times = (a: bigint, b: bigint): bigint => (a * b) / one
const toNumber = (value: bigint): number => {
  const digits = (value < 0n ? -value : value).toString().padStart(41, "0")
  return Number(`${value < 0n ? "-" : ""}${digits.slice(0, -40)}.${digits.slice(-40)}`)
}

const tableOf = (path: string): ReadonlyArray<ReadonlyArray<string>> =>
  readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","))

const size = exact("0.25")
const [feeRate, slippage, capital] = ["0.0006", "0.0005", "100000"].map(exact) as [bigint, bigint, bigint]

interface Settlement {
  readonly atMs: number
  readonly rate: bigint
  readonly mark: bigint | undefined
}

/** One bar after the other, one settlement after the other, in whole numbers; nothing of the adapter's own. */
const slowly = (
  candles: ReadonlyArray<ReadonlyArray<string>>,
  signals: ReadonlyMap<number, number>,
  settlements: ReadonlyArray<Settlement>
) => {
  let [held, entry, cash, fees, funding, paid] = [0n, 0n, capital, 0n, 0n, 0]
  const equity: Array<number> = []
  candles.forEach(([time = "", openText = "", , , closeText = ""], bar) => {
    const [from, until] = [Number(time), Number(time) + 60_000]
    const isLast = bar === candles.length - 1
    const settle = (isDue: (atMs: number) => boolean, known: bigint): void => {
      for (const { atMs, mark, rate } of settlements) {
        if (!isDue(atMs) || held === 0n) continue
        const owed = times(times(held, mark ?? known), rate)
        cash -= owed
        funding -= owed
        paid++
      }
    }
    const before = exact(candles[bar - 1]?.[4] ?? openText)
    settle((atMs) => atMs === from, before)
    const side = signals.get(bar - 1)
    if (side !== undefined) {
      const price = times(exact(openText), one + BigInt(side) * slippage)
      for (const lots of held === 0n ? [size] : [size, size]) {
        const fee = times(times(lots, price), feeRate)
        cash -= fee
        fees += fee
      }
      cash += times(held, price - entry)
      held = BigInt(side) * size
      entry = price
    }
    settle((atMs) => atMs > from && atMs < until, before)
    if (isLast) settle((atMs) => atMs === until, exact(closeText))
    equity.push(toNumber(cash + times(held, exact(closeText) - entry)))
  })
  return { equity, fees: toNumber(fees), funding: toNumber(funding), paid }
}

describe("backhand backtest --funding", () => {
  it.skipIf(folder === undefined).each([
    ["BTCUSDT", true],
    ["ETHUSDT", false]
  ] as const)(
    "pays recorded rates on recorded candles as a slow loop over both does, at every close: %s, with marks: %s",
    async (symbol, hasMarks) => {
      const source = (name: string) => join(folder ?? "", "binance-usdm-1m", `${symbol}-${name}.csv`)
      const all = readFileSync(source("1m-2025-05_06"), "utf8").split("\n")
      // A week, to the very minute at which its last settlement falls due.
      const last = all.findLastIndex((line) => Number(line.split(",")[0]) % 28_800_000 === 28_740_000)
      const candles = file(`${symbol}.csv`, [all[0], ...all.slice(last - 10_079, last + 1)].join("\n"))
      const bars = tableOf(candles)
      const marks = new Map(tableOf(source("mark-8h")).map(([time = "", open = ""]) => [time, open]))
      const list = tableOf(source("funding")).map(([time = "", rate = ""]) => {
        const atMs = Math.floor(Number(time) / 60_000) * 60_000
        return { time, atMs, rate, mark: marks.get(String(atMs)) ?? "" }
      })
      const header = "funding_time_ms,funding_rate,mark_price\n"
      const marked = `${header}${list.map((it) => `${it.time},${it.rate},${it.mark}\n`).join("")}`
      const rates = hasMarks ? file("rates.csv", marked) : source("funding")
      // Turns at odd bars, and at the very moment of a settlement.
      const turns = bars.flatMap((_, bar) =>
        bar % 311 === 7 || (Number(bars[bar + 1]?.[0]) % 28_800_000 === 0 && bar % 5 < 2) ? [bar] : []
      )
      const signals = new Map(turns.map((bar, k) => [bar, k % 2 === 0 ? 1 : -1]))
      const lines = [...signals].map(([bar, side]) => JSON.stringify({ bar, side: side > 0 ? "long" : "short" }))
      const given = ["--candles", candles, "--signals", file("s.jsonl", lines.join("\n")), "--funding", rates]
      const costs = ["--size", "0.25", "--fee-rate", "0.0006", "--slippage-bps", "5", "--capital", "100000"]
      const expected = slowly(
        bars,
        signals,
        list.map(({ atMs, mark, rate }) => ({ atMs, rate: exact(rate), mark: hasMarks ? exact(mark) : undefined }))
      )
      assert.isAbove(expected.paid, 18)
      // The kernel, and the live engine in virtual time.
      for (const more of [[], ["--fills", at("fills.csv")]]) {
        const result = await backtest(...given, ...costs, "--equity", at("equity.json"), ...more)
        const { finalEquity, totalCommission, totalFunding } = result.summary
        assert.deepStrictEqual([totalCommission, totalFunding], [expected.fees, expected.funding])
        assert.strictEqual(finalEquity, expected.equity.at(-1))
        const rowsOf = JSON.parse(readFileSync(at("equity.json"), "utf8"))
        assert.deepStrictEqual(
          rowsOf.map(({ equity }: { equity: number }) => equity),
          expected.equity
        )
      }
    }
  )

  it("pays what falls due as the last bar closes, to the position held then, and nothing later", async () => {
    const candles = file("late.csv", rows("100,100,100,100", "100,100,100,100", "100,100,100,110"))
    const settledAt = (ms: number) => file("due.csv", `time,rate\n${ms},0.01\n`)
    const funding: Array<number> = []
    for (const ms of [startMs + 180_000, startMs + 180_007, startMs + 240_000])
      for (const more of [[], ["--fills", at("fills.csv")]]) {
        const signals = file("long.jsonl", '{"side":"long","bar":0}\n')
        const given = ["--candles", candles, "--signals", signals, "--size", "2", "--fee-rate", "0"]
        const result = await backtest(...given, "--funding", settledAt(ms), ...more)
        funding.push(result.summary.totalFunding, result.summary.finalEquity)
      }
    // Two units at the last close of 110, as its price is the last one known.
    const [paid, free] = [
      [-2.2, 1_000_017.8],
      [0, 1_000_020]
    ]
    assert.deepStrictEqual(funding, [...paid, ...paid, ...paid, ...paid, ...free, ...free] as ReadonlyArray<number>)
  })
})
