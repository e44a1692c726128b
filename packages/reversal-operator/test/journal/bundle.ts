import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { rolldown } from "rolldown"

/** Puts a program and all that it imports into one file: a process of it starts in a fifth of the time. */
export const bundle = async (program: URL, folder: string): Promise<string> => {
  const input = fileURLToPath(program)
  const build = await rolldown({
    input,
    cwd: dirname(input),
    platform: "node",
    logLevel: "silent",
    resolve: { conditionNames: ["@backhand/source", "node", "import"] }
  })
  const file = join(folder, "program.mjs")
  await build.write({ file, format: "esm", codeSplitting: false })
  await build.close()
  return file
}
