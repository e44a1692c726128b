import { assert, describe, it } from "vitest"
import { toModule } from "../doctest/toModule.ts"

const module = (code: string) => toModule({ path: "a.md", line: 3, code }, "./is.ts")

/** The body of the module, on the lines that the page has. */
const body = (code: string): string => module(code).code.split("\n").slice(2).join("\n").trimEnd()

describe("the module of an example", () => {
  it("keeps the line numbers of the page", () => {
    const lines = module("const a = 1\nthrow a").code.split("\n")
    assert.deepStrictEqual(lines.slice(1), ["", "const a = 1", "throw a", ""])
  })

  it.each([
    ["an expression", "f(1) // => 2", '__is((f(1)), (2), "a.md:3");'],
    ["an expression over several lines", "f(\n  1\n) // => 2", '__is((f(\n  1\n)), (2), "a.md:3");'],
    ["an awaited expression", "await f() // => [1n]", '__is((await f()), ([1n]), "a.md:3");'],
    ["an object", "f() // => { a: 1 }", '__is((f()), ({ a: 1 }), "a.md:3");'],
    ["a constant", "const a = f() // => 2", 'const a = f(); __is((a), (2), "a.md:3");'],
    ["a value on the next line", "f()\n// => 2", '__is((f()), (2), "a.md:3");\n'],
    ["a value over several lines", "f() // => {\n//   a: 1\n// }", '__is((f()), ({    a: 1  }), "a.md:3");\n\n']
  ])("asserts the value of %s", (_title, code, expected) => {
    assert.strictEqual(body(code), expected.trimEnd())
    assert.strictEqual(module(code).assertions, 1)
    assert.strictEqual(module(code).code.split("\n").length, code.split("\n").length + 3)
  })

  it("takes an arrow in a string for what it is", () => {
    assert.strictEqual(body('f("// => 2")'), 'f("// => 2")')
    assert.strictEqual(module("const f = () => 1 // why => not").assertions, 0)
  })

  it.each([
    ["a value that is prose", "f() // => an error", 'what follows "// =>" is not an expression', 3],
    ["a missing value", "f() // =>", "is not an expression", 3],
    ["an arrow after nothing", "f()\n\n// => 2", "must follow an expression", 5],
    ["an arrow after a loop", "for (;;) {} // => 2", "must follow an expression", 3],
    ["code that cannot be parsed", "f(\n)\nlet let = 1 (", "", 5]
  ])("complains of %s, with its line", (_title, code, why, line) => {
    const { problems } = module(code)
    assert.lengthOf(problems, 1)
    assert.match(problems[0] ?? "", new RegExp(`^a\\.md:${line}: `))
    assert.include(problems[0], why)
  })
})
