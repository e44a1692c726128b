import type { Bars, Signals } from "@backhand/backtest-adapter"

/** Long above the close of some bars ago, short below it: as columns, for a sweep. */
export const columns = ({ close, length }: Bars.Bars, [bars = 1]: ReadonlyArray<number>): Signals.Column => ({
  wishes: Int8Array.from({ length }, (_, k) => (k < bars ? 0 : Math.sign((close[k] ?? 0) - (close[k - bars] ?? 0))))
})
