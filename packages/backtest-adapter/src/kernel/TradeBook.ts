/**
 * Collects trades while a run goes on, in typed columns that double when they are full.
 *
 * @module
 * @since 0.1.0
 */
import type { Trades } from "./Run.ts"

/**
 * Growing columns of closed trades: `integers` holds side, entry bar and exit bar of each trade, `numbers` its size,
 * entry price, exit price, profit, commission and funding.
 *
 * @category models
 * @since 0.1.0
 */
export interface TradeBook {
  length: number
  integers: Int32Array
  numbers: Float64Array
}

const [wholes, doubles] = [3, 6]
const first = 1024

/**
 * An empty book.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (): TradeBook => ({
  length: 0,
  integers: new Int32Array(first * wholes),
  numbers: new Float64Array(first * doubles)
})

const grow = (self: TradeBook): void => {
  const [integers, numbers] = [self.integers, self.numbers]
  self.integers = new Int32Array(integers.length * 4)
  self.numbers = new Float64Array(numbers.length * 4)
  self.integers.set(integers)
  self.numbers.set(numbers)
}

/**
 * Notes when and on which side a trade was held. Followed by `money` for the same trade.
 *
 * @category folding
 * @since 0.1.0
 */
export const held = (self: TradeBook, side: number, entryBar: number, exitBar: number): void => {
  if (self.integers.length === self.length * wholes) grow(self)
  const at = self.length * wholes
  self.integers[at] = side
  self.integers[at + 1] = entryBar
  self.integers[at + 2] = exitBar
}

/**
 * Notes a trade's size, prices and money, and ends it.
 *
 * @category folding
 * @since 0.1.0
 */
export const money = (
  self: TradeBook,
  size: number,
  entryPrice: number,
  exitPrice: number,
  pnl: number,
  commission: number,
  funding: number
): void => {
  const at = self.length++ * doubles
  self.numbers[at] = size
  self.numbers[at + 1] = entryPrice
  self.numbers[at + 2] = exitPrice
  self.numbers[at + 3] = pnl
  self.numbers[at + 4] = commission
  self.numbers[at + 5] = funding
}

/**
 * The collected trades as columns.
 *
 * @category conversions
 * @since 0.1.0
 */
export const toTrades = ({ integers, length, numbers }: TradeBook): Trades => {
  const whole = (column: number) => {
    const into = new Int32Array(length)
    for (let k = 0; k < length; k++) into[k] = integers[k * wholes + column] as number
    return into
  }
  const double = (column: number) => {
    const into = new Float64Array(length)
    for (let k = 0; k < length; k++) into[k] = numbers[k * doubles + column] as number
    return into
  }
  return {
    length,
    side: new Int8Array(whole(0)),
    size: double(0),
    entryBar: whole(1),
    exitBar: whole(2),
    entryPrice: double(1),
    exitPrice: double(2),
    pnl: double(3),
    commission: double(4),
    funding: double(5)
  }
}
