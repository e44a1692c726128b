/**
 * What makes a row unusable.
 *
 * @module
 * @since 0.1.0
 */
import type { Reason } from "./HistoryError.ts"
import type { Shape } from "./Shape.ts"
import { funding, quotes, trades } from "./shapes.ts"
import * as Step from "./Step.ts"
import type { Store } from "./Store.ts"

/** What is wrong with a row: the field, what it should be and what it is. */
export interface Fault {
  readonly reason: Reason
  readonly field: string
  readonly expected: string
  readonly got: string
}

/**
 * How the rows of a kind of table are looked through.
 *
 * - `firstBad` the first row from `from` on that cannot be used, or the number of rows; `previous` is the time of the row
 *   kept before it.
 * - `faultOf` what is wrong with it.
 */
export interface Check {
  readonly firstBad: (store: Store, from: number, previous: number) => number
  readonly faultOf: (store: Store, row: number, previous: number) => Fault
}

/** A time as people read it. */
const showTime = (ms: number): string =>
  Math.abs(ms) <= 8.64e15 ? `${new Date(ms).toISOString()} (${ms})` : String(ms)

const late = (time: number, previous: number): Fault => ({
  reason: time === previous ? "Duplicate" : "OutOfOrder",
  field: "time",
  expected: `a time after ${showTime(previous)}`,
  got: time === previous ? "the same again" : showTime(time)
})

const notPositive = (store: Store, field: string, value: number): Fault => ({
  reason: "NotPositive",
  field,
  expected: "a price above zero",
  got: Step.decimal(value, store.places)
})

const negative = (field: string, value: number): Fault => ({
  reason: "NotPositive",
  field,
  expected: "zero or more",
  got: String(value)
})

const below = (store: Store, field: string, other: string, got: number, least: number): Fault => ({
  reason: "ImpossibleBar",
  field,
  expected: `at least the ${other}, ${Step.decimal(least, store.places)}`,
  got: Step.decimal(got, store.places)
})

const cell = (columns: ReadonlyArray<Float64Array>, at: number, row: number): number => columns[at]?.[row] ?? Number.NaN

const bars: Check = {
  firstBad: ({ length, numbers, prices, time }, from, previous) => {
    const [open, high, low, close] = prices as [Float64Array, Float64Array, Float64Array, Float64Array]
    const volume = numbers[0] as Float64Array
    let before = previous
    for (let row = from; row < length; row++) {
      const now = time[row] as number
      const bottom = low[row] as number
      const isFine =
        now > before &&
        bottom > 0 &&
        (high[row] as number) >= bottom &&
        (open[row] as number) > 0 &&
        (close[row] as number) > 0 &&
        (volume[row] as number) >= 0
      if (!isFine) return row
      before = now
    }
    return length
  },
  faultOf: (store, row, previous) => {
    const now = store.time[row] as number
    if (!(now > previous)) return late(now, previous)
    const [high, low] = [cell(store.prices, 1, row), cell(store.prices, 2, row)]
    for (const [at, name] of ["open", "high", "low", "close"].entries())
      if (!(cell(store.prices, at, row) > 0)) return notPositive(store, name, cell(store.prices, at, row))
    return high < low ? below(store, "high", "low", high, low) : negative("volume", cell(store.numbers, 0, row))
  }
}

const trade: Check = {
  firstBad: ({ length, numbers, prices, time }, from, previous) => {
    let before = previous
    for (let row = from; row < length; row++) {
      const now = time[row] as number
      if (!(now >= before && cell(prices, 0, row) > 0 && cell(numbers, 0, row) >= 0)) return row
      before = now
    }
    return length
  },
  faultOf: (store, row, previous) => {
    const now = store.time[row] as number
    const price = cell(store.prices, 0, row)
    if (!(now >= previous)) return late(now, previous)
    return price > 0 ? negative("size", cell(store.numbers, 0, row)) : notPositive(store, "price", price)
  }
}

const quote: Check = {
  firstBad: ({ length, prices, time }, from, previous) => {
    let before = previous
    for (let row = from; row < length; row++) {
      const now = time[row] as number
      const bid = cell(prices, 0, row)
      if (!(now >= before && bid > 0 && cell(prices, 1, row) >= bid)) return row
      before = now
    }
    return length
  },
  faultOf: (store, row, previous) => {
    const now = store.time[row] as number
    const bid = cell(store.prices, 0, row)
    if (!(now >= previous)) return late(now, previous)
    return bid > 0 ? below(store, "ask", "bid", cell(store.prices, 1, row), bid) : notPositive(store, "bid", bid)
  }
}

const settlement: Check = {
  firstBad: ({ length, time }, from, previous) => {
    let before = previous
    for (let row = from; row < length; row++) {
      if (!((time[row] as number) > before)) return row
      before = time[row] as number
    }
    return length
  },
  faultOf: ({ time }, row, previous) => late(time[row] as number, previous)
}

/** The check of a kind of table. */
export const checkOf = (shape: Shape): Check =>
  shape === trades ? trade : shape === quotes ? quote : shape === funding ? settlement : bars
