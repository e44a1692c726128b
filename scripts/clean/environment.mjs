// The environment of a machine that has Node, npm, git and nothing of this project; for scripts that prove what a user gets.
import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { delimiter, dirname, join, resolve } from "node:path"
import { nodeOf } from "../launcher/node.mjs"

const inherited = /^(npm|pnpm|turbo|vitest|xdg|backhand|toolchain)_|^(HOME|PATH|INIT_CWD|NODE|NODE_OPTIONS)$/i

/** Nothing of the caller's tools, a home of its own, and the Node in the folder `bin` first. */
export const cleanEnv = (bin, home) => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([key]) => !inherited.test(key))),
  HOME: home,
  PATH: [bin, "/usr/local/bin", "/usr/bin", "/bin"].join(delimiter)
})

/** How this machine reaches the registry, as npm has it: a Node elsewhere reads no global configuration of npm's. */
export const npmrc = () => {
  const asked = ["registry", "cafile", "proxy", "https-proxy", "noproxy", "strict-ssl"]
  const done = spawnSync("npm", ["config", "list", "--json"], { encoding: "utf8", maxBuffer: 2 ** 24 })
  const config = JSON.parse(done.stdout)
  const lines = asked.flatMap((key) => [config[key]].flat().flatMap((value) => (value ? [`${key}=${value}\n`] : [])))
  return lines.join("")
}

/** The folder of a Node: the folder itself, or a version, which comes from the registry. */
const folderOf = (argument) => (existsSync(join(argument, "node")) ? resolve(argument) : dirname(nodeOf(argument)))

/** The folders of the Nodes that were named on the command line, as folders or versions; this one's where none was. */
export const givenNodes = (args) => (args.length > 0 ? args.map(folderOf) : [dirname(process.execPath)])
