/**
 * Core alone, in somebody else's project: what would this order do, and what would it cost? No account, no network.
 *
 * Run: node examples/orderPreview.ts long 3
 */
import { Contract, Fill, Instrument, Order, Position, Rational, type Side, Wire } from "@backhand/core"
import { Result } from "effect"

/** One object of the exchange's contracts endpoint. */
const contract = {
  symbol: "ETHUSDT",
  quoteCoin: "USDT",
  pricePlace: "2",
  sizeMultiplier: "0.01",
  takerFeeRate: "0.0006"
}

export interface Wanted {
  readonly held: { readonly side: Side.Side; readonly size: string; readonly entry: string }
  readonly reverse: Side.Side
  readonly size: string
  readonly price: string
}

/** The lines of a preview; a refusal is one of core's, with what to do about it. */
export const preview = ({ held, price, reverse, size }: Wanted) =>
  Result.gen(function* () {
    const instrument = yield* Contract.decode(contract)
    const leg = {
      lots: yield* Instrument.lots(instrument, held.size),
      entry: Instrument.price(instrument, yield* Instrument.ticks(instrument, held.entry))
    }
    const before = Position.withLeg(Position.flat("hedge"), held.side, leg)
    const lots = yield* Instrument.lots(instrument, size)
    const order = yield* Order.reverse(instrument, before, { side: reverse, lots })
    const at = Instrument.price(instrument, yield* Instrument.ticks(instrument, price))
    const after = yield* Fill.applyAll(instrument, Fill.account(before), Order.fills(order, at))
    const remains = (side: Side.Side) => {
      const leg = Position.leg(after.position, side)
      return leg === null ? "nothing" : Instrument.size(instrument, leg.lots)
    }
    return [
      `sends     ${Wire.toJson(Wire.encodeReversal(instrument, order))}`,
      `long      ${remains("long")}`,
      `short     ${remains("short")}`,
      `realizes  ${Rational.toDecimal(after.realized)} USDT`,
      `costs     ${Rational.toDecimal(after.fees)} USDT in fees`
    ]
  })

if (process.argv[1] === import.meta.filename) {
  const [, , reverse = "long", size = "3"] = process.argv
  const held = { side: "long", size: "20", entry: "3000" } as const
  const lines = preview({ held, reverse: reverse === "short" ? "short" : "long", size, price: "3100" })
  const refused = Result.mapError(lines, ({ message, remedy }) => [message, `remedy: ${remedy}`])
  process.stdout.write(`${Result.merge(refused).join("\n")}\n`)
}
