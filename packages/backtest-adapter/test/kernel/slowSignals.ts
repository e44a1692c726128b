import { Decimal, Rational } from "@backhand/core"
import { Result } from "effect"
import type { Bars } from "../../src/Bars.ts"
import type { FileSignal } from "../../src/history/signals.ts"
import { inTicks } from "../../src/replay/Place.ts"

type Fill = "next-open" | "close"

/**
 * What a list of signals does, read slowly: bar after bar, and within one the newest plain signal at its open, the stops
 * that the open has jumped over, those that are reached later, and the newest plain signal at its close. The openings.
 */
export const slowOpenings = (bars: Bars, list: ReadonlyArray<FileSignal>, fill: Fill): ReadonlyArray<string> => {
  const step = Result.getOrThrow(Decimal.parse("", bars.priceStep))
  const times = [...bars.time]
  const closes = times.map((time, bar) => Math.min(time + bars.intervalMs, times[bar + 1] ?? Number.POSITIVE_INFINITY))
  const known = ({ at, bar }: FileSignal): number => at ?? closes[bar ?? 0] ?? 0
  const inOrder = list.toSorted((a, b) => known(a) - known(b))
  const opensAfter = (signal: FileSignal): number =>
    signal.bar === undefined ? times.findIndex((time) => time >= known(signal)) : signal.bar + 1
  const closedBy = (signal: FileSignal): number => signal.bar ?? closes.findLastIndex((time) => time <= known(signal))
  const price = (column: Float64Array, bar: number) => inTicks(column[bar] ?? 1, step)

  const openings: Array<string> = []
  let held: string | undefined
  const turn = (side: string | undefined, bar: number, at: Rational.Rational) => {
    if (side === undefined || side === held) return
    held = side
    openings.push(`${bar} ${side} ${Rational.toDecimal(at)}`)
  }

  for (let bar = 0; bar < bars.length; bar++) {
    const open = price(bars.open, bar)
    const plain = inOrder.filter(({ stop }) => stop === undefined)
    if (fill === "next-open") turn(plain.findLast((it) => opensAfter(it) === bar)?.side, bar, open)
    const reached = inOrder.flatMap((signal) => {
      if (signal.stop === undefined || opensAfter(signal) !== bar) return []
      const stop = Result.getOrThrow(Decimal.parse("", signal.stop))
      const sign = signal.side === "long" ? 1 : -1
      const extreme = price(sign > 0 ? bars.high : bars.low, bar)
      if (Rational.compare(extreme, stop) * sign < 0) return []
      const isJumped = Rational.compare(open, stop) * sign >= 0
      return [{ side: signal.side, isJumped, at: isJumped ? open : stop }]
    })
    for (const { at, side } of reached.filter(({ isJumped }) => isJumped)) turn(side, bar, at)
    for (const { at, side } of reached.filter(({ isJumped }) => !isJumped)) turn(side, bar, at)
    if (fill === "close" && bar < bars.length - 1)
      turn(plain.findLast((it) => closedBy(it) === bar)?.side, bar, price(bars.close, bar))
  }
  return openings
}
