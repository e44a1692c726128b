/**
 * Finds the few bars of a column that wish anything.
 *
 * @module
 * @since 0.1.0
 */
import type { Wishes } from "../Bars.ts"

const none = new Int32Array(0)

const grown = (column: Int32Array): Int32Array<ArrayBuffer> => {
  const longer = new Int32Array(column.length * 4)
  longer.set(column)
  return longer
}

/**
 * The bars that wish anything, in order. Four wishes are looked at as one number where their memory allows it, since
 * most of them are zero: nothing else that a run does to every bar costs as little.
 *
 * @category folding
 * @since 0.1.0
 */
export const wishingBars = (wishes: Wishes): Int32Array => {
  const { buffer, byteOffset, length } = wishes
  const fours = byteOffset % 4 === 0 ? new Int32Array(buffer, byteOffset, length >> 2) : none
  let bars = new Int32Array(4096)
  let count = 0
  for (let k = 0; k < fours.length; k++) {
    if (fours[k] === 0) continue
    if (count + 4 > bars.length) bars = grown(bars)
    // Which of the four it is cannot be guessed: each is written, and the next one over it if it wishes nothing.
    for (let bar = k * 4; bar < k * 4 + 4; bar++) {
      bars[count] = bar
      count += wishes[bar] === 0 ? 0 : 1
    }
  }
  for (let bar = fours.length * 4; bar < length; bar++) {
    if (wishes[bar] === 0) continue
    if (count === bars.length) bars = grown(bars)
    bars[count++] = bar
  }
  return bars.slice(0, count)
}
