// Runs a tool of this repository on a Node that is new enough for it, whatever Node started pnpm.
// `run.mjs backhand …`, `run.mjs demo …` and `run.mjs demo:live …` build first where needed and then become that
// program; anything else is the name of a tool in node_modules/.bin and its arguments.
import { spawn, spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { delimiter, dirname, join } from "node:path"
import { buildOnce } from "./launcher/build.mjs"
import { findNode, root } from "./launcher/node.mjs"
import { dataFolder } from "./launcher/testData.mjs"

const bin = join(root, "node_modules", ".bin")
const isWindows = process.platform === "win32"
const [tool = "", ...args] = process.argv.slice(2)

const requireTool = (name) => {
  if (existsSync(join(bin, name))) return
  process.stderr.write(
    `"${name}" is not installed: the dependencies are incomplete, see the messages above.\n` +
      "Run `npx -y pnpm@12 install` until it succeeds, then try again.\n"
  )
  process.exit(1)
}

const programs = {
  backhand: "packages/cli/bin/backhand.mjs",
  demo: "apps/demo/dist/main.js",
  "demo:live": "apps/demo/dist/liveMain.js"
}

requireTool(tool in programs || tool === "node" ? "turbo" : tool)
const node = findNode()

const env = { ...process.env }
const pathKey = Object.keys(env).find((key) => key.toUpperCase() === "PATH") ?? "PATH"
env[pathKey] = [dirname(node.path), bin, env[pathKey]].join(delimiter)
env.TOOLCHAIN_NODE = node.version
env.TURBO_TELEMETRY_DISABLED = "1"
env.DO_NOT_TRACK = "1"
if (dataFolder !== undefined) env.BACKHAND_DATA = dataFolder

/** Standard output belongs to the program that runs afterwards, so the build reports on standard error. */
const build = () => {
  process.stderr.write("Building…\n")
  const turboArgs = ["run", "build", "--log-prefix=none", "--output-logs=errors-only"]
  const options = { cwd: root, env, stdio: ["ignore", "pipe", "pipe"], shell: isWindows }
  const done = spawnSync("turbo", turboArgs, options)
  if (done.error) throw done.error
  if (done.status !== 0) process.stderr.write(`${done.stdout}${done.stderr}`)
  return done.status ?? 1
}

/**
 * Hands over to a program and leaves with its exit code. A terminal interrupts the whole group itself,
 * so an interrupt is passed on only where there is no terminal: a second one would mean "at once".
 */
const become = (command, commandArgs, options = {}) => {
  const child = spawn(command, commandArgs, { env, stdio: "inherit", shell: false, ...options })
  const hasTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
  process.on("SIGINT", () => hasTerminal || child.kill("SIGINT"))
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal))
  child.on("error", (cause) => {
    process.stderr.write(`${command}: ${cause.message}\n`)
    process.exit(1)
  })
  child.on("close", (code, signal) => {
    process.exitCode = code ?? 1
    if (signal === null) return
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

const becomeProgram = (file) => {
  const code = buildOnce(build)
  if (code !== 0) process.exit(code)
  become(node.path, ["--disable-warning=ExperimentalWarning", join(root, file), ...args], {
    cwd: process.env.INIT_CWD ?? process.cwd()
  })
}

if (tool in programs) becomeProgram(programs[tool])
else if (tool === "node") become(node.path, args)
else become(tool, args, { shell: isWindows })
