import { readFileSync } from "node:fs"
import { assert, describe, it } from "vitest"
import { run } from "./host.ts"

const page = readFileSync(new URL("../../../docs/conform.md", import.meta.url), "utf8")
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8")

const fences = (text: string, info: string): ReadonlyArray<string> =>
  [...text.matchAll(new RegExp(`^\`\`\`${info}\\n(.*?)^\`\`\``, "gms"))].map(([, body = ""]) => body)

const formOf = (line: string): ReadonlyArray<string> =>
  line.includes('"status"') ? ["--codes"] : line.includes('"secret"') ? ["--sign"] : []

describe("docs/conform.md", () => {
  it("shows lines with the answers that they get", async () => {
    const examples = fences(page, "json")
    assert.strictEqual(examples.length, 4)
    for (const example of examples) {
      const [line = "", answer] = example.split("\n")
      const { stdout } = await run(["conform", ...formOf(line)], [line])
      assert.strictEqual(stdout, `${answer}\n`)
    }
  })
})

describe("the README", () => {
  it("shows a line with the answer that it gets", async () => {
    const [line] = fences(readme, "sh").flatMap((shell) => /^echo '(.*)' \| backhand conform$/m.exec(shell)?.[1] ?? [])
    const { stdout } = await run(["conform"], [line ?? ""])
    assert.deepStrictEqual([stdout], fences(readme, "json"))
  })
})
