import { Decimal, Fill, Instrument, Money, Position, Rational } from "@backhand/core"
import { Result } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { pathBand } from "../../src/honesty/band/pathBand.ts"
import type { Market } from "../../src/replay/Market.ts"
import { replay } from "../../src/replay/replay.ts"
import type { SymbolResult } from "../../src/replay/ReplayResult.ts"
import * as worlds from "./worlds.ts"

/** The deepest fall over all prices, each equity made exactly of all that was booked by then. */
const slowFall = (
  market: Market,
  { executions, instrument, lastClose, payments }: SymbolResult,
  fill: string
): number => {
  const { quotes, trades } = market
  const isByTrade = fill === "first-trade"
  const time = [...((isByTrade ? trades : quotes)?.time ?? [])]
  const prices = isByTrade
    ? [...(trades?.price ?? [])]
    : [...(quotes?.bid ?? [])].map((bid, k) => (bid + (quotes?.ask[k] ?? 0)) / 2)
  const step = Number(isByTrade ? trades?.priceStep : quotes?.priceStep)
  const entries = [...executions, ...payments].toSorted((a, b) => a.atMs - b.atMs)
  const equityAt = (booked: number, price: Rational.Rational): number => {
    let account = Fill.account(Position.flat("hedge"))
    let money = Rational.zero
    for (const entry of entries.slice(0, booked))
      if ("amount" in entry) money = Rational.add(money, entry.amount)
      else {
        account = Result.getOrThrow(Fill.apply(instrument, account, entry, Rational.zero))
        money = Rational.subtract(money, entry.fee)
      }
    for (const side of ["long", "short"] as const) {
      const leg = Position.leg(account.position, side)
      if (leg !== null) money = Rational.add(money, Money.profit(instrument, side, leg.lots, leg.entry, price))
    }
    return Rational.toNumber(Rational.add(money, account.realized))
  }
  const exact = (price: number) =>
    Rational.multiply(
      Rational.make(BigInt(Math.round(2 * price)), 2n),
      Result.getOrThrow(Decimal.parsePositive("step", String(step)))
    )
  const marks: Array<number> = [0]
  let booked = 0
  prices.forEach((price, k) => {
    const now = time[k] ?? 0
    const before = prices[k - 1] ?? price
    for (; (entries[booked]?.atMs ?? Infinity) < now; ) marks.push(equityAt(++booked, exact(before)))
    marks.push(equityAt(booked, exact(price)))
    for (; entries[booked]?.atMs === now; ) marks.push(equityAt(++booked, exact(price)))
  })
  const last = prices.at(-1) ?? 1
  while (booked < entries.length) marks.push(equityAt(++booked, exact(last)))
  marks.push(equityAt(booked, lastClose))
  let [peak, fall] = [0, 0]
  for (const now of marks) {
    peak = Math.max(peak, now)
    fall = Math.max(fall, peak - now)
  }
  return fall
}

/** What doubles may make of it: everything that was ever traded, at the dearest, is rounded at each booking. */
const heldTo = ({ bars, quotes, trades }: Market, { executions, instrument, payments }: SymbolResult): number => {
  const inSteps = [
    [trades?.price, trades?.priceStep],
    [quotes?.bid, quotes?.priceStep],
    [quotes?.ask, quotes?.priceStep],
    [bars.close, bars.priceStep]
  ] as const
  const prices = [
    ...executions.map(({ price }) => Rational.toNumber(price)),
    ...inSteps.flatMap(([column = [], step]) => [...column].map((ticks) => ticks * Number(step)))
  ]
  const dearest = Math.max(...prices.map((price) => (instrument.kind === "linear" ? price : 1 / price)))
  const quantity = executions.reduce(
    (sum, { lots }) => sum + Rational.toNumber(Instrument.quantity(instrument, lots)),
    0
  )
  const paid = [...executions.map(({ fee }) => fee), ...payments.map(({ amount }) => amount)]
  const money = paid.reduce((sum, amount) => sum + Math.abs(Rational.toNumber(amount)), quantity * dearest)
  return money * (executions.length + payments.length + 2) * 2 ** -52
}

describe("pathBand", () => {
  it("is one point where fills are by trades or quotes: the equity of every price", () => {
    fc.assert(
      fc.property(worlds.markets, worlds.options, (world, given) => {
        fc.pre(given.fill === "first-trade" || given.fill === "quote")
        const plain = world.map((each) => ({ ...each, signals: { ...each.signals, stops: undefined } }))
        const markets = plain.map((each) => each.market)
        const result = replay(markets, worlds.strategyOf(plain), given)
        pathBand(markets, result, given).forEach(({ ambiguous, drawdown, profit, trades }, k) => {
          const [own, market] = [result.symbols[k], markets[k]]
          if (own === undefined || market === undefined) throw new Error("a symbol is missing")
          const net = Rational.toNumber(own.net)
          assert.deepStrictEqual(profit, { best: net, worst: net })
          assert.deepStrictEqual([trades, ambiguous], [own.trades.length, 0])
          const fall = slowFall(market, own, given.fill ?? "quote")
          assert.closeTo(drawdown.best, fall, heldTo(market, own))
          assert.strictEqual(drawdown.worst, drawdown.best)
        })
      }),
      { numRuns: 40 }
    )
  })
})
