import { assert, describe, it } from "vitest"
import type { Candle, EventLine, Message, Row, Status } from "../../src/live/protocol.ts"
import { type Action, grow, initial, type Model, reduce, shownEvents } from "../../src/page/model/Model.ts"
import { status } from "./status.ts"

const candle = (time: string, close: number): Candle => ({ time, open: 1, high: close, low: 1, close })

const line = (n: number, event = "sent", symbol = "AUSDT"): EventLine => ({ n, at: n, event, symbol, text: "" })

const row = (symbol: string, profit: number): Row => ({
  symbol,
  side: "long",
  size: "1",
  entry: 1,
  price: 1,
  profit,
  orders: 1,
  stage: "idle"
})

const snapshot = (events: ReadonlyArray<EventLine> = [], change: Partial<Status> = {}): Message => ({
  kind: "snapshot",
  server: "1",
  barMs: 1,
  listed: [{ symbol: "AUSDT", label: "", isRecorded: true, isCharted: true }],
  switches: [],
  candles: { AUSDT: [candle("2000-01-03", 1)] },
  marks: [],
  rows: [row("AUSDT", 1)],
  events,
  status: status(change)
})

const update = (parts: Partial<Extract<Message, { kind: "update" }>>): Message => ({
  kind: "update",
  candles: {},
  marks: [],
  rows: [],
  events: [],
  status: status(),
  ...parts
})

const after = (...messages: ReadonlyArray<Message>): Model =>
  messages.map((message): Action => ({ act: "message", message })).reduce(reduce, initial)

describe("the page's model", () => {
  it("begins anew with every snapshot, but keeps what the visitor chose", () => {
    const chosen = reduce(reduce(after(snapshot([line(1)])), { act: "search", search: " ausdt " }), {
      act: "hide",
      event: "held",
      isHidden: true
    })
    const again = reduce(chosen, { act: "message", message: snapshot([line(7)]) })
    assert.deepStrictEqual(
      again.events.map(({ n }) => n),
      [7]
    )
    assert.strictEqual(again.search, "AUSDT")
    assert.isTrue(again.hidden.has("held"))
    assert.strictEqual(again.symbol, "AUSDT")
  })

  it("takes every event once, however often it is told", () => {
    const model = after(
      snapshot([line(1), line(2)]),
      update({ events: [line(2), line(3)] }),
      update({ events: [line(3)] })
    )
    assert.deepStrictEqual(
      model.events.map(({ n }) => n),
      [1, 2, 3]
    )
  })

  it("puts a candle in the place of the one of its day, and adds a new day", () => {
    const before = [candle("2000-01-03", 1), candle("2000-01-04", 2)]
    const grown = grow(before, [candle("2000-01-04", 5), candle("2000-01-05", 6)])
    assert.deepStrictEqual(
      grown.map(({ close, time }) => `${time} ${close}`),
      ["2000-01-03 1", "2000-01-04 5", "2000-01-05 6"]
    )
    assert.strictEqual(grow(before, []), before)
  })

  it("tells a mark once, and keeps the newest row of each symbol", () => {
    const mark = { symbol: "AUSDT", time: "2000-01-03", side: "long", what: "reverse" } as const
    const model = after(
      snapshot(),
      update({ marks: [mark], rows: [row("AUSDT", 5)] }),
      update({ marks: [mark], rows: [row("BUSDT", 2)] })
    )
    assert.strictEqual(model.marks.length, 1)
    assert.deepStrictEqual(
      [...model.rows.values()].map(({ profit, symbol }) => `${symbol} ${profit}`),
      ["AUSDT 5", "BUSDT 2"]
    )
  })

  it("shows the newest first, without what the filters hide", () => {
    const told = after(snapshot([line(1), line(2, "held"), line(3, "sent", "BUSDT"), line(4)]))
    const filtered = [
      { act: "hide", event: "held", isHidden: true },
      { act: "search", search: "a" }
    ] satisfies ReadonlyArray<Action>
    assert.deepStrictEqual(
      shownEvents(filtered.reduce<Model>(reduce, told)).map(({ n }) => n),
      [4, 1]
    )
    const shown = reduce(filtered.reduce<Model>(reduce, told), { act: "hide", event: "held", isHidden: false })
    assert.deepStrictEqual(
      shownEvents(shown).map(({ n }) => n),
      [4, 2, 1]
    )
  })
})
