/**
 * What orders paid more because a rate limit let them go later.
 *
 * @module
 * @since 0.1.0
 */
import type { Rational } from "@backhand/core"
import type { Execution } from "../replay/Account.ts"
import type { ReplayResult } from "../replay/ReplayResult.ts"
import * as Sum from "../replay/Sum.ts"
import * as Costs from "./Costs.ts"

const isSame = (a: Execution, b: Execution): boolean => a.effect === b.effect && a.side === b.side && a.lots === b.lots

/**
 * What the same executions of the same decisions cost more in one run than in another, in margin coin, by the market's
 * prices. What latency or the fill rule would have cost without the limit too is in both, and does not count.
 */
export const waitingOf = (limited: ReplayResult, free: ReplayResult): Rational.Rational => {
  const instruments = new Map(limited.symbols.map(({ instrument, symbol }) => [symbol, instrument]))
  const others = new Map(free.orders.map(({ decision, executions }) => [decision, executions]))
  const costs: Array<Rational.Rational> = []
  for (const { decision, executions, symbol } of limited.orders) {
    const instrument = instruments.get(symbol)
    if (decision === null || instrument === undefined) continue
    for (const execution of executions) {
      const other = others.get(decision)?.find((each) => isSame(execution, each))
      if (other !== undefined) costs.push(Costs.worse(instrument, execution, other.prices.leg, execution.prices.leg))
    }
  }
  return Sum.of(costs)
}
