import { parse } from "csv-parse/sync"
import { Rational } from "@backhand/core"
import * as fc from "fast-check"
import { parquetReadObjects } from "hyparquet"
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, describe, it } from "vitest"
import * as ReplayTable from "../../src/results/ReplayTable.ts"
import type * as Table from "../../src/results/Table.ts"
import { writePieces, writeTable } from "../../src/results/writeTable.ts"
import { run } from "./portfolio.ts"

const folder = mkdtempSync(join(tmpdir(), "backhand-tables-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string) => join(folder, name)

type Row = Readonly<Record<string, string | number>>

/** The rows of a table as objects, without what a row does not have. */
const rowsOf = ({ columns, length }: Table.Table): ReadonlyArray<Row> =>
  Array.from({ length }, (_, k) => {
    const cells = columns.map(({ name, values }) => [name, values[k] as string | number] as const)
    return Object.fromEntries(cells.filter(([, value]) => value !== "" && !Number.isNaN(value)))
  })

const typed = ({ columns }: Table.Table, rows: ReadonlyArray<Record<string, unknown>>): ReadonlyArray<Row> =>
  rows.map((row) => {
    const cells = columns.flatMap(({ name, type }) => {
      const value = row[name]
      if (value === "" || value === null || value === undefined) return []
      return [[name, type === "text" ? String(value) : Number(value)] as const]
    })
    return Object.fromEntries(cells)
  })

const readBack = async (table: Table.Table, kind: string): Promise<ReadonlyArray<Row>> => {
  const path = at(`table.${kind}`)
  await writeTable(path, table)
  const bytes = readFileSync(path)
  if (kind === "json") return JSON.parse(bytes.toString())
  if (kind === "csv") return typed(table, parse(bytes, { columns: true, relax_column_count: false }))
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
  return typed(table, await parquetReadObjects({ file }))
}

const kinds = ["csv", "json", "parquet"]

const value = fc.oneof(fc.double({ noNaN: false, noDefaultInfinity: true }), fc.constant(Number.NaN))
/** What CSV has to put in quotes. */
const awkward = fc.string({ unit: fc.constantFrom('"', ",", "\n", " ", "é") })
const tables: fc.Arbitrary<Table.Table> = fc
  .array(fc.tuple(fc.oneof(fc.string({ unit: "binary" }), awkward), fc.maxSafeInteger(), value), { maxLength: 20 })
  .map((rows) => ({
    length: rows.length,
    columns: [
      { name: "text", type: "text", values: rows.map(([text]) => text.replaceAll("\r", "")) },
      { name: "whole", type: "int64", values: rows.map(([, whole]) => whole) },
      { name: "double", type: "double", values: rows.map(([, , double]) => (double === 0 ? 0 : double)) }
    ]
  }))

describe("a table in a file", () => {
  it.each(kinds)("is read back from %s by a well-kept reader as it was", (kind) =>
    fc.assert(
      fc.asyncProperty(tables, async (table) => {
        assert.deepStrictEqual(await readBack(table, kind), rowsOf(table))
      }),
      { numRuns: 30 }
    )
  )

  it.each(kinds)("is written in pieces as %s, and is whole nevertheless", async (kind) => {
    const length = 70_000
    const values = Float64Array.from({ length }, (_, k) => k)
    const table: Table.Table = { length, columns: [{ name: "n", type: "int64", values }] }
    const rows = await readBack(table, kind)
    assert.strictEqual(rows.length, length)
    assert.deepStrictEqual([rows[0], rows[65_536], rows.at(-1)], [{ n: 0 }, { n: 65_536 }, { n: length - 1 }])
  })

  it("leaves neither half a file nor a changed one where it cannot be written", async () => {
    writeFileSync(at("kept.csv"), "as it was")
    const before = readdirSync(folder)
    function* failing(): Generator<string> {
      yield "half"
      throw new Error("no more")
    }
    const failed = await writePieces(at("kept.csv"), failing()).catch((cause: unknown) => String(cause))
    assert.strictEqual(failed, "Error: no more")
    const bad: Table.Table = { length: 1, columns: [{ name: "n", type: "int64", values: [0.5] }] }
    const refused = await writeTable(at("new.parquet"), bad).then(
      () => "written",
      () => "refused"
    )
    assert.strictEqual(refused, "refused")
    assert.deepStrictEqual(readdirSync(folder), before)
    assert.strictEqual(readFileSync(at("kept.csv"), "utf8"), "as it was")
  })

  it("is written into a device, which cannot be replaced", () => writePieces("/dev/null", ["gone"]))
})

describe("a replay of two symbols as tables", () => {
  const { markets, result } = run()
  const tablesOfRun = {
    trades: ReplayTable.trades(markets, result),
    fills: ReplayTable.fills(result),
    events: ReplayTable.events(result),
    equity: ReplayTable.equity(markets, result)
  }

  it.each(Object.entries(tablesOfRun).flatMap(([name, table]) => kinds.map((kind) => ({ name, kind, table }))))(
    "gives $name as $kind",
    async ({ kind, table }) => {
      assert.isAbove(table.length, 0)
      assert.deepStrictEqual(await readBack(table, kind), rowsOf(table))
    }
  )

  it("has the fees, profits and waiting of all executions in its fills", () => {
    const rows = rowsOf(tablesOfRun.fills)
    const sum = (name: string) => rows.reduce((total, row) => total + Number(row[name]), 0)
    assert.closeTo(sum("fee"), Rational.toNumber(result.summary.fees), 1e-9)
    assert.closeTo(sum("realized"), Rational.toNumber(result.summary.realized), 1e-9)
    assert.sameMembers([...new Set(rows.map(({ symbol }) => symbol))], ["AUSDT", "BUSDT"])
    assert.notStrictEqual(sum("limiter"), 0)
  })

  it("has every trade with its symbol, in the order of closing, and every event with what it is of", () => {
    const trades = rowsOf(tablesOfRun.trades)
    assert.sameMembers([...new Set(trades.map(({ symbol }) => symbol))], ["AUSDT", "BUSDT"])
    const exits = trades.map(({ exitTime }) => Number(exitTime))
    assert.deepStrictEqual(
      exits,
      exits.toSorted((a, b) => a - b)
    )
    const events = rowsOf(tablesOfRun.events)
    assert.strictEqual(events.length, result.events.length)
    const settled = events.find(({ event }) => event === "settled")
    assert.deepInclude(settled, { settlement: "reversed", closed: 0, opened: 1 })
    const superseded = events.find(({ event }) => event === "superseded")
    assert.isAbove(Number(superseded?.["byAt"]), Number(superseded?.["signalAt"]))
  })
})
