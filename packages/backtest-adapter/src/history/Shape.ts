/**
 * What a table of history holds, and which of its columns is which.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import { HistoryError, show } from "./HistoryError.ts"
import type { TimeUnit } from "./timeCell.ts"

/** One column: its name here and the names that sources give it, in lower case. */
export interface Field {
  readonly name: string
  readonly aliases: ReadonlyArray<string>
  readonly isOptional?: boolean
}

/**
 * A kind of table. `prices` become whole ticks, `numbers` doubles; `side` is 1 for a taker who bought and -1 for one
 * who sold. `headerless` tells which field stands where in a file without a header, if such files exist.
 */
export interface Shape {
  readonly what: string
  readonly time: Field
  readonly prices: ReadonlyArray<Field>
  readonly numbers: ReadonlyArray<Field>
  readonly side?: Field
  readonly headerless?: ReadonlyArray<string>
}

/** What a cell is read as. */
export const Kind = { skip: 0, time: 1, price: 2, number: 3, side: 4 } as const
export type Kind = (typeof Kind)[keyof typeof Kind]

/** One column of a source: what it is read as, and its place among the columns of its kind. */
export interface Column {
  readonly kind: Kind
  readonly index: number
  readonly name: string
}

/** The columns of a source in its order, and the unit that the name of its time column promises. */
export interface Layout {
  readonly columns: ReadonlyArray<Column>
  readonly unit: TimeUnit | undefined
}

const clean = (name: string): string =>
  name
    .trim()
    .replace(/^"(.*)"$/, "$1")
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_")

const unitOfName = (name: string): TimeUnit | undefined =>
  name.endsWith("_ms") ? "ms" : /_(us|micros)$/.test(name) ? "us" : /_s(ec)?$/.test(name) ? "s" : undefined

const fieldsOf = (shape: Shape): ReadonlyArray<Field & { readonly kind: Kind; readonly index: number }> => [
  { ...shape.time, kind: Kind.time, index: 0 },
  ...shape.prices.map((field, index) => ({ ...field, kind: Kind.price, index })),
  ...shape.numbers.map((field, index) => ({ ...field, kind: Kind.number, index })),
  ...(shape.side === undefined ? [] : [{ ...shape.side, kind: Kind.side, index: 0 }])
]

/** Finds the columns of a shape among a source's names, in any order and any case. Names nobody asked for are skipped. */
export const layoutOf = (
  shape: Shape,
  names: ReadonlyArray<string>,
  file: string
): Result.Result<Layout, HistoryError> => {
  const cleaned = names.map(clean)
  const columns: Array<Column> = names.map((name) => ({ kind: Kind.skip, index: 0, name: name.trim() }))
  for (const field of fieldsOf(shape)) {
    const found = field.aliases.map((alias) => cleaned.indexOf(alias)).find((at) => at >= 0)
    if (found !== undefined) columns[found] = { kind: field.kind, index: field.index, name: cleaned[found] as string }
    if (found !== undefined && cleaned.indexOf(cleaned[found] as string, found + 1) < 0) continue
    if (found === undefined && field.isOptional === true) continue
    return Result.fail(missing(shape, field, names, file, found !== undefined))
  }
  const time = columns.find((column) => column.kind === Kind.time)
  return Result.succeed({ columns, unit: time && unitOfName(time.name) })
}

const missing = (shape: Shape, field: Field, names: ReadonlyArray<string>, file: string, isTwice: boolean) =>
  new HistoryError({
    reason: "UnknownLayout",
    file,
    line: 1,
    field: field.name,
    expected: isTwice ? "one column of this name" : `a column named ${field.aliases.join(" or ")}`,
    got: isTwice ? "two" : `the columns ${show(names.join(","))}`,
    remedy: `name the columns of the ${shape.what} in the first line`
  })

/** The layout of a source without a header: the shape's fields by position, whatever follows is skipped. */
export const headerlessLayout = (shape: Shape, count: number): Layout | undefined => {
  const order = shape.headerless
  if (order === undefined || count < order.length - 1) return undefined
  const byName = new Map(fieldsOf(shape).map((field) => [field.name, field]))
  const columns = Array.from({ length: count }, (_, at): Column => {
    const field = byName.get(order[at] ?? "")
    return { kind: field?.kind ?? Kind.skip, index: field?.index ?? 0, name: order[at] ?? `field ${at + 1}` }
  })
  return { columns, unit: undefined }
}

/** Whether a cell of the first line can only be data: a time, not a name. */
export const isData = (cell: string): boolean => /^\s*"?\d/.test(cell)
