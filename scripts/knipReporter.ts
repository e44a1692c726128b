import type { ReporterOptions } from "knip"

/** Fails where nothing was analysed: an empty run must not look like a clean one. */
const report = ({ counters }: ReporterOptions): void => {
  if (counters.processed === 0) throw new Error("knip analysed no file")
  process.stdout.write(`check-unused: ${counters.processed} files\n`)
}

export default report
