/**
 * Reversals a second: plan, encode, execute both legs. Exact core against the floor, the same job with plain doubles and
 * no checks, which is what a careless bot would write.
 *
 * Contenders take turns within every round; the figures are medians of the rounds, the ratio is the median of each
 * round's own ratio. Both must end at the same position and the same money, or nothing is measured.
 */
import * as Result from "effect/Result"
import { Contract, Decimal, Fill, Instrument, Order, type Position, Rational, Wire } from "@backhand/core"

const rounds = Number(process.env["ROUNDS"] ?? 11)
const sliceMs = Number(process.env["SLICE_MS"] ?? 150)

const instrument = Result.getOrThrow(
  Contract.decode({
    symbol: "ETHUSDT",
    quoteCoin: "USDT",
    pricePlace: "2",
    priceEndStep: "1",
    sizeMultiplier: "0.01",
    takerFeeRate: "0.0006"
  })
)

/** Prices as the exchange sends them. */
const quotes = Array.from({ length: 1024 }, (_, index) => (3000 + ((index * 7919) % 20_011) / 100).toFixed(2))
const lots = Result.getOrThrow(Instrument.lots(instrument, "20"))

interface Seen {
  readonly bytes: number
  readonly realized: number
  readonly fees: number
}

/** A long of 20 turned round at each quote, whole; every one of them starts anew, as trades of a strategy do. */
const exact = (count: number): Seen => {
  let [bytes, realized, fees] = [0, 0, 0]
  let position: Position.Hedge = { mode: "hedge", long: { lots, entry: Rational.fromInteger(3000) }, short: null }
  for (let index = 0; index < count; index++) {
    const price = Result.getOrThrow(Decimal.parsePositive("price", quotes[index % quotes.length]))
    const side = position.long === null ? ("short" as const) : ("long" as const)
    const order = Result.getOrThrow(Order.reverse(instrument, position, { side }))
    bytes += Wire.toJson(Wire.encodeReversal(instrument, order)).length
    const after: Fill.Account = Result.getOrThrow(
      Fill.applyAll(instrument, Fill.account(position), Order.fills(order, price))
    )
    if (after.position.mode === "hedge") position = after.position
    realized += Rational.toNumber(after.realized)
    fees += Rational.toNumber(after.fees)
  }
  return { bytes, realized, fees }
}

const floor = (count: number): Seen => {
  let [bytes, realized, fees] = [0, 0, 0]
  let position: { side: "long" | "short"; size: number; entry: number } = { side: "long", size: 20, entry: 3000 }
  for (let index = 0; index < count; index++) {
    const price = Number(quotes[index % quotes.length])
    const { entry, side, size } = position
    const body = {
      symbol: "ETHUSDT",
      productType: "USDT-FUTURES",
      marginCoin: "USDT",
      size: String(size),
      side: side === "long" ? "buy" : "sell",
      tradeSide: "open"
    }
    bytes += JSON.stringify(body).length
    realized += (side === "long" ? price - entry : entry - price) * size
    fees += 2 * 0.0006 * size * price
    position = { side: side === "long" ? "short" : "long", size, entry: price }
  }
  return { bytes, realized, fees }
}

const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))

const [ours, theirs] = [exact(5000), floor(5000)]
if (ours.bytes !== theirs.bytes || !isNear(ours.realized, theirs.realized) || !isNear(ours.fees, theirs.fees)) {
  console.error("the contenders do not do the same job", ours, theirs)
  process.exit(1)
}

const perSecond = (run: (count: number) => Seen): number => {
  const start = performance.now()
  let done = 0
  do {
    run(500)
    done += 500
  } while (performance.now() - start < sliceMs)
  return (done * 1000) / (performance.now() - start)
}

const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

perSecond(exact)
perSecond(floor)
const measured = Array.from({ length: rounds }, () => ({ exact: perSecond(exact), floor: perSecond(floor) }))
const [exactSpeed, floorSpeed] = [median(measured.map((one) => one.exact)), median(measured.map((one) => one.floor))]
const ratio = median(measured.map((one) => one.floor / one.exact))
const perReversal = 1e6 / exactSpeed

const row = (name: string, speed: number) =>
  `${name.padEnd(46)}${Math.round(speed).toLocaleString("en").padStart(12)} / s`
console.log(row("plan + encode + execute, exact (core)", exactSpeed))
console.log(row("the same with doubles and no checks (floor)", floorSpeed))
console.log(`exactness costs ${ratio.toFixed(1)} times the floor: ${perReversal.toFixed(1)} microseconds a reversal`)
