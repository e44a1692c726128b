/**
 * The contract of a backtest: the one that was given, or one that binds nothing and has the steps of the data.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal, Instrument } from "@backhand/core"
import * as Result from "effect/Result"
import { orRefuse } from "../asCommandError.ts"
import { readInstrument } from "../conform/readInstrument.ts"
import type { Costs } from "./costs.ts"
import type { Loaded } from "./history.ts"

/** What candles without a name are called. */
const nameless = "BACKTEST"

/**
 * Makes the contract. Without one, sizes have the step that the size of the run and those of the signals share.
 *
 * Errors: `CommandError` with exit code 2 for a size that is no multiple of the contract's step.
 *
 * @since 0.1.0
 */
export const contractOf = (
  { history, instrument, symbol = nameless }: Loaded,
  { feeRate, size }: Costs,
  signals: ReadonlyArray<{ readonly size?: string }> = []
): Instrument.Instrument => {
  const sizes = [typeof size === "object" ? size.allIn : size, ...signals.map((signal) => signal.size)]
  const read = Result.gen(function* () {
    if (instrument !== undefined) {
      yield* Instrument.lots(instrument, sizes[0])
      return instrument
    }
    const permissive = yield* readInstrument(undefined, feeRate, sizes)
    return { ...permissive, symbol, priceStep: yield* Decimal.parsePositive("priceStep", history.bars.priceStep) }
  })
  return orRefuse(read)
}
