import type { Reporter, TestModule } from "vitest/node"

/** Ends the run with the one plain line that other tools read: how many tests passed and how many failed. */
export class SummaryReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, unhandled: ReadonlyArray<unknown>): void {
    const counts = { passed: 0, failed: unhandled.length, skipped: 0, pending: 0 }
    for (const module of modules) {
      counts.failed += module.errors().length
      for (const test of module.children.allTests()) counts[test.result().state] += 1
    }
    const skipped = counts.skipped + counts.pending
    if (skipped > 0) process.stdout.write(`${skipped} skipped\n`)
    process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`)
  }
}
