import { Fill, Position, Rational, type ReversalEvent, type Signal } from "@backhand/core"
import { Result } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { replay } from "../../src/replay/replay.ts"
import { markets, options, strategyOf } from "../honesty/worlds.ts"

const signalsOf = (event: ReversalEvent.ReversalEvent): ReadonlyArray<Signal.Signal> =>
  "signal" in event && event.signal !== null ? [event.signal] : []

describe("what a replay gives", () => {
  it("adds up to its summary, is told twice the same, and speaks of one signal by one object", () =>
    fc.assert(
      fc.property(markets, options, (world, how) => {
        const history = world.map(({ market }) => market)
        const result = replay(history, strategyOf(world), how)
        const { executions, summary, symbols } = result
        assert.deepStrictEqual(summary.fees, Rational.sum(executions.map(({ fee }) => fee)))
        assert.deepStrictEqual(summary.realized, Rational.sum(executions.map(({ realized }) => realized)))
        assert.strictEqual(summary.trades, symbols.flatMap(({ trades }) => trades).length)
        assert.strictEqual(summary.orders, result.orders.length)
        assert.deepStrictEqual(replay(history, strategyOf(world), how), result)
        const known = new Set<Signal.Signal>(result.decisions.map(({ signal }) => signal))
        assert.deepStrictEqual(
          result.events.flatMap(signalsOf).filter((signal) => !known.has(signal)),
          []
        )
      })
    ))

  it("tells with the settlement of a whole order what it has left", () =>
    fc.assert(
      fc.property(markets, options, (world, how) => {
        const { events, symbols } = replay(
          world.map(({ market }) => market),
          strategyOf(world),
          how
        )
        const left = new Map<string, Position.Position>()
        for (const { executions, instrument } of symbols) {
          let held = Position.flat(how.mode ?? "one-way")
          for (const execution of executions) {
            held = Result.getOrThrow(Fill.move(instrument, held, execution))
            left.set(execution.clientOid, held)
          }
        }
        for (const event of events)
          if (event.event === "settled" && event.settlement === "reversed")
            assert.deepStrictEqual(event.position, left.get(event.clientOid))
      })
    ))
})
