import { spawnSync } from "node:child_process"
import { assert, describe, it } from "vitest"
import { commands } from "../src/commands.ts"
import { linesOf, run } from "./host.ts"

const has = (shell: string): boolean => spawnSync(shell, ["-c", "true"]).status === 0

const scriptFor = async (shell: string): Promise<string> => {
  const { code, stdout } = await run(["completions", shell])
  assert.strictEqual(code, 0)
  return stdout
}

/** What bash offers at the end of a line that is being typed. */
const offered = (script: string, ...typed: ReadonlyArray<string>): ReadonlyArray<string> => {
  const words = ["backhand", ...typed].map((word) => `"${word}"`).join(" ")
  const asked = `COMP_WORDS=(${words}); COMP_CWORD=${typed.length}; _backhand; printf '%s\\n' "\${COMPREPLY[@]}"`
  const { stderr, stdout } = spawnSync("bash", ["-c", `${script}\n${asked}`], { encoding: "utf8" })
  assert.strictEqual(stderr, "")
  return linesOf(stdout).filter((line) => line !== "")
}

describe("backhand completions", () => {
  it.skipIf(!has("bash"))("completes commands, options and words in bash", async () => {
    const script = await scriptFor("bash")
    assert.deepStrictEqual(offered(script, ""), [...Object.keys(commands), "--help", "--version"])
    assert.deepStrictEqual(offered(script, "si"), ["simulate"])
    assert.deepStrictEqual(offered(script, "run", "--max-"), ["--max-size", "--max-notional", "--max-reversals"])
    assert.deepStrictEqual(offered(script, "run", "--when-flat", ""), ["ignore", "enter"])
    assert.deepStrictEqual(offered(script, "run", "--signals", "x"), [])
    assert.deepStrictEqual(offered(script, "run", "--dry-run", "--si"), ["--signals", "--size"])
    assert.deepStrictEqual(offered(script, "completions", "z"), ["zsh"])
  })

  it.skipIf(!has("zsh"))("writes what zsh can read", async () => {
    const { status, stderr } = spawnSync("zsh", ["-n"], { input: await scriptFor("zsh"), encoding: "utf8" })
    assert.deepStrictEqual([status, stderr], [0, ""])
  })

  it.skipIf(!has("fish"))("completes in fish", async () => {
    const asked = "complete -C 'backhand run --when-flat '"
    const script = `${await scriptFor("fish")}\n${asked}\n`
    const { stdout } = spawnSync("fish", ["--no-config", "-c", script], { encoding: "utf8" })
    assert.deepStrictEqual(
      linesOf(stdout).map((line) => line.split("\t")[0]),
      ["enter", "ignore"]
    )
  })

  it("names every command and option for every shell", async () => {
    for (const shell of ["bash", "zsh", "fish"]) {
      const script = await scriptFor(shell)
      for (const [name, { load }] of Object.entries(commands)) {
        assert.include(script, name)
        for (const option of Object.keys((await load()).options))
          assert.match(script, new RegExp(`(--|-l )${option}\\b`))
      }
    }
  })

  it("ends with 2 for another shell", async () => {
    const { code, stderr } = await run(["completions", "fsh"])
    assert.deepStrictEqual([code, stderr], [2, "backhand: completions: there are none for fsh\ndid you mean zsh?\n"])
  })
})
