import { conflateToRate } from "@backhand/reversal-operator"
import { EMPTY, NEVER, range, Subject, take, VirtualTimeScheduler } from "rxjs"
import { assert, describe, it } from "vitest"
import { marbles } from "./marbles.ts"

const once4 = { limit: 1, windowMs: 4 }
const itself = (value: string) => value

describe("conflateToRate", () => {
  it(
    "keeps only the newest value while the budget is spent",
    marbles(({ expectObservable, expectSubscriptions, hot }) => {
      const source = hot("  a-b-c-----d|")
      const subs = "        ^----------!"
      const expected = "    a---c-----d|"
      expectObservable(source.pipe(conflateToRate(once4))).toBe(expected)
      expectSubscriptions(source.subscriptions).toBe(subs)
    })
  )

  it(
    "serves keys in the order in which they began to wait, each with its newest value",
    marbles(({ expectObservable, hot }) => {
      // `a` and `e` are of one key.
      const source = hot("  abcde-------|")
      const expected = "    a---b---c---d---(e|)"
      const keys: Readonly<Record<string, string>> = { e: "a" }
      expectObservable(source.pipe(conflateToRate(once4, (value) => keys[value] ?? value))).toBe(expected)
      expectObservable(hot("abbc|").pipe(conflateToRate(once4, itself))).toBe("a---b---(c|)")
    })
  )

  it(
    "lets as many through at once as the budget allows",
    marbles(({ expectObservable, hot }) => {
      expectObservable(hot("(abc)|").pipe(conflateToRate({ limit: 2, windowMs: 4 }, itself))).toBe("(ab)c|")
    })
  )

  it(
    "delivers what waits before it completes",
    marbles(({ expectObservable, hot }) => {
      expectObservable(hot("ab|").pipe(conflateToRate(once4))).toBe("a---(b|)")
    })
  )

  it(
    "passes an error on at once, and drops what waits",
    marbles(({ expectObservable, hot }) => {
      expectObservable(hot("ab#").pipe(conflateToRate(once4))).toBe("a-#")
    })
  )

  it(
    "cancels its timer when it is unsubscribed while something waits",
    marbles(({ expectObservable, expectSubscriptions, hot }) => {
      const source = hot("  ab-------")
      const unsub = "       --!"
      expectObservable(source.pipe(conflateToRate(once4)), unsub).toBe("a--")
      expectSubscriptions(source.subscriptions).toBe("^-!")
    })
  )

  it(
    "is as silent as a source that never speaks, and as short as an empty one",
    marbles(({ expectObservable }) => {
      expectObservable(NEVER.pipe(conflateToRate(once4))).toBe("-")
      expectObservable(EMPTY.pipe(conflateToRate(once4))).toBe("|")
    })
  )

  it("sets one timer for all that waits, however often it is replaced", () => {
    const scheduler = new VirtualTimeScheduler()
    const source = new Subject<number>()
    const seen: Array<number> = []
    source.pipe(conflateToRate(once4, (value) => value % 3, scheduler)).subscribe((value) => seen.push(value))
    for (let value = 0; value < 1000; value++) source.next(value)
    assert.strictEqual(scheduler.actions.length, 1)
    scheduler.flush()
    assert.deepStrictEqual(seen, [0, 997, 998, 999])
  })

  it("stops an endless synchronous source", () => {
    const seen: Array<number> = []
    range(0, Number.POSITIVE_INFINITY)
      .pipe(conflateToRate(once4), take(1))
      .subscribe((value) => seen.push(value))
    assert.deepStrictEqual(seen, [0])
  })

  it(
    "may be fed by its own subscriber",
    marbles(({ expectObservable, hot }) => {
      const source = new Subject<string>()
      const output = source.pipe(conflateToRate({ limit: 2, windowMs: 4 }, itself))
      const seen: Array<string> = []
      output.subscribe((value) => {
        seen.push(value)
        if (value === "a") source.next("b")
      })
      hot("a|").subscribe((value) => source.next(value))
      expectObservable(hot("-|")).toBe("-|")
      setTimeout(() => assert.deepStrictEqual(seen, ["a", "b"]))
    })
  )

  it(
    "errors when the key cannot be told",
    marbles(({ expectObservable, hot }) => {
      const output = hot("a-").pipe(
        conflateToRate(once4, () => {
          throw "no key"
        })
      )
      expectObservable(output).toBe("#", undefined, "no key")
    })
  )
})
