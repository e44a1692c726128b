import { parse } from "csv-parse/sync"
import { Result } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { CsvReader } from "../../src/history/CsvReader.ts"
import { parseBars } from "../../src/history/parse.ts"
import { candles } from "../../src/history/shapes.ts"
import { bytes } from "./csv.ts"

/** A number as files write it: with or without a point, padded zeros, a sign, an exponent. */
const decimal = (digits: number, places: number) =>
  fc
    .tuple(
      fc.nat(10 ** digits - 1),
      fc.nat(places),
      fc.constantFrom("", "0", "00"),
      fc.constantFrom("", "", "", "", "+", " "),
      fc.constantFrom("", "", "", "", "", "e0", "E-2", "e+1")
    )
    .map(([whole, used, padding, sign, exponent]) => {
      const text = String(whole + 1).padStart(used + 1, "0")
      const point = used === 0 ? text : `${text.slice(0, -used)}.${text.slice(-used)}${padding}`
      return `${sign}${point}${exponent}`
    })

interface Row {
  readonly step: number
  readonly prices: ReadonlyArray<string>
  readonly volume: string
  readonly note: string
}

const row = fc.record<Row>({
  step: fc.integer({ min: 1, max: 100_000 }),
  prices: fc.array(fc.oneof(decimal(6, 4), decimal(6, 4), decimal(8, 4)), { minLength: 4, maxLength: 4 }),
  volume: fc.oneof(decimal(6, 3), decimal(15, 12), fc.double({ min: 0, max: 1e9, noNaN: true }).map(String)),
  note: fc.constantFrom("", "x", "1.5", "-")
})

const table = fc.record({
  rows: fc.array(row, { minLength: 1, maxLength: 30 }),
  order: fc.shuffledSubarray(["open_time_ms", "open", "high", "low", "close", "volume", "note"], { minLength: 7 }),
  delimiter: fc.constantFrom(",", ";", "\t"),
  lineEnd: fc.constantFrom("\n", "\r\n"),
  hasLastEnd: fc.boolean(),
  cut: fc.integer({ min: 1, max: 400 })
})

/** The same file as the scanner's reader fills its columns from chunks of `cut` bytes. Prices may contradict each other. */
const scanned = (text: string, cut: number) => {
  const reader = new CsvReader(candles, {}, undefined)
  const all = bytes(text)
  for (let at = 0; at < all.length; at += cut) assert.isUndefined(reader.push(all.slice(at, at + cut)))
  assert.isUndefined(reader.finish())
  return reader.store
}

/** Numerator and power of ten of a decimal, as long integers. */
const exact = (text: string): readonly [bigint, number] => {
  const [, sign, whole = "", fraction = "", exponent = "0"] =
    /^([+-]?)(\d*)\.?(\d*)(?:[eE](.*))?$/.exec(text.trim()) ?? []
  const shift = Number(exponent) - fraction.length
  const digits = BigInt(`${sign === "-" ? "-" : ""}${whole}${fraction}`)
  return shift >= 0 ? [digits * 10n ** BigInt(shift), 0] : [digits, -shift]
}

const isWhole = (text: string, places: number): boolean => {
  const [digits, power] = exact(text)
  return power <= places || digits % 10n ** BigInt(power - places) === 0n
}

const ticks = (text: string, places: number): bigint => {
  const [digits, power] = exact(text)
  return power <= places ? digits * 10n ** BigInt(places - power) : digits / 10n ** BigInt(power - places)
}

describe("the byte parser", () => {
  it("reads random numeric CSV exactly as csv-parse and long integers do, from chunks of any size", () =>
    fc.assert(
      fc.property(table, ({ cut, delimiter, hasLastEnd, lineEnd, order, rows }) => {
        let time = 1_700_000_000_000
        const lines = rows.map(({ note, prices, step, volume }) => {
          const [open = "", high = "", low = "", close = ""] = prices
          time += step
          const cells: Readonly<Record<string, string>> = {
            open_time_ms: String(time),
            open,
            high,
            low,
            close,
            volume,
            note
          }
          return order.map((name) => cells[name]).join(delimiter)
        })
        const text = [order.join(delimiter), ...lines].join(lineEnd) + (hasLastEnd ? lineEnd : "")
        const records = parse(text, { columns: true, delimiter }) as ReadonlyArray<Readonly<Record<string, string>>>
        const store = scanned(text, cut)
        const prices = records.flatMap((record) => ["open", "high", "low", "close"].map((name) => record[name] ?? ""))
        const places = [0, 1, 2, 3, 4, 5, 6].find((count) => prices.every((price) => isWhole(price, count)))
        assert.strictEqual(store.places, places)
        assert.strictEqual(store.length, records.length)
        for (const [at, record] of records.entries()) {
          assert.strictEqual(store.time[at], Number(record["open_time_ms"]))
          assert.strictEqual(store.numbers[0]?.[at], Number(record["volume"]))
          for (const [index, name] of ["open", "high", "low", "close"].entries())
            assert.strictEqual(BigInt(store.prices[index]?.[at] ?? -1), ticks(record[name] ?? "", places ?? 0))
        }
      }),
      { numRuns: 300 }
    ))

  it("answers with a refusal or with candles, whatever the bytes are", () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc
            .array(fc.constantFrom(...'0123456789.,-+eE\n\r "NaTZ:;#'.split("")), { maxLength: 80 })
            .map((letters) => bytes(`time,open,high,low,close\n${letters.join("")}`))
        ),
        fc.constantFrom(undefined, "drop" as const, "sort" as const),
        (input, repair) => {
          const result = parseBars(input, { repair })
          if (Result.isFailure(result)) assert.strictEqual(result.failure._tag, "HistoryError")
          else assert.isAbove(result.success.bars.length, 0)
        }
      ),
      { numRuns: 1000 }
    ))
})
