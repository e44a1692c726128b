import { readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { root } from "../launcher/node.mjs"

const read = (name: string): string => readFileSync(join(root, name), "utf8")

/** The names in the catalogs of the workspace, without those that only describe another one's types. */
const dependencies = (): ReadonlyArray<string> => {
  const [, catalogs = ""] = read("pnpm-workspace.yaml").split("\ncatalog:")
  const names = Array.from(catalogs.matchAll(/^ {2,4}"?((?:@[\w-]+\/)?[\w.-]+)"?: \S/gm), ([, name = ""]) => name)
  return [...new Set(names)].filter((name) => !name.startsWith("@types/"))
}

describe("the table of dependencies", () => {
  const [, table = ""] = read("DECISIONS.md").split("\n## Dependencies")
  const named = Array.from(table.matchAll(/^\| ([^|]+) \|/gm), ([, cell = ""]) => cell).join(" ")

  it("sees the dependencies", () => assert.isAbove(dependencies().length, 20))

  for (const name of dependencies())
    it(`says why there is ${name}`, () => {
      const words = name.replace("@", "").split("/")
      assert.isTrue(words.some((word) => new RegExp(`(^|[^\\w-])${word}([^\\w-]|$)`).test(named)))
    })
})
