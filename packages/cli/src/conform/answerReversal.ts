/**
 * What one reversal does to one position: the request, the position after it, and the money.
 *
 * @module
 * @since 0.1.0
 */
import {
  ClientOid,
  Decimal,
  Fill,
  Instrument,
  type Lots,
  Order,
  type Position,
  Rational,
  Refusal,
  Side,
  Wire
} from "@backhand/core"
import * as Result from "effect/Result"
import { type Fields, isFields } from "./Line.ts"
import * as PositionJson from "./PositionJson.ts"
import * as Reply from "./Reply.ts"
import { readInstrument } from "./readInstrument.ts"

type Read<A> = Result.Result<A, Refusal.Refusal>

const bad = (field: string, expected: string, got: unknown): Read<never> =>
  Refusal.fail("BadRequest", field, `expected ${expected}, got ${Refusal.show(got)}`, "see backhand conform --help")

const isMissing = (value: unknown): value is null | undefined => value === undefined || value === null

const nothing = Result.succeed(undefined)

const readLots = (instrument: Instrument.Instrument, size: unknown): Read<Lots.Lots | undefined> =>
  isMissing(size) ? nothing : Instrument.lots(instrument, Decimal.fromJson(size), "reverse.size")

const readClientOid = (clientOid: unknown): Read<ClientOid.ClientOid | undefined> =>
  isMissing(clientOid) ? nothing : ClientOid.parse(clientOid)

const readWish = (instrument: Instrument.Instrument, reverse: unknown): Read<Order.ReversalWish> => {
  if (isMissing(reverse)) return Result.succeed({})
  if (!isFields(reverse)) return bad("reverse", "an object", reverse)
  const side = reverse["side"] ?? undefined
  if (side !== undefined && !Side.isSide(side)) return bad("reverse.side", "long or short", side)
  return Result.flatMap(readLots(instrument, reverse["size"]), (lots) =>
    Result.map(readClientOid(reverse["clientOid"]), (clientOid) => ({ side, lots, clientOid }))
  )
}

/** Whether the line asks for the exchange's minimums. */
const readMinimums = (minimums: unknown): Read<boolean> =>
  isMissing(minimums) || typeof minimums === "boolean"
    ? Result.succeed(minimums === true)
    : bad("minimums", "true or false", minimums)

interface Reversed {
  readonly instrument: Instrument.Instrument
  readonly order: Order.Reversal
  readonly opened: number
  readonly account: Fill.Account
}

const writeReply = ({ account, instrument, opened, order }: Reversed): Reply.Reply => ({
  ok: true,
  request: Wire.encodeReversal(instrument, order),
  position: PositionJson.write(instrument, account.position),
  closed: Instrument.size(instrument, order.lots),
  opened: opened === 0 ? "0" : Instrument.size(instrument, order.lots),
  realized: Rational.toDecimal(account.realized),
  fees: Rational.toDecimal(account.fees)
})

/** Closes, and opens as much unless the exchange would not take it: the close stands all the same. */
const settle = (
  instrument: Instrument.Instrument,
  position: Position.Position,
  order: Order.Reversal,
  price: Rational.Rational,
  hasMinimums: boolean
): Read<Reversed> => {
  const isRefused = hasMinimums && Result.isFailure(Instrument.checkOpening(instrument, order.lots, price))
  const opened: Lots.Lots | 0 = isRefused ? 0 : order.lots
  const fills = Order.fills(order, price, order.lots, opened)
  return Result.map(Fill.applyAll(instrument, Fill.account(position), fills), (account) => ({
    instrument,
    order,
    opened,
    account
  }))
}

const readInstrumentOf = (line: Fields): Read<Instrument.Instrument> => {
  const wished = isFields(line["reverse"]) ? line["reverse"]["size"] : undefined
  return readInstrument(line["instrument"], line["feeRate"], [wished, ...PositionJson.sizes(line["position"])])
}

/** Returns early rather than through a generator, which costs more than all of the arithmetic. */
const reverse = (line: Fields): Read<Reversed> => {
  const instrument = readInstrumentOf(line)
  if (Result.isFailure(instrument)) return Result.fail(instrument.failure)
  const position = PositionJson.read(instrument.success, line["position"])
  if (Result.isFailure(position)) return Result.fail(position.failure)
  const wish = readWish(instrument.success, line["reverse"])
  if (Result.isFailure(wish)) return Result.fail(wish.failure)
  const price = Decimal.parsePositive("price", Decimal.fromJson(line["price"]))
  if (Result.isFailure(price)) return Result.fail(price.failure)
  const hasMinimums = readMinimums(line["minimums"])
  if (Result.isFailure(hasMinimums)) return Result.fail(hasMinimums.failure)
  return Result.flatMap(Order.reverse(instrument.success, position.success, wish.success), (order) =>
    settle(instrument.success, position.success, order, price.success, hasMinimums.success)
  )
}

/**
 * Answers a line of `backhand conform`. Both legs are taken as filled whole at the line's price; with
 * `"minimums":true` an opening leg that the exchange would not take is not opened.
 *
 * @since 0.1.0
 */
export const answerReversal = (line: Fields): Reply.Reply =>
  Result.match(reverse(line), { onFailure: Reply.refused, onSuccess: writeReply })
