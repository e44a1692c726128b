/**
 * What the exchange's own books say, put in order: prices, orders and executions each get a place in the bar during which
 * they came. A place is a whole number, so that a replay can have the same order of things without any clock.
 */
import type { Simulator, Trade } from "@backhand/bitget-simulator"
import { type Instrument, Money, Position, Rational } from "@backhand/core"

/** Places in a bar. */
export const barPlaces = 1_000_000

export interface Fill
  extends Pick<Trade, "symbol" | "clientOid" | "effect" | "leg" | "lots" | "price" | "fee" | "profit"> {
  readonly place: number
}

/** Columns of one symbol: every price with its place, and the last price of every bar. */
interface Prices {
  readonly place: Array<number>
  readonly ticks: Array<number>
  readonly closes: Array<number>
}

export interface Ledger {
  readonly prices: ReadonlyMap<string, Prices>
  readonly fills: Array<Fill>
  /** Where each order was executed. */
  readonly orders: Map<string, { readonly place: number; readonly symbol: string }>
  /** Profit after fees of all symbols, at the close of every bar. */
  readonly line: Array<number>
  readonly money: Map<string, Rational.Rational>
  bar: number
  next: number
}

type Books = Pick<Simulator, "trades" | "position">

export const make = (symbols: ReadonlyArray<string>): Ledger => ({
  prices: new Map(symbols.map((symbol) => [symbol, { place: [], ticks: [], closes: [] }])),
  fills: [],
  orders: new Map(),
  line: [],
  money: new Map(),
  bar: 1,
  next: 0
})

/** The next free place. */
export const take = (self: Ledger): number => self.bar * barPlaces + self.next++

/** Takes over what has been traded since the last look. */
export const look = (self: Ledger, books: Books): void => {
  const trades = books.trades()
  for (let k = self.fills.length; k < trades.length; k++) {
    const trade = trades[k] as Trade
    const place = take(self)
    const { clientOid, effect, fee, leg, lots, price, profit, symbol } = trade
    self.fills.push({ place, clientOid, effect, fee, leg, lots, price, profit, symbol })
    if (clientOid !== "" && !self.orders.has(clientOid)) self.orders.set(clientOid, { place, symbol })
    const before = self.money.get(symbol) ?? Rational.zero
    self.money.set(symbol, Rational.add(before, Rational.subtract(profit, fee)))
  }
}

/** Notes a price, after everything that was traded at the one before it. */
export const price = (self: Ledger, books: Books, symbol: string, ticks: number): void => {
  look(self, books)
  const prices = self.prices.get(symbol)
  prices?.place.push(take(self))
  prices?.ticks.push(ticks)
}

/** The last price of a symbol, in ticks. */
export const last = (self: Ledger, symbol: string): number => self.prices.get(symbol)?.ticks.at(-1) ?? 0

/** A symbol's profit after fees, what is open marked at the last price. */
export const net = (self: Ledger, books: Books, instrument: Instrument.Instrument): Rational.Rational => {
  const { symbol } = instrument
  const realised = self.money.get(symbol)
  if (realised === undefined) return Rational.zero
  const position = books.position(symbol)
  const side = Position.onlySide(position)
  const leg = side === null ? null : Position.leg(position, side)
  if (side === null || leg === null) return realised
  const mark = Rational.multiply(Rational.fromInteger(last(self, symbol)), instrument.priceStep)
  return Rational.add(realised, Money.profit(instrument, side, leg.lots, leg.entry, mark))
}

/** Closes a bar: everything is marked, and the next bar's places begin. Gives the profit of all. */
export const closeBar = (self: Ledger, books: Books, instruments: ReadonlyArray<Instrument.Instrument>): number => {
  look(self, books)
  for (const { closes, ticks } of self.prices.values()) closes.push(ticks.at(-1) ?? 0)
  const total = instruments.reduce((sum, each) => Rational.add(sum, net(self, books, each)), Rational.zero)
  self.line.push(Rational.toNumber(total))
  self.bar++
  self.next = 0
  return Rational.toNumber(total)
}
