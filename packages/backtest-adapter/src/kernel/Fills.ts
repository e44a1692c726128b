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
  bar: Int32Array
  book: Int32Array
  price: Float64Array
  lots: Float64Array
  money: Float64Array
}

const first = 1024

/**
 * None yet, of an account with `capital` money units.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (capital: number): Fills => {
  const [wholes, doubles] = [() => new Int32Array(first), () => new Float64Array(first)]
  const self = { length: 1, bar: wholes(), book: wholes(), price: doubles(), lots: doubles(), money: doubles() }
  self.money[0] = capital
  return self
}

const grow = (self: Fills): void => {
  const room = self.bar.length * 4
  const wholes = (column: Int32Array) => {
    const longer = new Int32Array(room)
    longer.set(column)
    return longer
  }
  const doubles = (column: Float64Array) => {
    const longer = new Float64Array(room)
    longer.set(column)
    return longer
  }
  self.bar = wholes(self.bar)
  self.book = wholes(self.book)
  self.price = doubles(self.price)
  self.lots = doubles(self.lots)
  self.money = doubles(self.money)
}

/**
 * Notes a fill.
 *
 * @category folding
 * @since 0.1.0
 */
export const add = (self: Fills, book: number, bar: number, price: number, lots: number, money: number): void => {
  if (self.length === self.bar.length) grow(self)
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
