import { afterEach, assert, beforeEach, describe, it, vi } from "vitest"
import { Deadlines } from "../../src/internal/bitget/Deadlines.ts"

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }))
afterEach(() => void vi.useRealTimers())

const late: Array<string> = []
const start = (deadlines: Deadlines, name: string): (() => void) => {
  const timed = { onLate: () => void late.push(name) }
  deadlines.start(timed)
  return () => deadlines.end(timed)
}
afterEach(() => void late.splice(0))

describe("deadlines", () => {
  it("end what is not done in time, each when its own time is up, with one timer at a time", () => {
    const deadlines = new Deadlines(100)
    start(deadlines, "first")
    vi.advanceTimersByTime(60)
    const done = start(deadlines, "done")
    start(deadlines, "second")
    done()
    assert.strictEqual(vi.getTimerCount(), 1)
    vi.advanceTimersByTime(40)
    assert.deepStrictEqual(late, ["first"])
    assert.strictEqual(vi.getTimerCount(), 1)
    vi.advanceTimersByTime(59)
    assert.deepStrictEqual(late, ["first"])
    vi.advanceTimersByTime(1)
    assert.deepStrictEqual(late, ["first", "second"])
    assert.strictEqual(vi.getTimerCount(), 0)
  })

  it("begin anew after a rest, and end with whoever closes them", () => {
    const deadlines = new Deadlines(100)
    start(deadlines, "done")()
    vi.advanceTimersByTime(100)
    start(deadlines, "late")
    vi.advanceTimersByTime(100)
    assert.deepStrictEqual(late, ["late"])
    start(deadlines, "closed")
    deadlines.close()
    vi.advanceTimersByTime(200)
    assert.deepStrictEqual(late, ["late"])
  })
})
