import { BaseSequencer, type TestSpecification } from "vitest/node"

/**
 * Tests that start processes or wait for time, the longest first: begun last, one of them alone would make the end of the
 * run; begun first, they wait while other checks need the processor.
 */
export const slow: ReadonlyArray<string> = [
  "reversal-operator/test/soak/soak",
  "demo/test/live/dashboard",
  "demo/test/page/page",
  "reversal-operator/test/journal/crash",
  "cli/test/conform.process",
  "cli/test/run.process",
  "core/test/engine/explore",
  "core/test/engine/mutants",
  "reversal-operator/test/simulation/mutants",
  "backtest-adapter/test/report/browser",
  "reversal-operator/test/bitget/changes",
  "demo/test/demo",
  "cli/test/candles",
  "reversal-operator/test/bitget/odd",
  "backtest-adapter/test/history/files",
  "cli/test/portfolio/portfolio",
  "cli/test/interrupts",
  "signer/test/secrecy",
  "backtest-adapter/test/sweep/Sweep"
].map((name) => `/${name}.test.ts`)

const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = slow.findIndex((name) => moduleId.endsWith(name))
  return rank === -1 ? slow.length : rank
}

/** Begins with the files that are known to take long; a fresh clone has no memory of its own. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: Array<TestSpecification>): Promise<Array<TestSpecification>> {
    // oxlint-disable-next-line unicorn/no-array-sort -- a method of the runner, not of an array
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b))
  }
}
