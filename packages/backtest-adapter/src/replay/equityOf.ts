/**
 * Marks one symbol's profit at every close.
 *
 * @module
 * @since 0.1.0
 */
import { Money, Position, Rational } from "@backhand/core"
import { closeTime } from "../kernel/Funding.ts"
import type * as Account from "./Account.ts"
import { type Booked, type Bookings, isExecution } from "./bookings.ts"
import type { Market } from "./Market.ts"
import * as Sum from "./Sum.ts"
import * as TwoDoubles from "./TwoDoubles.ts"

const sides = ["long", "short"] as const

/** Between two bookings the profit is `base` and the `slope` times the close, or over it for an inverse contract. */
interface Held {
  readonly base: TwoDoubles.TwoDoubles
  readonly slope: TwoDoubles.TwoDoubles
}

const heldAt = ({ instrument }: Market, position: Position.Position, money: Sum.Sum, step: Rational.Rational): Held => {
  const isLinear = instrument.kind === "linear"
  let [bought, slope] = [Rational.zero, Rational.zero]
  for (const side of sides) {
    const leg = Position.leg(position, side)
    if (leg === null) continue
    // Equity gains with the price of a long; the worth of an inverse contract falls with it.
    const signed = (value: Rational.Rational) => ((side === "long") === isLinear ? value : Rational.negate(value))
    bought = Rational.add(bought, signed(Money.value(instrument, leg.lots, leg.entry)))
    slope = Rational.add(slope, signed(Money.value(instrument, leg.lots, step)))
  }
  return { base: TwoDoubles.of(Sum.totalWith(money, Rational.negate(bought))), slope: TwoDoubles.of(slope) }
}

/** Marks the closes from `from` on. */
const mark =
  (market: Market, step: Rational.Rational, from: number, end: number, into: TwoDoubles.Column) =>
  (position: Position.Position, money: Sum.Sum): void => {
    const { close } = market.bars
    const { base, slope } = heldAt(market, position, money, step)
    const { high, low } = slope
    if (high === 0) {
      into.high.fill(base.high, from, end)
      into.low.fill(base.low, from, end)
    } else if (market.instrument.kind === "linear")
      for (let i = from; i < end; i++) {
        const price = close[i] as number
        const product = high * price
        TwoDoubles.put(into, i, base, product, TwoDoubles.lost(high, price, product) + low * price)
      }
    else
      for (let i = from; i < end; i++) {
        const price = close[i] as number
        const quotient = high / price
        const product = quotient * price
        const rest = high - product - TwoDoubles.lost(quotient, price, product) + low
        TwoDoubles.put(into, i, base, quotient, rest / price)
      }
  }

/** What is executed when a bar has closed, its own close included, counts from the next close on, as in the kernel. */
const countsFrom = ({ bars }: Market, entry: Booked | Account.Payment): number =>
  isExecution(entry) && entry.cause === "order" && entry.atMs >= closeTime(bars, entry.bar) ? entry.bar + 1 : entry.bar

/** Profit after fees and funding at every close of the symbol's bars, after what was booked before it. */
export const equityOf = (
  { market, position: { mode }, step }: Account.Account,
  bookings: Bookings
): TwoDoubles.Column => {
  const { bars } = market
  const profit = TwoDoubles.column(bars.length)
  let position = Position.flat(mode)
  const money = Sum.make()
  let made: Array<Rational.Rational> = []
  let from = 0
  bookings((entry, held) => {
    const end = Math.min(bars.length, countsFrom(market, entry))
    if (from < end) {
      Sum.addRational(money, Rational.sum(made))
      made = []
      mark(market, step, from, end, profit)(position, money)
    }
    from = Math.max(from, end)
    position = held
    if (isExecution(entry)) made.push(entry.realized, Rational.negate(entry.fee))
    else made.push(entry.amount)
  })
  Sum.addRational(money, Rational.sum(made))
  if (from < bars.length) mark(market, step, from, bars.length, profit)(position, money)
  return profit
}
