import { assert, describe, it } from "vitest"
import { define } from "../src/Command.ts"
import * as Help from "../src/Help.ts"

const command = define({
  name: "test",
  usage: "backhand test FILE",
  about: ["Tests."],
  operands: ["FILE"],
  options: { size: { value: "Q", summary: "how much" }, dry: { summary: "only shows" } },
  examples: [{ about: "Tests a file:", args: ["test", "--dry", "f"], output: ["done"] }],
  run: async () => 0
})

describe("Help.ofCommand", () => {
  it("shows options with their values in a column, and examples as they are typed", () => {
    assert.strictEqual(
      Help.ofCommand(command),
      [
        "Usage: backhand test FILE",
        "",
        "Tests.",
        "",
        "Options:",
        "  --size Q    how much",
        "  --dry       only shows",
        "  --help, -h  shows this text",
        "",
        "Examples:",
        "",
        "  Tests a file:",
        "  $ backhand test --dry f",
        "  done",
        ""
      ].join("\n")
    )
  })
})
