import type { MarketEvent } from "@backhand/backtest-adapter"
import { from, lastValueFrom, map, toArray } from "rxjs"
import { assert, describe, it } from "vitest"
import { smaCross } from "../src/smaCross.ts"

const bar = (close: number, at: number): MarketEvent.Bar => ({
  kind: "bar",
  symbol: "X",
  at,
  time: at - 1,
  open: close,
  high: close,
  low: close,
  close,
  volume: 0
})

const sides = (closes: ReadonlyArray<number>, fast: number, slow: number) =>
  lastValueFrom(
    from(closes.map(bar)).pipe(
      smaCross(fast, slow),
      map(({ side }) => side),
      toArray()
    )
  )

describe("smaCross", () => {
  it("wishes long when the fast average crosses above, short when it crosses below", async () => {
    assert.deepStrictEqual(await sides([5, 4, 3, 2, 9, 9, 1, 1], 2, 3), ["long", "short"])
  })

  it("does not take a tie for a cross", async () => {
    assert.deepStrictEqual(await sides([3, 2, 1, 1, 1, 1, 0, 0], 2, 3), [])
  })

  it("says nothing before the slow average is there", async () => {
    assert.deepStrictEqual(await sides([1, 9], 1, 3), [])
  })
})
