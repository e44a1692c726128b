/**
 * `backhand conform` over a million lines of each form, as a process with a small heap: lines a second, and the most memory it
 * ever held. Memory must not grow with the number of lines. Exits with 1 where it does.
 *
 * Needs a build and Linux's /proc. LINES=… takes another number.
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

const most = Number(process.env["LINES"] ?? 1_000_000)
const bin = fileURLToPath(new URL("../bin/backhand.mjs", import.meta.url))
const newline = 10

const position = '{"mode":"hedge_mode","long":{"size":"20","entry":"3000"},"short":null}'
const forms = {
  reversal: [[], `"position":${position},"reverse":{"side":"long","size":"3"},"price":"3100","feeRate":"0.0006"}`],
  codes: [
    ["--codes"],
    `"status":400,"body":"{\\"code\\":\\"40757\\",\\"msg\\":\\"Not enough position is available\\"}"}`
  ],
  sign: [
    ["--sign"],
    `"secret":"s","timestamp":"1659076670000","method":"POST","path":"/api/v2/x","query":{},"body":"{}"}`
  ]
} as const

/** The largest resident set of a process so far, MB. */
const peakOf = (pid: number): number => {
  const status = `/proc/${pid}/status`
  const [, kB = "NaN"] = /VmHWM:\s+(\d+)/.exec(existsSync(status) ? readFileSync(status, "utf8") : "") ?? []
  return Number(kB) / 1024
}

const run = async (args: ReadonlyArray<string>, rest: string, lines: number) => {
  const start = performance.now()
  const child = spawn(process.execPath, ["--max-old-space-size=64", bin, "conform", ...args], {
    stdio: ["pipe", "pipe", "inherit"]
  })
  let [answered, peak] = [0, 0]
  child.stdout.on("data", (chunk: Buffer) => {
    for (const byte of chunk) if (byte === newline) answered++
    if (answered * 2 > lines) peak = Math.max(peak, peakOf(child.pid ?? 0) || 0)
  })
  const ended = once(child, "close")
  const batch = 1000
  for (let line = 0; line < lines; line += batch) {
    const text = Array.from({ length: Math.min(batch, lines - line) }, (_, i) => `{"id":"${line + i}",${rest}\n`)
    if (!child.stdin.write(text.join(""))) await once(child.stdin, "drain")
  }
  child.stdin.end()
  await ended
  if (answered !== lines) throw new Error(`${lines} lines in, ${answered} out`)
  return { perSecond: (lines * 1000) / (performance.now() - start), peak }
}

console.log(`${"conform".padEnd(12)}${"lines".padStart(12)}${"lines/s".padStart(12)}${"peak MB".padStart(12)}`)
for (const [form, [args, rest]] of Object.entries(forms)) {
  const few = await run(args, rest, Math.ceil(most / 10))
  const many = await run(args, rest, most)
  for (const [lines, { peak, perSecond }] of [
    [Math.ceil(most / 10), few],
    [most, many]
  ] as const)
    console.log(
      `${form.padEnd(12)}${lines.toLocaleString("en-US").padStart(12)}${Math.round(perSecond).toLocaleString("en-US").padStart(12)}${peak.toFixed(0).padStart(12)}`
    )
  // Ten times the lines may cost what a collector leaves lying about, not what they weigh (some 200 MB).
  if (many.peak > few.peak + 40) process.exitCode = 1
}
