import type { ReporterOptions } from "knip"
import { globSync } from "node:fs"

/** Fails where sources were left out of the analysis: an empty run must not look like a clean one. */
const report = ({ counters, cwd }: ReporterOptions): void => {
  const sources = globSync("{packages,apps}/*/src/**/*.ts", { cwd }).length
  process.stdout.write(`check-unused: ${counters.processed} files\n`)
  if (sources > 0 && counters.processed >= sources) return
  throw new Error(`knip analysed ${counters.processed} files, but there are ${sources} sources`)
}

export default report
