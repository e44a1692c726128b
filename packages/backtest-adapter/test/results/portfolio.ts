import { listedSignals } from "../../src/replay/collectSignals.ts"
import type { Market } from "../../src/replay/Market.ts"
import { replay } from "../../src/replay/replay.ts"
import { contract } from "../replay/contract.ts"

const startMs = 1_700_000_040_000
const second = 1000

/** Bars of a second whose every price differs. */
const marketOf = (symbol: string, length: number, offset: number): Market => {
  const open = Float64Array.from({ length }, (_, k) => 1000 + ((k * 37 + offset) % 101))
  const time = Float64Array.from({ length }, (_, k) => startMs + k * second)
  const prices = {
    open,
    high: open.map((it) => it + 3),
    low: open.map((it) => it - 3),
    close: open.map((it) => it + 1)
  }
  const bars = { length, time, ...prices, volume: new Float64Array(length), priceStep: "0.1", intervalMs: second }
  return { instrument: contract(symbol), bars }
}

/** Two symbols that flip together under one order every three seconds; every fifth flip is taken back at once. */
export const run = () => {
  const markets = [marketOf("AUSDT", 200, 0), marketOf("BUSDT", 180, 50)]
  const wishes = Array.from({ length: 30 }, (_, k) => {
    const at = startMs + (1 + 5 * k) * second
    const [side, back] = k % 2 === 0 ? (["long", "short"] as const) : (["short", "long"] as const)
    const both = ["AUSDT", "BUSDT"].map((symbol) => ({ symbol, side, at, id: `${symbol} ${k}` }))
    return k % 5 === 4 ? [...both, { symbol: "BUSDT", side: back, at: at + second, id: `back, "${k}"` }] : both
  }).flat()
  const limit = { limit: 1, windowMs: 3 * second }
  const strategy = listedSignals(wishes)
  const result = replay(markets, strategy, { size: "1", feeRate: "0.0006", slippageBps: "2", limit })
  return { markets, result }
}
