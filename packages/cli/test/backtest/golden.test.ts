import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { ResultJson } from "@backhand/backtest-adapter"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { type Golden, readGoldens, testData } from "../../../../scripts/testData.ts"
import { run } from "../host.ts"

const folder = testData("golden")
const goldens = folder === undefined ? [] : readGoldens(folder)

const barTimes = (file: string): ReadonlyArray<number> =>
  readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((row) => Number(row.split(",")[0]))

/** The signals as somebody outside would write them down: bars, or the times at which bars had closed, and stops. */
const linesOf = ({ settings, signals, strategy }: Golden, root: string, times?: ReadonlyArray<number>): string => {
  const sideOf = (sign: number) => (sign > 0 ? "long" : "short")
  const interval = times === undefined ? 0 : Math.min(...times.slice(1).map((time, k) => time - (times[k] ?? 0)))
  const when = (bar: number) =>
    times === undefined
      ? { bar }
      : { at: Math.min((times[bar] ?? 0) + interval, times[bar + 1] ?? Number.POSITIVE_INFINITY) }
  const rows =
    settings.fill !== "stop"
      ? (signals ?? []).map(([bar, sign]) => ({ side: sideOf(sign), ...when(bar) }))
      : readFileSync(join(root, strategy.series ?? ""), "utf8")
          .trim()
          .split("\n")
          .slice(1)
          .flatMap((row, bar) => {
            const [, , trend = "0", stop = ""] = row.split(",")
            return trend === "0" || stop === "" ? [] : [{ side: sideOf(-Number(trend)), ...when(bar), stop }]
          })
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("")
}

const nameOf = ({ settings, strategy: { fast, slow } }: Golden): string =>
  fast !== undefined ? `sma-cross:${fast},${slow}` : settings.fill === "stop" ? "psar-stop:0.02,0.2" : "psar:0.02,0.2"

const costsOf = ({ settings, strategy }: Golden): ReadonlyArray<string> => [
  ...(settings.fill === "stop" ? [] : ["--fill", settings.fill]),
  "--size",
  strategy.unit === undefined ? String(strategy.size) : `all-in:${strategy.unit}`,
  "--fee-rate",
  String(settings.commission_rate),
  "--slippage-bps",
  String(settings.slippage_rate * 10_000),
  "--capital",
  String(settings.initial_cash)
]

const price = (actual: string | undefined, expected: unknown, what: string) =>
  assert.closeTo(Number(actual), Number(expected), 1e-9 * Number(expected), what)
const money = (actual: number | undefined, expected: unknown, what: string) =>
  assert.closeTo(actual ?? Number.NaN, Number(expected), 1e-6, what)

const compare = ({ open_position: [open], signals, summary, trades }: Golden, result: ResultJson): void => {
  assert.strictEqual(result.trades.length, trades.length)
  for (const [k, expected] of trades.entries()) {
    const trade = result.trades[k]
    assert.deepStrictEqual(
      [trade?.side, Number(trade?.size), trade?.entryBar, trade?.exitBar],
      [expected.side, expected.size, expected.entry_bar, expected.exit_bar],
      `trade ${k}`
    )
    assert.strictEqual(trade?.entryTime, Date.parse(expected.entry_time))
    assert.strictEqual(trade?.exitTime, Date.parse(expected.exit_time))
    price(trade?.entryPrice, expected.entry_price, `entry of trade ${k}`)
    price(trade?.exitPrice, expected.exit_price, `exit of trade ${k}`)
    money(trade?.pnl, expected.pnl_net, `profit of trade ${k}`)
    money(trade?.commission, expected.commission, `commission of trade ${k}`)
  }
  assert.deepStrictEqual([result.openPosition?.side, result.openPosition?.entryBar], [open?.side, open?.entry_bar])
  if (open !== undefined) {
    price(result.openPosition?.entryPrice, open["entry_price"], "entry of the open position")
    money(result.openPosition?.unrealized, open["unrealised_at_last_close"], "unrealized")
  }
  if (signals !== null) assert.deepStrictEqual(result.signals, signals)
  money(result.summary.finalEquity, summary["final_equity_exact"], "final equity")
  money(result.summary.totalCommission, summary["commission_total"], "commission")
  assert.strictEqual(result.summary.trades, summary["closed_trades"])
}

describe.skipIf(folder === undefined)("backhand backtest on the runs of three outside engines", () => {
  const root = folder ?? ""
  let scratch = ""
  beforeAll(() => {
    scratch = mkdtempSync(join(tmpdir(), "backhand-golden-"))
  })
  afterAll(() => rmSync(scratch, { recursive: true, force: true }))

  const reproduce = async (golden: Golden, from: ReadonlyArray<string>): Promise<void> => {
    const [candles, json] = [join(root, golden.data.file), join(scratch, "result.json")]
    const args = ["backtest", "--candles", candles, ...from, ...costsOf(golden), "--json", json]
    const { code, stderr } = await run(args)
    assert.strictEqual(code, 0, stderr)
    compare(golden, JSON.parse(readFileSync(json, "utf8")) as ResultJson)
  }
  const fromSignals = (golden: Golden, times?: ReadonlyArray<number>): Promise<void> => {
    const signals = join(scratch, "signals.jsonl")
    writeFileSync(signals, linesOf(golden, root, times))
    return reproduce(golden, ["--signals", signals])
  }

  for (const golden of goldens) {
    it(`reproduces ${golden.id} from signals by bar`, () => fromSignals(golden))
    it(`reproduces ${golden.id} with the built-in strategy`, () => reproduce(golden, ["--strategy", nameOf(golden)]))
  }

  // One data set has gaps, the other none; daily bars tell the same again.
  for (const golden of goldens.filter(({ id }) => /^(?:bitget|btcusd).*c0\.0006$/.test(id)))
    it(`reproduces ${golden.id} from signals by time`, () =>
      fromSignals(golden, barTimes(join(root, golden.data.file))))

  for (const golden of goldens.filter(({ id }) => id.startsWith("bitget") || id.includes("allin")))
    it(`reproduces ${golden.id} with the engine that runs live`, () =>
      reproduce(golden, ["--strategy", nameOf(golden), "--limit", "999999/1ms"]))
})
