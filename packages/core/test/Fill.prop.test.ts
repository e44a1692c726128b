import { Result } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { Fill, type Instrument, Lots, Order, Position, Rational, Settlement } from "../src/index.ts"
import {
  anyFill,
  anyHedge,
  anyInstrument,
  anyLots,
  anyOneWay,
  anyPosition,
  anyPrice,
  anySide,
  runs,
  tagOf
} from "./fixtures.ts"
import * as Oracle from "./oracle.ts"

const applied = (instrument: Instrument.Instrument, from: Fill.Account, fills: ReadonlyArray<Fill.Fill>) =>
  Result.getOrThrow(Fill.applyAll(instrument, from, fills))

/** Turns the leg on `side` round at one price and returns the account after it. */
const turn = (
  instrument: Instrument.Instrument,
  from: Fill.Account,
  wish: Order.ReversalWish,
  price: Rational.Rational
) => {
  const order = Result.getOrThrow(Order.reverse(instrument, from.position, wish))
  return applied(instrument, from, Order.fills(order, price))
}

const gross = (position: Position.Position) => Position.lotsOn(position, "long") + Position.lotsOn(position, "short")

const fourFees = (instrument: Instrument.Instrument, lots: number, price: Rational.Rational) => {
  const book = Oracle.bookOf(instrument, instrument.takerFeeRate, Position.flat("hedge"))
  return Oracle.fee(book, Oracle.fraction(instrument.sizeStep).mul(lots), Oracle.fraction(price)).mul(4)
}

const side = (position: Position.Position): "long" | "short" =>
  Position.lotsOn(position, "long") > 0 ? "long" : "short"

/** Replays fills with the oracle, which keeps every parcel apart. Stops where a fill does not fit, as the fold does. */
const replay = (instrument: Instrument.Instrument, position: Position.Position, fills: ReadonlyArray<Fill.Fill>) => {
  const book = Oracle.bookOf(instrument, instrument.takerFeeRate, position)
  const step = Oracle.fraction(instrument.sizeStep)
  for (const fill of fills) {
    const [size, price] = [step.mul(fill.lots), Oracle.fraction(fill.price)]
    const other = fill.side === "long" ? "short" : "long"
    const fits =
      fill.effect === "close"
        ? Oracle.held(book, fill.side).compare(size) >= 0
        : position.mode === "hedge" || Oracle.held(book, other).compare(0) === 0
    if (!fits) return undefined
    const execute = fill.effect === "close" ? Oracle.close : Oracle.open
    execute(book, fill.side, size, price)
  }
  return book
}

const assertAgrees = (
  instrument: Instrument.Instrument,
  account: Fill.Account,
  book: Oracle.Book,
  price: Rational.Rational
) => {
  assert.isTrue(Oracle.fraction(account.realized).equals(book.realized), "realised profit")
  assert.isTrue(Oracle.fraction(account.fees).equals(book.fees), "fees")
  for (const leg of ["long", "short"] as const) {
    const held = Oracle.fraction(instrument.sizeStep).mul(Position.lotsOn(account.position, leg))
    assert.isTrue(held.equals(Oracle.held(book, leg)), `lots on the ${leg} side`)
  }
  // An averaged entry is right when closing at any price earns what the parcels earn one by one.
  const averaged = Oracle.bookOf(instrument, instrument.takerFeeRate, account.position)
  const at = Oracle.fraction(price)
  assert.isTrue(Oracle.marked(averaged, at).equals(Oracle.marked(book, at)), "profit still open")
}

describe("a position", () => {
  it("returns when it is reversed twice at one price, for four fees and the profit of one close", () =>
    fc.assert(
      fc.property(
        anyInstrument,
        fc.oneof(anyHedge, anyOneWay).filter((position) => Position.onlySide(position) !== null),
        anyPrice,
        (instrument, position, price) => {
          const from = side(position)
          const held = Position.lotsOn(position, from)
          const there = turn(instrument, Fill.account(position), { side: from }, price)
          const back = turn(instrument, there, { side: from === "long" ? "short" : "long" }, price)
          assert.isTrue(Position.holdsSame(back.position, position))
          assert.deepStrictEqual(Position.leg(back.position, from)?.entry, price)
          assert.isTrue(Oracle.fraction(back.fees).equals(fourFees(instrument, held, price)))
          const book = Oracle.bookOf(instrument, instrument.takerFeeRate, position)
          assert.isTrue(Oracle.fraction(back.realized).equals(Oracle.marked(book, Oracle.fraction(price))))
        }
      ),
      runs(200)
    ))

  it("entered at the price it is reversed at returns exactly, and realises nothing", () =>
    fc.assert(
      fc.property(anyInstrument, anySide, anyLots, anyPrice, (instrument, from, lots, price) => {
        const position: Position.Position = { mode: "one-way", net: { side: from, lots, entry: price } }
        const back = turn(instrument, turn(instrument, Fill.account(position), {}, price), {}, price)
        assert.deepStrictEqual(back.position, position)
        assert.deepStrictEqual(back.realized, Rational.zero)
      }),
      runs(200)
    ))

  it("in hedge mode returns from a partial reversal and its mirror, whatever the other leg held", () =>
    fc.assert(
      fc.property(anyInstrument, anyHedge, anySide, anyLots, anyPrice, (instrument, position, from, lots, price) => {
        const held = Position.lotsOn(position, from)
        fc.pre(held > 0)
        const turned = Lots.makeUnsafe(Math.min(lots, held))
        const there = turn(instrument, Fill.account(position), { side: from, lots }, price)
        const back = turn(instrument, there, { side: from === "long" ? "short" : "long", lots: turned }, price)
        assert.isTrue(Position.holdsSame(back.position, position))
        assert.isTrue(Oracle.fraction(back.fees).equals(fourFees(instrument, turned, price)))
      }),
      runs(200)
    ))
})

