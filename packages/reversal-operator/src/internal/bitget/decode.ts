/**
 * Reads what the exchange's account endpoints and channels say, field by field.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal, Instrument, type OrderReport, Position, Refusal, type Side } from "@backhand/core"
import * as Result from "effect/Result"

export type Row = Readonly<Record<string, unknown>>

export const isRow = (value: unknown): value is Row =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The rows of a list, wherever the endpoint puts it. */
export const rows = (data: unknown): ReadonlyArray<Row> => (Array.isArray(data) ? data.filter(isRow) : [])

export const text = (row: Row, field: string): string => (typeof row[field] === "string" ? row[field] : "")

export const holdMode = (posMode: unknown): Position.HoldMode | undefined =>
  posMode === "hedge_mode" ? "hedge" : posMode === "one_way_mode" ? "one-way" : undefined

/**
 * One symbol's position. `changedAtMs` is the latest change that its rows tell of, null without rows; `isWhole` whether
 * that is when the position last changed: a leg that is gone has no row to tell when it went.
 */
export interface Held {
  readonly position: Position.Position
  readonly changedAtMs: number | null
  readonly isWhole: boolean
}

const leg = (instrument: Instrument.Instrument, row: Row): Result.Result<Position.Leg, Refusal.Refusal> =>
  Result.gen(function* () {
    const lots = yield* Instrument.lots(instrument, row["total"], "total")
    const entry = yield* Decimal.parsePositive("openPriceAvg", row["openPriceAvg"])
    return { lots, entry }
  })

const changedAt = (list: ReadonlyArray<Row>): number | null => {
  const times = list.map((row) => Number(row["uTime"])).filter((time) => Number.isSafeInteger(time) && time > 0)
  return times.length === 0 ? null : Math.max(...times)
}

/** Nothing is guessed: what reads as no size might be a position, and what is no side either of the two. */
const isOpen = (row: Row): Result.Result<boolean, Refusal.Refusal> =>
  Result.map(Decimal.parse("total", row["total"]), (total) => total.num !== 0n)

const sideOf = (row: Row): Result.Result<Side.Side, Refusal.Refusal> => {
  const { holdSide } = row
  if (holdSide === "long" || holdSide === "short") return Result.succeed(holdSide)
  return Refusal.fail("BadPosition", "holdSide", `expected long or short, got ${Refusal.show(holdSide)}`, update)
}

const update = "the exchange says something new about positions: look for a newer version"

/** The symbol of a row; the channels call it `instId`. */
export const symbolOf = (row: Row): string => text(row, "symbol") || text(row, "instId")

/** What rows say of a position, as one text: equal where they say the same. */
export const print = (list: ReadonlyArray<Row>): string =>
  JSON.stringify(list.map((row) => [row["holdSide"], row["total"], row["openPriceAvg"], row["uTime"], row["posMode"]]))

/**
 * The position of one symbol from its rows (Get Single Position). The mode of the rows counts over the one that is
 * known: an account may have switched.
 */
export const held = (
  instrument: Instrument.Instrument,
  knownMode: Position.HoldMode,
  all: ReadonlyArray<Row>
): Result.Result<Held, Refusal.Refusal> =>
  Result.gen(function* () {
    const list = all.filter((row) => symbolOf(row) === instrument.symbol)
    let position = Position.flat(holdMode(list[0]?.["posMode"]) ?? knownMode)
    const sides = new Set<Side.Side>()
    for (const row of list) {
      const side = yield* sideOf(row)
      sides.add(side)
      if (yield* isOpen(row)) position = Position.withLeg(position, side, yield* leg(instrument, row))
    }
    const isWhole = position.mode === "one-way" || sides.size === 2
    return { position, changedAtMs: changedAt(list), isWhole }
  })

/** What an order's state says (Get Order Detail; the field is `state` or `status`). */
export const report = (row: Row): OrderReport.OrderReport => {
  const state = text(row, "state") || text(row, "status")
  return state === "filled" || state === "canceled" || state === "cancelled" ? "done" : "open"
}
