/**
 * Plays prices at any speed: bars become a path of prices, ticks are taken as they are.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal, Rational, Refusal } from "@backhand/core"
import * as Result from "effect/Result"
import type { Bar } from "./Market.ts"

/**
 * One bar as files hold it: `openAt` in milliseconds, prices as decimals or JSON numbers.
 *
 * @category models
 * @since 0.1.0
 */
export interface BarInput {
  readonly openAt: number
  readonly open: string | number
  readonly high: string | number
  readonly low: string | number
  readonly close: string | number
  readonly volume?: string | number
}

/**
 * A price and when it is due. Times of a path may start anywhere; a player moves them to its own start.
 *
 * @category models
 * @since 0.1.0
 */
export interface PricePoint {
  readonly atMs: number
  readonly price: string
}

const fieldOf = (index: number, name: string): string => `bars[${index}].${name}`

const decodeBar = (bar: BarInput, index: number): Result.Result<Bar, Refusal.Refusal> =>
  Result.gen(function* () {
    const price = (name: "open" | "high" | "low" | "close") =>
      Decimal.parsePositive(fieldOf(index, name), Decimal.fromJson(bar[name]))
    if (!Number.isSafeInteger(bar.openAt))
      return yield* Refusal.fail(
        "OutOfRange",
        fieldOf(index, "openAt"),
        `expected whole milliseconds, got ${Refusal.show(bar.openAt)}`,
        "give the time at which the bar opened"
      )
    return {
      openAt: bar.openAt,
      open: yield* price("open"),
      high: yield* price("high"),
      low: yield* price("low"),
      close: yield* price("close"),
      volume: yield* Decimal.parseNonNegative(fieldOf(index, "volume"), Decimal.fromJson(bar.volume ?? "0"))
    }
  })

/**
 * Reads bars.
 *
 * - **Errors** `NotADecimal`, `NotPositive`, `OutOfRange`, each naming the bar and the field.
 *
 * @category decoding
 * @since 0.1.0
 */
export const decodeBars = (bars: ReadonlyArray<BarInput>): Result.Result<ReadonlyArray<Bar>, Refusal.Refusal> =>
  Result.gen(function* () {
    const decoded: Array<Bar> = []
    for (const [index, bar] of bars.entries()) decoded.push(yield* decodeBar(bar, index))
    return decoded
  })

/**
 * The path that prices take through bars: open, the nearer extreme, the farther one, close, a quarter of a bar apart.
 *
 * @category conversions
 * @since 0.1.0
 */
export const path = (bars: ReadonlyArray<Bar>): ReadonlyArray<PricePoint> => {
  const [first, second] = bars
  const barMs = first !== undefined && second !== undefined ? second.openAt - first.openAt : 60_000
  return bars.flatMap(({ close, high, low, open, openAt }) => {
    const isHighNearer = Rational.compare(Rational.subtract(high, open), Rational.subtract(open, low)) <= 0
    const prices = isHighNearer ? [open, high, low, close] : [open, low, high, close]
    return prices.map((price, quarter) => ({
      atMs: openAt + (quarter * barMs) / 4,
      price: Rational.toDecimal(price)
    }))
  })
}

/**
 * A path under way: `take` gives the points that are due, once each.
 *
 * @category models
 * @since 0.1.0
 */
export interface Player {
  readonly take: (atMs: number) => ReadonlyArray<PricePoint>
  readonly nextAt: () => number | null
}

/**
 * Starts a path at `startMs`, `speed` times as fast as it happened.
 *
 * @example
 * ```ts
 * import { Player } from "@backhand/bitget-simulator"
 *
 * const points = [{ atMs: 0, price: "100" }, { atMs: 60_000, price: "101" }]
 * const player = Player.start(points, 1_000, 60)
 * player.take(1_999).length // => 1
 * player.nextAt() // => 2_000
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const start = (points: ReadonlyArray<PricePoint>, startMs: number, speed: number): Player => {
  const origin = points[0]?.atMs ?? 0
  const dueAt = (point: PricePoint) => startMs + (point.atMs - origin) / speed
  let next = 0
  return {
    take: (atMs) => {
      const due: Array<PricePoint> = []
      for (let point = points[next]; point !== undefined && dueAt(point) <= atMs; point = points[++next])
        due.push({ atMs: dueAt(point), price: point.price })
      return due
    },
    nextAt: () => {
      const point = points[next]
      return point === undefined ? null : dueAt(point)
    }
  }
}
