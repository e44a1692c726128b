import { assert, describe, it } from "vitest"
import { reportApi } from "../api/reportApi.ts"
import { tempTree } from "./tempTree.ts"

describe("the report of a public API", () => {
  it("has every module that a user can reach, without comments, and no other", () => {
    const dist = tempTree({
      "index.d.ts": `/**\n * The package.\n */\nexport * as B from "./B.ts";\nexport { a } from "./A.ts";\n//# sourceMappingURL=x\n`,
      "A.d.ts": `/** One. */\nexport declare const a: import("./internal/C.ts").C;\n`,
      "B.d.ts": `export type B = /* why */ "// not a comment";\n`,
      "internal/C.d.ts": "export interface C {\n}\n",
      "Unused.d.ts": "export {};\n"
    })
    const [, ...sections] = reportApi(dist, "core").split("\n\n")
    assert.deepStrictEqual(sections, [
      '// index\nexport * as B from "./B.ts";\nexport { a } from "./A.ts";',
      '// A\nexport declare const a: import("./internal/C.ts").C;',
      '// B\nexport type B =  "// not a comment";',
      "// internal/C\nexport interface C {\n}\n"
    ])
  })

  it("fails where the package is not built", () => {
    assert.throws(() => reportApi(tempTree({}), "core"), /core is not built/)
  })
})
