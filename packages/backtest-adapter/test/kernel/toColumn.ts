import type { Column, Signals } from "../../src/kernel/Signals.ts"

/** One wish and one stop a bar, which is easier to compare than the bars that wish anything. */
export const toColumn = ({ bars, initial, length, sides, stops }: Signals) => {
  const column = { wishes: new Int8Array(length), stops: stops && new Float64Array(length).fill(Number.NaN), initial }
  for (const [k, bar] of bars.entries()) {
    column.wishes[bar] = sides[k] ?? 0
    if (stops !== undefined) column.stops?.set([stops[k] ?? Number.NaN], bar)
  }
  return column satisfies Column
}
