import * as fc from "fast-check"
import { Fraction } from "fraction.js"
import { assert, describe, it } from "vitest"
import { Rational } from "../src/index.ts"
import { runs } from "./fixtures.ts"
import { fraction } from "./oracle.ts"

/** Of all lengths: what doubles hold, what they just hold or just do not, and what they never do. */
const within = (most: bigint) => fc.bigInt({ min: -most, max: most })
const big = fc.oneof(within(1000n), within(10n ** 8n), within(2n ** 54n), within(10n ** 30n))
const nonZero = big.filter((value) => value !== 0n)
const anyRational = fc.tuple(big, nonZero).map(([num, den]) => Rational.make(num, den))

describe("rational arithmetic", () => {
  it("agrees with another library's, and keeps lowest terms with a positive denominator", () =>
    fc.assert(
      fc.property(anyRational, anyRational, (a, b) => {
        const [x, y] = [fraction(a), fraction(b)]
        const pairs: ReadonlyArray<readonly [Rational.Rational, Fraction]> = [
          [Rational.add(a, b), x.add(y)],
          [Rational.subtract(a, b), x.sub(y)],
          [Rational.multiply(a, b), x.mul(y)],
          [Rational.negate(a), x.neg()],
          ...(b.num === 0n ? [] : [[Rational.divide(a, b), x.div(y)] as const])
        ]
        for (const [ours, theirs] of pairs)
          assert.deepStrictEqual({ num: ours.num, den: ours.den }, { num: theirs.s * theirs.n, den: theirs.d })
        assert.strictEqual(Rational.compare(a, b), Math.sign(x.compare(y)))
        assert.strictEqual(Rational.isPositive(a), x.compare(0) > 0)
      }),
      runs(1000)
    ))

  it("adds up any numbers to what adding one after the other gives", () =>
    fc.assert(
      fc.property(fc.array(anyRational, { maxLength: 20 }), (values) => {
        assert.deepStrictEqual(Rational.sum(values), values.reduce(Rational.add, Rational.zero))
      }),
      runs(300)
    ))
})

/** The one whole number of 10^-18 that is nearer than half of it; there is never a tie. */
const rounded = (value: Fraction): Fraction => {
  const scaled = value.mul(10n ** 18n)
  const near = [scaled.floor(), scaled.ceil()].filter(
    (whole) => whole.sub(scaled).abs().compare(new Fraction(1, 2)) < 0
  )
  assert.lengthOf(near, 1)
  return (near[0] ?? scaled).div(10n ** 18n)
}

describe("a number written as a decimal", () => {
  const finite = fc
    .tuple(big, fc.nat(40), fc.nat(40))
    .map(([num, twos, fives]) => Rational.make(num, 2n ** BigInt(twos) * 5n ** BigInt(fives)))

  it("is exact wherever a finite decimal exists", () =>
    fc.assert(
      fc.property(finite, (value) => {
        const text = Rational.toDecimal(value)
        assert.match(text, /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?$/)
        assert.notStrictEqual(text, "-0")
        assert.isTrue(new Fraction(text).equals(fraction(value)))
      }),
      runs(500)
    ))

  it("is rounded to the nearest at 18 places where none exists", () =>
    fc.assert(
      fc.property(anyRational, (value) => {
        const exact = fraction(value)
        const expected = withoutTwosAndFives(value.den) === 1n ? exact : rounded(exact)
        assert.isTrue(new Fraction(Rational.toDecimal(value)).equals(expected))
      }),
      runs(500)
    ))

  it.each([
    [1n, 3n, "0.333333333333333333"],
    [-2n, 3n, "-0.666666666666666667"],
    [1n, 3n * 10n ** 18n, "0"],
    [-1n, 3n * 10n ** 18n, "0"],
    [2n, 3n * 10n ** 18n, "0.000000000000000001"],
    [-5n, 1n, "-5"],
    [0n, 7n, "0"],
    [1200n, 1n, "1200"]
  ])("%s / %s is %s", (num, den, text) => {
    assert.strictEqual(Rational.toDecimal(Rational.make(num, den)), text)
  })
})

const withoutTwosAndFives = (den: bigint): bigint => {
  let rest = den
  while (rest % 2n === 0n) rest /= 2n
  while (rest % 5n === 0n) rest /= 5n
  return rest
}

describe("a number as a double", () => {
  it("is the nearest one: both neighbours are at least as far away", () =>
    fc.assert(
      fc.property(anyRational, (value) => {
        const double = Rational.toNumber(value)
        const exact = fraction(value)
        const away = (candidate: number) => exactDouble(candidate).sub(exact).abs()
        const gap = Math.abs(double) * Number.EPSILON
        for (const neighbour of [double - gap, double + gap])
          if (neighbour !== double) assert.isAtMost(away(double).compare(away(neighbour)), 0)
      }),
      runs(500)
    ))

  it("is every double that it was made of", () =>
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e40, max: 1e40 }), (double) => {
        fc.pre(double === 0 || Math.abs(double) > 1e-40)
        const { d, n, s } = exactDouble(double)
        assert.strictEqual(Rational.toNumber(Rational.make(s * n, d)), double === 0 ? 0 : double)
      }),
      runs(500)
    ))

  it("is rounded once, not twice, just above the middle of two doubles", () => {
    const one = 2n ** 100n
    assert.strictEqual(Rational.toNumber(Rational.make(one + 2n ** 47n + 1n, one)), 1 + Number.EPSILON)
    assert.strictEqual(Rational.toNumber(Rational.make(one + 2n ** 47n, one)), 1)
    assert.strictEqual(Rational.toNumber(Rational.make(-one - 2n ** 47n - 1n, one)), -1 - Number.EPSILON)
  })

  it("keeps its digits where the decimal would lose them", () => {
    assert.strictEqual(Rational.toNumber(Rational.make(1n, 3n * 10n ** 25n)), 1 / 3e25)
  })
})

/** A double is a whole number times a power of two. */
const exactDouble = (double: number): Fraction => {
  let scaled = double
  let power = 0n
  while (!Number.isInteger(scaled)) {
    scaled *= 2
    power++
  }
  return new Fraction(BigInt(scaled), 2n ** power)
}
