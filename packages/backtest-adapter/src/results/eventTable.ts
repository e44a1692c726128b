/**
 * Events as a table: a column for every field, empty where an event has none of it.
 *
 * @module
 * @since 0.1.0
 */
import type { ReversalEvent, Signal } from "@backhand/core"
import type { ReplayResult } from "../replay/ReplayResult.ts"
import type * as Table from "./Table.ts"

type Event = ReversalEvent.ReversalEvent

/** The names of the fields that any event has. */
type Field = Event extends infer One ? (One extends Event ? keyof One : never) : never

/** The columns show no field that is an object. */
const held = (event: Event, field: Field): string | number | null | undefined =>
  (event as Partial<Record<Field, string | number | null>>)[field]

const signalOf = (event: Event): Signal.Signal | undefined =>
  ("signal" in event ? event.signal : undefined) ?? undefined

const orders: ReadonlyArray<Field> = ["clientOid", "order", "to"]
const ends: ReadonlyArray<Field> = ["settlement", "reason", "code", "message", "remedy"]
const sizes: ReadonlyArray<Field> = ["closes", "opens", "closed", "opened"]

/**
 * Every event, one a row, in the order in which they were told, with the names that `backhand run` gives them: `signal`, `side`
 * and `signalAt` are those of the signal that an event is of, `byAt` is the time of the newer one that superseded it.
 *
 * @category conversions
 * @since 0.1.0
 */
export const events = ({ events: rows }: ReplayResult): Table.Table => {
  const text = (name: string, of: (event: Event) => string | number | null | undefined): Table.Column => {
    return { name, type: "text", values: rows.map((event) => String(of(event) ?? "")) }
  }
  const number = (
    type: "int64" | "double",
    name: string,
    of: (event: Event) => string | number | null | undefined
  ): Table.Column => {
    return { name, type, values: Float64Array.from(rows, (event) => Number(of(event) ?? Number.NaN)) }
  }
  return {
    length: rows.length,
    columns: [
      number("int64", "at", ({ at }) => at),
      text("event", ({ event }) => event),
      text("symbol", ({ symbol }) => symbol),
      text("signal", (event) => signalOf(event)?.id),
      text("side", (event) => signalOf(event)?.side),
      number("int64", "signalAt", (event) => signalOf(event)?.at),
      number("int64", "byAt", (event) => (event.event === "superseded" ? event.by.at : undefined)),
      number("int64", "ageMs", (event) => held(event, "ageMs")),
      ...orders.map((field) => text(field, (event) => held(event, field))),
      ...sizes.map((field) => number("double", field, (event) => held(event, field))),
      ...ends.map((field) => text(field, (event) => held(event, field)))
    ]
  }
}
