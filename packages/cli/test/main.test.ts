import { readFileSync } from "node:fs"
import { Readable, Writable } from "node:stream"
import { assert, describe, it } from "vitest"
import { commands } from "../src/commands.ts"
import { main } from "../src/main.ts"
import { collector, linesOf, run } from "./host.ts"

const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string }

const writing = async (code: string, stderr: Writable = collector().stream) => {
  const stdout = new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) })
  const host = {
    argv: ["", "", "conform"],
    env: {},
    stdin: Readable.from(["{}\n{}\n"]),
    stdout,
    stderr
  }
  return main(host)
}

describe("backhand", () => {
  it("shows every command with --help", async () => {
    const { code, stderr, stdout } = await run(["--help"])
    for (const [name, { summary }] of Object.entries(commands))
      assert.isTrue(linesOf(stdout).some((line) => line.startsWith(`  ${name} `) && line.endsWith(`  ${summary}`)))
    assert.deepStrictEqual({ code, stderr }, { code: 0, stderr: "" })
    assert.deepStrictEqual(await run(["-h"]), { code, stderr, stdout })
  })

  it("shows the same on standard error, with exit code 2, when nothing is asked for", async () => {
    const { stdout } = await run(["--help"])
    assert.deepStrictEqual(await run([]), { code: 2, stdout: "", stderr: stdout })
  })

  it("shows the version of the package", async () => {
    assert.deepStrictEqual(await run(["--version"]), { code: 0, stdout: `${manifest.version}\n`, stderr: "" })
  })

  const wrong: ReadonlyArray<readonly [string, ReadonlyArray<string>, string]> = [
    ["an unknown command", ["confrom"], "backhand: there is no command confrom\ndid you mean conform?\n"],
    ["a name of JavaScript's own", ["toString"], "backhand: there is no command toString\nexpected one of doctor"],
    ["an unknown option", ["--versoin"], "backhand: there is no option --versoin\ndid you mean --version?\n"],
    [
      "an unknown option of a command",
      ["conform", "--quiet"],
      "backhand: conform: there is no option --quiet\nexpected one of --codes, --sign, --help\n"
    ],
    ["an unknown short option", ["conform", "-c"], "backhand: conform: there is no option -c\n"],
    ["a value for a switch", ["conform", "--codes=yes"], 'backhand: conform: --codes takes no value, got "yes"\n'],
    ["an option given twice", ["conform", "--sign", "--sign"], "backhand: conform: --sign is given twice\n"],
    [
      "a file where standard input is read",
      ["conform", "lines.jsonl"],
      'backhand: conform: unexpected argument "lines.jsonl"\n'
    ],
    [
      "two forms at once",
      ["conform", "--codes", "--sign"],
      "backhand: conform: --codes and --sign read different lines\n"
    ]
  ]
  for (const [name, args, said] of wrong)
    it(`refuses ${name}, says what was expected, and ends with 2`, async () => {
      const { code, stderr, stdout } = await run(args)
      assert.deepStrictEqual({ code, stdout }, { code: 2, stdout: "" })
      assert.include(stderr, said)
      assert.strictEqual(linesOf(stderr).length, 2)
    })

  it("ends with 2 where standard input cannot be read", async () => {
    const broken = new Readable({
      read() {
        this.destroy(new Error("EISDIR: illegal operation on a directory, read"))
      }
    })
    const { code, stderr } = await run(["conform"], broken)
    assert.strictEqual(code, 2)
    assert.match(stderr, /^backhand: standard input cannot be read: EISDIR/)
  })

  it("ends with 0 when the reader of its answers has gone", async () => {
    assert.strictEqual(await writing("EPIPE"), 0)
  })

  it("ends with 1, and says why, when its answers could not be written", async () => {
    const stderr = collector()
    assert.strictEqual(await writing("ENOSPC", stderr.stream), 1)
    assert.strictEqual(
      stderr.text(),
      "backhand: the output cannot be written: there is no space left\nmake room, or write it elsewhere\n"
    )
  })

  it("ends with 1 even where it cannot say why", async () => {
    const full = Object.assign(new Error("full"), { code: "ENOSPC" })
    const stderr = new Writable({ write: (_chunk, _encoding, done) => done(full) })
    assert.strictEqual(await writing("ENOSPC", stderr), 1)
  })

  it("tells who types at a terminal how to end", async () => {
    const [out, err] = [collector(), collector()]
    const stdin = Object.assign(Readable.from([]), { isTTY: true })
    await main({ argv: ["", "", "conform"], env: {}, stdin, stdout: out.stream, stderr: err.stream })
    assert.deepStrictEqual([out.text(), err.text()], ["", "Reading JSON lines from the terminal; end with Ctrl-D.\n"])
  })
})

describe("the help of every command", () => {
  for (const [name, { load }] of Object.entries(commands)) {
    it(`shows usage, options and examples (${name})`, async () => {
      const command = await load()
      const { code, stdout } = await run([name, "--help", "--nonsense"])
      assert.strictEqual(code, 0)
      assert.strictEqual(command.name, name)
      for (const text of [command.usage, ...Object.keys(command.options).map((option) => `--${option}`)])
        assert.include(stdout, text)
      assert.isAtLeast(command.examples.length, 1)
    })
  }
})
