import { RestClientV2, WebsocketClientV2 } from "bitget-api"
import { assert, describe, it } from "vitest"
import { type Simulator, startSimulator } from "../src/index.ts"
import { eth, ethusdt, hedge } from "./fixtures.ts"

const silent = { trace: () => undefined, info: () => undefined, error: () => undefined }

/** Their keys: the client takes the same three things under other names. */
const keysOf = ({ credentials: { apiKey, passphrase, secret } }: Simulator) => ({
  apiKey,
  apiSecret: secret,
  apiPass: passphrase
})

interface Heard {
  readonly arg?: { readonly channel: string }
  readonly data?: ReadonlyArray<Readonly<Record<string, string>>>
}

/** Their socket, one per address, heard until a test has what it waits for. */
const listen = async (simulator: Simulator, address: "public" | "private") => {
  const client = new WebsocketClientV2({ ...keysOf(simulator), wsUrl: `${simulator.ws}/${address}` }, silent)
  const heard: Array<Heard> = []
  const waiting: Array<() => void> = []
  client.on("update", (message: Heard) => {
    heard.push(message)
    for (const wake of waiting.splice(0)) wake()
  })
  client.on("exception", () => undefined)
  const until = async (isEnough: (messages: ReadonlyArray<Heard>) => boolean) => {
    while (!isEnough(heard)) await new Promise<void>((resolve) => waiting.push(resolve))
    return heard
  }
  return { client, until }
}

const on = (messages: ReadonlyArray<Heard>, channel: string) =>
  messages.filter(({ arg }) => arg?.channel === channel).flatMap(({ data }) => data ?? [])

const bar = (price: number) => ({ open: price, high: price + 1, low: price - 1, close: price })

