/**
 * Marks one symbol's profit at every close.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal, Fill, Instrument, Position, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import type { Market } from "./Market.ts"
import type { Execution } from "./PaperVenue.ts"

/** What is held between two executions: profit at a close is `cash + slope x f(close)`. */
interface Held {
  cash: number
  slope: number
}

const heldAfter = (market: Market, account: Fill.Account): Held => {
  const { instrument } = market
  const held = { cash: Rational.toNumber(Rational.subtract(account.realized, account.fees)), slope: 0 }
  for (const side of ["long", "short"] as const) {
    const leg = Position.leg(account.position, side)
    if (leg === null) continue
    const isLinear = instrument.kind === "linear"
    const quantity =
      Rational.toNumber(Instrument.quantity(instrument, leg.lots)) * ((side === "long") === isLinear ? 1 : -1)
    const entry = Rational.toNumber(leg.entry)
    held.cash -= quantity * (isLinear ? entry : 1 / entry)
    held.slope += quantity
  }
  return held
}

/** Profit after fees at every close of the symbol's bars, after what was executed on or before it. */
export const equityOf = (market: Market, executions: ReadonlyArray<Execution>): Float64Array => {
  const { bars, instrument } = market
  const step = Rational.toNumber(
    Result.getOrElse(Decimal.parsePositive("priceStep", bars.priceStep), () => Rational.make(1n))
  )
  const profit = new Float64Array(bars.length)
  // Two legs can be written down for either hold mode.
  let account = Fill.account(Position.flat("hedge"))
  let held: Held = { cash: 0, slope: 0 }
  let next = 0
  for (let i = 0; i < bars.length; i++) {
    const before = next
    for (let fill = executions[next]; fill !== undefined && fill.bar <= i; fill = executions[++next]) {
      const after = Result.getOrElse(Fill.apply(instrument, account, fill, Rational.zero), () => account)
      account = { ...after, fees: Rational.add(after.fees, fill.fee) }
    }
    if (next !== before) held = heldAfter(market, account)
    const close = (bars.close[i] ?? 0) * step
    profit[i] = held.cash + held.slope * (instrument.kind === "linear" ? close : 1 / close)
  }
  return profit
}
