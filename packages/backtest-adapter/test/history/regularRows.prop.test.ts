import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { CsvReader } from "../../src/history/CsvReader.ts"
import type { HistoryError } from "../../src/history/HistoryError.ts"
import { regularRows } from "../../src/history/regularRows.ts"
import { candles } from "../../src/history/shapes.ts"
import { bytes } from "./csv.ts"

const cell = fc.tuple(fc.nat(9_999_999), fc.constantFrom(0, 1, 1, 1, 1, 1, 1, 1, 2)).map(([whole, places]) => {
  const text = String(whole).padStart(places + 1, "0")
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`
})

const line = fc
  .tuple(fc.nat(99_999), fc.array(cell, { minLength: 5, maxLength: 5 }))
  .map(([step, cells]) => [String(1_700_000_000_000 + step), ...cells].join(","))

/** Something that an editor, a cut or another tool may have done to a line. */
const spoilt = fc
  .tuple(line, fc.nat(60), fc.constantFrom(...'0123456789.,-+eE\r "xZ:;'.split(""), ""), fc.nat(2))
  .map(([text, at, letter, without]) => `${text.slice(0, at)}${letter}${text.slice(at + without)}`)

const lines = fc.array(fc.oneof({ weight: 12, arbitrary: line }, { weight: 1, arbitrary: spoilt }), {
  minLength: 1,
  maxLength: 40
})

/** Reads a file in pieces, each of which begins with the quick way. */
const read = (text: string, cut: number, repair: "drop" | undefined) => {
  const reader = new CsvReader(candles, { repair }, undefined)
  const all = bytes(text)
  let failure: HistoryError | undefined
  for (let at = 0; at < all.length && failure === undefined; at += cut) failure = reader.push(all.slice(at, at + cut))
  failure ??= reader.finish()
  const { length, numbers, places, prices, skipped, time } = reader.store
  const columns = [time, ...prices, ...numbers].map((column) => Array.from(column.subarray(0, length)))
  const problem = failure && [failure.reason, failure.line, failure.field, failure.expected]
  const { count, first } = reader.repairs
  return { columns, count, first, next: reader.nextLine, places, problem, skipped: [...skipped] }
}

const header = "time,open,high,low,close,volume"

describe("the quick way", () => {
  it("reads what the scanner alone reads, and leaves it every error: in one piece nothing is known to be regular", () =>
    fc.assert(
      fc.property(lines, fc.integer({ min: 40, max: 500 }), fc.constantFrom(undefined, "drop"), (rows, cut, repair) => {
        const text = [header, ...rows, ""].join("\n")
        assert.deepStrictEqual(read(text, cut, repair), read(text, text.length, repair))
      }),
      { numRuns: 500 }
    ))

  it("takes regular rows up to the first that is not", () => {
    const row = "1700000000000,1.5,2.5,0.5,1.0,7\n"
    const reader = new CsvReader(candles, {}, undefined)
    assert.isUndefined(reader.push(bytes(`${header}\n${row}`)))
    const scanner = Reflect.get(reader, "scanner") as Parameters<typeof regularRows>[0]
    const text = bytes(row.repeat(4) + row.replace("2.5", "2.55") + row)
    assert.strictEqual(regularRows(scanner, text, 0, text.length), 4 * row.length)
    assert.strictEqual(reader.store.length, 5)
  })
})
