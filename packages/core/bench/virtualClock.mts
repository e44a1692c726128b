/** A clock that the host's timers and dates can be put on, so that libraries which know nothing of it run in virtual time. */
interface Timer {
  atMs: number
  readonly order: number
  readonly run: () => void
  readonly everyMs: number | null
  isOff: boolean
}

const real = { setImmediate: globalThis.setImmediate }

const isBefore = (a: Timer, b: Timer): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order)

/** A heap of timers: the first is the next. */
const heap: Array<Timer> = []

const push = (timer: Timer): void => {
  let at = heap.push(timer) - 1
  while (at > 0) {
    const up = (at - 1) >> 1
    const parent = heap[up]
    if (parent === undefined || !isBefore(timer, parent)) break
    heap[at] = parent
    at = up
  }
  heap[at] = timer
}

const pop = (): Timer | undefined => {
  const [first] = heap
  const last = heap.pop()
  if (first === undefined || last === undefined || heap.length === 0) return first
  let at = 0
  for (;;) {
    const left = heap[2 * at + 1]
    const right = heap[2 * at + 2]
    const child = right !== undefined && left !== undefined && isBefore(right, left) ? right : left
    if (child === undefined || !isBefore(child, last)) break
    heap[at] = child
    at = child === right ? 2 * at + 2 : 2 * at + 1
  }
  heap[at] = last
  return first
}

let nowMs = 1_700_000_000_000
let orders = 0

export const now = (): number => nowMs

const add = (run: () => void, delayMs: number, everyMs: number | null) => {
  const timer: Timer = { atMs: nowMs + Math.max(0, delayMs), order: orders++, run, everyMs, isOff: false }
  push(timer)
  return Object.assign(timer, { unref: () => timer, ref: () => timer, hasRef: () => true })
}

const off = (timer: unknown): void => {
  if (typeof timer === "object" && timer !== null && "isOff" in timer) timer.isOff = true
}

/** Runs something after a time. */
export const after = (delayMs: number, run: () => void): void => void add(run, delayMs, null)

/** Puts every timer and date of this process on the clock. Libraries that keep the host's must be loaded afterwards. */
export const install = (): void => {
  const bind = (run: (...args: Array<unknown>) => void, args: ReadonlyArray<unknown>) => () => run(...args)
  Object.assign(globalThis, {
    setTimeout: (run: () => void, ms = 1, ...args: Array<unknown>) => add(bind(run, args), Math.max(1, ms), null),
    setInterval: (run: () => void, ms = 1, ...args: Array<unknown>) => add(bind(run, args), ms, Math.max(1, ms)),
    setImmediate: (run: () => void, ...args: Array<unknown>) => add(bind(run, args), 0, null),
    clearTimeout: off,
    clearInterval: off,
    clearImmediate: off
  })
  Date.now = () => Math.floor(nowMs)
  performance.now = () => nowMs
  const hrtime = (before?: readonly [number, number]): [number, number] => {
    const [seconds, nanos] = [Math.floor(nowMs / 1000), Math.round((nowMs % 1000) * 1e6)]
    if (before === undefined) return [seconds, nanos]
    const passed = seconds * 1e9 + nanos - (before[0] * 1e9 + before[1])
    return [Math.floor(passed / 1e9), passed % 1e9]
  }
  process.hrtime = Object.assign(hrtime, { bigint: () => BigInt(Math.round(nowMs * 1e6)) })
}

/** Lets time pass, timer by timer, until something holds; promises are settled between timers. */
export const runUntil = async (isOver: () => boolean): Promise<void> => {
  for (;;) {
    await new Promise<void>((resolve) => void real.setImmediate(resolve))
    if (isOver()) return
    let timer = pop()
    while (timer?.isOff === true) timer = pop()
    if (timer === undefined) throw new Error("nothing is due, and it is not over")
    nowMs = Math.max(nowMs, timer.atMs)
    timer.run()
    if (timer.everyMs !== null && !timer.isOff) push(Object.assign(timer, { atMs: nowMs + timer.everyMs }))
  }
}

/** Forgets every timer. */
export const clear = (): void => void (heap.length = 0)
