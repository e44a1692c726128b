import { existsSync, globSync, readFileSync } from "node:fs"
import { isBuiltin } from "node:module"
import { basename, dirname, join, relative, resolve, sep } from "node:path"
import type { Allowed } from "./order.ts"
import { readModule } from "./readModule.ts"

/** What was looked at, and each thing that must not be there as `path:line: why`. */
export interface Report {
  readonly scanned: number
  readonly refusals: ReadonlyArray<string>
}

interface Manifest {
  readonly name?: string
  readonly exports?: Readonly<Record<string, unknown>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

interface Package {
  readonly root: string
  readonly folder: string
  readonly short: string
  readonly manifest: Manifest
  readonly allowed: Allowed
  /** What tests, benches and configuration may import of the root's own dependencies. */
  readonly shared: ReadonlySet<string>
  readonly exportsOf: ReadonlyMap<string, ReadonlySet<string>>
}

interface Import {
  readonly file: string
  readonly specifier: string
  readonly isSource: boolean
}

const scope = "@backhand/"
/** The files outside a package that its tests may import. */
const sharedHelpers = new Set(["testData.ts", "planting.ts"].map((file) => join("scripts", file)))
const sourceGlob = "**/*.{ts,mts,cts,tsx,js,mjs,cjs}"
const skipped = new Set(["node_modules", "dist", "coverage", ".turbo", ".doctest"])

const readManifest = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))

const moduleName = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/")

const internalNames = (allowed: Allowed, isSource: boolean): ReadonlyArray<string> =>
  isSource ? allowed.src : [...allowed.src, ...(allowed.test ?? [])]

const declared = (pkg: Package, isSource: boolean): ReadonlySet<string> =>
  new Set([
    ...Object.keys(pkg.manifest.dependencies ?? {}),
    ...Object.keys(pkg.manifest.peerDependencies ?? {}),
    ...(isSource ? [] : [...Object.keys(pkg.manifest.devDependencies ?? {}), ...pkg.shared])
  ])

const refuseRelative = (pkg: Package, { file, isSource, specifier }: Import): string | undefined => {
  const target = resolve(dirname(file), specifier)
  const home = isSource ? join(pkg.folder, "src") : pkg.folder
  if (target === home || target.startsWith(home + sep)) return undefined
  if (!isSource && sharedHelpers.has(relative(pkg.root, target))) return undefined
  return `"${specifier}" leaves ${relative(pkg.root, home)}`
}

const refuseBuiltin = (pkg: Package, { isSource, specifier }: Import): string | undefined => {
  if (!specifier.startsWith("node:")) return `"${specifier}" must be written "node:${specifier}"`
  const { builtins } = pkg.allowed
  const isRefused = isSource && builtins !== undefined && !builtins.includes(specifier)
  return isRefused ? `${pkg.short} may not import "${specifier}"` : undefined
}

const refuseInternal = (pkg: Package, { isSource, specifier }: Import): string | undefined => {
  const name = moduleName(specifier)
  const target = name.slice(scope.length)
  if (target === pkg.short) return isSource ? `"${specifier}" is this package itself: import the file` : undefined
  if (!internalNames(pkg.allowed, isSource).includes(target)) return `${pkg.short} may not import ${name}`
  const subpath = `.${specifier.slice(name.length)}`
  const isExported = pkg.exportsOf.get(target)?.has(subpath) ?? false
  return isExported ? undefined : `"${specifier}" reaches into another package's files`
}

const refuseExternal = (_pkg: Package, { isSource, specifier }: Import): string | undefined => {
  if (/^rxjs\/(internal|dist|src)(\/|$)/.test(specifier)) return `"${specifier}" is an internal part of rxjs`
  return isSource && specifier === "effect" ? `"effect" loads everything: import "effect/<Module>"` : undefined
}

