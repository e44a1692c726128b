/**
 * The account endpoints that read: money, modes, who it is.
 *
 * @module
 * @since 0.1.0
 */
import { Instrument, Lots, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import * as Account from "../exchange/Account.ts"
import * as Endpoint from "../exchange/Endpoint.ts"
import * as Parameters from "../exchange/Parameters.ts"
import * as Margin from "../exchange/Margin.ts"
import * as Market from "../exchange/Market.ts"
import { marginCoins } from "../exchange/State.ts"
import * as Wire from "../exchange/wire.ts"

type Call = Endpoint.PrivateCall

/** What an account has in a margin coin. */
const moneyIn = (owner: Account.Account, marginCoin: string): Readonly<Record<string, string>> => {
  const money = Margin.funds(owner, marginCoin)
  const available = Rational.toDecimal(money.available)
  const equity = Rational.toDecimal(Rational.add(money.balance, money.unrealized))
  return {
    marginCoin,
    locked: Rational.toDecimal(money.locked),
    available,
    crossedMaxAvailable: available,
    isolatedMaxAvailable: available,
    maxTransferOut: available,
    accountEquity: equity,
    usdtEquity: equity,
    btcEquity: "0",
    crossedRiskRate: "0",
    unrealizedPL: Rational.toDecimal(money.unrealized),
    coupon: "0",
    assetMode: "single",
    grant: ""
  }
}

/**
 * `GET /api/v2/mix/account/account`: money and modes of one symbol's margin coin.
 *
 * @category handling
 * @since 0.1.0
 */
export const account = (call: Call): Endpoint.Outcome =>
  Result.map(Parameters.tradable(call.state, call.params), ({ instrument: { marginCoin, productType, symbol } }) => {
    const settings = Account.settingsOf(call.account, symbol)
    return {
      ...moneyIn(call.account, marginCoin),
      crossedMarginLeverage: String(settings.crossed),
      isolatedLongLever: String(settings.long),
      isolatedShortLever: String(settings.short),
      marginMode: settings.marginMode,
      posMode: Wire.posMode(Account.modeOf(call.account, productType))
    }
  })

/**
 * `GET /api/v2/mix/account/accounts`: the money in every margin coin of a product type.
 *
 * @category handling
 * @since 0.1.0
 */
export const accounts = (call: Call): Endpoint.Outcome =>
  Result.map(Parameters.productType(call.params), (productType) =>
    marginCoins(call.state, productType).map((coin) => moneyIn(call.account, coin))
  )

/**
 * `GET /api/v2/spot/account/info`: who the account is; `traderType` decides its order limits.
 *
 * @category handling
 * @since 0.1.0
 */
export const spotInfo = ({ account: { isTrader, uid }, atMs, state }: Call): Endpoint.Outcome =>
  Result.succeed({
    userId: uid,
    inviterId: "0",
    channelCode: "",
    channel: "",
    ips: "",
    authorities: ["trade", "readonly"],
    parentId: 0,
    traderType: isTrader ? "trader" : "not_trader",
    regisTime: Endpoint.stamp(state, Math.min(atMs, 0))
  })

/**
 * `GET /api/v2/mix/account/max-open`: the most that the account can open on a side at market or at a price.
 *
 * @category handling
 * @since 0.1.0
 */
export const maxOpen = (call: Call): Endpoint.Outcome =>
  Result.gen(function* () {
    const { account: owner, params, state } = call
    const listing = yield* Parameters.tradable(state, params)
    const { instrument } = listing
    const posSide = yield* Parameters.needed(params, "posSide")
    const side = posSide === "short" || posSide === "sell" ? "short" : "long"
    const direction = side === "long" ? "buy" : "sell"
    const ticks = Instrument.ticks(instrument, params["openPrice"])
    const price = Result.isSuccess(ticks)
      ? Instrument.price(instrument, ticks.success)
      : Market.executable(listing.market, instrument, direction, state.behaviour.spreadTicks)
    const leverage = Account.leverageOf(owner, instrument.symbol, side)
    const { available } = Margin.funds(owner, instrument.marginCoin)
    const lots = Margin.affordable(listing, available, price, leverage)
    return { maxOpen: Instrument.size(instrument, Lots.makeUnsafe(lots)) }
  })
