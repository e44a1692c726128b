/**
 * What the channels write about orders, trades, positions, accounts and bars; the casing differs from REST's.
 *
 * @module
 * @since 0.1.0
 */
import { type ProductType, Rational } from "@backhand/core"
import * as Account from "../exchange/Account.ts"
import * as Endpoint from "../exchange/Endpoint.ts"
import { claimed } from "../exchange/execute.ts"
import * as Margin from "../exchange/Margin.ts"
import type { OrderRecord, Trade } from "../exchange/OrderRecord.ts"
import { marginCoins, type Push, type State } from "../exchange/State.ts"
import * as Wire from "../exchange/wire.ts"

type Row = Readonly<Record<string, unknown>>

const tradeFields = (state: State, trade: Trade | null, size: (lots: number) => string): Row =>
  trade === null
    ? { baseVolume: "0", fillPrice: "", fillTime: "", fillFee: "", fillFeeCoin: "", tradeId: "", tradeScope: "" }
    : {
        baseVolume: size(trade.lots),
        fillPrice: Rational.toDecimal(trade.price),
        fillTime: Endpoint.stamp(state, trade.at),
        fillFee: Rational.toDecimal(Rational.negate(trade.fee)),
        fillFeeCoin: trade.marginCoin,
        tradeId: trade.tradeId,
        tradeScope: trade.scope === "taker" ? "T" : "M",
        pnl: Rational.toDecimal(trade.profit)
      }

/** An order for the `orders` channel, with the execution that caused the push. `orderSource` is not written there. */
const order = (state: State, self: OrderRecord, trade: Trade | null): ReadonlyArray<Row> => {
  const { listing } = self
  const size = (lots: number) => Wire.size(listing, lots)
  const { orderSource: _, state: __, symbol, ...rest } = Wire.order(state, self)
  return [
    {
      ...rest,
      instId: symbol,
      accBaseVolume: size(self.filled),
      ...tradeFields(state, trade, size),
      feeDetail: [{ feeCoin: self.marginCoin, fee: Rational.toDecimal(Rational.negate(self.fee)) }],
      notionalUsd: Rational.toDecimal(Rational.multiply(self.value, listing.instrument.sizeStep)),
      reduceOnly: self.isReduceOnly ? "yes" : "no",
      stpMode: "none"
    }
  ]
}

/** A trade for the `fill` channel: `symbol` instead of `instId`, and the trade's own direction even in hedge mode. */
const fill = (state: State, trade: Trade): ReadonlyArray<Row> => [
  {
    ...Wire.trade(state, trade),
    clientOid: trade.clientOid,
    side: trade.direction,
    orderType: trade.scope === "taker" ? "market" : "limit",
    uTime: Endpoint.stamp(state, trade.at)
  }
]

/**
 * What a push says to a subscriber of orders or fills, or null where it is about another symbol or product type.
 *
 * @category encoding
 * @since 0.1.0
 */
export const ofOrder = (
  state: State,
  push: Extract<Push, { readonly push: "order" | "fill" }>,
  to: { readonly productType: ProductType.ProductType; readonly symbol: string | null }
): ReadonlyArray<Row> | null => {
  const { productType, symbol } = push.push === "order" ? push.order : push.trade
  if (productType !== to.productType || (to.symbol !== null && to.symbol !== symbol)) return null
  return push.push === "order" ? order(state, push.order, push.trade) : fill(state, push.trade)
}

const positionRow = (state: State, account: Account.Account, open: Margin.OpenLeg): Row => {
  const { productType, symbol } = open.listing.instrument
  const taken = claimed(account, symbol, open.side)
  const row = Wire.position(state, open, Account.modeOf(account, productType), taken)
  const { leverage, locked, symbol: instId, ...rest } = row
  return {
    ...rest,
    posId: open.book.posId,
    instId,
    frozen: locked,
    leverage: Number(leverage),
    unrealizedPLR: "0",
    marginRate: "0"
  }
}

/**
 * Every open position of a product type among holdings, a closed one simply absent; or the money of its margin coins.
 *
 * @category encoding
 * @since 0.1.0
 */
export const ofAccount = (
  state: State,
  channel: string,
  account: Account.Account,
  productType: ProductType.ProductType,
  holdings: Account.Account["holdings"]
): ReadonlyArray<Row> => {
  if (channel === "positions")
    return Margin.openLegs(holdings)
      .filter(({ listing }) => listing.instrument.productType === productType)
      .map((open) => positionRow(state, account, open))
  return marginCoins(state, productType).map((marginCoin) => {
    const { available, balance, locked, unrealized } = Margin.funds(account, marginCoin)
    const equity = Rational.toDecimal(Rational.add(balance, unrealized))
    return {
      marginCoin,
      frozen: Rational.toDecimal(locked),
      available: Rational.toDecimal(available),
      maxOpenPosAvailable: Rational.toDecimal(available),
      maxTransferOut: Rational.toDecimal(available),
      equity,
      usdtEquity: equity
    }
  })
}

/**
 * A bar as the candle channels write it: the REST row and the volume in USDT.
 *
 * @category encoding
 * @since 0.1.0
 */
export const candle = (row: ReadonlyArray<string>): ReadonlyArray<string> => [...row, ...row.slice(6)]
