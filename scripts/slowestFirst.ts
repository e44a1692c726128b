import { BaseSequencer, type TestSpecification } from "vitest/node"

/** Tests that start processes or wait for time: begun last, one of them alone would make the end of the run. */
const slow = /\/(crash|odd|files|explore|mutants|demo|main)\.test\.ts$|process\.test\.ts$|\.browser\.test\.ts$/

/** Begins with the files that are known to take long; a fresh clone has no memory of its own. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: Array<TestSpecification>): Promise<Array<TestSpecification>> {
    // oxlint-disable-next-line unicorn/no-array-sort -- a method of the runner, not of an array
    const sorted = await super.sort(files)
    const isSlow = (file: TestSpecification) => Number(slow.test(file.moduleId))
    return sorted.toSorted((a, b) => isSlow(b) - isSlow(a))
  }
}
