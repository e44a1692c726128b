import { mkdirSync } from "node:fs"
import { makeFolder as makePlain, startMs } from "../backtest/folder.ts"

export { startMs }

/** Candles of a symbol that goes its own way: `length` bars of `intervalMs`. */
export const candles = (symbol: number, length: number, intervalMs: number): string => {
  const price = (k: number) => 1000 + ((symbol * 37 + k * k * 13) % 89)
  const row = (k: number) => {
    const [open, close] = [price(k), price(k + 1)]
    return `${startMs + k * intervalMs},${open},${Math.max(open, close) + 2},${Math.min(open, close) - 2},${close},1\n`
  }
  return `ts,open,high,low,close,volume\n${Array.from({ length }, (_, k) => row(k)).join("")}`
}

/** A folder, and candles of several symbols in it. */
export const makeFolder = () => {
  const folder = makePlain()
  const many = (name: string, symbols: ReadonlyArray<string>, length: number, intervalMs: number): string => {
    mkdirSync(folder.at(name))
    symbols.forEach((symbol, k) => folder.file(`${name}/${symbol}-1m.csv`, candles(k, length, intervalMs)))
    return folder.at(name)
  }
  return { ...folder, many }
}
