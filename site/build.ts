// Builds the documentation site into site/dist: the guides and READMEs as pages, the docstrings as reference, and a search
// over both. It opens from its folder, without a server. A warning (a link that leads nowhere, an undocumented name) fails.
import { globSync } from "node:fs"
import { basename, dirname, join, relative, sep } from "node:path"
import { fileURLToPath } from "node:url"
import {
  Application,
  type Context,
  Converter,
  type DocumentReflection,
  ReflectionKind,
  type TypeDocOptions
} from "typedoc"
import { deadLinks } from "./deadLinks.ts"
import { guides } from "./guides.ts"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const libraries = ["core", "signer", "reversal-operator", "backtest-adapter", "bitget-simulator"]

const pages = globSync(["docs/*.md", "packages/*/README.md", "apps/*/README.md", "examples/README.md", "*.md"], {
  cwd: root
})
  .filter((page) => page !== "README.md" && page !== "docs/README.md")
  .map((page) => page.split(sep).join("/"))

const named = Object.values(guides).flat()
const groupOf = (page: string): string => {
  if (/^(packages|apps)\//.test(page)) return "Packages"
  if (!page.startsWith("docs/")) return page.startsWith("examples/") ? "The pieces" : "The project"
  const name = basename(page, ".md")
  return Object.keys(guides).find((group) => guides[group]?.includes(name)) ?? "More"
}
const rank = (page: string): number => (named.indexOf(basename(page, ".md")) + named.length) % named.length

/** A page is called in the menu what its first heading calls it, up to a colon, and stands in its group. */
const name = (document: DocumentReflection, page: string): void => {
  const heading = /^\s*# ([^:\n]+)/.exec(document.content[0]?.text ?? "")
  document.name = (heading?.[1] ?? document.name).replaceAll("`", "")
  document.frontmatter["group"] = groupOf(page)
}

const options: TypeDocOptions = {
  name: "Backhand",
  basePath: root,
  entryPoints: libraries.map((library) => join(root, "packages", library, "src/index.ts")),
  tsconfig: join(root, "tsconfig.json"),
  readme: join(root, "README.md"),
  projectDocuments: pages.toSorted((a, b) => rank(a) - rank(b)).map((page) => join(root, page)),
  out: join(root, "site/dist"),
  customCss: join(root, "site/style.css"),
  headings: { readme: false, document: false },
  searchGroupBoosts: Object.fromEntries(Object.keys(guides).map((group) => [group, 4])),
  skipErrorChecking: true,
  excludeExternals: true,
  excludeInternal: true,
  disableSources: true,
  searchInDocuments: true,
  searchInComments: true,
  sort: ["source-order"],
  sortEntryPoints: false,
  groupOrder: [...Object.keys(guides), "More", "Packages", "The project", "*"],
  navigation: { includeGroups: true, includeCategories: false },
  hideGenerator: true,
  highlightLanguages: ["typescript", "json", "jsonc", "bash", "shell", "csv", "javascript", "html"],
  treatWarningsAsErrors: true
}

const app = await Application.bootstrap(options)
app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_context, document: DocumentReflection) => {
  const path = document.project.files.getReflectionPath(document)
  if (path !== undefined) name(document, relative(root, path).split(sep).join("/"))
})
app.converter.on(Converter.EVENT_RESOLVE_BEGIN, (context: Context) => {
  for (const module of context.project.getChildrenByKind(ReflectionKind.Module))
    module.name = module.name.replace(/^packages\/(.+)\/src$/, "@backhand/$1")
})
const reflection = await app.convert()
if (reflection !== undefined) await app.generateOutputs(reflection)
const dead = deadLinks(join(root, "site/dist"))
for (const link of dead) process.stderr.write(`leads nowhere: ${link}\n`)
const isWhole = reflection !== undefined && !app.logger.hasErrors() && !app.logger.hasWarnings() && dead.length === 0
process.exitCode = isWhole ? 0 : 1
