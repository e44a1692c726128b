import { assert, describe, it } from "vitest"
import { checkLinks } from "../text/checkLinks.ts"

const pages = new Map([
  [
    "README.md",
    "# One\n\n[guide](docs/a.md#what-is-it--really) [folder](packages/core) [web](https://example.org/x)\n"
  ],
  ["docs/a.md", "## What is `it`? – Really\n\n[up](../README.md#one) [here](#what-is-it--really)\n"]
])
const files = new Set([...pages.keys(), "packages/core"])
const check = (page: string, text: string) =>
  checkLinks(new Map([...pages, [page, text]]), (path) => files.has(path) || path === page)

describe("the check of links between pages", () => {
  it("accepts files, folders, headings and other sites", () => {
    assert.deepStrictEqual(
      checkLinks(pages, (path) => files.has(path)),
      []
    )
  })

  it("refuses a file that is not there", () => {
    assert.deepStrictEqual(check("docs/b.md", "\n[x](c.md)"), ["docs/b.md:2: there is no docs/c.md"])
  })

  it("refuses a heading that is not there", () => {
    assert.deepStrictEqual(check("docs/b.md", "[x](a.md#nothing)"), ["docs/b.md:1: docs/a.md has no heading #nothing"])
  })

  it("passes over code", () => {
    assert.deepStrictEqual(check("b.md", "`[x](c.md)`\n\n```md\n[x](c.md)\n# No heading\n```\n"), [])
    assert.deepStrictEqual(check("b.md", "```md\n# No heading\n```\n[x](#no-heading)"), [
      "b.md:4: b.md has no heading #no-heading"
    ])
  })
})
