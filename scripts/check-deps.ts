// Refuses imports that go against the order of the packages.
import { checkDeps } from "./deps/checkDeps.ts"
import { order } from "./deps/order.ts"
import { root } from "./launcher/node.mjs"

const { refusals, scanned } = checkDeps(root, order)
for (const refusal of refusals) process.stderr.write(`${refusal}\n`)
process.stdout.write(`check-deps: ${scanned} files, ${refusals.length} refused\n`)
process.exitCode = refusals.length === 0 ? 0 : 1
