import { assert, describe, it } from "vitest"
import { run } from "./host.ts"

describe("the options of backhand candles", () => {
  const wrong: ReadonlyArray<readonly [string, ReadonlyArray<string>, RegExp]> = [
    ["no time", ["--out", "x.csv"], /--from is missing\nexpected: --from 2026-01-31/],
    ["no file", ["--from", "1"], /--out is missing/],
    ["another kind of file", ["--from", "1", "--out", "x.json"], /--out x\.json is neither CSV nor Parquet/],
    [
      "no such day",
      ["--from", "2026-02-30", "--out", "x.csv"],
      /--from: expected milliseconds since the epoch, or a date/
    ],
    ["times in the wrong order", ["--from", "2", "--to", "1", "--out", "x.csv"], /--from is not before --to/],
    [
      "another granularity",
      ["--from", "1", "--out", "x.csv", "--granularity", "2m"],
      /no bars of "2m"\ndid you mean 1m\?/
    ],
    ["a folder that is not there", ["--from", "1", "--out", "/none/x.csv"], /x\.csv\.part cannot be written/]
  ]
  for (const [name, given, said] of wrong)
    it(`ends with 2 where there is ${name}`, async () => {
      const { code, stderr, stdout } = await run(["candles", "ETHUSDT", "--url", "http://127.0.0.1:9", ...given])
      assert.deepStrictEqual([code, stdout], [2, ""])
      assert.match(stderr, said)
    })
})
