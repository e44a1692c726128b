import { assert, describe, it } from "vitest"
import { commands } from "../src/commands.ts"
import { linesOf, run } from "./host.ts"
import { ETHUSDT, held, makePlace } from "./place.ts"

const isFile = (text: string): boolean => /^[\w-]+\.(?:csv|html|json|jsonl|parquet|sqlite)$/.test(text)

const minutes = <A>(count: number, make: (minute: number) => A) => Array.from({ length: count }, (_, at) => make(at))
const startMs = 1_690_000_000_000

const halfADay = minutes(15 * 60, (at) => ({
  openAt: Date.UTC(2023, 6, 22) + at * 60_000,
  open: "3000",
  high: "3010",
  low: "2990",
  close: "3005"
}))

const files: Readonly<Record<string, string>> = {
  "ETHUSDT.json": JSON.stringify(ETHUSDT),
  "signals.csv": `at,symbol,side,id\n${startMs},ETHUSDT,short,s1\n`,
  "candles.csv": `ts,open,high,low,close\n${minutes(3, (at) => `${startMs + at * 60_000},3000,3010,2990,3005\n`).join("")}`,
  "faults.json": JSON.stringify({ loseAfter: 0.02 })
}

/** Help writes … for what differs from run to run. */
const looksLike = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&").replaceAll("…", ".+?")}$`).test(text)

const freePort = async (): Promise<string> => {
  await using place = await makePlace()
  return new URL(place.simulator.rest).port
}

/** What the examples of one command show: files in a folder, and a simulated exchange on port 8080. */
const setting = async (name: string) => {
  const place = await makePlace({ symbols: [held], history: { ETHUSDT: halfADay } })
  for (const [file, text] of Object.entries(files)) place.file(file, text)
  const { port } = new URL(place.simulator.rest)
  const ports = name === "simulate" ? await freePort() : port
  const runIn = async (args: ReadonlyArray<string>, input?: string) => {
    const real = args.map((arg) => (isFile(arg) ? place.path(arg) : arg.replace("8080", ports)))
    const ended = await run(real, input === undefined ? [] : [input], place.env)
    const shown = ended.stdout.replaceAll(place.path("/"), "").replaceAll(`:${ports}`, ":8080")
    return { ...ended, lines: linesOf(shown) }
  }
  if (name === "certify" || name === "journal") {
    const { load } = commands["run"] ?? assert.fail("there is no run")
    const [, trades] = (await load()).examples
    assert.strictEqual((await runIn(trades?.args ?? [])).code, 0)
  }
  return { runIn, [Symbol.asyncDispose]: place[Symbol.asyncDispose] }
}

describe("the help of every command", () => {
  for (const [name, { load }] of Object.entries(commands))
    it(`shows examples that are true (${name})`, async () => {
      const command = await load()
      const { stdout: help } = await run([name, "--help"])
      await using place = await setting(name)
      for (const { args, input, output } of command.examples) {
        const { code, lines, stderr } = await place.runIn(args, input)
        assert.strictEqual(code, 0, stderr)
        const isBeginning = output.at(-1) === "…"
        if (!isBeginning) assert.strictEqual(lines.length, output.length, stderr)
        for (const [index, line] of output.entries()) {
          if (!looksLike(line, lines[index] ?? "")) assert.strictEqual(lines[index], line)
          assert.include(help, `  ${line}\n`)
        }
      }
    })
})
