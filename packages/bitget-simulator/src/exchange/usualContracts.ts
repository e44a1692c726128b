/**
 * Contracts to start with, in the shape of the contracts endpoint. Steps and fees resemble the exchange's; prices are
 * round numbers.
 *
 * @module
 * @since 0.1.0
 */

const contract = (
  baseCoin: string,
  quoteCoin: "USDT" | "USDC" | "USD",
  [pricePlace, priceEndStep]: readonly [string, string],
  sizeMultiplier: string,
  price: string
) => ({
  symbol: `${baseCoin}${quoteCoin === "USDC" ? "PERP" : quoteCoin}`,
  baseCoin,
  quoteCoin,
  buyLimitPriceRatio: "0.05",
  sellLimitPriceRatio: "0.05",
  feeRateUpRatio: "0.005",
  makerFeeRate: "0.0002",
  takerFeeRate: "0.0006",
  openCostUpRatio: "0.01",
  supportMarginCoins: [quoteCoin === "USD" ? baseCoin : quoteCoin],
  minTradeNum: sizeMultiplier,
  priceEndStep,
  volumePlace: String(sizeMultiplier.split(".")[1]?.length ?? 0),
  pricePlace,
  sizeMultiplier,
  minTradeUSDT: "5",
  maxMarketOrderQty: quoteCoin === "USD" ? "1000000" : "",
  maxOrderQty: "",
  price
})

/**
 * The list, as a contract file would hold it.
 *
 * @category constants
 * @since 0.1.0
 */
export const usualContracts: ReadonlyArray<Readonly<Record<string, unknown>>> = [
  contract("BTC", "USDT", ["1", "1"], "0.0001", "60000"),
  contract("ETH", "USDT", ["2", "1"], "0.01", "3000"),
  contract("SOL", "USDT", ["3", "1"], "0.1", "150"),
  contract("XRP", "USDT", ["4", "1"], "1", "0.6"),
  contract("DOGE", "USDT", ["5", "1"], "1", "0.15"),
  contract("BNB", "USDT", ["2", "1"], "0.01", "600"),
  contract("ADA", "USDT", ["4", "1"], "1", "0.5"),
  contract("LINK", "USDT", ["3", "1"], "0.1", "15"),
  contract("LTC", "USDT", ["2", "1"], "0.1", "80"),
  contract("BTC", "USDC", ["1", "1"], "0.0001", "60000"),
  contract("BTC", "USD", ["1", "1"], "1", "60000"),
  contract("ETH", "USD", ["2", "1"], "1", "3000")
]
