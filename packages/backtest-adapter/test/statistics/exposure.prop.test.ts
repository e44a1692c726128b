import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { Kernel, Statistics } from "../../src/index.ts"
import { Result } from "effect"
import { candles } from "../replay/candles.ts"

const length = 20
const bars = candles(Array.from({ length }, (_, k) => [100 + k, 101 + k, 99 + k, 100 + k] as const))
const none = Result.getOrThrow(Kernel.run(bars, { wishes: new Int8Array(length) }, { size: 1 }))
const open = { side: 1, size: 1, entryPrice: 1, unrealized: 0, commission: 0, funding: 0 } as const

const stretch = fc
  .tuple(fc.nat(length - 1), fc.nat(length - 1))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)

describe("exposure and time in market", () => {
  it("count every bar once, whatever trades overlap and in whatever order they closed", () =>
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 6 }), fc.option(fc.nat(length - 1)), (held, openFrom) => {
        const trades = {
          ...none.trades,
          length: held.length,
          entryBar: Int32Array.from(held, ([entry]) => entry),
          exitBar: Int32Array.from(held, ([, exit]) => exit),
          pnl: new Float64Array(held.length),
          size: new Float64Array(held.length),
          entryPrice: new Float64Array(held.length)
        }
        const openPosition = openFrom === null ? null : { ...open, entryBar: openFrom }
        const { exposure, timeInMarket } = Statistics.of(bars, { ...none, trades, openPosition })
        const share = (isIn: (bar: number) => boolean) => Array.from(bars.time.keys()).filter(isIn).length / length
        assert.strictEqual(
          exposure,
          share((bar) => held.some(([entry, exit]) => entry <= bar && bar <= exit))
        )
        assert.strictEqual(
          timeInMarket,
          share(
            (bar) => held.some(([entry, exit]) => entry <= bar && bar < exit) || (openFrom !== null && bar >= openFrom)
          )
        )
      })
    ))
})
