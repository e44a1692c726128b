import { createHash } from "node:crypto"
import { assert, describe, it } from "vitest"
import { renderReport } from "../../src/report/renderReport.ts"
import { reportOfKernel } from "../../src/report/reportOfKernel.ts"
import { about, kernelRun, wave } from "./runs.ts"

const bars = wave(500)
const input = reportOfKernel("WAVE", bars, kernelRun(bars, 37), about)
const between = (page: string, from: string, to: string): string => page.split(from)[1]?.split(to)[0] ?? ""

describe("renderReport", () => {
  it("gives the same page for the same run", () => assert.strictEqual(renderReport(input), renderReport(input)))

  it("admits its own style and script by their hashes, and nothing else", () => {
    const page = renderReport(input)
    const hash = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`
    const policy = between(page, 'http-equiv="Content-Security-Policy" content="', '"').replaceAll("&#39;", "'")
    assert.strictEqual(
      policy,
      `default-src 'none'; style-src '${hash(between(page, "<style>", "</style>"))}'; script-src '${hash(
        between(page, "<script>", "</script>")
      )}'; base-uri 'none'; form-action 'none'`
    )
  })

  it("shows every figure of the statistics", () => {
    const page = renderReport(input)
    for (const key of Object.keys(input.statistics)) assert.include(page, `data-key="${key}"`)
  })

  it("lets no string of the user become markup", () => {
    const hostile = `</script><script>alert(1)</script><img src=x onerror='alert(1)'>"&`
    const page = renderReport({
      ...input,
      title: hostile,
      coin: hostile,
      command: hostile,
      parameters: [[hostile, hostile]],
      notes: [hostile],
      symbols: input.symbols.map((symbol) => ({ ...symbol, symbol: hostile }))
    })
    assert.notInclude(page, "<img")
    assert.strictEqual(page.split("<script").length, renderReport(input).split("<script").length)
    assert.strictEqual(page.split("</script>").length, renderReport(input).split("</script>").length)
  })
})
