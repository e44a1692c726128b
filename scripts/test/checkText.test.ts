import { assert, describe, it } from "vitest"
import { checkText } from "../text/checkText.ts"

// Put together here, so that this file does not hold what it describes.
const join = (...parts: ReadonlyArray<string>): string => parts.join("")

const wrong: ReadonlyArray<readonly [title: string, text: string]> = [
  ["a path in somebody's home", join("cd /ho", "me/ada/backhand")],
  ["a path of the administrator", join("see /ro", "ot/.config")],
  ["a quoted path of a machine", join(`"/wo`, `rk/main/scripts"`)],
  ["a path of another system", join("C:\\Us", "ers\\ada")],
  ["the address of the usual registry", join("https://regi", "stry.npmjs.org/effect")],
  ["the address of a mirror", join("https://un", "pkg.com/effect")],
  ["an access token", join("gh", "p_", "a".repeat(36))],
  ["unfinished work", join("// TO", "DO later")],
  ["a private key", join("-----BEGIN PRIVATE", " KEY-----\n", "M".repeat(64))]
]

describe("check-text", () => {
  it.each(wrong)("refuses %s, with its line", (_title, text) => {
    assert.lengthOf(checkText("docs/page.md", `first\n${text}\n`), 1)
    assert.match(checkText("docs/page.md", `first\n${text}\n`)[0] ?? "", /^docs\/page\.md:2: /)
  })

  it("refuses a tarball's address in the lock file", () => {
    assert.lengthOf(checkText("pnpm-lock.yaml", "    tarball: https://example.com/x.tgz"), 1)
  })

  it("accepts addresses, relative paths and routes", () => {
    const text = "https://example.com/home/page ./work/a ../root/b /api/v2/mix/order /workspace/x {a,b}/home/c"
    assert.deepStrictEqual(checkText("docs/page.md", text), [])
  })

  it("accepts a key that only a test uses, and passes over binary files", () => {
    const key = join("-----BEGIN PRIVATE", " KEY-----\n", "M".repeat(64))
    assert.deepStrictEqual(checkText("packages/signer/test/key.pem", key), [])
    assert.deepStrictEqual(checkText("picture.png", `\0${key}`), [])
  })
})
