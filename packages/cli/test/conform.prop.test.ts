import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { codesLine, reversalLine, signLine } from "./arbitraries.ts"
import { run, wordless } from "./host.ts"
import { answerLine, type Form } from "./oracle/oracle.ts"
import { scaled } from "./scale.ts"

const forms: ReadonlyArray<readonly [Form, ReadonlyArray<string>, fc.Arbitrary<string>]> = [
  ["reversal", [], reversalLine],
  ["codes", ["--codes"], codesLine],
  ["sign", ["--sign"], signLine]
]

const answerOf = async (args: ReadonlyArray<string>, line: string): Promise<string> => {
  const { stdout } = await run(["conform", ...args], [line])
  return stdout.trimEnd()
}

describe("backhand conform", () => {
  for (const [form, args, lines] of forms) {
    it(`answers any line as an independent oracle does (${form})`, () =>
      fc.assert(
        fc.asyncProperty(lines, async (line) => {
          assert.strictEqual(wordless(await answerOf(args, line)), answerLine(form, line))
        }),
        { numRuns: scaled(400) }
      ))

    it(`answers any JSON at all with one line (${form})`, () =>
      fc.assert(
        fc.asyncProperty(fc.json({ maxDepth: 4 }), async (json) => {
          const { code, stdout } = await run(["conform", ...args], [json.replaceAll("\n", " ")])
          assert.strictEqual(code, 0)
          assert.match(stdout, /^\{"id":.*\}\n$/)
        }),
        { numRuns: scaled(200) }
      ))
  }
})
