import { assert, describe, it } from "vitest"
import { findExamples } from "../doctest/findExamples.ts"

const fence = (info: string, code: string): string => `\`\`\`${info}\n${code}\n\`\`\``

const comment = (text: string): string => `/**\n${text.replace(/^/gm, " * ")}\n */\nexport const x = 1\n`

describe("the finder of examples", () => {
  it("finds the fences of a page, with the line of their code", () => {
    const found = findExamples("README.md", `# Title\n\n${fence("ts", "1 + 1 // => 2")}\n\n${fence("sh", "ls")}\n`)
    assert.deepStrictEqual(found.examples, [{ path: "README.md", line: 4, code: "1 + 1 // => 2" }])
    assert.deepStrictEqual(found.problems, [])
  })

  it("finds the fences of a documentation comment, without its asterisks", () => {
    const found = findExamples("src/x.ts", comment(`One.\n\n@example\n${fence("ts", "const a = {\n  b: 1\n}")}`))
    assert.deepStrictEqual(found.examples, [{ path: "src/x.ts", line: 6, code: "const a = {\n  b: 1\n}" }])
  })

  it("passes over fences outside documentation comments", () => {
    assert.lengthOf(findExamples("src/x.ts", `const page = \`\n${fence("ts", "1")}\n\`\n`).examples, 0)
  })

  it("finds a fence in a list", () => {
    assert.strictEqual(findExamples("a.md", "- one\n\n  ```ts\n  f(\n    1)\n  ```\n").examples[0]?.code, "f(\n  1)")
  })

  it("leaves out a fence that gives its reason", () => {
    const found = findExamples("a.md", fence("ts ignore it needs credentials", "go()"))
    assert.deepStrictEqual(found, { examples: [], ignored: 1, problems: [] })
  })

  it.each([
    ["a fence ignored without a reason", "a.md", fence("ts ignore", "go()"), "say why"],
    ["a fence with an unknown word", "a.md", fence("ts no-run", "go()"), "must be"],
    ["another name of the language", "a.md", fence("typescript", "go()"), "must be"],
    ["an empty example", "a.md", fence("ts", ""), "empty"],
    ["a fence that is never closed", "a.md", "```ts\ngo()\n", "never closed"],
    ["a comment that ends inside a fence", "a.ts", comment("@example\n```ts\ngo()"), "never closed"],
    [
      "an example tag without a fence",
      "a.ts",
      comment(`@example go()\n\n@since 0.1.0\n${fence("ts", "1")}`),
      "without a fence"
    ]
  ])("complains of %s", (_title, path, text, why) => {
    const { problems } = findExamples(path, text)
    assert.lengthOf(problems, 1)
    assert.include(problems[0], why)
  })
})
