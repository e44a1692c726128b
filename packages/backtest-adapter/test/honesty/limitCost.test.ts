import { Budget, Rational } from "@backhand/core"
import { mergeMap } from "rxjs"
import { assert, describe, it } from "vitest"
import { limitCost } from "../../src/honesty/limitCost.ts"
import type { MarketEvent } from "../../src/MarketEvent.ts"
import { candles, start } from "../replay/candles.ts"
import { contract } from "../replay/contract.ts"

const second = 1000
const symbols = 200

/** One-second candles whose price moves from bar to bar, each at its own pace, without gaps. */
const marketOf = (k: number) => {
  const price = (bar: number) => 10_000 + ((bar * (k + 1)) % 97)
  const rows = Array.from({ length: 90 }, (_, bar) => {
    const [open, close] = [price(bar), price(bar + 1)]
    return [open, Math.max(open, close), Math.min(open, close), close] as const
  })
  const bars = candles(rows)
  const time = Float64Array.from(rows, (_, bar) => start + bar * second)
  return { instrument: contract(`S${k}`), bars: { ...bars, time, intervalMs: second } }
}

const markets = Array.from({ length: symbols }, (_, k) => marketOf(k))

/** All symbols long on the first bar, short on bar 40; every other one long again on bar 45. */
const strategy = mergeMap((event: MarketEvent) => {
  if (event.kind !== "bar") return []
  const { symbol } = event
  const bar = (event.time - start) / second
  if (bar === 0) return [{ symbol, side: "long" as const }]
  if (bar === 40) return [{ symbol, side: "short" as const }]
  return bar === 45 && Number(symbol.slice(1)) % 2 === 0 ? [{ symbol, side: "long" as const }] : []
})

const options = { size: 1, feeRate: 0, limit: { limit: 10, windowMs: second } }
const money = Rational.toDecimal

describe("two hundred symbols that turn round on one bar", () => {
  const found = limitCost(markets, strategy, options)
  const { limited } = found

  it("never reach the exchange faster than its limit", () => {
    const arrivals = limited.orders.map(({ arrivedAtMs }) => arrivedAtMs)
    arrivals.forEach((atMs, k) => assert.isTrue((arrivals[k + 10] ?? Number.POSITIVE_INFINITY) > atMs + second))
  })

  it("wait their turn, ten a window, in the order in which they began to", () => {
    // An answer proves the arrival to the millisecond after it, and clocks drift: a window here is longer by that.
    const waits = limited.orders.slice(0, 2 * symbols).map(({ readyAtMs, sentAtMs }) => sentAtMs - readyAtMs)
    const windowMs = Budget.freeAfterAnswer(options.limit, 0)
    assert.isAbove(windowMs, second)
    const turn = (k: number) => Math.floor(k / 10) * windowMs
    assert.deepStrictEqual(
      waits.slice(0, symbols),
      Array.from({ length: symbols }, (_, k) => turn(k))
    )
    const { delays } = found
    assert.strictEqual(delays.maxMs, turn(199))
    assert.strictEqual(delays.orders, limited.orders.length)
    assert.isAbove(delays.p90Ms, delays.p50Ms)
    assert.isAbove(delays.p50Ms, 0)
  })

  it("have signals overtaken that were still waiting when the opposite came", () => {
    // Within five seconds fifty of the two hundred shorts are served; of the rest, every other one is overtaken.
    const overtaken = limited.events.filter(({ event }) => event === "superseded")
    assert.strictEqual(found.delays.superseded, overtaken.length)
    assert.strictEqual(found.delays.superseded, 75)
    assert.deepStrictEqual(found.free.delays.superseded, 0)
    // They hold again what they held all along: nothing is sent for them.
    assert.strictEqual(limited.orders.length, 2 * symbols + 100 - 2 * found.delays.superseded)
  })

  it("pay for waiting what the fills say, and the whole difference is accounted for", () => {
    // Each decision's fill beside that of the run without a limit; a symbol's legs are of one lot throughout.
    const { free } = found
    const paid = limited.orders.reduce((sum, { decision, executions }) => {
      const at = free.orders.find((each) => each.decision === decision)?.executions[0]?.price
      const legs = executions.map(({ effect, price, side }) => {
        const change = Rational.toNumber(price) - Rational.toNumber(at ?? price)
        return (effect === "open") === (side === "long") ? change : -change
      })
      return legs.reduce((all, change) => all + change, sum)
    }, 0)
    assert.strictEqual(money(found.waiting), String(paid))
    assert.notStrictEqual(paid, 0)
    const bySymbol = found.symbols.reduce((sum, { cost }) => Rational.add(sum, cost), Rational.zero)
    assert.strictEqual(money(bySymbol), money(found.cost))
    assert.strictEqual(money(Rational.add(found.waiting, found.other)), money(found.cost))
  })

  it("cost nothing by waiting where the way to the exchange misses the open anyway", () => {
    // A moment on the way: with the limit or without it, all are filled one bar after the next one.
    const few = markets.slice(0, 20)
    const late = limitCost(few, strategy, { ...options, latencyMs: 10, limit: { limit: 10, windowMs: 300 } })
    assert.isAbove(late.delays.delayed, 0)
    assert.deepStrictEqual([money(late.cost), money(late.waiting), money(late.other)], ["0", "0", "0"])
  })

  it("cost nothing more where nothing limits them", () => {
    const free = limitCost(markets, strategy, { ...options, limit: null })
    assert.deepStrictEqual([money(free.cost), free.delays.delayed], ["0", 0])
  })
})
