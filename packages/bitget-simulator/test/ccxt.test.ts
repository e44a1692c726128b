import { bitget as Ccxt, DDoSProtection, ExchangeError, InsufficientFunds, InvalidOrder, OrderNotFound } from "ccxt"
import { assert, describe, it } from "vitest"
import { type SimulatorOptions, startSimulator } from "../src/index.ts"
import { btcusd, eth, ethusdt } from "./fixtures.ts"

const symbol = "ETH/USDT:USDT"

type RawCall = (params: object) => Promise<{ readonly data: { readonly clientOid: string } }>

/** ccxt as its users have it, its addresses turned to the simulator; of the spot market, which is not here, it asks nothing. */
const trade = async (options: SimulatorOptions) => {
  const simulator = await startSimulator({ symbols: [ethusdt, btcusd], ...options })
  const { apiKey, passphrase, secret } = simulator.credentials
  const swaps = { defaultType: "swap", fetchMarkets: { types: ["swap"] } }
  const client = new Ccxt({ apiKey, secret, password: passphrase, enableRateLimit: false, options: swaps })
  const api = client.urls["api"] as Record<string, string>
  for (const part of Object.keys(api)) api[part] = simulator.rest
  client.has["fetchCurrencies"] = false
  await client.loadMarkets()
  const reverse = Reflect.get(client, "privateMixPostV2MixOrderClickBackhand") as RawCall
  return { client, simulator, reverse: reverse.bind(client) }
}

const failure = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error)

describe("ccxt, unmodified", () => {
  for (const isHedged of [false, true])
    it(`opens, reverses, looks up and closes in ${isHedged ? "hedge" : "one-way"} mode`, async () => {
      const { client, reverse, simulator } = await trade({})
      try {
        const mode = { hedged: isHedged }
        await client.setPositionMode(isHedged, symbol)
        await client.setLeverage(5, symbol)
        await client.createOrder(symbol, "limit", "buy", 1, 2000, {
          ...mode,
          clientOrderId: "rest",
          timeInForce: "GTC"
        })
        const [resting] = await client.fetchOpenOrders(symbol)
        assert.deepInclude(resting, { clientOrderId: "rest", status: "open", price: 2000, timeInForce: "GTC" })
        await client.cancelOrder(resting?.id ?? "", symbol)
        await client.createOrder(symbol, "market", "buy", 2, undefined, { ...mode, clientOrderId: "in" })
        const long = await client.fetchPosition(symbol)
        assert.deepInclude(long, { side: "long", contracts: 2, entryPrice: 3100, notional: 6200, initialMargin: 1240 })
        assert.deepInclude(long, { leverage: 5, marginMode: "cross", hedged: isHedged, markPrice: 3100 })

        const shape = isHedged ? { side: "buy", tradeSide: "Open", size: "2" } : { side: "sell" }
        const sent = await reverse({ ...eth, ...shape, clientOid: "turn" })
        assert.strictEqual(sent.data.clientOid, "turn")
        const [short, ...others] = await client.fetchPositions([symbol])
        assert.deepInclude(short, { side: "short", contracts: 2, hedged: isHedged })
        assert.deepStrictEqual(others, [])

        const done = await client.fetchClosedOrders(symbol)
        assert.sameMembers(
          done.map((order) => `${order.status} ${order.filled} of ${order.amount} at ${order.average}`),
          Array.from({ length: 3 }, () => "closed 2 of 2 at 3100")
        )
        const trades = await client.fetchMyTrades(symbol)
        assert.deepStrictEqual(
          trades.map(({ amount, fee, price, takerOrMaker }) => [amount, price, fee?.cost, takerOrMaker]),
          Array.from({ length: 3 }, () => [2, 3100, 3.72, "taker"])
        )
        await client.createOrder(symbol, "market", "buy", 1, undefined, { ...mode, reduceOnly: true })
        assert.strictEqual((await client.fetchPosition(symbol)).contracts, 1)
        await client.closePosition(symbol, isHedged ? "short" : undefined)
        assert.deepStrictEqual(await client.fetchPositions([symbol]), [])
        const { USDT } = await client.fetchBalance({ type: "swap" })
        assert.deepInclude(USDT, { total: 1_000_000 - 4 * 3.72, used: 0 })
      } finally {
        await simulator.close()
      }
    })

  it("reads markets, prices and bars", async () => {
    const [first, second, third] = [0, 1, 2].map((k) => 1_600_000_020_000 + k * 60_000)
    const bars = [first, second, third].map((openAt = 0) => ({
      openAt,
      open: 100,
      high: 102,
      low: 99,
      close: 101,
      volume: 7
    }))
    const { client, simulator } = await trade({ history: { ETHUSDT: bars } })
    try {
      const [linear, inverse] = [client.market(symbol), client.market("BTC/USD:BTC")]
      assert.deepInclude(linear, {
        active: true,
        linear: true,
        taker: 0.0006,
        precision: { amount: 0.01, price: 0.01 }
      })
      assert.deepInclude(linear["limits"], { leverage: { min: 1, max: 125 }, amount: { min: 0.01, max: undefined } })
      assert.deepInclude(inverse, { inverse: true, settle: "BTC", precision: { amount: 1, price: 0.1 } })
      simulator.setPrice("ETHUSDT", "3200", "3190")
      assert.deepInclude(await client.fetchTicker(symbol), { last: 3200, markPrice: 3190, bid: 3200, ask: 3200 })
      assert.deepStrictEqual(await client.fetchOHLCV(symbol, "1m", first, 2), [
        [first, 100, 102, 99, 101, 7],
        [second, 100, 102, 99, 101, 7]
      ])
      assert.approximately((await client.fetchTime()) ?? 0, Date.now(), 5000)
    } finally {
      await simulator.close()
    }
  })

  it("tells refusals apart as it does on the exchange", async () => {
    const { client, reverse, simulator } = await trade({ accounts: [{ balances: { USDT: "1000" } }] })
    try {
      const order = (amount: number) => failure(client.createOrder(symbol, "market", "buy", amount))
      assert.instanceOf(await order(7), InsufficientFunds)
      assert.instanceOf(await failure(client.fetchOrder("1", symbol)), OrderNotFound)
      assert.instanceOf(await failure(reverse({ ...eth, side: "sell", tradeSide: "open" })), InvalidOrder)
      const flat = await failure(reverse({ ...eth, side: "sell" }))
      assert.instanceOf(flat, ExchangeError)
      assert.match(String(flat), /"code":"40757"/)
      simulator.faults.set({ tooMany: 1 })
      assert.instanceOf(await order(1), DDoSProtection)
    } finally {
      await simulator.close()
    }
  })
})
