import { once } from "node:events"
import { createInterface } from "node:readline"
import { Readable } from "node:stream"
import { text } from "node:stream/consumers"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { codesLine, reversalLine, signLine } from "./arbitraries.ts"
import { ended, runChild, start } from "./child.ts"
import { linesOf, wordless } from "./host.ts"
import { answerLine, type Form } from "./oracle/oracle.ts"
import { scaled } from "./scale.ts"

const hedge = (id: number): string =>
  `{"id":"${id}","position":{"mode":"hedge_mode","long":{"size":"20","entry":"3000"},"short":null},` +
  `"reverse":{"side":"long","size":"3","clientOid":"c1"},"price":"3100","feeRate":"0.0006"}\n`

const forms: ReadonlyArray<readonly [Form, ReadonlyArray<string>, fc.Arbitrary<string>]> = [
  ["reversal", [], reversalLine],
  ["codes", ["--codes"], codesLine],
  ["sign", ["--sign"], signLine]
]

const idOf = (line: string): string | undefined => /^\{"id":"(\d+)"/.exec(line)?.[1]

describe("backhand conform, as a process", { timeout: 120_000 }, () => {
  for (const [form, args, lines] of forms) {
    it(`answers a stream of thousands of random lines as an independent oracle does (${form})`, async () => {
      const sample = fc.sample(lines, { numRuns: scaled(1000), seed: 20_260_101 })
      const { code, stderr, stdout } = await runChild(["conform", ...args], sample.join("\n"))
      const answers = linesOf(stdout)
      assert.deepStrictEqual({ code, stderr, count: answers.length }, { code: 0, stderr: "", count: sample.length })
      for (const [index, line] of sample.entries())
        assert.strictEqual(wordless(answers[index] ?? ""), answerLine(form, line), line)
    })
  }

  it("answers lines in order within a heap smaller than they are, at the pace of a slow reader", async () => {
    const total = scaled(100_000)
    const child = start(["conform"], ["--max-old-space-size=24"])
    const end = once(child, "close")
    const input = function* () {
      for (let id = 0; id < total; id += 1000)
        yield Array.from({ length: 1000 }, (_, index) => hedge(id + index)).join("")
    }
    Readable.from(input()).pipe(child.stdin)
    let count = 0
    let isInOrder = true
    for await (const line of createInterface({ input: child.stdout })) {
      isInOrder &&= idOf(line) === String(count)
      count += 1
    }
    assert.deepStrictEqual({ count, isInOrder }, { count: total, isInOrder: true })
    assert.deepStrictEqual(await end, [0, null])
  })

  it("answers a line as soon as it is there, without waiting for more", async () => {
    const child = start(["conform"])
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    for (const id of [1, 2, 3]) {
      child.stdin.write(hedge(id))
      assert.strictEqual(idOf(String((await answers.next()).value)), String(id))
    }
    child.stdin.end()
    assert.deepStrictEqual(await once(child, "close"), [0, null])
  })

  it("ends quietly when the reader of its answers leaves", async () => {
    const child = start(["conform"])
    child.stdin.on("error", () => undefined)
    Readable.from(
      (function* () {
        for (let id = 0; ; id++) yield hedge(id)
      })()
    ).pipe(child.stdin)
    const first = (await once(child.stdout, "data")) as [Buffer]
    assert.strictEqual(idOf(first[0].toString()), "0")
    child.stdout.destroy()
    const [stderr, end] = await Promise.all([text(child.stderr), once(child, "close")])
    assert.deepStrictEqual({ stderr, end }, { stderr: "", end: [0, null] })
  })

  it("ends at once on an interrupt", async () => {
    const child = start(["conform"])
    child.stdin.write(hedge(1))
    await once(child.stdout, "data")
    child.kill("SIGINT")
    const { signal, stderr } = await ended(child)
    assert.deepStrictEqual({ signal, stderr }, { signal: "SIGINT", stderr: "" })
  })

  it("ends with 0 at the end of an empty input", async () => {
    assert.deepStrictEqual(await runChild(["conform"]), { code: 0, signal: null, stdout: "", stderr: "" })
  })

  it("ends with 2 on wrong usage, and prints nothing on standard output", async () => {
    const { code, stderr, stdout } = await runChild(["conform", "--cods"])
    assert.deepStrictEqual({ code, stdout }, { code: 2, stdout: "" })
    assert.strictEqual(stderr, "backhand: conform: there is no option --cods\ndid you mean --codes?\n")
  })
})
