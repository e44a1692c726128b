import { Equal } from "effect"
import { assert } from "vitest"

/** Asserts that an example has the value that it shows: equal for Effect, or deeply equal. */
export const is = (actual: unknown, expected: unknown, where: string): void => {
  if (Equal.equals(actual, expected)) return
  assert.deepStrictEqual(actual, expected, `${where}: the example shows another value`)
}
