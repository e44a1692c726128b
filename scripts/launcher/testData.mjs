// Where the large test data is, which is not part of the repository: the one rule for every test and bench.
import { existsSync } from "node:fs"
import { join, resolve } from "node:path"
import { root } from "./node.mjs"

const named = process.env.BACKHAND_DATA
const folder = named ? resolve(named) : join(root, "..", "shared", "data")

/** The folder of the test data: `BACKHAND_DATA`, else `../shared/data` beside the checkout; undefined if absent. */
export const dataFolder = existsSync(folder) ? folder : undefined
