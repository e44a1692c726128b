/**
 * What the exchange writes about orders, trades and positions over REST.
 *
 * @module
 * @since 0.1.0
 */
import { Instrument, Lots, Money, Position, Rational } from "@backhand/core"
import { stamp } from "./Endpoint.ts"
import type { Listing } from "./Listing.ts"
import * as Margin from "./Margin.ts"
import type { OrderRecord, Trade } from "./OrderRecord.ts"
import type { State } from "./State.ts"

/**
 * A count of lots, zero included, as a decimal in base units.
 *
 * @category encoding
 * @since 0.1.0
 */
export const size = (listing: Listing, lots: number): string =>
  Instrument.size(listing.instrument, Lots.makeUnsafe(lots))

/**
 * The name of a hold mode.
 *
 * @category encoding
 * @since 0.1.0
 */
export const posMode = (mode: Position.HoldMode): string => (mode === "hedge" ? "hedge_mode" : "one_way_mode")

/** The average price of what was filled of an order; empty before the first fill. */
const averagePrice = (order: OrderRecord): string =>
  order.filled === 0 ? "" : Rational.toDecimal(Rational.divide(order.value, Rational.fromInteger(order.filled)))

/** `side` as orders carry it: the leg's in hedge mode, the trade's in one-way mode. */
const sideOf = (order: Pick<OrderRecord, "mode" | "leg" | "direction">): string =>
  order.mode === "hedge" ? (order.leg === "long" ? "buy" : "sell") : order.direction

/** `tradeSide` as orders carry it: `open`, `close`, `buy_single` or `sell_single`. */
const tradeSideOf = (order: Pick<OrderRecord, "mode" | "effect" | "direction">): string =>
  order.mode === "hedge" ? order.effect : `${order.direction}_single`

/**
 * An order as the detail, pending and history endpoints write it. Detail says `state`, the lists say `status`; both are
 * written, as clients read either.
 *
 * @category encoding
 * @since 0.1.0
 */
export const order = (state: State, self: OrderRecord): Readonly<Record<string, string>> => ({
  symbol: self.symbol,
  size: size(self.listing, self.lots),
  orderId: self.orderId,
  clientOid: self.clientOid === "" ? self.orderId : self.clientOid,
  baseVolume: size(self.listing, self.filled),
  quoteVolume: Rational.toDecimal(Rational.multiply(self.value, self.listing.instrument.sizeStep)),
  priceAvg: averagePrice(self),
  fee: Rational.toDecimal(Rational.negate(self.fee)),
  price: self.limit === null ? "" : Rational.toDecimal(self.limit),
  state: self.state,
  status: self.state,
  side: sideOf(self),
  force: self.force,
  totalProfits: Rational.toDecimal(self.profit),
  posSide: self.mode === "hedge" ? self.leg : "net",
  marginCoin: self.marginCoin,
  presetStopSurplusPrice: "",
  presetStopLossPrice: "",
  orderType: self.limit === null ? "market" : "limit",
  leverage: String(self.leverage),
  marginMode: self.marginMode,
  reduceOnly: self.isReduceOnly ? "YES" : "NO",
  enterPointSource: "API",
  tradeSide: tradeSideOf(self),
  posMode: posMode(self.mode),
  orderSource: self.source,
  cancelReason: self.cancelReason,
  cTime: stamp(state, self.createdAt),
  uTime: stamp(state, self.updatedAt)
})

/**
 * A trade as the fills endpoint writes it.
 *
 * @category encoding
 * @since 0.1.0
 */
export const trade = (state: State, self: Trade): Readonly<Record<string, unknown>> => ({
  tradeId: self.tradeId,
  symbol: self.symbol,
  marginCoin: self.marginCoin,
  orderId: self.orderId,
  price: Rational.toDecimal(self.price),
  baseVolume: size(self.listing, self.lots),
  feeDetail: [feeDetail(self)],
  side: sideOf(self),
  quoteVolume: Rational.toDecimal(
    Rational.multiply(Instrument.quantity(self.listing.instrument, self.lots), self.price)
  ),
  profit: Rational.toDecimal(self.profit),
  enterPointSource: "api",
  tradeSide: tradeSideOf(self),
  posMode: posMode(self.mode),
  tradeScope: self.scope,
  cTime: stamp(state, self.at)
})

/** The fee of a trade; fees are negative on the wire. */
const feeDetail = (self: Trade): Readonly<Record<string, string>> => ({
  deduction: "no",
  feeCoin: self.marginCoin,
  totalDeductionFee: "0",
  totalFee: Rational.toDecimal(Rational.negate(self.fee))
})

/** The mark price at which a lone isolated leg has lost its margin; an approximation without tiers. */
const liquidationPrice = (open: Margin.OpenLeg): string => {
  const { leg, listing, side } = open
  const perLot = Rational.divide(Margin.initial(open), Money.value(listing.instrument, leg.lots, leg.entry))
  const move = Rational.multiply(leg.entry, perLot)
  return Rational.toDecimal(side === "long" ? Rational.subtract(leg.entry, move) : Rational.add(leg.entry, move))
}

/**
 * An open leg as the position endpoints write it. `claimed` lots are locked by resting close orders.
 *
 * @category encoding
 * @since 0.1.0
 */
export const position = (
  state: State,
  open: Margin.OpenLeg,
  mode: Position.HoldMode,
  claimed: number
): Readonly<Record<string, string>> => {
  const { book, leg, listing, side } = open
  return {
    marginCoin: listing.instrument.marginCoin,
    symbol: listing.instrument.symbol,
    holdSide: side,
    openDelegateSize: "0",
    marginSize: Rational.toDecimal(Margin.initial(open)),
    available: size(listing, Math.max(0, leg.lots - claimed)),
    locked: size(listing, Math.min(leg.lots, claimed)),
    total: size(listing, leg.lots),
    leverage: String(book.leverage),
    achievedProfits: Rational.toDecimal(book.realized),
    openPriceAvg: Rational.toDecimal(leg.entry),
    marginMode: book.marginMode,
    posMode: posMode(mode),
    unrealizedPL: Rational.toDecimal(Margin.unrealized(open)),
    liquidationPrice: liquidationPrice(open),
    keepMarginRate: "0.004",
    markPrice: Rational.toDecimal(listing.market.mark),
    marginRatio: "0",
    breakEvenPrice: Rational.toDecimal(leg.entry),
    totalFee: Rational.toDecimal(book.funding),
    deductedFee: Rational.toDecimal(book.fees),
    grant: "",
    assetMode: "single",
    autoMargin: "off",
    takeProfit: "",
    stopLoss: "",
    takeProfitId: "",
    stopLossId: "",
    cTime: stamp(state, book.openedAt),
    uTime: stamp(state, book.updatedAt)
  }
}
