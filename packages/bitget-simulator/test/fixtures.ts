import { type Simulator, type SimulatorOptions, startSimulator } from "../src/index.ts"
import { makeClient } from "./client.ts"

export const ethusdt = {
  symbol: "ETHUSDT",
  baseCoin: "ETH",
  quoteCoin: "USDT",
  pricePlace: "2",
  volumePlace: "2",
  sizeMultiplier: "0.01",
  minTradeNum: "0.01",
  minTradeUSDT: "5",
  maxMarketOrderQty: "1000",
  takerFeeRate: "0.0006",
  makerFeeRate: "0.0002",
  price: "3100"
}

export const btcusd = {
  symbol: "BTCUSD",
  baseCoin: "BTC",
  quoteCoin: "USD",
  pricePlace: "1",
  sizeMultiplier: "1",
  takerFeeRate: "0.0006",
  makerFeeRate: "0.0002",
  supportMarginCoins: ["BTC"],
  price: "50000"
}

export const eth = { symbol: "ETHUSDT", productType: "USDT-FUTURES", marginCoin: "USDT" }
export const btc = { symbol: "BTCUSD", productType: "COIN-FUTURES", marginCoin: "BTC" }

export const oneWay = (side: "long" | "short", size: string, entry = "3000") => ({
  mode: "one_way_mode",
  net: { side, size, entry }
})

export const hedge = (long: string | null, short: string | null, entry = "3000") => ({
  mode: "hedge_mode",
  long: long === null ? null : { size: long, entry },
  short: short === null ? null : { size: short, entry }
})

export const path = {
  reverse: "/api/v2/mix/order/click-backhand",
  place: "/api/v2/mix/order/place-order",
  cancel: "/api/v2/mix/order/cancel-order",
  close: "/api/v2/mix/order/close-positions",
  detail: "/api/v2/mix/order/detail",
  pending: "/api/v2/mix/order/orders-pending",
  history: "/api/v2/mix/order/orders-history",
  fills: "/api/v2/mix/order/fills",
  account: "/api/v2/mix/account/account",
  accounts: "/api/v2/mix/account/accounts",
  maxOpen: "/api/v2/mix/account/max-open",
  setMode: "/api/v2/mix/account/set-position-mode",
  setLeverage: "/api/v2/mix/account/set-leverage",
  setMargin: "/api/v2/mix/account/set-margin-mode",
  position: "/api/v2/mix/position/single-position",
  positions: "/api/v2/mix/position/all-position",
  info: "/api/v2/spot/account/info",
  time: "/api/v2/public/time",
  contracts: "/api/v2/mix/market/contracts",
  ticker: "/api/v2/mix/market/ticker",
  candles: "/api/v2/mix/market/candles",
  historyCandles: "/api/v2/mix/market/history-candles"
} as const

/** A clock that stands still until a test moves it. */
export const makeClock = (startMs = 1_700_000_000_000) => {
  let atMs = startMs
  return {
    now: () => atMs,
    pass: (milliseconds: number) => {
      atMs += milliseconds
    }
  }
}

export interface Stage {
  readonly simulator: Simulator
  readonly client: ReturnType<typeof makeClient>
  readonly clock: ReturnType<typeof makeClock>
}

/** Runs a test on a simulator of its own, on a clock of its own. */
export const on =
  (options: SimulatorOptions, test: (stage: Stage) => Promise<void>): (() => Promise<void>) =>
  async () => {
    const clock = makeClock()
    const simulator = await startSimulator({ now: clock.now, sleep: async () => undefined, ...options })
    try {
      await test({ simulator, clock, client: makeClient(simulator.rest, simulator.credentials, clock.now) })
    } finally {
      await simulator.close()
    }
  }

/** One ETH contract, held like this. */
export const holding = (position: object | null = null, extra: object = {}): SimulatorOptions => ({
  symbols: [{ ...ethusdt, ...extra, ...(position === null ? {} : { position }) }]
})

/** What a promise fails with, as text. */
export const failure = (promise: Promise<unknown>): Promise<string> => promise.then(() => "no failure", String)
