/** The dashboard: a market, a strategy and `reverseOn()` on a simulated exchange, in a browser on this machine. */
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { type Dashboard, open } from "./live/dashboard.ts"

const usage = `usage: demo:live [--port 0] [--bar 800] [--seed 7]

  --port   port on 127.0.0.1; 0, the default, takes a free one
  --bar    milliseconds that a bar takes
  --seed   of the synthetic symbols and of everything that chance decides
`

const options = {
  port: { type: "string", default: "0" },
  bar: { type: "string", default: "800" },
  seed: { type: "string", default: "7" },
  help: { type: "boolean", default: false }
} as const

const whole = (name: string, text: string, least: number, most: number): number => {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new RangeError(`--${name}: expected a whole number from ${least} to ${most}, got ${JSON.stringify(text)}`)
}

const greeting = (url: string): string => `
  Backhand, live on a simulated exchange. Open this in a browser:

    ${url}

  A strategy trades six symbols; one of them is recorded, the others are seeded walks. Ctrl-C ends it.

`

const untilInterrupted = (): Promise<void> =>
  new Promise((resolve) => {
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => resolve())
  })

const run = async (dashboard: Dashboard): Promise<void> => {
  try {
    process.stdout.write(greeting(dashboard.server().url))
    await untilInterrupted()
  } finally {
    await dashboard.close()
  }
}

const main = async (): Promise<number> => {
  try {
    const { values } = parseArgs({ options })
    if (values.help) {
      process.stdout.write(usage)
      return 0
    }
    const port = whole("port", values.port, 0, 65_535)
    const barMs = whole("bar", values.bar, 40, 60_000)
    const seed = whole("seed", values.seed, 0, 2 ** 31)
    const page = fileURLToPath(new URL("../dist/page/", import.meta.url))
    await run(await open({ barMs, burst: 200, seed, pauseMs: 2500, execArgv: process.execArgv }, page, port))
    return 0
  } catch (error) {
    process.stderr.write(`demo:live: ${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
    return 2
  }
}

process.exitCode = await main()
