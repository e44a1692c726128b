import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { ofSingle } from "../../src/history/files/Batch.ts"
import { scaledFromDouble, scaledFromText, stepText } from "../../src/history/exactNumber.ts"
import * as Step from "../../src/history/Step.ts"
import { isoToMs, plainIsoToMs } from "../../src/history/timeCell.ts"

const scaled = fc.record({
  mantissa: fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }),
  places: fc.nat(12)
})

describe("exact numbers", () => {
  it("come back from the text that they are written as", () =>
    fc.assert(
      fc.property(scaled, ({ mantissa, places }) => {
        const read = scaledFromText(Step.decimal(mantissa, places))
        assert.isDefined(read)
        if (read === undefined) return
        assert.strictEqual(BigInt(read.mantissa) * 10n ** BigInt(places - read.places), BigInt(mantissa))
        assert.isTrue(read.places === 0 || read.mantissa % 10 !== 0, "no more places than needed")
      })
    ))

  it("are the same from a double as from its shortest decimal", () =>
    fc.assert(
      fc.property(
        fc.oneof(
          scaled.map(({ mantissa, places }) => mantissa / 10 ** places),
          fc.double({ noNaN: true })
        ),
        (value) => {
          const [ours, text] = [scaledFromDouble(value), scaledFromText(String(value))]
          assert.strictEqual(ours === undefined, text === undefined)
          if (ours !== undefined && text !== undefined)
            assert.strictEqual(
              BigInt(ours.mantissa) * 10n ** BigInt(text.places),
              BigInt(text.mantissa) * 10n ** BigInt(ours.places)
            )
        }
      )
    ))

  it.each([
    "",
    ".",
    "-",
    "1.2.3",
    "1e",
    "0x10",
    "1,5",
    "Infinity",
    "NaN",
    "9007199254740993",
    "1e400",
    "0.30000000000000004"
  ])("are not read from %j", (text) => assert.isUndefined(scaledFromText(text)))

  it("tell the decimal that a single-precision number stands for", () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), fc.nat(4), (whole, places) => {
        const decimal = whole / 10 ** places
        assert.strictEqual(ofSingle(Math.fround(decimal)), decimal)
      })
    ))

  it("write steps as plain decimals", () => {
    assert.deepStrictEqual([0, 1, 8].map(stepText), ["1", "0.1", "0.00000001"])
  })
})

describe("ISO 8601", () => {
  const part = (from: number, to: number) =>
    fc.integer({ min: from, max: to }).map((value) => String(value).padStart(2, "0"))

  it("in its plain forms is read the same from bytes", () =>
    fc.assert(
      fc.property(
        fc.tuple(fc.integer({ min: 1000, max: 9999 }).map(String), part(0, 13), part(0, 32)),
        fc.tuple(part(0, 25), part(0, 61), part(0, 61)),
        fc.constantFrom(0, 2, 3),
        fc.constantFrom("T", " "),
        fc.constantFrom("", "", "Z"),
        (date, clock, count, between, zone) => {
          const text =
            count === 0 ? date.join("-") : `${date.join("-")}${between}${clock.slice(0, count).join(":")}${zone}`
          const bytes = new TextEncoder().encode(`,${text},`)
          assert.deepStrictEqual(plainIsoToMs(bytes, 1, 1 + text.length), isoToMs(text) ?? Number.NaN, text)
        }
      ),
      { numRuns: 1000 }
    ))

  it.each([
    ["2000-02-29", true],
    ["1900-02-29", false],
    ["2024-02-29", true],
    ["2023-02-29", false]
  ])("knows whether %s was a day", (text, isReal) => {
    const ms = plainIsoToMs(new TextEncoder().encode(text), 0, text.length)
    assert.deepStrictEqual([ms, isoToMs(text)], isReal ? [Date.parse(text), Date.parse(text)] : [Number.NaN, undefined])
  })

  it.each([
    "2024-01-0x",
    "2024-01-01T00:0x",
    "2024-01-01X00:00",
    "2024-01-01T00-00",
    "2024-01-01Z",
    "2024/01/01",
    "20a4-01-01"
  ])("is not read from the bytes of %j", (text) =>
    assert.isNaN(plainIsoToMs(new TextEncoder().encode(text), 0, text.length))
  )

  it("is read as Date reads it", () =>
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1971-01-01"), max: new Date("2200-01-01"), noInvalidDate: true }),
        (date) => {
          const text = date.toISOString()
          assert.strictEqual(isoToMs(text), date.getTime())
          assert.strictEqual(isoToMs(text.replace("Z", "").replace("T", " ")), date.getTime())
          assert.strictEqual(isoToMs(text.slice(0, 10)), Date.parse(text.slice(0, 10)))
        }
      )
    ))

  it.each([
    "2024-02-30",
    "2024-13-01",
    "2024-01-01T24:00",
    "2024-01-01T00:60",
    "2024-01-01T00:00:00.0001",
    "20240101",
    "2024-01-01 +1"
  ])("is not read from %j", (text) => assert.isUndefined(isoToMs(text)))
})
