/** Lays the executions of both halves side by side. */
import type { DemoFill } from "./DemoFill.ts"

const line = (fill: DemoFill | undefined): string =>
  fill === undefined
    ? "nothing"
    : `bar ${fill.bar}: ${fill.what} at ${fill.price}, fee ${fill.fee}, profit ${fill.profit}`

/** Every execution in which live and offline differ, each in words. */
export const differences = (live: ReadonlyArray<DemoFill>, offline: ReadonlyArray<DemoFill>): Array<string> =>
  Array.from({ length: Math.max(live.length, offline.length) }, (_, k) => [line(live[k]), line(offline[k])] as const)
    .filter(([one, other]) => one !== other)
    .map(([one, other]) => `live ${one}; offline ${other}`)
