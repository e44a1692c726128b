import { execFile } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs"
import { basename, join, resolve } from "node:path"
import { pathToFileURL } from "node:url"
import { promisify } from "node:util"
import { ceilingsInKb } from "./ceilings.ts"
import { checkTarball } from "./checkTarball.ts"

const run = promisify(execFile)
const isWindows = process.platform === "win32"

/** What was looked at, and what is wrong with it. */
export interface Checked {
  readonly name: string
  readonly files: number
  readonly exports: number
  readonly kb: number
  readonly problems: ReadonlyArray<string>
}

const needed = (folder: string): ReadonlyArray<string> => [
  "LICENSE",
  "dist/index.js",
  "dist/index.d.ts",
  ...(existsSync(join(folder, "README.md")) ? ["README.md"] : [])
]

const wrongFiles = (folder: string, files: ReadonlyArray<string>): ReadonlyArray<string> => {
  const missing = needed(folder).filter((file) => !files.includes(`package/${file}`))
  const surplus = files.filter((file) => /\.test\.|\/test\/|\/bench\/|\.doctest|\.tsbuildinfo/.test(file))
  return [
    ...missing.map((file) => `${file} is not in the package`),
    ...surplus.map((file) => `${file} is in the package`)
  ]
}

const tooLarge = (name: string, kb: number): ReadonlyArray<string> => {
  const ceiling = ceilingsInKb[name] ?? 0
  return kb > ceiling ? [`${kb} kB packed, above the ${ceiling} kB of scripts/package/ceilings.ts`] : []
}

const binProblems = async (folder: string): Promise<ReadonlyArray<string>> => {
  const { bin = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    bin?: Record<string, string>
  }
  const checks = Object.values(bin).map((file) => run(process.execPath, ["--check", join(folder, file)]))
  const done = await Promise.allSettled(checks)
  return done.flatMap((result) => (result.status === "rejected" ? [String(result.reason)] : []))
}

/** Checks a built package as its users will get it: the tarball, its manifest, its types, and that plain Node loads it. */
export const checkPackage = async (folder: string): Promise<Checked> => {
  const name = basename(folder)
  const cache = resolve(folder, "node_modules/.cache/backhand")
  const tarball = join(cache, "package.tgz")
  mkdirSync(cache, { recursive: true })
  rmSync(tarball, { force: true })
  await run("pnpm", ["pack", "--out", tarball], { cwd: folder, shell: isWindows })
  const files = (await run("tar", ["-tf", tarball])).stdout.trim().split("\n")
  const exported = Object.keys((await import(pathToFileURL(join(folder, "dist/index.js")).href)) as object)
  const kb = Math.ceil(statSync(tarball).size / 1000)
  const shape = [...wrongFiles(folder, files), ...tooLarge(name, kb)]
  const problems = [...shape, ...(await binProblems(folder)), ...(await checkTarball(tarball))]
  return { name, files: files.length, exports: exported.length, kb, problems }
}
