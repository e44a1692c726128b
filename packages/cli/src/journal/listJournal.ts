/**
 * Lists a journal's orders as a table, as JSON lines or as CSV.
 *
 * @module
 * @since 0.1.0
 */
import { type JournalOrder, readJournal } from "@backhand/reversal-operator/readJournal"
import { orEnd } from "../asCommandError.ts"
import type { ExitCode } from "../CommandError.ts"
import { type Host, send } from "../Host.ts"
import { type Paint, paintFor } from "../terminal/Paint.ts"

/**
 * Which orders are listed, and how.
 *
 * @since 0.1.0
 */
export interface Listing {
  readonly form: "csv" | "json" | "text"
  readonly isOpenOnly: boolean
  readonly symbols: ReadonlyArray<string>
  readonly sinceMs: number
}

const columns = [
  "clientOid",
  "session",
  "symbol",
  "order",
  "mode",
  "side",
  "size",
  "sentAtMs",
  "deadAtMs",
  "settledAtMs",
  "settlement",
  "closed",
  "opened"
] as const satisfies ReadonlyArray<keyof JournalOrder>

const heads = ["sent", "symbol", "order", "what", "settlement", "closed", "opened", "client id"]

const whatOf = ({ order, side, size }: JournalOrder): string =>
  order === "reversal" ? `${size} of a ${side}` : `${size} ${side}`

const cellsOf = (order: JournalOrder): ReadonlyArray<string> => [
  new Date(order.sentAtMs).toISOString(),
  order.symbol,
  order.order,
  whatOf(order),
  order.settlement ?? "open",
  order.closed ?? "",
  order.opened ?? "",
  order.clientOid
]

/** What happened as it was meant to stays plain; what a person should look at does not. */
const paintOf = (paint: Paint, { settlement }: JournalOrder): ((text: string) => string) => {
  if (settlement === "reversed") return (text) => text
  return settlement === null || settlement === "unknown" ? paint.red : paint.yellow
}

const table = (paint: Paint, orders: ReadonlyArray<JournalOrder>): ReadonlyArray<string> => {
  const rows = orders.map(cellsOf)
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => (row[column] ?? "").length)))
  const line = (cells: ReadonlyArray<string>): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd()
  return [paint.bold(line(heads)), ...orders.map((order, index) => paintOf(paint, order)(line(rows[index] ?? [])))]
}

const csv = (order: JournalOrder): string => columns.map((name) => order[name] ?? "").join(",")

const linesOf = (host: Host, form: Listing["form"], orders: ReadonlyArray<JournalOrder>): ReadonlyArray<string> => {
  if (form === "json") return orders.map((order) => JSON.stringify(order))
  if (form === "csv") return [columns.join(","), ...orders.map(csv)]
  return orders.length === 0 ? [] : table(paintFor(host, "stdout"), orders)
}

/**
 * Writes the orders of a journal to standard output.
 *
 * Errors: rejects with a `CommandError` with exit code 2 where there is no journal, or a damaged one.
 *
 * @since 0.1.0
 */
export const listJournal = async (host: Host, file: string, listing: Listing): Promise<ExitCode> => {
  const { form, isOpenOnly, sinceMs, symbols } = listing
  const all = await orEnd(2, () => readJournal(file, { isOpenOnly }))
  const orders = all.filter(
    ({ sentAtMs, symbol }) => sentAtMs >= sinceMs && (symbols.length === 0 || symbols.includes(symbol))
  )
  if (orders.length === 0 && form === "text")
    host.stderr.write(isOpenOnly ? "Every order is settled.\n" : "No orders.\n")
  const lines = linesOf(host, form, orders)
  if (lines.length > 0) await send(host.stdout, `${lines.join("\n")}\n`)
  return 0
}
