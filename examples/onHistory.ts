/**
 * The same moving average on history: the venue is a paper one and the clock is virtual, nothing else differs from
 * `liveDemo.ts`.
 *
 * Run: node examples/onHistory.ts CANDLES.csv
 */
import { type Market, type ReplayResult, readBars, replay } from "@backhand/backtest-adapter"
import { Contract, Rational } from "@backhand/core"
import { Result } from "effect"
import { movingAverage } from "./movingAverage.ts"

/** What a backtest must know of the contract: the exchange's contracts endpoint says it. */
export const ETHUSDT = Result.getOrThrow(
  Contract.decode({
    symbol: "ETHUSDT",
    quoteCoin: "USDT",
    pricePlace: "2",
    sizeMultiplier: "0.01",
    takerFeeRate: "0.0006"
  })
)

/** The strategy on history. The account's rate limit and what a fill costs are part of it. */
export const onHistory = (bars: Market["bars"]): ReplayResult =>
  replay([{ instrument: ETHUSDT, bars }], movingAverage(3, 8), {
    size: "0.1",
    limit: { limit: 10, windowMs: 1000 },
    slippageBps: 2,
    capital: "10000"
  })

const money = (amount: Rational.Rational): string => Rational.toNumber(amount).toFixed(2)

/** A few figures, as text; money is exact until it is printed. */
export const summarize = ({ summary }: ReplayResult): string => {
  const { capital, fees, finalEquity, orders } = summary
  return `${orders} orders, ${money(fees)} USDT in fees, profit ${money(Rational.subtract(finalEquity, capital))} USDT\n`
}

if (process.argv[1] === import.meta.filename) {
  const { bars } = await readBars(process.argv[2] ?? "candles.csv", { priceStep: "0.01" })
  process.stdout.write(summarize(onHistory(bars)))
}
