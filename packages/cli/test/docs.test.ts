import { readFileSync } from "node:fs"
import { assert, describe, it } from "vitest"
import { Context, Metric } from "effect"
import { PrometheusMetrics } from "effect/observability"
import { commands } from "../src/commands.ts"
import { eventLine } from "../src/run/eventLine.ts"
import { runOptions } from "../src/run/options.ts"
import * as Meters from "../src/run/telemetry/Meters.ts"
import { events } from "./events.ts"
import { run } from "./host.ts"

const page = readFileSync(new URL("../../../docs/conform.md", import.meta.url), "utf8")
const guide = readFileSync(new URL("../../../docs/command-line.md", import.meta.url), "utf8")
const board = readFileSync(new URL("../../../docs/grafana.json", import.meta.url), "utf8")
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8")

const fences = (text: string, info: string): ReadonlyArray<string> =>
  [...text.matchAll(new RegExp(`^\`\`\`${info}\\n(.*?)^\`\`\``, "gms"))].map(([, body = ""]) => body)

const formOf = (line: string): ReadonlyArray<string> =>
  line.includes('"status"') ? ["--codes"] : line.includes('"secret"') ? ["--sign"] : []

describe("docs/conform.md", () => {
  it("shows lines with the answers that they get", async () => {
    const examples = fences(page, "json")
    assert.strictEqual(examples.length, 4)
    for (const example of examples) {
      const [line = "", answer] = example.split("\n")
      const { stdout } = await run(["conform", ...formOf(line)], [line])
      assert.strictEqual(stdout, `${answer}\n`)
    }
  })
})

describe("the README", () => {
  it("shows a line with the answer that it gets", async () => {
    const [line] = fences(readme, "sh").flatMap((shell) => /^echo '(.*)' \| backhand conform$/m.exec(shell)?.[1] ?? [])
    const { stdout } = await run(["conform"], [line ?? ""])
    assert.deepStrictEqual([stdout], fences(readme, "json"))
  })
})

/** What Prometheus sees of a run in which everything happened once. */
const scrape = (): string => {
  const context = Context.make(Metric.MetricRegistry, new Map())
  const meters = Meters.make(context)
  for (const event of Object.values(events)) meters.event(event)
  meters.entry({ entry: "step", at: 0, fact: { fact: "signal", signal: events.held.signal }, commands: [] })
  meters.entry({ entry: "step", at: 0, fact: { fact: "clock", askedAtMs: 0, venueAtMs: 0 }, commands: [] })
  for (const socket of ["live", "live"] as const) meters.socket({ socket, at: 0 })
  meters.refresh(0)
  return PrometheusMetrics.formatUnsafe(context)
}

interface Board {
  readonly panels: ReadonlyArray<{
    readonly targets: ReadonlyArray<{ readonly expr: string; readonly legendFormat: string }>
  }>
}

const targets = (JSON.parse(board) as Board).panels.flatMap((panel) => panel.targets)

describe("docs/command-line.md", () => {
  it("names every command", () => {
    for (const name of Object.keys(commands)) assert.include(guide, `\`${name}\``)
  })

  const { resumed: _, ...told } = events
  for (const [name, event] of Object.entries(told))
    it(`lists every field of an event (${name})`, () => {
      const row = new RegExp(`^\\| \`${name}\` \\|.*$`, "m").exec(guide)?.[0] ?? ""
      const common = new Set([
        "at",
        "event",
        "symbol",
        "clientOid",
        ...(/\bsignal\b/.test(row) ? ["signal", "side", "signalAt"] : [])
      ])
      for (const field of Object.keys(JSON.parse(eventLine(event, {})) as object))
        if (!common.has(field)) assert.include(row, `\`${field}\``)
    })

  it("knows of what keeps a run safe, and runs as a service", () => {
    const inHelp = new Set([
      "mode",
      "complete",
      "symbols",
      "signals",
      "url",
      "ws",
      "product-type",
      "margin-coin",
      "when-flat",
      "size"
    ])
    for (const option of Object.keys(runOptions).filter((name) => !inHelp.has(name)))
      assert.include(guide, `--${option}`)
  })

  it("lists every metric, and the board shows none that is not there", () => {
    const known = [...scrape().matchAll(/^# TYPE (\w+)/gm)].map(([, name = ""]) => name)
    assert.isAtLeast(known.length, 20)
    for (const name of known) assert.isTrue(guide.includes(name) || guide.includes(name.replace("backhand", "…")), name)
    const used = new Set(targets.flatMap(({ expr }) => expr.match(/backhand_\w+/g) ?? []))
    assert.isAtLeast(used.size, 18)
    for (const name of used) assert.include(known, name.replace("_bucket", ""))
  })

  it("has a board that parts each metric by labels it has", () => {
    const text = scrape()
    const parted = targets.filter(({ expr, legendFormat }) => /\bby \(/.test(expr) || legendFormat.includes("{{"))
    assert.isAtLeast(parted.length, 4)
    for (const { expr, legendFormat } of parted) {
      const [name = ""] = /backhand_\w+/.exec(expr) ?? []
      const by = /\bby \(([^)]*)\)/.exec(expr)?.[1]?.split(", ") ?? []
      const shown = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = ""]) => label)
      assert.includeMembers(by, shown)
      for (const label of by) assert.match(text, new RegExp(`^${name}\\{(?:.*,)?${label}="`, "m"))
    }
  })
})
