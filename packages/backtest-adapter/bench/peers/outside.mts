/** Runs other engines in processes of their own, where they can be had. */
import { execFileSync } from "node:child_process"
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

/** What an engine did: bars a second of processor time, fills, and equity at the end where it is that of this job. */
export interface Outside {
  readonly barsASecond: number
  readonly fills: number | string
  readonly equity: number | null
  readonly version?: string
}

const own = process.env["BACKHAND_PEERS"]
const folder = own ?? mkdtempSync(join(tmpdir(), "backhand-peers-"))
if (own === undefined) process.on("exit", () => rmSync(folder, { recursive: true, force: true }))

const quietly = (file: string, args: ReadonlyArray<string>): string =>
  execFileSync(file, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], timeout: 100_000 })

/** Measures once, and fails again with the same reason. */
export const once = (measure: () => number): (() => number) => {
  let known: { readonly value: number } | { readonly cause: unknown } | undefined
  return () => {
    try {
      known ??= { value: measure() }
    } catch (cause) {
      known = { cause }
    }
    if ("cause" in known) throw known.cause
    return known.value
  }
}

const told = (bars: number, text: string): Outside => {
  const [ms, fills, equity, version] = JSON.parse(text) as [number, number | string, number | null, string | undefined]
  return { barsASecond: (bars / ms) * 1000, fills, equity, ...(version === undefined ? {} : { version }) }
}

const program = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** A program beside this one, on a package that `BACKHAND_PEERS` has, or else npm installs into a temporary folder. */
const inNode = (bars: number, name: string, wanted: string): Outside => {
  const installed = join(folder, "node_modules", wanted.slice(0, wanted.lastIndexOf("@")))
  if (!existsSync(installed)) {
    if (own === undefined) writeFileSync(join(folder, "package.json"), '{"private":true}')
    if (own === undefined) quietly("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", wanted])
  }
  const args = ["--conditions=@backhand/source", program(name), folder, String(bars)]
  const lines = quietly(process.execPath, args).trim().split("\n")
  return told(bars, lines.at(-1) ?? "")
}

export const pineTs = (bars: number): Outside => inNode(bars, "pineTs.mts", "pinets@0.9.34")
export const backtestKit = (bars: number): Outside => inNode(bars, "backtestKit.mts", "backtest-kit@19.5.0")
export const vectorbt = (bars: number): Outside =>
  told(bars, quietly(process.env["BACKHAND_PYTHON"] ?? "python3", [program("withVectorbt.py"), String(bars)]))
