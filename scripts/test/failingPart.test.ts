import { assert, describe, it } from "vitest"
import { failingPart } from "../clean/failingPart.mjs"

const quiet = Array.from({ length: 400 }, (_, index) => ` ✓ packages/core/test/a${index}.test.ts (3 tests) 12ms`)

describe("what is shown of a command that failed", () => {
  it("is each failure with what follows it, and how it ended", () => {
    const failure = [
      "\u001b[41m FAIL \u001b[49m packages/core/test/b.test.ts > b",
      "AssertionError: expected 1 to equal 2"
    ]
    const end = ["2720 passed, 1 failed", " Failed:    //#check:unit"]
    const shown = failingPart([...quiet, ...failure, ...quiet, ...end].join("\n"))
    assert.match(shown, /^…\n FAIL {2}packages\/core\/test\/b\.test\.ts > b\nAssertionError: expected 1 to equal 2\n/)
    assert.match(shown, /2720 passed, 1 failed\n Failed: {4}\/\/#check:unit$/)
    assert.isBelow(shown.split("\n").length, 50)
  })

  it("is what each check says that refuses something", () => {
    for (const line of [
      "packages/core/src/A.ts(3,1): error TS2322: no",
      "check-text: 1067 files, 2 refused",
      "package: core, 258 files, 135 kB, 24 exports, 1 problems",
      " ERR_PNPM_FETCH_404  GET nothing",
      "  × import(no-cycle): Dependency cycle detected"
    ])
      assert.include(failingPart([...quiet, line, ...quiet].join("\n")), line)
  })

  it("is the end where nothing says why", () => {
    assert.strictEqual(failingPart(quiet.join("\n")).split("\n").length, 16)
  })

  it("is never longer than a reader can take", () => {
    const many = Array.from({ length: 5000 }, (_, index) => `FAIL ${index}`)
    assert.isBelow(failingPart(many.join("\n")).split("\n").length, 400)
  })
})
