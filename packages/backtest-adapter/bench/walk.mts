import type { Bars } from "../src/Bars.ts"

/** A seeded random walk of one-minute bars; the C yardstick makes the same one. */
export const randomWalk = (length: number): Bars => {
  let seed = 42
  const next = () => {
    seed ^= seed << 13
    seed ^= seed >>> 17
    seed ^= seed << 5
    return seed >>> 0
  }
  const column = () => new Float64Array(new SharedArrayBuffer(length * 8))
  const bars = { open: column(), high: column(), low: column(), close: column(), time: column(), volume: column() }
  let last = 1_000_000
  for (let i = 0; i < length; i++) {
    const open = last + (next() % 5) - 2
    const close = open + (next() % 401) - 200
    bars.time[i] = i * 60_000
    bars.open[i] = open
    bars.close[i] = close
    bars.high[i] = Math.max(open, close)
    bars.low[i] = Math.min(open, close)
    last = close
  }
  return { ...bars, length, priceStep: "0.1", intervalMs: 60_000 }
}

/** Milliseconds of processor time, which other work on the machine does not lengthen as it does the wall clock's. */
export const cpuMs = (): number => {
  const { system, user } = process.threadCpuUsage?.() ?? process.cpuUsage()
  return (user + system) / 1000
}

export const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