describe("the fold over fills", () => {
  it("agrees with an oracle that keeps every parcel apart and never averages", () =>
    fc.assert(
      fc.property(
        anyInstrument,
        anyPosition,
        fc.array(anyFill, { maxLength: 6 }),
        anyPrice,
        (instrument, position, fills, price) => {
          const book = replay(instrument, position, fills)
          const result = Fill.applyAll(instrument, Fill.account(position), fills)
          if (book === undefined) return assert.strictEqual(tagOf(result), "BadPosition")
          assertAgrees(instrument, Result.getOrThrow(result), book, price)
        }
      ),
      runs(1000)
    ))

  it("agrees with the oracle over a whole life of reversals, full and partial", () => {
    const step = fc.record({ from: anySide, lots: anyLots, price: anyPrice })
    fc.assert(
      fc.property(
        anyInstrument,
        anyHedge,
        fc.array(step, { maxLength: 12 }),
        anyPrice,
        (instrument, start, life, price) => {
          const book = Oracle.bookOf(instrument, instrument.takerFeeRate, start)
          let account = Fill.account(start)
          for (const { from, lots, price: at } of life) {
            if (Position.leg(account.position, from) === null) continue
            const size = Oracle.fraction(instrument.sizeStep).mul(
              Math.min(lots, Position.lotsOn(account.position, from))
            )
            account = turn(instrument, account, { side: from, lots }, at)
            Oracle.close(book, from, size, Oracle.fraction(at))
            Oracle.open(book, from === "long" ? "short" : "long", size, Oracle.fraction(at))
          }
          assertAgrees(instrument, account, book, price)
        }
      ),
      runs(200)
    )
  })

  it("is the same however a fill is split into parts at its price", () => {
    const split = fc.record({ fill: anyFill, at: fc.double({ min: 0, max: 1, noNaN: true }) })
    fc.assert(
      fc.property(anyInstrument, anyPosition, fc.array(split, { maxLength: 5 }), (instrument, position, splits) => {
        const whole = Fill.applyAll(
          instrument,
          Fill.account(position),
          splits.map((one) => one.fill)
        )
        const parts = splits.flatMap(({ at, fill }) => {
          const first = Math.floor(at * fill.lots)
          const cut = [first, fill.lots - first].filter((lots) => lots > 0)
          return cut.map((lots) => ({ ...fill, lots: Lots.makeUnsafe(lots) }))
        })
        const pieces = Fill.applyAll(instrument, Fill.account(position), parts)
        if (Result.isFailure(whole)) assert.strictEqual(tagOf(pieces), tagOf(whole))
        else assert.deepStrictEqual(pieces, whole)
      }),
      runs(400)
    )
  })

  it("is the fold of its parts: stopping anywhere and going on changes nothing", () =>
    fc.assert(
      fc.property(
        anyInstrument,
        anyPosition,
        fc.array(anyFill, { maxLength: 6 }),
        fc.nat(6),
        (instrument, position, fills, at) => {
          const whole = Fill.applyAll(instrument, Fill.account(position), fills)
          const first = Fill.applyAll(instrument, Fill.account(position), fills.slice(0, at))
          const rest = Result.flatMap(first, (account) => Fill.applyAll(instrument, account, fills.slice(at)))
          assert.deepStrictEqual(rest, whole)
        }
      ),
      runs(300)
    ))

  it("does not care in which order the two independent legs of a hedge position trade", () =>
    fc.assert(
      fc.property(anyInstrument, anyHedge, fc.array(anyFill, { maxLength: 6 }), (instrument, position, fills) => {
        const account = Fill.account(position)
        const long = fills.filter((fill) => fill.side === "long")
        const short = fills.filter((fill) => fill.side === "short")
        const one = Fill.applyAll(instrument, account, [...long, ...short])
        const other = Fill.applyAll(instrument, account, [...short, ...long])
        if (Result.isFailure(one)) assert.isTrue(Result.isFailure(other))
        else assert.deepStrictEqual(other, one)
      }),
      runs(300)
    ))
})

describe("exposure", () => {
  it("in hedge mode never grows by a reversal, whatever of it is executed", () =>
    fc.assert(
      fc.property(
        anyInstrument,
        anyHedge,
        anySide,
        fc.option(anyLots),
        fc.tuple(fc.nat(1000), fc.nat(1000)),
        anyPrice,
        (instrument, position, from, lots, [closedShare, openedShare], price) => {
          fc.pre(Position.leg(position, from) !== null)
          const order = Result.getOrThrow(
            Order.reverse(instrument, position, { side: from, ...(lots === null ? {} : { lots }) })
          )
          assert.isAtMost(order.lots, Position.lotsOn(position, from))
          const closed = Math.floor((order.lots * closedShare) / 1000)
          const opened = Math.floor((closed * openedShare) / 1000)
          const fills = Order.fills(order, price, closed, opened)
          const after = applied(instrument, Fill.account(position), fills).position
          assert.isAtMost(gross(after), gross(position))
          assert.isAtMost(Position.lotsOn(after, from), Position.lotsOn(position, from))
          const settled = Settlement.between(order, position, after)
          assert.deepStrictEqual(settled, Settlement.make(order, closed, opened))
          assert.notStrictEqual(settled.outcome, "unknown")
        }
      ),
      runs(400)
    ))
})
