import { Result } from "effect"
import * as fc from "fast-check"
import {
  Contract,
  Decimal,
  type Fill,
  type Instrument,
  Lots,
  type Position,
  Rational,
  type Refusal
} from "../src/index.ts"

/** The exchange's contract object of ETHUSDT, cut to the fields that matter. */
export const contract = {
  symbol: "ETHUSDT",
  baseCoin: "ETH",
  quoteCoin: "USDT",
  makerFeeRate: "0.0002",
  takerFeeRate: "0.0006",
  supportMarginCoins: ["USDT"],
  minTradeNum: "0.01",
  priceEndStep: "1",
  volumePlace: "2",
  pricePlace: "2",
  sizeMultiplier: "0.01",
  minTradeUSDT: "5",
  maxMarketOrderQty: "1700",
  symbolStatus: "normal"
}

export const instrumentOf = (changes: Record<string, unknown> = {}): Instrument.Instrument =>
  Result.getOrThrow(Contract.decode({ ...contract, ...changes }))

/** Whole units, so that a size reads the same in the exchange's words and in lots. */
export const ethusdt = instrumentOf({ sizeMultiplier: "1", volumePlace: "0", minTradeNum: "1" })

/** Coin-margined: sizes count US dollars, money is ETH. */
export const ethusd = instrumentOf({
  symbol: "ETHUSD",
  quoteCoin: "USD",
  supportMarginCoins: ["ETH", "BTC"],
  sizeMultiplier: "1",
  volumePlace: "0",
  minTradeNum: "1"
})

export const decimal = (text: string): Rational.Rational => Result.getOrThrow(Decimal.parse("test", text))

export const lots = (count: number): Lots.Lots => Lots.makeUnsafe(count)

export const leg = (count: number, entry: string): Position.Leg => ({ lots: lots(count), entry: decimal(entry) })

export const hedge = (long: Position.Leg | null, short: Position.Leg | null): Position.Hedge => ({
  mode: "hedge",
  long,
  short
})

export const oneWay = (side: "long" | "short", count: number, entry: string): Position.OneWay => ({
  mode: "one-way",
  net: { side, ...leg(count, entry) }
})

/** The failure of a result that must be one. */
export const refusalOf = (result: Result.Result<unknown, Refusal.Refusal>): Refusal.Refusal =>
  Result.getOrThrow(Result.flip(result))

export const tagOf = (result: Result.Result<unknown, Refusal.Refusal>): string =>
  Result.isFailure(result) ? result.failure._tag : "accepted"

/** Property runs: more by PROPERTY_RUNS, for a nightly job. */
const factor = Number(process.env["PROPERTY_RUNS"] ?? 1)
export const runs = (count: number) => ({ numRuns: count * factor })

const steps = fc.constantFrom("1", "0.5", "0.1", "0.01", "0.001", "5", "10", "0.0003")

export const anyInstrument: fc.Arbitrary<Instrument.Instrument> = fc
  .record({ sizeStep: steps, endStep: fc.constantFrom("1", "5"), isInverse: fc.boolean(), rate: fc.nat(200) })
  .map(({ endStep, isInverse, rate, sizeStep }) =>
    instrumentOf({
      quoteCoin: isInverse ? "USD" : "USDT",
      supportMarginCoins: isInverse ? ["ETH"] : ["USDT"],
      sizeMultiplier: sizeStep,
      priceEndStep: endStep,
      minTradeNum: "",
      maxMarketOrderQty: "",
      takerFeeRate: Rational.toDecimal(Rational.make(BigInt(rate), 100_000n))
    })
  )

/** Prices on no particular tick: an averaged entry or a slipped fill is any positive number. */
export const anyPrice: fc.Arbitrary<Rational.Rational> = fc
  .tuple(fc.bigInt({ min: 1n, max: 10_000_000n }), fc.bigInt({ min: 1n, max: 700n }))
  .map(([num, den]) => Rational.make(num, den))

export const anyLots: fc.Arbitrary<Lots.Lots> = fc.integer({ min: 1, max: 1_000_000 }).map(Lots.makeUnsafe)

export const anySide = fc.constantFrom("long" as const, "short" as const)

export const anyLeg: fc.Arbitrary<Position.Leg> = fc.record({ lots: anyLots, entry: anyPrice })

export const anyHedge: fc.Arbitrary<Position.Hedge> = fc
  .tuple(fc.option(anyLeg), fc.option(anyLeg))
  .map(([long, short]) => hedge(long, short))

export const anyOneWay: fc.Arbitrary<Position.OneWay> = fc
  .option(fc.record({ side: anySide, lots: anyLots, entry: anyPrice }))
  .map((net) => ({ mode: "one-way", net }))

export const anyPosition: fc.Arbitrary<Position.Position> = fc.oneof(anyHedge, anyOneWay)

export const anyFill: fc.Arbitrary<Fill.Fill> = fc.record({
  effect: fc.constantFrom("close" as const, "open" as const),
  side: anySide,
  lots: anyLots,
  price: anyPrice
})
