import { assert, describe, it } from "vitest"
import { linesOf, run, wordless } from "./host.ts"

const line = (id: string): string =>
  `{"id":"${id}","position":{"mode":"one_way_mode","net":{"side":"long","size":"1","entry":"1"}},"price":"2"}`

const answersTo = async (...input: ReadonlyArray<string | Buffer>) => linesOf((await run(["conform"], input)).stdout)

const idsOf = (answers: ReadonlyArray<string>) =>
  answers.map((answer) => /^\{"id":("?\w+"?),"ok":(\w+)/.exec(answer)?.slice(1))

describe("backhand conform", () => {
  it("does the example of the contract", async () => {
    const example =
      '{"id":"1","position":{"mode":"hedge_mode","long":{"size":"20","entry":"3000"},"short":null},"reverse":{"side":"long","size":"3","clientOid":"c1"},"price":"3100","feeRate":"0.0006"}'
    const [answer = ""] = await answersTo(example)
    assert.include(answer, '"closed":"3","opened":"3","realized":"300","fees":"11.16"}')
  })

  it("reads lines that end in CRLF, a last line without an end, and a byte order mark", async () => {
    const answers = await answersTo(`\uFEFF${line("a")}\r\n${line("b")}\r\n`, line("c"))
    assert.deepStrictEqual(idsOf(answers), [
      ['"a"', "true"],
      ['"b"', "true"],
      ['"c"', "true"]
    ])
  })

  it("takes a byte order mark only at the beginning", async () => {
    assert.deepStrictEqual(idsOf(await answersTo(`${line("a")}\n\uFEFF${line("b")}\n`)), [
      ['"a"', "true"],
      ["null", "false"]
    ])
  })

  it("answers a line that is not text, or too long, and goes on", async () => {
    const bytes = [
      Buffer.from(`${line("a")}\n{"id":"`),
      Buffer.from([0xff, 0xfe]),
      Buffer.from(`"}\n${" ".repeat(2_000_000)}`)
    ]
    const answers = await answersTo(...bytes, `\n${line("b")}\n`)
    assert.deepStrictEqual(idsOf(answers), [
      ['"a"', "true"],
      ["null", "false"],
      ["null", "false"],
      ['"b"', "true"]
    ])
    assert.include(answers[1], '"message":"line 2: not UTF-8"')
    assert.include(answers[2], '"message":"line 3: longer than 1048576 bytes"')
  })

  it("skips blank lines, and counts them where it names a line", async () => {
    const answers = await answersTo("\n \t\r\n{\n\n")
    assert.deepStrictEqual(answers.map(wordless), ['{"id":null,"ok":false,"error":{"tag":"BadLine"}}'])
    assert.include(answers[0], '"message":"line 3: not JSON"')
  })

  it("names the field, and a remedy, in every refusal", async () => {
    const answers = await answersTo(
      '{"position":{"mode":"hedge_mode","long":{"size":"1","entry":"x"}},"price":"1"}\n{"position":{"mode":"one_way_mode","net":{"side":"long","size":"1","entry":"1"}}}'
    )
    assert.include(answers[0], '"message":"position.long.entry: expected a plain decimal')
    assert.include(answers[1], '"message":"price: expected a plain decimal')
    for (const answer of answers) assert.match(answer, /"remedy":"[^"]+/)
  })

  it("never shows a secret, whatever is wrong with the line", async () => {
    const secrets = [
      { secret: "s3cret\n" },
      { secret: "s3cret" },
      { secret: "s3cret", timestamp: 1, method: "GET", path: "s" },
      { secret: 53_223_741 }
    ]
    const { stdout } = await run(
      ["conform", "--sign"],
      [secrets.map((fields) => `${JSON.stringify(fields)}\n`).join("")]
    )
    assert.strictEqual(linesOf(stdout).length, 4)
    assert.notInclude(stdout, "s3cret")
    assert.notInclude(stdout, "53223741")
  })
})
