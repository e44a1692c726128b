#!/usr/bin/env node
// Plain JavaScript that any Node can read, so that an old one is told what is missing.
import { existsSync } from "node:fs"
import * as nodeModule from "node:module"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const lowest = [22, 19]
const home = dirname(dirname(fileURLToPath(import.meta.url)))

const refuse = (text) => {
  process.stderr.write(`backhand: ${text}\n`)
  process.exitCode = 2
}

const isNewEnough = () => {
  const [major, minor] = process.versions.node.split(".").map(Number)
  return major > lowest[0] || (major === lowest[0] && minor >= lowest[1])
}

const isNotBuilt = (error) => error.code === "ERR_MODULE_NOT_FOUND" && existsSync(join(home, "tsconfig.build.json"))

// Node announces the database of its own that journals use as experimental: nothing that a trader could act on.
const emitWarning = process.emitWarning.bind(process)
process.emitWarning = (warning, ...rest) => {
  if (!String(warning).startsWith("SQLite is an experimental")) emitWarning(warning, ...rest)
}

const start = async () => {
  // A second start reads compiled code from a cache; where none can be kept, it does without.
  nodeModule.enableCompileCache?.()
  try {
    // The package by its own name: the built one, or the source under the condition @backhand/source.
    const { main } = await import("@backhand/cli")
    if (main === undefined) throw Object.assign(new Error("an old build"), { code: "ERR_MODULE_NOT_FOUND" })
    process.exitCode = await main(process)
  } catch (error) {
    if (!isNotBuilt(error)) throw error
    refuse("this checkout is not built. Run `npx -y pnpm@12 build` in its root, then try again.")
  }
}

if (isNewEnough()) await start()
else {
  refuse(
    `Node ${lowest.join(".")} or newer is needed, and this is ${process.versions.node}. ` +
      "Install a newer Node; in a checkout, `npx -y pnpm@12 -s backhand` finds one."
  )
}
