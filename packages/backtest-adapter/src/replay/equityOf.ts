/**
 * Marks one symbol's profit at every close.
 *
 * @module
 * @since 0.1.0
 */
import { Instrument, Money, Position, Rational } from "@backhand/core"
import { closeTime } from "../kernel/Funding.ts"
import * as Account from "./Account.ts"
import type { Market } from "./Market.ts"
import { inTicks } from "./Place.ts"

const sides = ["long", "short"] as const

/** What is held between two bookings: the profit at a price, exactly, and the base units that gain with it. */
interface Held {
  readonly base: number
  readonly slope: number
}

const heldAt = (
  { instrument }: Market,
  position: Position.Position,
  money: Rational.Rational,
  price: Rational.Rational
): Held => {
  let base = money
  let slope = 0
  for (const side of sides) {
    const leg = Position.leg(position, side)
    if (leg === null) continue
    base = Rational.add(base, Money.profit(instrument, side, leg.lots, leg.entry, price))
    slope += Rational.toNumber(Instrument.quantity(instrument, leg.lots)) * (side === "long" ? 1 : -1)
  }
  return { base: Rational.toNumber(base), slope }
}

/** Marks the closes from `from` on; differences to the first of them are small, so that little is lost in doubles. */
const mark =
  (market: Market, step: Rational.Rational, from: number, end: number, into: Float64Array) =>
  (position: Position.Position, money: Rational.Rational): void => {
    const { bars, instrument } = market
    const first = bars.close[from] as number
    const unit = Rational.toNumber(step)
    const { base, slope } = heldAt(market, position, money, inTicks(first, step))
    const isLinear = instrument.kind === "linear"
    for (let i = from; i < end; i++) {
      const close = bars.close[i] as number
      into[i] = base + (slope * (close - first) * unit) / (isLinear ? 1 : close * unit * first * unit)
    }
  }

/** What is executed when a bar has closed, its own close included, counts from the next close on, as in the kernel. */
const countsFrom = ({ bars }: Market, entry: Account.Execution | Account.Payment): number =>
  Account.isExecution(entry) && entry.cause === "order" && entry.atMs >= closeTime(bars, entry.bar)
    ? entry.bar + 1
    : entry.bar

/** Profit after fees and funding at every close of the symbol's bars, after what was booked before it. */
export const equityOf = ({ entries, held, market, step }: Account.Account, mode: Position.HoldMode): Float64Array => {
  const { bars } = market
  const profit = new Float64Array(bars.length)
  let position = Position.flat(mode)
  let money = Rational.zero
  let made: Array<Rational.Rational> = []
  let from = 0
  entries.forEach((entry, k) => {
    const end = Math.min(bars.length, countsFrom(market, entry))
    if (from < end) {
      money = Rational.sum([money, ...made])
      made = []
      mark(market, step, from, end, profit)(position, money)
    }
    from = Math.max(from, end)
    position = held[k] ?? position
    if (Account.isExecution(entry)) made.push(entry.realized, Rational.negate(entry.fee))
    else made.push(entry.amount)
  })
  if (from < bars.length) mark(market, step, from, bars.length, profit)(position, Rational.sum([money, ...made]))
  return profit
}
