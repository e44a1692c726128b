import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join, relative, sep } from "node:path"
import { findExamples } from "./findExamples.ts"
import { toModule } from "./toModule.ts"

/** What was found in the pages and written as modules. */
export interface Written {
  readonly pages: number
  readonly examples: number
  readonly assertions: number
  readonly ignored: number
  readonly problems: ReadonlyArray<string>
  /** Paths of the modules, relative to the root. */
  readonly files: ReadonlyArray<string>
}

/** A set of pages and the folder from which their imports resolve. */
interface Shelf {
  readonly home: string
  readonly pages: ReadonlyArray<string>
}

const folder = ".doctest"
const helper = "scripts/doctest/is.ts"
/** Resolves every package, so it is home to the pages that belong to none. */
const commonHome = "apps/demo"

const posix = (path: string): string => path.split(sep).join("/")

const shelves = (root: string): ReadonlyArray<Shelf> => {
  const pages = (...patterns: ReadonlyArray<string>) =>
    globSync([...patterns], { cwd: root })
      .map(posix)
      .toSorted()
  const packages = globSync("packages/*/package.json", { cwd: root }).map((path) => posix(dirname(path)))
  const own = packages.map((home) => ({ home, pages: pages(`${home}/src/**/*.ts`, `${home}/*.md`) }))
  return [...own, { home: commonHome, pages: pages("*.md", "docs/**/*.md", `${commonHome}/src/**/*.ts`) }]
}

/** Writes only what changed, and whole: another process may be reading. */
const writeFile = (path: string, text: string): void => {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, text)
  renameSync(draft, path)
}

const removeOthers = (root: string, home: string, kept: ReadonlyArray<string>): void => {
  for (const path of globSync(`${home}/${folder}/**/*.ts`, { cwd: root }).map(posix)) {
    if (!kept.includes(path)) rmSync(join(root, path), { force: true })
  }
}

interface Case {
  readonly title: string
  /** The module to run, absent where the example is malformed. */
  readonly file?: string
  readonly problems: ReadonlyArray<string>
}

/** One test file a shelf, so that the packages are loaded once; each example is a module of its own. */
const testFile = (home: string, cases: ReadonlyArray<Case>): string => {
  const tests = cases.map(({ file, problems, title }) => {
    const module = file === undefined ? "" : `./${relative(`${home}/${folder}`, file)}`
    const body =
      file === undefined
        ? `throw new Error(${JSON.stringify(problems.join("\n"))})`
        : `await import(${JSON.stringify(module)})`
    return `it(${JSON.stringify(title)}, async () => { ${body} })`
  })
  return `import { it } from "vitest"\n\n${tests.join("\n")}\n`
}

const moduleFile = (home: string, page: string, line: number): string => {
  const local = page.startsWith(`${home}/`) ? page.slice(home.length + 1) : page
  return `${home}/${folder}/${local}.${line}.ts`
}

/** Turns every example of the repository into a module in a git-ignored folder of its package. */
export const writeExamples = (root: string): Written => {
  const total = { pages: 0, examples: 0, assertions: 0, ignored: 0 }
  const problems: Array<string> = []
  const files: Array<string> = []
  for (const { home, pages } of shelves(root)) {
    const cases: Array<Case> = []
    for (const page of pages) {
      const found = findExamples(page, readFileSync(join(root, page), "utf8"))
      total.pages += 1
      total.ignored += found.ignored
      problems.push(...found.problems)
      for (const example of found.examples) {
        const file = moduleFile(home, page, example.line)
        const module = toModule(example, posix(relative(dirname(file), helper)))
        total.examples += 1
        total.assertions += module.assertions
        problems.push(...module.problems)
        const title = `${page}:${example.line}`
        if (module.problems.length === 0) writeFile(join(root, file), module.code)
        cases.push({ title, problems: module.problems, ...(module.problems.length === 0 ? { file } : {}) })
      }
    }
    const test = `${home}/${folder}/examples.test.ts`
    const kept = cases.length === 0 ? [] : [test, ...cases.flatMap(({ file }) => file ?? [])]
    if (cases.length > 0) writeFile(join(root, test), testFile(home, cases))
    removeOthers(root, home, kept)
    files.push(...kept)
  }
  return { ...total, problems, files }
}
