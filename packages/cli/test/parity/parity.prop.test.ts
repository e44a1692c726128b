import { listedSignals, type Market, type MarketEvent, uniformLatency, type Wish } from "@backhand/backtest-adapter"
import { Contract } from "@backhand/core"
import { Result } from "effect"
import * as fc from "fast-check"
import { mergeMap, type OperatorFunction } from "rxjs"
import { assert, describe, it } from "vitest"
import { parity } from "../../src/parity/parity.ts"

const runs = 60 * Number(process.env["BACKHAND_RUNS"] ?? 1)
const start = 1_700_000_000_000

const contract = (symbol: string, kind: "linear" | "inverse") =>
  Result.getOrThrow(
    Contract.decode({
      symbol,
      baseCoin: "BTC",
      quoteCoin: kind === "linear" ? "USDT" : "USD",
      pricePlace: "1",
      priceEndStep: "5",
      sizeMultiplier: "0.001",
      minTradeNum: "0.002",
      takerFeeRate: "0.0006"
    })
  )

interface World {
  readonly market: Market
  readonly sides: ReadonlyArray<number>
}

const world = (symbol: string, intervalMs: number): fc.Arbitrary<World> =>
  fc
    .record({
      steps: fc.array(fc.tuple(fc.integer({ min: -40, max: 40 }), fc.constantFrom(-1, 0, 0, 1)), {
        minLength: 4,
        maxLength: 40
      }),
      kind: fc.constantFrom("linear" as const, "linear" as const, "inverse" as const)
    })
    .map(({ kind, steps }) => {
      let last = 50_000
      const rows = steps.map(([move]) => {
        const open = last
        last += move
        return [open, Math.max(open, last), Math.min(open, last), last] as const
      })
      const column = (k: 0 | 1 | 2 | 3) => Float64Array.from(rows, (row) => row[k])
      const bars = {
        length: rows.length,
        time: Float64Array.from(rows, (_, k) => start + k * intervalMs),
        open: column(0),
        high: column(1),
        low: column(2),
        close: column(3),
        volume: new Float64Array(rows.length),
        priceStep: "0.5",
        intervalMs
      }
      return { market: { instrument: contract(symbol, kind), bars }, sides: steps.map(([, side]) => side) }
    })

const worlds = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom(250, 1000, 60_000))
  .chain(([count, intervalMs]) =>
    fc.tuple(...["A", "B", "C", "D"].slice(0, count).map((symbol) => world(symbol, intervalMs)))
  )

const strategyOf = (of: ReadonlyArray<World>): OperatorFunction<MarketEvent.MarketEvent, Wish> => {
  const sides = new Map(of.map(({ market, sides: list }) => [market.instrument.symbol, list]))
  return mergeMap((event) => {
    if (event.kind !== "bar") return []
    const { bars } = of[0]?.market ?? {}
    const side = sides.get(event.symbol)?.[Math.round((event.time - start) / (bars?.intervalMs ?? 1))] ?? 0
    return side === 0 ? [] : [{ symbol: event.symbol, side: side > 0 ? ("long" as const) : ("short" as const) }]
  })
}

/** Wishes at times of their own, in the middle of bars too. */
const listed = (of: ReadonlyArray<World>, shiftMs: number) =>
  listedSignals(
    of.flatMap(({ market: { bars, instrument }, sides }) =>
      sides.flatMap((side, k) =>
        side === 0 || k === 0
          ? []
          : [
              {
                symbol: instrument.symbol,
                side: side > 0 ? ("long" as const) : ("short" as const),
                at: (bars.time[k] ?? 0) + shiftMs
              }
            ]
      )
    )
  )

const options = fc.record({
  size: fc.constantFrom("1", "0.25", "0.002"),
  latencyMs: fc.constantFrom(0, 1, 40, 300, uniformLatency(5, 0, 400)),
  limit: fc.constantFrom(null, { limit: 1, windowMs: 1000 }, { limit: 3, windowMs: 1000 }),
  mode: fc.constantFrom("one-way" as const, "hedge" as const),
  whenFlat: fc.constantFrom("enter" as const, "enter" as const, "ignore" as const)
})

describe("live and offline", () => {
  it("give the same events, fills, fees and positions in every market, under every limit and latency", () => {
    const met = new Set<string>()
    fc.assert(
      fc.property(worlds, options, fc.constantFrom(undefined, 0, 7), (of, assumed, shiftMs) => {
        const { differences, live } = parity(
          of.map(({ market }) => market),
          shiftMs === undefined ? strategyOf(of) : listed(of, shiftMs),
          assumed
        )
        assert.deepStrictEqual(differences, [])
        for (const event of live.events) met.add(/event (\S+?),/.exec(event)?.[1] ?? "")
        if (live.fills.length > 4) met.add("fills")
      }),
      { numRuns: runs, seed: 11 }
    )
    assert.includeMembers([...met], ["sent", "accepted", "settled", "superseded", "held", "fills"])
  })
})
