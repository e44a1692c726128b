import { assert, describe, it } from "vitest"
import { undocumented } from "../api/undocumented.ts"
import { tempTree } from "./tempTree.ts"

const since = "@since 0.1.0"
const documented = (text: string) => `/**\n * One sentence.\n *\n * ${since}\n */\n${text}\n`

describe("the check that every export is documented", () => {
  it("accepts a sentence with its version, once for a type and a value of one name", () => {
    const dist = tempTree({
      "index.d.ts": `export * as A from "./A.ts";\nexport { b } from "./B.ts";\n`,
      "A.d.ts": `${documented("export declare const a: () => void;")}export type a = string;\n`,
      "B.d.ts": `import "./Unreachable.ts";\n${documented("export declare function b(): void;")}export declare const hidden: 1;\n`,
      "Unreachable.d.ts": "export declare const c: 1;\n"
    })
    assert.deepStrictEqual(undocumented(dist), [])
  })

  const gaps: ReadonlyArray<readonly [string, string]> = [
    ["nothing", "export declare const a: 1;"],
    ["no version", "/** One sentence. */\nexport declare const a: 1;"],
    ["only tags", `/**\n * ${since}\n */\nexport declare const a: 1;`],
    ["an ordinary comment", `/*\n * One sentence.\n *\n * ${since}\n */\nexport declare const a: 1;`],
    ["the documentation of its neighbour", `${documented("export declare const other: 1;")}export declare const a: 1;`]
  ]
  for (const [what, text] of gaps)
    it(`refuses an export with ${what}`, () => {
      const dist = tempTree({ "index.d.ts": `export * from "./internal/A.js";\n`, "internal/A.d.ts": text })
      assert.deepStrictEqual(undocumented(dist), ["internal/A.d.ts: a"])
    })

  it("sees classes, interfaces, types and functions, under whatever name they are passed on", () => {
    const text =
      "export declare class C {}\nexport interface I {}\nexport type T = 1;\nexport declare function f(): void;\n"
    const dist = tempTree({
      "index.d.ts": `export { C as D } from "./A.js";\nexport type { I, T } from "./A.js";\nexport { f } from "./A.js";\n`,
      "A.d.ts": text
    })
    assert.deepStrictEqual(undocumented(dist), ["A.d.ts: C", "A.d.ts: I", "A.d.ts: T", "A.d.ts: f"])
  })

  it("fails where the package is not built", () => {
    assert.throws(() => undocumented(tempTree({})), /not built/)
  })
})
