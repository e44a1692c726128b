import { Result } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import type { Bars } from "../../src/Bars.ts"
import * as Kernel from "../../src/kernel/Kernel.ts"
import type { KernelOptions } from "../../src/kernel/KernelOptions.ts"
import type { Run, Trades } from "../../src/kernel/Run.ts"
import type { Column } from "../../src/kernel/Signals.ts"
import { scenario } from "./arbitraries.ts"
import { oracle } from "./oracle.ts"

const rowsOf = (trades: Trades) => {
  const { length, ...columns } = trades
  return Array.from({ length }, (_, k) =>
    Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[k]]))
  )
}

const run = (bars: Bars, signals: Column, options: KernelOptions): Run =>
  Result.getOrThrow(Kernel.run(bars, signals, options))

/** Zero has one sign in accounting. */
const unsigned = <A>(value: A): A =>
  JSON.parse(JSON.stringify(value, (_, each: unknown) => (Object.is(each, -0) ? 0 : each))) as A

const plain = ({ drawdown, equity, openPosition, summary, trades }: Run) =>
  unsigned({ trades: rowsOf(trades), openPosition, equity: [...equity], drawdown: [...drawdown], summary })

describe("the kernel", () => {
  it("agrees to the last bit with exact fractions, whatever the bars, the signals and the costs", () => {
    const taken = { doubles: 0, bigints: 0, trades: 0, settled: 0 }
    fc.assert(
      fc.property(scenario(), ({ bars, options, signals }) => {
        const actual = run(bars, signals, options)
        taken[actual.arithmetic]++
        taken.trades += actual.trades.length
        if (actual.summary.totalFunding !== 0) taken.settled++
        assert.deepStrictEqual<unknown>(plain(actual), unsigned(oracle(bars, signals, options)))
      }),
      { numRuns: 600 }
    )
    for (const [what, count] of Object.entries(taken)) assert.isAbove(count, 20, `${what} were hardly tried`)
  })

  it("gives the same run whether it counts in doubles or in bigints", () => {
    fc.assert(
      fc.property(scenario(), ({ bars, options, signals }) => {
        const without = { ...options, funding: undefined }
        // Free funding changes no money, but cannot be counted in doubles.
        const free = { time: bars.time.slice(1, 2), rate: new Float64Array(bars.length > 1 ? 1 : 0) }
        const [one, other] = [run(bars, signals, without), run(bars, signals, { ...without, funding: free })]
        if (bars.length > 1) assert.strictEqual(other.arithmetic, "bigints")
        assert.deepStrictEqual(plain(one), plain(other))
      }),
      { numRuns: 200 }
    )
  })
})
