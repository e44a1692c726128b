import { readFileSync } from "node:fs"
import { setImmediate } from "node:timers/promises"
import { Faults } from "@backhand/bitget-simulator"
import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { linesOf } from "./host.ts"
import { makePlace } from "./place.ts"
import { startSession } from "./session.ts"
import { named } from "./told.ts"

const pageOf = (name: string) => readFileSync(new URL(`../../../docs/${name}.md`, import.meta.url), "utf8")

const [, section = ""] = /\n## Two terminals, no account\n(.*?)\n## /s.exec(pageOf("command-line")) ?? []

/** What the reader is told to type (`sh`), and what is shown (`text`). */
const linesIn = (info: "sh" | "text"): ReadonlyArray<string> =>
  [...section.matchAll(new RegExp(`^\`\`\`${info}\\n(.*?)^\`\`\``, "gms"))].flatMap(([, body = ""]) => linesOf(body))

/** The page writes … for what differs from run to run. */
const pattern = (line: string): RegExp =>
  new RegExp(`^${line.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&").replaceAll("…", ".+?")}$`, "m")

interface Banner {
  readonly rest: string
  readonly ws: string
}

/** What the other terminal is told to type: addresses and credentials. */
const environment = (shown: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...shown.matchAll(/^ {2}export (\w+)=(\S+)$/gm)].map(([, name = "", value = ""]) => [name, value])
  )

/** Types each line once the one before it has shown its answer, then Ctrl-D. */
const typeInto = async (
  session: ReturnType<typeof startSession>,
  lines: ReadonlyArray<string>,
  answers: ReadonlyArray<string>
) => {
  for (const [index, line] of lines.entries()) {
    session.stdin.write(`${line}\n`)
    await session.hears(answers[index] ?? "")
  }
  session.stdin.end()
  return session.code
}

describe("two terminals, no account", () => {
  it("go as the page says, from the first line to the last", async () => {
    await using place = await makePlace()
    const lines = linesIn("sh")
    const [first = "", ...others] = lines.filter((line) => line.startsWith("backhand"))
    const signals = lines.filter((line) => line.startsWith("{"))
    assert.strictEqual(first, "backhand simulate --port 8080 --ws-port 8081 --seed 7")
    const exchange = startSession(
      first
        .replaceAll(/--(ws-)?port \d+/g, "")
        .split(/\s+/)
        .slice(1),
      { NO_COLOR: "1" },
      true
    )
    while (!exchange.stderr().includes("Running until")) await setImmediate()
    const { rest, ws } = JSON.parse(exchange.stdout()) as Banner
    const own = (line: string): string =>
      line.replace("$U", lines.find((text) => text.startsWith("U="))?.slice(3, -1) ?? "")
    const words = (line: string) =>
      own(line)
        .replace("http://127.0.0.1:8080", rest)
        .replace("ws://127.0.0.1:8081/v2/ws", ws)
        .split(" ")
        .slice(1)
        .map((word) => (/^run\.\w+$/.test(word) ? place.path(word) : word))
    const ended: Record<string, string> = {}
    for (const line of others) {
      const [name = "", ...args] = words(line)
      const session = startSession([name, ...args], { ...environment(exchange.stderr()), NO_COLOR: "1" }, true)
      const typed = name === "run" ? signals : name === "reverse" ? ["y"] : []
      const answers = name === "run" ? ['"opened":"0.5"', '"closed":"0.5"'] : [""]
      const code = await typeInto(session, typed, answers)
      assert.strictEqual(code, 0, `${line}: ${session.stdout()}${session.stderr()}`)
      ended[name] = session.stdout()
      for (const secret of Object.values(environment(exchange.stderr())))
        assert.notInclude(session.stdout() + session.stderr(), secret)
    }
    assert.deepStrictEqual(Object.keys(ended), ["doctor", "run", "journal", "certify", "reverse"])
    const shown = `${ended["doctor"]}${ended["reverse"]}`.replaceAll(new URL(rest).host, "127.0.0.1:8080")
    assert.isAtLeast(linesIn("text").length, 17)
    for (const line of linesIn("text")) assert.match(shown, pattern(line))
    assert.lengthOf(linesIn("text"), linesOf(shown).length)
    const events = named({ stdout: ended["run"] ?? "" })
    assert.deepStrictEqual(events, ["sent", "settled", "sent", "settled"])
    assert.match(ended["journal"] ?? "", /entry +0\.5 long +reversed.*\n.*reversal +0\.5 of a long +reversed/)
    assert.match(ended["certify"] ?? "", /the same: 1 run, \d+ steps, 2 orders/)
    assert.match(ended["reverse"] ?? "", /short 0\.5 at 3000;[^]*reversed: closed 0\.5, opened 0\.5; now long 0\.5/)
    exchange.stdin.end()
    assert.strictEqual(await exchange.code, 0)
  })
})

describe("the guide to the simulator", () => {
  const guide = pageOf("simulator")
  const [, example = ""] = /^```json\n(.*?)^```/ms.exec(guide) ?? []

  it("shows a fault file that is one, and names every fault that there is", () => {
    assert.isTrue(Result.isSuccess(Faults.decode(JSON.parse(example))))
    for (const name of Object.keys(Faults.Faults.fields)) assert.include(guide, `\`${name}\``)
  })
})
