import { Rational } from "@backhand/core"
import * as fc from "fast-check"
import { mergeMap } from "rxjs"
import type { MarketEvent } from "../../src/MarketEvent.ts"
import { openRefused, openShrunk } from "../../src/replay/outcomes.ts"
import type { Wish } from "../../src/replay/replay.ts"
import { candles, minute, start } from "../replay/candles.ts"
import { contract } from "../replay/contract.ts"

export type Row = readonly [open: number, high: number, low: number, close: number]

/** What is wished on the close of a bar: at the next open, or at stops inside the next bar. */
export interface Wished {
  readonly side: "long" | "short"
  readonly stop: number | undefined
}

/** A settlement of funding: in which bar, and how many minutes after its opening. */
export interface Settled {
  readonly bar: number
  readonly minutes: number
  readonly rate: number
  readonly mark: number | undefined
}

/** Margin, and the capital that it is bound of. */
export interface Bound {
  readonly leverage: number
  readonly maintenanceRate: number
  readonly liquidationFeeRate: number
  readonly insufficient: "refuse" | "shrink"
  readonly capital: number
}

export interface World {
  readonly rows: ReadonlyArray<Row>
  readonly wishes: ReadonlyArray<ReadonlyArray<Wished>>
  readonly fill: "next-open" | "close"
  readonly makerFee: number | undefined
  readonly slippage: number
  readonly settled: ReadonlyArray<Settled>
  /** What an opening comes to: one unit, what a value buys, or units of all that there is. */
  readonly size: 1 | { readonly value: number } | { readonly allIn: number }
  readonly margin: Bound | undefined
  /** The part of every reversal that is opened. */
  readonly opened: 1 | 0.5 | 0
  /** The least value that can be opened. */
  readonly minimum: number
}

export const [fee, capital, lot] = [0.015625, 400, 0.25]

const row = fc
  .tuple(fc.integer({ min: 50, max: 53 }), fc.nat(1), fc.nat(1), fc.integer({ min: -1, max: 1 }))
  .map(([open, up, down, move]): Row => {
    const close = open + move
    return [open, Math.max(open, close) + up, Math.min(open, close) - down, close]
  })

const wished: fc.Arbitrary<Wished> = fc.record({
  side: fc.constantFrom("long" as const, "short" as const),
  // Some lie between two ticks.
  stop: fc.constantFrom(undefined, 49, 50, 50.5, 51, 52, 52.25, 53, 54)
})

/** A stop above and one below, of which either may be reached first. */
const bracket: fc.Arbitrary<ReadonlyArray<Wished>> = fc
  .tuple(fc.integer({ min: 51, max: 54 }), fc.integer({ min: 49, max: 52 }))
  .map(([above, below]) => [
    { side: "long", stop: above },
    { side: "short", stop: below }
  ])

/** Liquidation prices between ticks and on them; with slippage some are beyond the price at which a position is opened. */
const bound: fc.Arbitrary<Bound> = fc.record({
  leverage: fc.constantFrom(16, 25, 32, 42),
  maintenanceRate: fc.constantFrom(0, 0.0078125),
  liquidationFeeRate: fc.constantFrom(fee, 0),
  insufficient: fc.constantFrom("refuse" as const, "shrink" as const),
  capital: fc.constantFrom(400, 400, 4, 5)
})

const settlements = (length: number): fc.Arbitrary<ReadonlyArray<Settled>> =>
  fc
    .uniqueArray(
      fc
        .record({
          bar: fc.integer({ min: 1, max: length }),
          minutes: fc.constantFrom(0, 3, 6),
          rate: fc.constantFrom(0.25, 0.125, -0.125, -0.25),
          mark: fc.constantFrom(undefined, 48)
        })
        // The history is over then.
        .filter(({ bar, minutes }) => bar < length || minutes === 0),
      { maxLength: 2, selector: ({ bar, minutes }) => 10 * bar + minutes }
    )
    .map((list) => list.toSorted((a, b) => timeOf(a) - timeOf(b)))

/** At one instant the engine keeps the newest of two plain wishes: worlds have at most one a bar, before the stops. */
const isPlain = (list: ReadonlyArray<Wished>): boolean => list.every(({ stop }, k) => stop !== undefined || k === 0)

export const worlds: fc.Arbitrary<World> = fc.integer({ min: 3, max: 4 }).chain((length) =>
  fc
    .record({
      rows: fc.array(row, { minLength: length, maxLength: length }),
      wishes: fc.array(fc.oneof(fc.array(wished, { maxLength: 2 }).filter(isPlain), bracket), {
        minLength: length,
        maxLength: length
      }),
      fill: fc.constantFrom("next-open" as const, "close" as const),
      makerFee: fc.constantFrom(undefined, 0.0078125),
      slippage: fc.constantFrom(0, 0, 0.01),
      settled: settlements(length),
      size: fc.constantFrom(1 as const, 1 as const, { value: 77 }, { allIn: 1 }, { allIn: 2 }),
      margin: fc.option(bound, { nil: undefined }),
      opened: fc.constantFrom(1 as const, 1 as const, 0.5 as const, 0 as const),
      minimum: fc.constantFrom(0, 0, 52)
    })
    .map((world) =>
      typeof world.size === "object" && "allIn" in world.size
        ? { ...world, margin: undefined, opened: 1 as const }
        : world
    )
)

/** Bars are long enough for settlements at whole minutes inside them. */
const barMs = 10 * minute

const timeOf = ({ bar, minutes }: Settled): number => start + bar * barMs + minutes * minute

export const marketOf = ({ minimum, rows, settled }: World) => {
  const made = candles(rows)
  return {
    instrument: {
      ...contract("X"),
      sizeStep: Rational.make(BigInt(lot * 4), 4n),
      minValue: Rational.fromInteger(minimum)
    },
    bars: { ...made, time: made.time.map((_, k) => start + k * barMs), intervalMs: barMs },
    funding: {
      time: Float64Array.from(settled, timeOf),
      rate: Float64Array.from(settled, ({ rate }) => rate),
      mark: Float64Array.from(settled, ({ mark = Number.NaN }) => mark)
    }
  }
}

export const optionsOf = ({ fill, makerFee, margin, opened, size, slippage }: World) => {
  const maker = makerFee === undefined ? {} : { makerFeeRate: makerFee }
  const costs = { feeRate: fee, slippageBps: slippage * 10_000, ...maker }
  const ending = opened === 1 ? {} : { outcome: opened === 0 ? openRefused : openShrunk(opened) }
  const shared = { size, fill, capital, limit: null, hasMinimums: true, ...costs, ...ending } as const
  if (margin === undefined) return shared
  const { capital: own, ...terms } = margin
  return { ...shared, capital: own, margin: terms }
}

export const strategyOf = ({ wishes }: World) =>
  mergeMap((event: MarketEvent) =>
    (event.kind === "bar" ? (wishes[Math.round((event.at - start) / barMs) - 1] ?? []) : []).map(
      ({ side, stop }): Wish => {
        return { symbol: "X", side, ...(stop === undefined ? {} : { stop: String(stop) }) }
      }
    )
  )