const refuseUndeclared = (pkg: Package, { isSource, specifier }: Import): string | undefined => {
  const name = moduleName(specifier)
  if (name === pkg.manifest.name || declared(pkg, isSource).has(name)) return undefined
  return `"${name}" is not a declared ${isSource ? "dependency" : "dependency or devDependency"} of ${pkg.short}`
}

const refuseImport = (pkg: Package, found: Import): string | undefined => {
  const { specifier } = found
  if (specifier.startsWith(".")) return refuseRelative(pkg, found)
  if (isBuiltin(specifier)) return refuseBuiltin(pkg, found)
  const rule = specifier.startsWith(scope) ? refuseInternal : refuseExternal
  return rule(pkg, found) ?? refuseUndeclared(pkg, found)
}

const checkFile = (pkg: Package, file: string): ReadonlyArray<string> => {
  const isSource = file.startsWith(join(pkg.folder, "src") + sep)
  const facts = readModule(file, readFileSync(file, "utf8"))
  const at = (line: number, why: string) => `${relative(pkg.root, file)}:${line}: ${why}`
  if (facts.error !== undefined) return [at(1, `cannot be parsed: ${facts.error}`)]
  const imports = facts.imports.flatMap(({ line, name }) => {
    const why = refuseImport(pkg, { file, specifier: name, isSource })
    return why === undefined ? [] : [at(line, why)]
  })
  const isHeldPure = isSource && pkg.allowed.isPure === true
  const host = isHeldPure ? facts.host.map(({ line, name }) => at(line, `${pkg.short} may not use ${name}`)) : []
  return [...imports, ...host]
}

const checkManifest = (pkg: Package): ReadonlyArray<string> => {
  const where = relative(pkg.root, join(pkg.folder, "package.json"))
  const refused = (names: Readonly<Record<string, string>> | undefined, isSource: boolean) =>
    Object.keys(names ?? {})
      .filter((name) => name.startsWith(scope))
      .filter((name) => !internalNames(pkg.allowed, isSource).includes(name.slice(scope.length)))
      .map((name) => `${where}:1: ${pkg.short} may not depend on ${name}`)
  const { dependencies, devDependencies, peerDependencies } = pkg.manifest
  return [...refused(dependencies, true), ...refused(peerDependencies, true), ...refused(devDependencies, false)]
}

const exclude = (path: string): boolean => skipped.has(basename(path))

const checkPackage = (pkg: Package): Report => {
  const files = globSync(sourceGlob, { cwd: pkg.folder, exclude }).map((name) => join(pkg.folder, name))
  const empty = files.length === 0 ? [`${relative(pkg.root, pkg.folder)}:1: no file was scanned`] : []
  return {
    scanned: files.length,
    refusals: [...empty, ...checkManifest(pkg), ...files.flatMap((file) => checkFile(pkg, file))]
  }
}

/** Holds every import of every package under `root` against the order. */
export const checkDeps = (root: string, order: Readonly<Record<string, Allowed>>): Report => {
  const folders = globSync(["packages/*/package.json", "apps/*/package.json"], { cwd: root }).map((path) =>
    join(root, dirname(path))
  )
  const exportsOf = new Map(
    folders.map((folder) => [basename(folder), new Set(Object.keys(readManifest(folder).exports ?? {}))] as const)
  )
  const shared = new Set(
    existsSync(join(root, "package.json")) ? Object.keys(readManifest(root).devDependencies ?? {}) : []
  )
  const reports = folders.map((folder): Report => {
    const short = basename(folder)
    const allowed = order[short]
    if (allowed === undefined) return { scanned: 0, refusals: [`${relative(root, folder)}:1: no place in the order`] }
    return checkPackage({ root, folder, short, manifest: readManifest(folder), allowed, shared, exportsOf })
  })
  const scanned = reports.reduce((sum, report) => sum + report.scanned, 0)
  const nothing = scanned === 0 ? [`${root}: no file was scanned`] : []
  return { scanned, refusals: [...nothing, ...reports.flatMap((report) => report.refusals)] }
}
