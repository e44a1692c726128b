import { existsSync } from "node:fs"
import { join } from "node:path"
import { assert, it } from "vitest"
import { root } from "../launcher/node.mjs"
import { slow } from "../slowestFirst.ts"

it("the tests that are begun first are there", () => {
  const isThere = (name: string) => ["packages", "apps"].some((group) => existsSync(join(root, group, name)))
  assert.deepStrictEqual(
    slow.filter((name) => !isThere(name)),
    []
  )
})
