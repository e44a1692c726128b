import { existsSync } from "node:fs"
import { join } from "node:path"
import { dataFolder } from "./launcher/testData.mjs"

const complain = (name: string): undefined => {
  process.stderr.write(`Skipped: no test data "${name}" (set BACKHAND_DATA to the folder that holds it)\n`)
  return undefined
}

/**
 * The path of a file or folder of the test data, or undefined, said on standard error, where it is absent.
 * Use it as `it.skipIf(path === undefined)(...)`.
 */
export const testData = (name: string): string | undefined => {
  const path = dataFolder === undefined ? undefined : join(dataFolder, name)
  return path !== undefined && existsSync(path) ? path : complain(name)
}
