import * as fc from "fast-check"
import type { Bars } from "../../src/Bars.ts"
import type { Funding } from "../../src/kernel/Funding.ts"
import type { KernelOptions } from "../../src/kernel/KernelOptions.ts"

const minute = 60_000

/** Candles around `base` ticks: narrow ranges make ties, wide ones gaps; times leave minutes out now and then. */
export const bars = (maxLength = 30, minLength = 0): fc.Arbitrary<Bars> =>
  fc
    .record({
      base: fc.constantFrom(3, 100, 97_123, 2 ** 31, 2 ** 44),
      spread: fc.constantFrom(1, 2, 5, 90),
      steps: fc.array(fc.record({ path: fc.array(fc.nat(1000), { minLength: 4, maxLength: 4 }), skip: fc.nat(9) }), {
        minLength,
        maxLength
      }),
      priceStep: fc.constantFrom("1", "0.1", "0.5", "0.01", "0.000001", "25")
    })
    .map(({ base, priceStep, spread, steps }) => {
      const prices = steps.map(({ path }) => path.map((it) => base + (it % spread)).toSorted((a, b) => a - b))
      const column = (pick: (sorted: ReadonlyArray<number>, k: number) => number | undefined) =>
        Float64Array.from(prices, (sorted, k) => pick(sorted, k) ?? 1)
      let time = 1_700_000_040_000
      return {
        length: steps.length,
        time: Float64Array.from(steps, ({ skip }) => (time += minute * (skip > 7 ? skip : 1))),
        open: column((sorted, k) => sorted[1 + ((steps[k]?.path[0] ?? 0) % 2)]),
        high: column((sorted) => sorted[3]),
        low: column((sorted) => sorted[0]),
        close: column((sorted, k) => sorted[2 - ((steps[k]?.path[0] ?? 0) % 2)]),
        volume: new Float64Array(steps.length),
        priceStep,
        intervalMs: minute
      }
    })

export const wishes = (length: number): fc.Arbitrary<Int8Array> =>
  fc.array(fc.constantFrom(0, 0, 1, -1), { minLength: length, maxLength: length }).map((it) => Int8Array.from(it))

/** Stops near the bars' prices, on the ticks and off them, and bars without. */
export const stops = (of: Bars): fc.Arbitrary<Float64Array | undefined> =>
  fc.option(
    fc
      .array(fc.record({ kind: fc.nat(3), shift: fc.integer({ min: -4, max: 4 }), part: fc.nat(999) }), {
        minLength: of.length,
        maxLength: of.length
      })
      .map((list) =>
        Float64Array.from(list, ({ kind, part, shift }, k) => {
          const ticks = Math.max(1, (of.open[k] ?? 1) + shift)
          const step = Number(of.priceStep)
          const places = of.priceStep.length
          if (kind === 0) return Number.NaN
          return Number((kind === 1 ? ticks * step : ticks * step + (part / 1000) * step).toFixed(places + 3))
        })
      )
      .map((column) => column.map((stop) => (stop > 0 ? stop : Number.NaN))),
    { nil: undefined }
  )

export const funding = (of: Bars): fc.Arbitrary<Funding | undefined> =>
  fc.option(
    fc
      .record({
        rows: fc.uniqueArray(
          fc.record({
            minutes: fc.integer({ min: -2, max: 60 }),
            late: fc.nat(40),
            rate: fc.integer({ min: -9_999, max: 9_999 }),
            mark: fc.integer({ min: 1, max: 10 ** 12 })
          }),
          { selector: (row) => row.minutes, maxLength: 12 }
        ),
        hasMark: fc.boolean(),
        tie: fc.constantFrom("before" as const, "after" as const, "both" as const)
      })
      .map(({ hasMark, rows, tie }) => {
        const sorted = rows.toSorted((a, b) => a.minutes - b.minutes)
        const start = of.time[0] ?? 0
        return {
          time: Float64Array.from(sorted, ({ late, minutes }) => start + minutes * minute + late),
          rate: Float64Array.from(sorted, ({ rate }) => rate / 10 ** 8),
          mark: hasMark
            ? Float64Array.from(sorted, ({ mark }) => (mark % 5 === 0 ? Number.NaN : mark / 10 ** 8))
            : undefined,
          tie
        }
      }),
    { nil: undefined }
  )

export const options: fc.Arbitrary<KernelOptions> = fc.record({
  size: fc.oneof(
    fc.constantFrom("1", "0.001", "100", 7.5),
    fc.constantFrom("1", "0.01", "3").map((allIn) => ({ allIn }))
  ),
  fill: fc.constantFrom("next-open" as const, "close" as const),
  feeRate: fc.constantFrom("0", "0.0006", 0.00035, "0.02", "0.3333333"),
  slippageBps: fc.constantFrom(0, 5, "0.7", 333),
  capital: fc.constantFrom("1000000", "1", "12345.678901", 10_000),
  kind: fc.constantFrom("linear" as const, "linear" as const, "inverse" as const),
  mode: fc.constantFrom("one-way" as const, "hedge" as const),
  whenFlat: fc.constantFrom("enter" as const, "enter" as const, "ignore" as const)
})

export const scenario = (maxLength = 30) =>
  bars(maxLength).chain((of) =>
    fc.record({
      bars: fc.constant(of),
      signals: fc.record({ wishes: wishes(of.length), stops: stops(of) }),
      options: fc.tuple(options, funding(of)).map(([it, due]) => ({ ...it, funding: due }))
    })
  )
