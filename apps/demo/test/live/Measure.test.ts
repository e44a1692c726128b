import { assert, describe, it } from "vitest"
import { Wire } from "@backhand/core"
import * as Measure from "../../src/live/Measure.ts"

const arrival = (atMs: number, path: string = Wire.path.reversal, code = "00000") => ({
  atMs,
  method: "POST",
  path,
  uid: "1",
  ip: "127.0.0.1",
  clientOid: null,
  code
})

const execution = (clientOid: string) => ({
  atMs: 0,
  uid: "1",
  symbol: "A",
  mode: "one-way" as const,
  clientOid,
  closed: "1",
  opened: "1"
})

const books = (arrivals: ReadonlyArray<ReturnType<typeof arrival>>, orders: ReadonlyArray<string> = []) => ({
  arrivals,
  executions: orders.map(execution)
})

const none = () => undefined

describe("Measure", () => {
  it("counts orders, and neither reads nor anything twice", () => {
    const measure = Measure.make()
    const came = [arrival(0), arrival(10, "/api/v2/mix/order/detail"), arrival(20, Wire.path.entry, "429")]
    Measure.look(measure, books(came), none)
    Measure.look(measure, books([...came, arrival(30)]), none)
    assert.deepStrictEqual([measure.all.total, measure.all.most, measure.turnedAway], [3, 3, 1])
  })

  it("measures by a new limit what arrives once that holds", () => {
    const measure = Measure.make()
    Measure.look(measure, books([arrival(0), arrival(1)]), none)
    Measure.restart(measure, 1000)
    Measure.look(measure, books([arrival(0), arrival(1), arrival(900), arrival(1100)]), none)
    assert.deepStrictEqual([measure.since.most, measure.all.most], [1, 3])
  })

  it("finds an order that was executed twice, and a signal that two orders carried out", () => {
    const doubled = (orders: ReadonlyArray<string>, signalOf: (clientOid: string) => string | undefined) => {
      const measure = Measure.make()
      Measure.look(measure, books([], orders), signalOf)
      return measure.doubled
    }
    assert.strictEqual(doubled(["a", "b"], none), 0)
    assert.strictEqual(doubled(["a", "b", "a"], none), 1)
    assert.strictEqual(
      doubled(["a", "b"], () => "A s1"),
      1
    )
  })
})
