import { assert, describe, it } from "vitest"
import { checkDeps } from "../deps/checkDeps.ts"
import { order } from "../deps/order.ts"
import { tempTree } from "./tempTree.ts"

const manifest = (name: string, fields: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({ name: `@backhand/${name}`, exports: { ".": {}, "./package.json": {} }, ...fields })

const tree = {
  "package.json": JSON.stringify({ devDependencies: { vitest: "1" } }),
  "packages/core/package.json": manifest("core", { dependencies: { effect: "4" } }),
  "packages/core/src/index.ts": `export * as Side from "./Side.ts"\n`,
  "packages/core/src/Side.ts": `import * as Result from "effect/Result"\nexport const flip = Result.succeed\n`,
  "packages/core/test/Side.test.ts": `import { it } from "vitest"\nimport { Side } from "@backhand/core"\nit("", () => Side)\n`,
  "packages/signer/package.json": manifest("signer", { dependencies: { effect: "4" } }),
  "packages/signer/src/index.ts": `export { createHmac } from "node:crypto"\n`,
  "packages/cli/package.json": manifest("cli", { dependencies: { "@backhand/core": "workspace:^" } }),
  "packages/cli/src/index.ts": `import { Side } from "@backhand/core"\nexport const side = Side\n`
}

/** What is refused once one more file stands in a tree that is otherwise clean. */
const planted = (path: string, text: string): ReadonlyArray<string> =>
  checkDeps(tempTree({ ...tree, [path]: text }), order).refusals

const wrong: ReadonlyArray<readonly [title: string, path: string, text: string, why: string]> = [
  [
    "an import against the order",
    "packages/core/src/A.ts",
    `import "@backhand/signer"`,
    "may not import @backhand/signer"
  ],
  [
    "a type import against the order",
    "packages/core/src/A.ts",
    `import type { X } from "@backhand/cli"`,
    "@backhand/cli"
  ],
  ["a re-export against the order", "packages/signer/src/A.ts", `export * from "@backhand/core"`, "@backhand/core"],
  ["a dynamic import against the order", "packages/core/src/A.ts", `await import("@backhand/cli")`, "@backhand/cli"],
  ["an import type against the order", "packages/core/src/A.ts", `type A = import("@backhand/cli").A`, "@backhand/cli"],
  ["a required module", "packages/core/src/A.ts", `import A = require("@backhand/cli")`, "@backhand/cli"],
  ["an import in a test against the order", "packages/core/test/A.ts", `import "@backhand/signer"`, "@backhand/signer"],
  [
    "a deep import of a package",
    "packages/cli/src/A.ts",
    `import "@backhand/core/src/Side.ts"`,
    "another package's files"
  ],
  [
    "a path into another package",
    "packages/cli/src/A.ts",
    `import "../../core/src/Side.ts"`,
    "leaves packages/cli/src"
  ],
  [
    "a source that imports its tests",
    "packages/core/src/A.ts",
    `import "../test/Side.test.ts"`,
    "leaves packages/core/src"
  ],
  [
    "a test that leaves its package",
    "packages/core/test/A.ts",
    `import "../../signer/src/index.ts"`,
    "leaves packages/core"
  ],
  ["an internal part of rxjs", "packages/cli/test/A.ts", `import "rxjs/internal/Observable"`, "internal part of rxjs"],
  ["an undeclared dependency", "packages/core/src/A.ts", `import "rxjs"`, `"rxjs" is not a declared dependency`],
  [
    "a tool of the root in a source",
    "packages/core/src/A.ts",
    `import "vitest"`,
    `"vitest" is not a declared dependency`
  ],
  ["a package that imports itself", "packages/core/src/A.ts", `import "@backhand/core"`, "is this package itself"],
  ["all of effect in a source", "packages/core/src/A.ts", `import { Result } from "effect"`, "loads everything"],
  ["a built-in module in core", "packages/core/src/A.ts", `import "node:crypto"`, `core may not import "node:crypto"`],
  ["another built-in module in signer", "packages/signer/src/A.ts", `import "node:fs"`, `may not import "node:fs"`],
  ["a built-in module without its prefix", "packages/cli/src/A.ts", `import "fs"`, `must be written "node:fs"`],
  ["Date.now in core", "packages/core/src/A.ts", `export const now = () => Date.now()`, "may not use Date.now"],
  [
    "a quoted Date.now in core",
    "packages/core/src/A.ts",
    `export const now = () => Date["now"]()`,
    "may not use Date.now"
  ],
  ["the present date in core", "packages/core/src/A.ts", `export const now = new Date()`, "may not use Date()"],
  ["Math.random in core", "packages/core/src/A.ts", `export const r = Math.random`, "may not use Math.random"],
  ["a timer in core", "packages/core/src/A.ts", `setTimeout(() => 1, 2)`, "may not use setTimeout"],
  ["an interval in core", "packages/core/src/A.ts", `export const f = setInterval`, "may not use setInterval"],
  ["performance in core", "packages/core/src/A.ts", `performance.now()`, "may not use performance"],
  ["the console in core", "packages/core/src/A.ts", `console.log(1)`, "may not use console"],
  ["the process in core", "packages/core/src/A.ts", `export const { env } = process`, "may not use process"],
  ["a global reached by globalThis", "packages/core/src/A.ts", `globalThis.process`, "may not use globalThis"],
  ["a file that cannot be parsed", "packages/core/src/A.ts", `import {`, "cannot be parsed"],
  ["a package without a place", "packages/utils/package.json", manifest("utils"), "no place in the order"]
]

describe("check-deps", () => {
  it("accepts a tree that keeps to the order", () => {
    assert.deepStrictEqual(checkDeps(tempTree(tree), order), { scanned: 5, refusals: [] })
  })

  it.each(wrong)("refuses %s, with its file", (_title, path, text, why) => {
    const refusals = planted(path, text)
    assert.lengthOf(refusals, 1)
    assert.include(refusals[0], why)
    assert.include(refusals[0], path.endsWith("package.json") ? "packages/utils:1" : `${path}:1: `)
  })

  it("names the line of what it refuses", () => {
    assert.include(planted("packages/core/src/A.ts", `\n\nexport const a = 1\nconsole.log(a)\n`)[0], "A.ts:4: ")
  })

  it("is not misled by strings, comments, labels and given times", () => {
    const text = `
      // import "@backhand/cli"; Date.now()
      export const text = 'import "@backhand/cli"; setTimeout()'
      export const a = { process: 1, console: { log: 2 } }
      export const b = a.process + a.console.log
      export const at = (ms: number) => new Date(ms).toISOString()
    `
    assert.deepStrictEqual(planted("packages/core/src/A.ts", text), [])
  })

  it("lets the tests of a package use what only its tests may", () => {
    const fields = { devDependencies: { "@backhand/reversal-operator": "workspace:^" } }
    const files = {
      "packages/backtest-adapter/package.json": manifest("backtest-adapter", fields),
      "packages/backtest-adapter/test/A.test.ts": `import "@backhand/reversal-operator"\nimport "../../../scripts/testData.ts"\n`,
      "packages/reversal-operator/package.json": manifest("reversal-operator"),
      "packages/reversal-operator/src/index.ts": "export {}"
    }
    const source = { "packages/backtest-adapter/src/A.ts": `import "@backhand/reversal-operator"\n` }
    assert.deepStrictEqual(checkDeps(tempTree({ ...tree, ...files }), order).refusals, [])
    assert.lengthOf(checkDeps(tempTree({ ...tree, ...files, ...source }), order).refusals, 1)
  })

  it("refuses a manifest that depends against the order", () => {
    const text = manifest("signer", { dependencies: { "@backhand/core": "workspace:^" } })
    assert.match(planted("packages/signer/package.json", text)[0] ?? "", /signer may not depend on @backhand\/core/)
  })

  it("looks at no built, installed or generated file", () => {
    const bad = `import "@backhand/cli"`
    const files = { "dist/A.js": bad, "node_modules/x/A.ts": bad, ".doctest/A.ts": bad, ".turbo/A.ts": bad }
    const inCore = Object.fromEntries(Object.entries(files).map(([name, text]) => [`packages/core/${name}`, text]))
    assert.deepStrictEqual(checkDeps(tempTree({ ...tree, ...inCore }), order), { scanned: 5, refusals: [] })
  })

  it("fails where it scanned nothing", () => {
    assert.lengthOf(checkDeps(tempTree({}), order).refusals, 1)
    assert.lengthOf(checkDeps(tempTree({ "packages/core/package.json": manifest("core") }), order).refusals, 2)
  })
})
