import type { Bars } from "../../src/Bars.ts"

/** The strict cross of two averages, in long integers and compared without a division. */
export const slowSmaCross = (bars: Bars, fast: number, slow: number): Int8Array => {
  const wishes = new Int8Array(bars.length)
  const before = [0n]
  for (const close of bars.close) before.push((before.at(-1) ?? 0n) + BigInt(close))
  const sum = (end: number, count: number) => (before[end + 1] ?? 0n) - (before[end + 1 - count] ?? 0n)
  const lead = (end: number) => sum(end, fast) * BigInt(slow) - sum(end, slow) * BigInt(fast)
  for (let i = slow; i < bars.length; i++) {
    const [last, now] = [lead(i - 1), lead(i)]
    if (last < 0n && now > 0n) wishes[i] = 1
    if (last > 0n && now < 0n) wishes[i] = -1
  }
  return wishes
}
