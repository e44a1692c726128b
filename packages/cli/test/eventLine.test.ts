import { Contract, Lots, Rational } from "@backhand/core"
import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { eventLine } from "../src/run/eventLine.ts"
import { events } from "./events.ts"
import { ETHUSDT } from "./place.ts"

const instruments = { ETHUSDT: Result.getOrThrow(Contract.decode(ETHUSDT)) }
const held = (side: "long" | "short", entry: bigint) =>
  ({ mode: "one-way", net: { side, lots: Lots.makeUnsafe(50), entry: Rational.make(entry) } }) as const

describe("the line of a mismatch", () => {
  it("has the sizes that were predicted, without prices, beside the whole position that is there", () => {
    const line = eventLine(
      { ...events.mismatch, predicted: held("short", 1n), observed: held("long", 3000n) },
      instruments
    )
    assert.deepStrictEqual(JSON.parse(line), {
      at: 0,
      event: "mismatch",
      symbol: "ETHUSDT",
      clientOid: "c1",
      predicted: { mode: "one_way_mode", net: { side: "short", size: "0.5" } },
      observed: { mode: "one_way_mode", net: { side: "long", size: "0.5", entry: "3000" } }
    })
  })

  it("has no client id where the position changed by itself", () => {
    assert.notProperty(JSON.parse(eventLine({ ...events.mismatch, clientOid: null }, instruments)), "clientOid")
  })
})
