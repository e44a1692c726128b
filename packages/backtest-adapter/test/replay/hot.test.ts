import { merge, take } from "rxjs"
import { assert, describe, it } from "vitest"
import { hot } from "../../src/replay/hot.ts"

describe("a source that is pushed", () => {
  it("tells everyone who is there, in the order in which they came", () => {
    const { complete, next, source } = hot<number>()
    const seen: Array<string> = []
    const listen = (name: string) => ({
      next: (n: number) => seen.push(`${name}${n}`),
      complete: () => seen.push(`${name}|`)
    })
    source.subscribe(listen("a"))
    next(1)
    merge(source.pipe(take(1)), source).subscribe(listen("b"))
    next(2)
    next(3)
    complete()
    source.subscribe(listen("c"))
    assert.deepStrictEqual(seen, ["a1", "a2", "b2", "b2", "a3", "b3", "a|", "b|", "c|"])
  })

  it("tells nobody who has gone, and those who come meanwhile only of what is next", () => {
    const { next, source } = hot<number>()
    const seen: Array<string> = []
    const first = source.subscribe((n) => {
      seen.push(`a${n}`)
      if (n === 1) source.subscribe((m) => seen.push(`b${m}`))
      if (n === 2) first.unsubscribe()
    })
    for (const n of [1, 2, 3]) next(n)
    assert.deepStrictEqual(seen, ["a1", "a2", "b2", "b3"])
  })
})
