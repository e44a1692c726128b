import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { Lots, Money, Position, Rational } from "../src/index.ts"
import {
  anyInstrument,
  anyLeg,
  anyLots,
  anyPrice,
  anySide,
  decimal,
  ethusd,
  ethusdt,
  leg,
  lots,
  runs
} from "./fixtures.ts"
import * as Oracle from "./oracle.ts"

const empty = Position.flat("hedge")

describe("money", () => {
  it("is what the written-out formulas give, linear and inverse", () =>
    fc.assert(
      fc.property(anyInstrument, anySide, anyLots, anyPrice, anyPrice, (instrument, side, count, entry, exit) => {
        const book = Oracle.bookOf(instrument, instrument.takerFeeRate, empty)
        const size = Oracle.fraction(instrument.sizeStep).mul(count)
        const [from, to] = [Oracle.fraction(entry), Oracle.fraction(exit)]
        const profit = Money.profit(instrument, side, count, entry, exit)
        assert.isTrue(Oracle.fraction(profit).equals(Oracle.profit(book, side, size, from, to)))
        assert.isTrue(Oracle.fraction(Money.fee(instrument, count, exit)).equals(Oracle.fee(book, size, to)))
        const value = instrument.kind === "linear" ? size.mul(to) : size.div(to)
        assert.isTrue(Oracle.fraction(Money.value(instrument, count, exit)).equals(value))
      }),
      runs(500)
    ))

  it("is conserved when legs are averaged: closing the whole earns what closing its parts earns", () =>
    fc.assert(
      fc.property(anyInstrument, anySide, anyLeg, anyLeg, anyPrice, (instrument, side, a, b, exit) => {
        const entry = Money.averageEntry(instrument, a, b)
        const together = Money.profit(instrument, side, Lots.makeUnsafe(a.lots + b.lots), entry, exit)
        const apart = Rational.add(
          Money.profit(instrument, side, a.lots, a.entry, exit),
          Money.profit(instrument, side, b.lots, b.entry, exit)
        )
        assert.deepStrictEqual(together, apart)
      }),
      runs(500)
    ))

  it("is zero-sum between a long and a short of one size", () =>
    fc.assert(
      fc.property(anyInstrument, anyLots, anyPrice, anyPrice, (instrument, count, entry, exit) => {
        const long = Money.profit(instrument, "long", count, entry, exit)
        const short = Money.profit(instrument, "short", count, entry, exit)
        assert.deepStrictEqual(Rational.add(long, short), Rational.zero)
        assert.strictEqual(Rational.isPositive(long), Rational.compare(exit, entry) > 0)
      }),
      runs(200)
    ))
})

const text = (value: Rational.Rational) => Rational.toDecimal(value)

describe("by hand", () => {
  it("a linear long of 2 from 3000 to 3100 earns 200 and costs 3.72 to close", () => {
    assert.strictEqual(text(Money.profit(ethusdt, "long", lots(2), decimal("3000"), decimal("3100"))), "200")
    assert.strictEqual(text(Money.fee(ethusdt, lots(2), decimal("3100"))), "3.72")
    assert.strictEqual(text(Money.fee(ethusdt, lots(2), decimal("3100"), decimal("0.0002"))), "1.24")
  })

  it("a coin-margined long of 6200 dollars from 2000 to 3100 earns 1.1 coins, a short loses them", () => {
    assert.strictEqual(text(Money.profit(ethusd, "long", lots(6200), decimal("2000"), decimal("3100"))), "1.1")
    assert.strictEqual(text(Money.profit(ethusd, "short", lots(6200), decimal("2000"), decimal("3100"))), "-1.1")
    assert.strictEqual(text(Money.value(ethusd, lots(6200), decimal("3100"))), "2")
  })

  it("an average over three lots keeps its third", () => {
    assert.deepStrictEqual(Money.averageEntry(ethusdt, leg(1, "1"), leg(2, "2")), Rational.make(5n, 3n))
    assert.deepStrictEqual(Money.averageEntry(ethusd, leg(1, "1"), leg(2, "2")), Rational.make(3n, 2n))
  })
})
