import { BigDecimal, Option, Result } from "effect"
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { is } from "../doctest/is.ts"
import { writeExamples } from "../doctest/writeExamples.ts"
import { tempTree } from "./tempTree.ts"

const page = "```ts\n1 // => 1\n```\n"

describe("the examples of the repository", () => {
  it("are written into their package, those of other pages where every package resolves", () => {
    const root = tempTree({
      "packages/core/package.json": "{}",
      "packages/core/README.md": page,
      "packages/core/src/A.ts": "/**\n * ```ts\n * 1 // => 1\n * ```\n */\n",
      "docs/guide/start.md": page,
      "README.md": page
    })
    const { assertions, examples, files, pages, problems } = writeExamples(root)
    assert.deepStrictEqual(
      { assertions, examples, pages, problems },
      { assertions: 4, examples: 4, pages: 4, problems: [] }
    )
    assert.sameMembers(
      [...files],
      [
        "packages/core/.doctest/README.md.2.ts",
        "packages/core/.doctest/src/A.ts.3.ts",
        "packages/core/.doctest/examples.test.ts",
        "apps/demo/.doctest/README.md.2.ts",
        "apps/demo/.doctest/docs/guide/start.md.2.ts",
        "apps/demo/.doctest/examples.test.ts"
      ]
    )
    assert.isTrue(files.every((file) => existsSync(join(root, file))))
  })

  it("disappear with their page", () => {
    const root = tempTree({ "packages/core/package.json": "{}", "packages/core/README.md": page })
    writeExamples(root)
    rmSync(join(root, "packages/core/README.md"))
    assert.deepStrictEqual(writeExamples(root).files, [])
    assert.deepStrictEqual(readdirSync(join(root, "packages/core/.doctest")), [])
  })

  it("fail as a test where they are malformed", () => {
    const root = tempTree({
      "packages/core/package.json": "{}",
      "packages/core/README.md": "```ts\n1 // => no value\n```\n"
    })
    assert.lengthOf(writeExamples(root).problems, 1)
    assert.include(readFileSync(join(root, "packages/core/.doctest/examples.test.ts"), "utf8"), "throw new Error")
  })
})

describe("the comparison in examples", () => {
  it.each<readonly [string, unknown, unknown]>([
    ["results", Result.succeed(1n), Result.succeed(1n)],
    ["options", Option.some({ a: [1] }), Option.some({ a: [1] })],
    ["decimals of another scale", BigDecimal.fromStringUnsafe("0.50"), BigDecimal.fromStringUnsafe("0.5")],
    ["plain data", { a: [1, { b: "c" }], d: undefined }, { a: [1, { b: "c" }], d: undefined }],
    ["nothing", undefined, undefined]
  ])("finds equal %s equal", (_title, actual, expected) => is(actual, expected, "a.md:1"))

  it.each<readonly [string, unknown, unknown]>([
    ["results", Result.succeed(1), Result.fail(1)],
    ["options", Option.some(1), Option.none()],
    ["integers and numbers", 1n, 1],
    ["texts and numbers", "1", 1],
    ["an absent and an undefined field", {}, { a: undefined }],
    ["arrays", [1, 2], [2, 1]]
  ])("tells different %s apart, and says where", (_title, actual, expected) => {
    assert.throws(() => is(actual, expected, "a.md:1"), /a\.md:1/)
  })
})
