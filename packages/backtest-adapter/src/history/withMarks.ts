/**
 * The mark prices of funding settlements, from candles of the mark price.
 *
 * @module
 * @since 0.1.0
 */
import type { Bars } from "../Bars.ts"
import * as Step from "./Step.ts"
import type { FundingRates } from "./History.ts"
import * as Result from "effect/Result"

const minute = 60_000

/**
 * Adds the mark price to settlements: the open, in quote units, of the mark candle that begins at the settlement's
 * minute; NaN where there is none.
 *
 * @category combining
 * @since 0.1.0
 */
export const withMarks = (funding: FundingRates, marks: Bars): FundingRates => {
  const { multiple, places } = Result.getOrThrow(Step.parse(marks.priceStep))
  const opens = new Map<number, number>()
  for (let bar = 0; bar < marks.length; bar++)
    opens.set(marks.time[bar] as number, Number(Step.decimal((marks.open[bar] as number) * multiple, places)))
  const mark = funding.time.map((time) => opens.get(time - (time % minute)) ?? Number.NaN)
  return { time: funding.time, rate: funding.rate, mark }
}
