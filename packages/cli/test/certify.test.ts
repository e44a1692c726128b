import { mkdirSync, readFileSync } from "node:fs"
import { assert, describe, it } from "vitest"
import { run } from "./host.ts"
import { ETHUSDT, makePlace } from "./place.ts"
import { signal } from "./told.ts"

const step = '{"entry":"step","at":1,"fact":{"fact":"timer"},"commands":[]}'

describe("backhand certify", () => {
  it("ends with 2 and names the line that is no entry", async () => {
    await using place = await makePlace()
    const said = async (text: string) => {
      const { code, stderr, stdout } = await run(["certify", place.file("run.jsonl", text)])
      assert.deepStrictEqual([code, stdout], [2, ""])
      return stderr
    }
    assert.match(await said("hello\n"), /run\.jsonl:1: expected one entry as JSON, got `hello` at its end/)
    assert.match(await said('{"entry":"else"}\n'), /run\.jsonl:1: expected `entry` to be "options" or "step"/)
    assert.match(await said(`${step}\n`), /run\.jsonl:1: a step before the options of its run/)
    const empty = '{"entry":"options","options":{}}'
    const strange = '{"entry":"step","at":1,"fact":{"fact":"signal"},"commands":[]}'
    assert.match(await said(`${empty}\n${strange}\n`), /run\.jsonl:2: an entry that the engine cannot take/)
    assert.match(await said(""), /run\.jsonl:1: nothing is recorded/)
    mkdirSync(place.path("folder"))
    const folder = await run(["certify", place.path("folder")])
    assert.match(folder.stderr, /folder cannot be read: it is a directory\ngive the file/)
  })

  it("tells another program the first difference", async () => {
    await using place = await makePlace()
    const dry = ["--dry-run", "--instrument", place.file("ETHUSDT.json", JSON.stringify(ETHUSDT))]
    const record = place.path("run.jsonl")
    await run(["run", "--signals", "-", ...dry, "--record", record], [signal()])
    const file = place.file("other.jsonl", readFileSync(record, "utf8").replace('"reason":"flat"', '"reason":"agrees"'))
    const { code, stdout } = await run(["certify", file, "--json"])
    assert.strictEqual(code, 1)
    assert.deepInclude(JSON.parse(stdout) as object, { file, same: false })
  })
})