describe("bitget-api, the most used client for Node, unmodified", () => {
  it("reads the market, opens, reverses, looks up and closes over REST", async () => {
    const simulator = await startSimulator({ symbols: [ethusdt], mode: "hedge" })
    try {
      const client = new RestClientV2({ ...keysOf(simulator), baseUrl: simulator.rest })
      const time = await client.getServerTime()
      assert.approximately(Number(time.data.serverTime), Date.now(), 5000)
      const contracts = await client.getFuturesContractConfig({ productType: "USDT-FUTURES" })
      assert.strictEqual(contracts.data[0]?.symbol, "ETHUSDT")
      assert.strictEqual((await client.getFuturesTicker(eth as never)).data[0]?.lastPr, "3100")
      await client.futuresSubmitOrder({
        ...eth,
        marginMode: "crossed",
        size: "2",
        side: "buy",
        tradeSide: "open",
        orderType: "market"
      } as never)
      const sent = await client.futuresSubmitReversal({
        ...eth,
        size: "2",
        side: "buy",
        tradeSide: "open",
        clientOid: "theirs"
      } as never)
      const detail = await client.getFuturesOrder({ ...eth, orderId: sent.data.orderId } as never)
      assert.deepInclude(detail.data as object, { clientOid: "theirs", state: "filled", orderSource: "reverse" })
      const positions = await client.getFuturesPositions({ productType: "USDT-FUTURES", marginCoin: "USDT" })
      assert.deepInclude(positions.data[0] as object, { holdSide: "short", total: "2" })
      const closed = await client.futuresFlashClosePositions({ productType: "USDT-FUTURES", symbol: "ETHUSDT" })
      assert.lengthOf(closed.data.successList, 1)
      const account = await client.getFuturesAccountAsset(eth as never)
      assert.strictEqual(account.data.accountEquity, String(1_000_000 - 4 * 0.0006 * 2 * 3100))
    } finally {
      await simulator.close()
    }
  })

  it("meets refusals as its users know them", async () => {
    const simulator = await startSimulator({ symbols: [ethusdt] })
    try {
      const rest = { ...keysOf(simulator), baseUrl: simulator.rest }
      const reverse = (client: RestClientV2) =>
        client.futuresSubmitReversal({ ...eth, side: "sell" } as never).catch((error: unknown) => error)
      assert.nestedInclude(await reverse(new RestClientV2(rest)), { code: 400, "body.code": "40757" })
      const wrong = new RestClientV2({ ...rest, apiSecret: "wrong" })
      assert.nestedInclude(await reverse(wrong), { code: 400, "body.code": "40009" })
      const demo = new RestClientV2({ ...rest, demoTrading: true })
      assert.nestedInclude(await reverse(demo), { code: 400, "body.code": "40099" })
    } finally {
      await simulator.close()
    }
  })

  it("goes through a trader's day: history, settings, a resting order, two reversals, and what the sockets told of it", async () => {
    const history = { ETHUSDT: [0, 1, 2].map((k) => ({ openAt: k * 60_000, ...bar(3000 + k) })) }
    const simulator = await startSimulator({ symbols: [ethusdt], history })
    const own = await listen(simulator, "private")
    const client = new RestClientV2({ ...keysOf(simulator), baseUrl: simulator.rest })
    try {
      const { data: who } = await client.getSpotAccount()
      assert.propertyVal(who, "traderType", "not_trader")
      const range = { symbol: "ETHUSDT", productType: "USDT-FUTURES", granularity: "1m" }
      const recent = await client.getFuturesCandles({ ...range, limit: "2" } as never)
      assert.strictEqual(recent.data.at(-1)?.[4], "3100")
      const candles = await client.getFuturesHistoricCandles({ ...range, endTime: "180000" } as never)
      assert.deepStrictEqual(
        candles.data.map(([openAt]) => openAt),
        ["0", "60000", "120000"]
      )
      await client.setFuturesPositionMode({ productType: "USDT-FUTURES", posMode: "one_way_mode" })
      await client.setFuturesLeverage({ ...eth, leverage: "5" } as never)
      const account = await client.getFuturesAccountAsset(eth as never)
      assert.deepInclude(account.data as object, { posMode: "one_way_mode", crossedMarginLeverage: "5" })
      const [all] = (await client.getFuturesAccountAssets({ productType: "USDT-FUTURES" })).data
      assert.deepInclude(all as object, { marginCoin: "USDT", accountEquity: "1000000" })
      const most = await client.getFuturesMaxOpenableQuantity({ ...eth, posSide: "long", orderType: "market" } as never)
      assert.propertyVal(most.data, "maxOpen", "1608.07")

      for (const channel of ["positions", "orders", "fill"] as const)
        void own.client.subscribeTopic("USDT-FUTURES", channel as never)
      await own.until((heard) => on(heard, "positions").length === 0 && heard.length > 0)
      const order = { ...eth, marginMode: "crossed", size: "2", side: "buy" }
      await client.futuresSubmitOrder({ ...order, orderType: "limit", price: "2000", clientOid: "rest" } as never)
      const open = await client.getFuturesOpenOrders({ productType: "USDT-FUTURES" } as never)
      assert.deepInclude(open.data.entrustedList[0] as object, { clientOid: "rest", status: "live" })
      await client.futuresCancelOrder({ ...eth, clientOid: "rest" } as never)
      await client.futuresSubmitOrder({ ...order, orderType: "market", clientOid: "in" } as never)
      const refusal: unknown = await client
        .setFuturesPositionMode({ productType: "USDT-FUTURES", posMode: "hedge_mode" })
        .catch((error: unknown) => error)
      assert.nestedInclude(refusal, { "body.code": "40920" })
      for (const [side, clientOid] of [
        ["sell", "one"],
        ["buy", "two"]
      ] as const)
        await client.futuresSubmitReversal({ ...eth, side, clientOid } as never)

      const reduce = { ...order, side: "sell", size: "0.5", orderType: "market", reduceOnly: "YES", clientOid: "less" }
      await client.futuresSubmitOrder(reduce as never)
      const heard = await own.until((messages) => on(messages, "fill").length === 6)
      assert.deepStrictEqual(
        on(heard, "fill").map(({ side }) => side),
        ["buy", "sell", "sell", "buy", "buy", "sell"]
      )
      assert.include(
        on(heard, "orders").map(({ clientOid, status }) => `${clientOid} ${status}`),
        "rest canceled"
      )
      const reversals = { productType: "USDT-FUTURES", orderSource: "reverse" }
      const past = await client.getFuturesHistoricOrders(reversals as never)
      assert.sameMembers(
        past.data.entrustedList.map(({ clientOid }) => clientOid).filter((clientOid) => /one|two/.test(clientOid)),
        ["one", "two"]
      )
      const fills = await client.getFuturesFills({ productType: "USDT-FUTURES", symbol: "ETHUSDT" } as never)
      assert.lengthOf(fills.data.fillList, 6)
      const position = await client.getFuturesPosition(eth as never)
      assert.deepInclude(position.data[0] as object, { holdSide: "long", total: "1.5", leverage: "5" })
      assert.deepStrictEqual(
        simulator.executions.map(({ clientOid }) => clientOid),
        ["one", "two"]
      )
    } finally {
      own.client.closeAll(true)
      await simulator.close()
    }
  })

  it("logs in, subscribes and follows a reversal over WebSocket", async () => {
    const simulator = await startSimulator({ symbols: [{ ...ethusdt, position: hedge("20", null) }] })
    const own = await listen(simulator, "private")
    const market = await listen(simulator, "public")
    try {
      void own.client.subscribeTopic("USDT-FUTURES", "positions")
      void own.client.subscribeTopic("USDT-FUTURES", "orders")
      void market.client.subscribeTopic("USDT-FUTURES", "ticker", "ETHUSDT")
      void market.client.subscribeTopic("USDT-FUTURES", "candle1m", "ETHUSDT")
      await own.until((heard) => on(heard, "positions").length === 1)
      await market.until((heard) => on(heard, "ticker").length === 1 && on(heard, "candle1m").length === 1)
      const client = new RestClientV2({ ...keysOf(simulator), baseUrl: simulator.rest })
      await client.futuresSubmitReversal({ ...eth, size: "20", side: "buy", tradeSide: "open" } as never)
      const heard = await own.until((messages) => on(messages, "positions").at(-1)?.["holdSide"] === "short")
      assert.deepInclude(on(heard, "positions").at(-1), { total: "20", posMode: "hedge_mode" })
      simulator.setPrice("ETHUSDT", "3200")
      const prices = await market.until((messages) => on(messages, "ticker").length === 2)
      assert.strictEqual(on(prices, "ticker").at(-1)?.["lastPr"], "3200")
      const bars = await market.until((messages) => on(messages, "candle1m").length === 2)
      assert.strictEqual(on(bars, "candle1m").at(-1)?.[4], "3200")
    } finally {
      own.client.closeAll(true)
      market.client.closeAll(true)
      await simulator.close()
    }
  })
})
