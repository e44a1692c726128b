/**
 * The fills of a run in doubles. Between two of them equity is a line in the close.
 *
 * @module
 * @since 0.1.0
 */

/**
 * Fill `k`, from the first on: noted as bar `bar` and booked on bar `book`, at a price in sub-ticks; signed lots and money
 * after it. Row 0 is no fill but the account before any.
 *
 * @category models
 * @since 0.1.0
 */
export interface Fills {
  length: number
  readonly bar: Int32Array
  readonly book: Int32Array
  readonly price: Float64Array
  readonly lots: Float64Array
  readonly money: Float64Array
}

/**
 * Room for `most` fills of an account with `capital` money units.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (capital: number, most: number): Fills => {
  const [wholes, doubles] = [() => new Int32Array(most + 1), () => new Float64Array(most + 1)]
  const self = { length: 1, bar: wholes(), book: wholes(), price: doubles(), lots: doubles(), money: doubles() }
  self.money[0] = capital
  return self
}

/**
 * Notes a fill.
 *
 * @category folding
 * @since 0.1.0
 */
export const add = (self: Fills, book: number, bar: number, price: number, lots: number, money: number): void => {
  const at = self.length++
  self.bar[at] = bar
  self.book[at] = book
  self.price[at] = price
  self.lots[at] = lots
  self.money[at] = money
}

/**
 * The bar from which fill `k` no longer stands: that of the next one, or the end of the data.
 *
 * @category getters
 * @since 0.1.0
 */
export const endOf = ({ book, length }: Fills, k: number, bars: number): number =>
  k + 1 < length ? (book[k + 1] as number) : bars
