import type { Side } from "@backhand/core"
import { instrument, type Plan, startMs } from "./world/Plan.ts"
import { runWorld } from "./world/World.ts"

const symbols = ["A", "B", "C", "D", "E", "F"]

const wish = (afterMs: number, symbol: string, side: Side.Side) => ({ at: startMs + afterMs, symbol, side })

/** Six symbols wish at once, then the first of them again and again; the budget is one order a second. */
const plan: Plan = {
  symbols,
  signals: [
    ...symbols.map((symbol, k) => wish(k, symbol, "short")),
    ...[1200, 2400, 3600, 4800].map((afterMs, k) => wish(afterMs, "A", k % 2 === 0 ? "long" : "short")),
    wish(5200, "A", "long")
  ],
  options: {
    session: "s0",
    instruments: Object.fromEntries(symbols.map((symbol) => [symbol, instrument(symbol)])),
    limit: { limit: 1, windowMs: 1000 }
  },
  thetaMs: 0,
  delay: () => 20,
  lagMs: 0,
  crashes: 0,
  endAtMs: startMs + 6000
}

/** In which order they must be served: as they began to wait. */
export const fairOrder = "ABCDEFA"

/** In which order they are served. */
export const servedOrder = (): string =>
  runWorld(plan, () => 0)
    .events.flatMap((event) => (event.event === "sent" ? [event.symbol] : []))
    .join("")
