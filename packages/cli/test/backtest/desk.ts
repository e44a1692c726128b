import { fileURLToPath } from "node:url"
import { makeFolder, startMs } from "./folder.ts"

export { startMs }

export const turn = [
  { side: "long", bar: 0 },
  { side: "short", bar: 2 }
]

export const strategies = (name: string): string => fileURLToPath(new URL(`strategies/${name}`, import.meta.url))

export const rows = (...bars: ReadonlyArray<string>) =>
  `ts,open,high,low,close,volume\n${bars.map((bar, k) => `${startMs + k * 60_000},${bar},1\n`).join("")}`

/** A folder with candles, and the command run on them. */
export const makeDesk = () => {
  const { backtest: run, ...folder } = makeFolder()
  const candles = folder.file(
    "candles.csv",
    rows("100,102,99,101", "101,106,101,105", "105,107,103,104", "104,104,95,96", "96,98,90,92", "92,93,91,93")
  )
  const backtest = (...args: ReadonlyArray<string>) => run("--candles", candles, ...args)
  const withSignals = (lines: ReadonlyArray<object>, ...args: ReadonlyArray<string>) =>
    backtest("--signals", folder.file("s.jsonl", lines.map((line) => `${JSON.stringify(line)}\n`).join("")), ...args)
  return { ...folder, candles, backtest, withSignals }
}
