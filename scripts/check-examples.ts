// Refuses examples that are malformed or do not compile for a reader; running them is part of the tests.
import { spawnSync } from "node:child_process"
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { writeExamples } from "./doctest/writeExamples.ts"
import { root } from "./launcher/node.mjs"

/** A second, cruder count of the same fences: what the finder overlooks must not look green. */
const countFences = (): number => {
  const pages = globSync(["*.md", "docs/**/*.md", "packages/*/*.md", "{packages,apps}/*/src/**/*.ts"], { cwd: root })
  const texts = pages.map((page) => readFileSync(join(root, page), "utf8"))
  return texts.reduce((sum, text) => sum + (text.match(/^\s*(\*\s*)?```(ts|tsx|typescript)\b/gm)?.length ?? 0), 0)
}

const compile = (files: ReadonlyArray<string>): ReadonlyArray<string> => {
  const config = join(root, "node_modules/.cache/backhand/examples.tsconfig.json")
  const compilerOptions = { types: ["node"], typeRoots: [join(root, "node_modules/@types")], noUnusedLocals: false }
  const absolute = files.map((file) => join(root, file))
  mkdirSync(dirname(config), { recursive: true })
  writeFileSync(config, JSON.stringify({ extends: join(root, "tsconfig.base.json"), compilerOptions, files: absolute }))
  const done = spawnSync("tsc", ["-p", config, "--pretty", "false"], { cwd: root, encoding: "utf8" })
  if (done.error) throw done.error
  // A module keeps the line numbers of its page, so only the path has to be translated.
  const messages = done.stdout.replace(/\.doctest\/(.+?)\.\d+\.ts\((\d+),\d+\)/g, "$1:$2").trim()
  const isSilent = done.status !== 0 && messages === ""
  return [...(messages === "" ? [] : messages.split("\n")), ...(isSilent ? [`tsc failed: ${done.stderr}`] : [])]
}

const written = writeExamples(root)
const expected = countFences()
const seen = written.examples + written.ignored
const missed = seen === expected || written.problems.length > 0 ? [] : [`${expected} fences, but ${seen} were read`]
const nothing = written.pages === 0 ? ["no page was read"] : []
const errors = written.files.length === 0 ? [] : compile(written.files)
const problems = [...nothing, ...missed, ...written.problems, ...errors]
for (const problem of problems) process.stderr.write(`${problem}\n`)
process.stdout.write(
  `check-examples: ${written.pages} pages, ${written.examples} examples, ${written.assertions} assertions, ` +
    `${written.ignored} ignored, ${problems.length} problems\n`
)
process.exitCode = problems.length === 0 ? 0 : 1
