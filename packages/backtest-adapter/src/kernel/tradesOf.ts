/**
 * The closed trades that lie between the fills of a run in doubles.
 *
 * @module
 * @since 0.1.0
 */
import type { DoubleScale } from "./DoubleScale.ts"
import type { Fills } from "./Fills.ts"
import type { Trades } from "./Run.ts"

const make = (length: number): Trades => {
  const [wholes, doubles] = [() => new Int32Array(length), () => new Float64Array(length)]
  const [bars, prices] = [
    { entryBar: wholes(), exitBar: wholes() },
    { entryPrice: doubles(), exitPrice: doubles() }
  ]
  const money = { pnl: doubles(), commission: doubles(), funding: doubles() }
  return { length, side: new Int8Array(length), size: doubles(), ...bars, ...prices, ...money }
}

/**
 * One row for each of `length` trades: each fill that ends a position, and the one before it, which opened it.
 *
 * @category conversions
 * @since 0.1.0
 */
export const tradesOf = ({ bar, lots, price, ...fills }: Fills, units: DoubleScale, length: number): Trades => {
  const { fee, lotDen, lotNum, one, priceDen, priceNum, value } = units
  const trades = make(length)
  let k = 0
  for (let at = 1; at < fills.length; at++) {
    const held = lots[at - 1] as number
    if (held === 0) continue
    const size = Math.abs(held)
    const [entry, exit] = [price[at - 1] as number, price[at] as number]
    const commission = fee * size * (entry + exit)
    trades.side[k] = Math.sign(held)
    trades.size[k] = (size * lotNum) / lotDen
    trades.entryBar[k] = bar[at - 1] as number
    trades.exitBar[k] = bar[at] as number
    trades.entryPrice[k] = (entry * priceNum) / priceDen
    trades.exitPrice[k] = (exit * priceNum) / priceDen
    trades.pnl[k] = (value * held * (exit - entry) - commission) / one
    trades.commission[k] = commission / one
    k++
  }
  return trades
}
