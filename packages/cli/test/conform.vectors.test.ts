import { readFileSync } from "node:fs"
import { assert, describe, it } from "vitest"
import { file, forms, vectors } from "./conformance/vectors.ts"
import { linesOf, run, wordless } from "./host.ts"

const flags = { reversal: [], codes: ["--codes"], sign: ["--sign"] } as const

describe("the conformance vectors", () => {
  for (const form of forms) {
    const [input, output] = [readFileSync(file(form, "in"), "utf8"), readFileSync(file(form, "out"), "utf8")]

    it(`hold what an independent oracle answers (${form})`, () => {
      const expected = vectors(form)
      assert.strictEqual(input, expected.input, "run: node test/conformance/generate.ts")
      assert.strictEqual(output, expected.output, "run: node test/conformance/generate.ts")
    })

    it(`are answered by the command, text by text but for the words of errors (${form})`, async () => {
      const { code, stderr, stdout } = await run(["conform", ...flags[form]], [input])
      assert.deepStrictEqual(linesOf(stdout).map(wordless), linesOf(output))
      assert.deepStrictEqual({ code, stderr }, { code: 0, stderr: "" })
    })
  }

  it("cover every tag that conform can answer with", () => {
    const tags = forms.flatMap((form) => readFileSync(file(form, "out"), "utf8").match(/"tag":"\w+"/g) ?? [])
    assert.sameMembers(
      [...new Set(tags.map((tag) => tag.slice(7, -1)))],
      [
        "BadClientOid",
        "BadInstrument",
        "BadLine",
        "BadPosition",
        "BadRequest",
        "InvalidCredential",
        "InvalidQuery",
        "InvalidRequest",
        "NoPosition",
        "NotADecimal",
        "NotPositive",
        "NotTradable",
        "OffStep",
        "OutOfRange",
        "SideNeeded",
        "SizeInOneWayMode"
      ]
    )
  })

  it("agree with signatures that OpenSSL made", () => {
    const known = [
      "kvPbaSU9pqCoHNIpaxQAEYc77QZImmqgm/yrUHTG+rc=",
      "xmIN5Kt+K9U1gXlJ4RnlBjav++39oTR1CR97YWmrWtQ=",
      "L2h/6mnbOO0tpJeNydopdIA9AOHqAcnxfqgyR7wcoMg=",
      "MSly/aYegQryeILzrnqzWhOuY/RY/aNB+sj1l/DOTEw=",
      "lCQ0KtGTAgV5DSyWb3WJFt50awpsmERoAK/VWO8RlX0=",
      "1VueALzGd+onqDpaC6I8g3N68vjMsgRA64xE2rFvRnQ="
    ]
    const made = linesOf(readFileSync(file("sign", "out"), "utf8")).slice(0, known.length)
    assert.deepStrictEqual(
      made.map((line) => /"signature":"([^"]+)"/.exec(line)?.[1]),
      known
    )
  })
})
