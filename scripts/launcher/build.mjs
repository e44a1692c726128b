// Builds what a command needs, and skips it when nothing has changed since the last build.
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { root } from "./node.mjs"

const stamp = join(root, "node_modules", ".cache", "backhand", "built")
const shared = ["tsconfig.base.json", "pnpm-workspace.yaml", "pnpm-lock.yaml"]

const folders = () =>
  ["packages", "apps"].flatMap((group) => readdirSync(join(root, group)).map((name) => join(root, group, name)))

const filesUnder = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    : []

const sources = () => [
  ...shared.map((name) => join(root, name)),
  ...folders().flatMap((folder) => [
    ...["src", "page", "scripts"].flatMap((part) => filesUnder(join(folder, part))),
    ...["package.json", "tsconfig.build.json", "vite.config.ts"].map((name) => join(folder, name))
  ])
]

const fingerprint = () => {
  const hash = createHash("sha256")
  for (const path of sources().toSorted()) {
    const stat = statSync(path, { throwIfNoEntry: false })
    hash.update(`${path}\0${stat?.size}\0${stat?.mtimeMs}\n`)
  }
  return hash.digest("hex")
}

const isBuilt = (print) =>
  existsSync(stamp) &&
  readFileSync(stamp, "utf8") === print &&
  folders().every((folder) => !existsSync(join(folder, "package.json")) || existsSync(join(folder, "dist")))

/** Runs `build` unless the last successful one saw exactly these sources. Returns its exit code. */
export const buildOnce = (build) => {
  const print = fingerprint()
  if (isBuilt(print)) return 0
  rmSync(stamp, { force: true })
  const code = build()
  if (code !== 0) return code
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, print)
  return 0
}
