import { assert, describe, it } from "vitest"
import { soak } from "./soak.ts"

/** Minutes of market; the whole hour: `bench reversal-operator/soak`. */
const minutes = Number(process.env["BACKHAND_SOAK"] ?? 2)
const speed = 60

describe("an operator that trades a hundred symbols on an exchange that fails", () => {
  it(
    `through ${minutes} minutes of market loses no signal and no order, and ends where the last signals point`,
    async () => {
      const { books, ledger, rejections } = await soak(minutes, speed, 100)
      assert.deepStrictEqual(rejections, [])
      assert.deepStrictEqual(ledger.halted, [])
      assert.deepStrictEqual(ledger.strays, [])
      assert.deepStrictEqual([...ledger.signals], [])
      assert.deepStrictEqual([...ledger.orders], [])
      assert.containsSubset(books, { twice: 0, missing: 0 })
      assert.isAtMost(books.mostASecond, 10 * speed)
      assert.deepStrictEqual(new Map(books.sides), ledger.sides)
      process.stdout.write(
        `${minutes} minutes of market: ${[...ledger.counts].map((pair) => pair.join(" ")).join(", ")}\n`
      )
    },
    120_000 + minutes * 10_000
  )
})
