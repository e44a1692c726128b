/**
 * The endpoints, by method and path, with the limits that their pages print.
 *
 * @module
 * @since 0.1.0
 */
import * as AccountEndpoints from "../endpoints/account.ts"
import * as MarketEndpoints from "../endpoints/market.ts"
import * as OrderEndpoints from "../endpoints/orders.ts"
import * as PositionEndpoints from "../endpoints/positions.ts"
import * as SettingsEndpoints from "../endpoints/settings.ts"
import { closePositions } from "./closePositions.ts"
import * as Endpoint from "./Endpoint.ts"
import { placeOrder } from "./placeOrder.ts"
import { reverse } from "./reversal.ts"

/**
 * Every endpoint that the simulator serves.
 *
 * @category constants
 * @since 0.1.0
 */
export const routes: ReadonlyMap<string, Endpoint.Endpoint> = new Map([
  ["GET /api/v2/public/time", Endpoint.open(20, MarketEndpoints.time)],
  ["GET /api/v2/mix/market/contracts", Endpoint.open(20, MarketEndpoints.contracts)],
  ["GET /api/v2/mix/market/ticker", Endpoint.open(20, MarketEndpoints.ticker)],
  ["GET /api/v2/mix/market/candles", Endpoint.open(20, MarketEndpoints.candles)],
  ["GET /api/v2/mix/market/history-candles", Endpoint.open(20, MarketEndpoints.historyCandles)],
  ["GET /api/v2/spot/account/info", Endpoint.read(1, AccountEndpoints.spotInfo)],
  ["GET /api/v2/mix/account/account", Endpoint.read(10, AccountEndpoints.account)],
  ["GET /api/v2/mix/account/accounts", Endpoint.read(10, AccountEndpoints.accounts)],
  ["GET /api/v2/mix/account/max-open", Endpoint.read(20, AccountEndpoints.maxOpen)],
  ["POST /api/v2/mix/account/set-position-mode", Endpoint.write(5, SettingsEndpoints.setPositionMode)],
  ["POST /api/v2/mix/account/set-leverage", Endpoint.write(5, SettingsEndpoints.setLeverage)],
  ["POST /api/v2/mix/account/set-margin-mode", Endpoint.write(5, SettingsEndpoints.setMarginMode)],
  ["GET /api/v2/mix/position/single-position", Endpoint.read(10, PositionEndpoints.single)],
  ["GET /api/v2/mix/position/all-position", Endpoint.read(5, PositionEndpoints.all)],
  ["POST /api/v2/mix/order/click-backhand", Endpoint.order(reverse)],
  ["POST /api/v2/mix/order/place-order", Endpoint.order(placeOrder)],
  ["POST /api/v2/mix/order/cancel-order", Endpoint.write(10, OrderEndpoints.cancelOrder)],
  ["POST /api/v2/mix/order/close-positions", Endpoint.write(1, closePositions)],
  ["GET /api/v2/mix/order/detail", Endpoint.read(10, OrderEndpoints.detail)],
  ["GET /api/v2/mix/order/orders-pending", Endpoint.read(10, OrderEndpoints.pending)],
  ["GET /api/v2/mix/order/orders-history", Endpoint.read(10, OrderEndpoints.history)],
  ["GET /api/v2/mix/order/fills", Endpoint.read(10, OrderEndpoints.fills)]
])
