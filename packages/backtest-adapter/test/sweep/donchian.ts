import type { Bars } from "../../src/Bars.ts"

/** A strategy in a module of its own, as a worker loads it: breakouts of the last `length` closes. */
export const donchian = ({ close }: Bars, [length = 1]: ReadonlyArray<number>) => ({
  wishes: Int8Array.from(close, (price, i) => {
    if (i < length) return 0
    const before = close.subarray(i - length, i)
    return price > Math.max(...before) ? 1 : price < Math.min(...before) ? -1 : 0
  })
})
