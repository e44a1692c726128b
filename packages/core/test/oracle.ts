import type { Position, Rational, Side } from "../src/index.ts"
import { Fraction } from "fraction.js"

/**
 * The slow, obvious way to hold a position: every bit ever opened is kept as a parcel with its own price. There is no
 * average anywhere; closing takes the same share of every parcel and books each parcel's own profit.
 */
interface Parcel {
  readonly size: Fraction
  readonly price: Fraction
}

export interface Book {
  readonly kind: "linear" | "inverse"
  readonly rate: Fraction
  readonly parcels: Record<Side.Side, ReadonlyArray<Parcel>>
  realized: Fraction
  fees: Fraction
}

export const fraction = (value: Rational.Rational): Fraction => new Fraction(value.num, value.den)

const sum = (numbers: ReadonlyArray<Fraction>): Fraction => numbers.reduce((a, b) => a.add(b), new Fraction(0))

export const held = (book: Book, side: Side.Side): Fraction => sum(book.parcels[side].map((parcel) => parcel.size))

const value = (book: Book, size: Fraction, price: Fraction): Fraction =>
  book.kind === "linear" ? size.mul(price) : size.div(price)

/** Linear: size x (exit - entry); inverse: size x (1/entry - 1/exit); a short earns what a long loses. */
export const profit = (book: Book, side: Side.Side, size: Fraction, entry: Fraction, exit: Fraction): Fraction => {
  const long =
    book.kind === "linear"
      ? size.mul(exit.sub(entry))
      : size.mul(new Fraction(1).div(entry).sub(new Fraction(1).div(exit)))
  return side === "long" ? long : long.neg()
}

export const fee = (book: Book, size: Fraction, price: Fraction): Fraction => book.rate.mul(value(book, size, price))

export const open = (book: Book, side: Side.Side, size: Fraction, price: Fraction): void => {
  book.parcels[side] = [...book.parcels[side], { size, price }]
  book.fees = book.fees.add(fee(book, size, price))
}

export const close = (book: Book, side: Side.Side, size: Fraction, price: Fraction): void => {
  const share = size.div(held(book, side))
  const parts = book.parcels[side].map((parcel) => ({ ...parcel, size: parcel.size.mul(share) }))
  book.realized = book.realized.add(sum(parts.map((part) => profit(book, side, part.size, part.price, price))))
  book.parcels[side] = book.parcels[side]
    .map((parcel, index) => ({ ...parcel, size: parcel.size.sub(parts[index]?.size ?? 0) }))
    .filter((parcel) => parcel.size.compare(0) > 0)
  book.fees = book.fees.add(fee(book, size, price))
}

/** What closing everything at a price would realise on top of what is realised already. */
export const marked = (book: Book, price: Fraction): Fraction =>
  sum(
    (["long", "short"] as const).flatMap((side) =>
      book.parcels[side].map((parcel) => profit(book, side, parcel.size, parcel.price, price))
    )
  )

export const bookOf = (
  instrument: { readonly kind: "linear" | "inverse"; readonly sizeStep: Rational.Rational },
  rate: Rational.Rational,
  position: Position.Position
): Book => {
  const parcels = (leg: Position.Leg | null): ReadonlyArray<Parcel> =>
    leg === null ? [] : [{ size: fraction(instrument.sizeStep).mul(leg.lots), price: fraction(leg.entry) }]
  const { kind } = instrument
  const zero = new Fraction(0)
  if (position.mode === "hedge")
    return {
      kind,
      rate: fraction(rate),
      parcels: { long: parcels(position.long), short: parcels(position.short) },
      realized: zero,
      fees: zero
    }
  const { net } = position
  return {
    kind,
    rate: fraction(rate),
    parcels: { long: net?.side === "long" ? parcels(net) : [], short: net?.side === "short" ? parcels(net) : [] },
    realized: zero,
    fees: zero
  }
}
