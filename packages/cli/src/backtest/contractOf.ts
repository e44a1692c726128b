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

/** A step of which a value buys some ten thousand at the first close, so that rounding down hardly matters. */
const stepFor = (value: number, { bars: { close, priceStep } }: Loaded["history"]): string => {
  const units = value / ((close[0] as number) * Number(priceStep))
  const places = 4 - Math.floor(Math.log10(units))
  return places <= 0 ? "1" : (10 ** -places).toFixed(places)
}

/** What sizes without a contract are multiples of. */
const sizeStepOf = (size: Costs["size"], history: Loaded["history"]): string => {
  if (typeof size !== "object") return size
  return "allIn" in size ? size.allIn : stepFor(Number(size.value), history)
}

/**
 * Makes the contract. Without one, sizes have the step that the size of the run and those of the signals share.
 *
 * Errors: `CommandError` with exit code 2 for a size that is no multiple of the contract's step.
 *
 * @since 0.1.0
 */
export const contractOf = (
  { history, instrument, symbol = nameless }: Pick<Loaded, "history" | "instrument" | "symbol">,
  { feeRate, size }: Costs,
  signals: ReadonlyArray<{ readonly size?: string }> = []
): Instrument.Instrument => {
  const sizes = [sizeStepOf(size, history), ...signals.map((signal) => signal.size)]
  const read = Result.gen(function* () {
    if (instrument !== undefined) {
      if (typeof size !== "object" || "allIn" in size) yield* Instrument.lots(instrument, sizes[0])
      return instrument
    }
    const permissive = yield* readInstrument(undefined, feeRate, sizes)
    return { ...permissive, symbol, priceStep: yield* Decimal.parsePositive("priceStep", history.bars.priceStep) }
  })
  return orRefuse(read)
}
