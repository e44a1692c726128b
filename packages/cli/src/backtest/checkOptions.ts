/**
 * Says what the options alone show to be wrong, before candles are read, which may take long.
 *
 * @module
 * @since 0.1.0
 */
import { parseStrategy } from "@backhand/backtest-adapter"
import { orRefuse } from "../asCommandError.ts"
import type { Values } from "../Command.ts"
import { CommandError } from "../CommandError.ts"
import { readCosts, readPace } from "./costs.ts"
import type { backtestOptions } from "./options.ts"
import { isModule, oneOfBoth } from "./wishes.ts"

/**
 * Looks at the options of a backtest.
 *
 * Errors: `CommandError` with exit code 2.
 *
 * @since 0.1.0
 */
export const checkOptions = (given: Values<typeof backtestOptions>): void => {
  const { signals, strategy } = oneOfBoth(given)
  if (strategy !== undefined && !isModule(strategy)) orRefuse(parseStrategy(strategy))
  readCosts(given, undefined)
  readPace(given)
  if (signals !== undefined && given.check === true)
    throw new CommandError(
      2,
      "--check: signals of a file cannot be checked",
      "give the strategy they come from, with --strategy"
    )
}
