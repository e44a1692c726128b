import { assert, describe, it } from "vitest"
import { define } from "../src/Command.ts"
import { CommandError } from "../src/CommandError.ts"
import { readArguments } from "../src/readArguments.ts"

const command = define({
  name: "test",
  usage: "backhand test FILE [OTHER]",
  about: [],
  operands: ["FILE", "[OTHER]"],
  options: { size: { value: "Q", summary: "how much" }, dry: { summary: "only shows" } },
  examples: [],
  run: async ({ dry, size }) => (dry === true && size === "3" ? 0 : 1)
})

const refusal = (...args: ReadonlyArray<string>): string => {
  try {
    readArguments(command, args)
  } catch (error) {
    if (error instanceof CommandError) return `${error.exitCode} ${error.message} | ${error.remedy}`
  }
  return "accepted"
}

describe("readArguments", () => {
  it("reads options in both spellings, switches and arguments in any order", () => {
    const values = { size: "3", dry: true } as const
    assert.deepStrictEqual(readArguments(command, ["--size", "3", "a", "--dry"]), {
      isHelp: false,
      values,
      operands: ["a"]
    })
    assert.deepStrictEqual(readArguments(command, ["a", "--dry", "--size=3", "b"]).operands, ["a", "b"])
  })

  it("takes everything after -- as arguments", () => {
    assert.deepStrictEqual(readArguments(command, ["--", "--size", "-x"]).operands, ["--size", "-x"])
  })

  it("takes a negative number as a value", () => {
    assert.deepStrictEqual(readArguments(command, ["f", "--size", "-3"]).values, { size: "-3" })
  })

  it("takes a value that begins with dashes only behind an equals sign", () => {
    assert.deepStrictEqual(readArguments(command, ["f", "--size=--dry"]).values, { size: "--dry" })
    assert.strictEqual(refusal("f", "--size", "--dry"), "2 test: --size needs a value | expected: --size Q")
  })

  it("refuses a value that is missing or empty", () => {
    assert.strictEqual(refusal("f", "--size"), "2 test: --size needs a value | expected: --size Q")
    assert.strictEqual(refusal("f", "--size="), "2 test: --size needs a value | expected: --size Q")
  })

  it("refuses a missing and a superfluous argument", () => {
    assert.strictEqual(refusal(), "2 test: FILE is missing | expected: backhand test FILE [OTHER]")
    assert.strictEqual(refusal("a", "b", "c"), '2 test: unexpected argument "c" | expected: backhand test FILE [OTHER]')
  })

  it("refuses names that only JavaScript knows", () => {
    assert.match(refusal("f", "--constructor"), /^2 test: there is no option --constructor/)
    assert.match(refusal("f", "--__proto__=1"), /^2 test: there is no option --__proto__/)
  })

  it("lets help win over mistakes", () => {
    assert.isTrue(readArguments(command, ["--nonsense", "-h"]).isHelp)
  })
})
