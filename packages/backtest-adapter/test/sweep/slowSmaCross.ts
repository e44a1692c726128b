import type { Bars } from "../../src/Bars.ts"

/** The strict cross of two averages, each summed anew on every bar and compared without a division. */
export const slowSmaCross = (bars: Bars, fast: number, slow: number): Int8Array => {
  const wishes = new Int8Array(bars.length)
  const sum = (end: number, count: number) => {
    let total = 0n
    for (let k = end - count + 1; k <= end; k++) total += BigInt(bars.close[k] ?? 0)
    return total
  }
  const lead = (end: number) => sum(end, fast) * BigInt(slow) - sum(end, slow) * BigInt(fast)
  for (let i = slow; i < bars.length; i++) {
    const [before, now] = [lead(i - 1), lead(i)]
    if (before < 0n && now > 0n) wishes[i] = 1
    if (before > 0n && now < 0n) wishes[i] = -1
  }
  return wishes
}
