import type { RunHelpers } from "rxjs/testing"
import { TestScheduler } from "rxjs/testing"
import { assert } from "vitest"

/** Runs a marble test; one frame is one millisecond. */
export const marbles = (body: (helpers: RunHelpers, scheduler: TestScheduler) => void) => () => {
  const scheduler = new TestScheduler((actual, expected) => assert.deepStrictEqual(actual, expected))
  scheduler.run((helpers) => body(helpers, scheduler))
}
