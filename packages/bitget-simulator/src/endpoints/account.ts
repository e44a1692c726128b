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
import * as Wire from "../exchange/wire.ts"

type Call = Endpoint.PrivateCall

/**
 * `GET /api/v2/mix/account/account`: money and modes of one symbol's margin coin.
 *
 * @category handling
 * @since 0.1.0
 */
export const account = (call: Call): Endpoint.Outcome =>
  Result.map(Parameters.tradable(call.state, call.params), (listing) => {
    const { marginCoin, productType, symbol } = listing.instrument
    const money = Margin.funds(call.account, marginCoin)
    const settings = Account.settingsOf(call.account, symbol)
    const text = Rational.toDecimal
    return {
      marginCoin,
      locked: text(money.locked),
      available: text(money.available),
      crossedMaxAvailable: text(money.available),
      isolatedMaxAvailable: text(money.available),
      maxTransferOut: text(money.available),
      accountEquity: text(Rational.add(money.balance, money.unrealized)),
      usdtEquity: text(Rational.add(money.balance, money.unrealized)),
      btcEquity: "0",
      crossedRiskRate: "0",
      crossedMarginLeverage: String(settings.crossed),
      isolatedLongLever: String(settings.long),
      isolatedShortLever: String(settings.short),
      marginMode: settings.marginMode,
      posMode: Wire.posMode(Account.modeOf(call.account, productType)),
      unrealizedPL: text(money.unrealized),
      coupon: "0",
      assetMode: "single",
      grant: ""
    }
  })

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
