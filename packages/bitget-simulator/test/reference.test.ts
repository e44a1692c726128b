import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { Exchange, Symbols } from "../src/index.ts"
import { routes } from "../src/exchange/routes.ts"
import { btcusd, eth, ethusdt, hedge, path } from "./fixtures.ts"

type Method = "GET" | "POST"

/** What the exchange's pages print: calls a second, whether an address or a UID is counted, and the fields of the answer. */
const pages: ReadonlyArray<readonly [Method, string, limit: number, scope: "IP" | "UID", fields: string]> = [
  ["GET", path.time, 20, "IP", "serverTime"],
  [
    "GET",
    path.contracts,
    20,
    "IP",
    "symbol baseCoin quoteCoin makerFeeRate takerFeeRate minTradeNum sizeMultiplier volumePlace pricePlace priceEndStep minTradeUSDT maxMarketOrderQty maxOrderQty maxSymbolOrderNum maxProductOrderNum maxPositionNum symbolStatus symbolType minLever maxLever fundInterval posLimit limitOpenTime offTime launchTime isRwa"
  ],
  [
    "GET",
    path.ticker,
    20,
    "IP",
    "lastPr bidPr askPr bidSz askSz markPrice indexPrice high24h low24h change24h baseVolume quoteVolume fundingRate holdingAmount ts"
  ],
  ["GET", path.candles, 20, "IP", "0 1 2 3 4 5 6"],
  ["GET", path.historyCandles, 20, "IP", "0 1 2 3 4 5 6"],
  ["GET", path.info, 1, "UID", "userId traderType"],
  [
    "GET",
    path.account,
    10,
    "UID",
    "posMode marginMode available crossedMaxAvailable isolatedMaxAvailable crossedMarginLeverage isolatedLongLever isolatedShortLever accountEquity assetMode marginCoin"
  ],
  ["GET", path.accounts, 10, "UID", "marginCoin available accountEquity maxTransferOut locked unrealizedPL"],
  ["GET", path.maxOpen, 20, "UID", "maxOpen"],
  ["POST", path.setMode, 5, "UID", ""],
  ["POST", path.setLeverage, 5, "UID", "symbol marginCoin longLeverage shortLeverage crossMarginLeverage marginMode"],
  ["POST", path.setMargin, 5, "UID", ""],
  [
    "GET",
    path.position,
    10,
    "UID",
    "symbol marginCoin holdSide openDelegateSize marginSize available locked total leverage achievedProfits openPriceAvg marginMode posMode unrealizedPL liquidationPrice keepMarginRate markPrice marginRatio breakEvenPrice totalFee deductedFee autoMargin assetMode cTime uTime"
  ],
  ["GET", path.positions, 5, "UID", "symbol holdSide total takeProfit stopLoss takeProfitId stopLossId"],
  ["POST", path.reverse, 10, "UID", "orderId clientOid"],
  ["POST", path.place, 10, "UID", "orderId clientOid"],
  ["POST", path.cancel, 10, "UID", ""],
  ["POST", path.close, 1, "UID", ""],
  [
    "GET",
    path.detail,
    10,
    "UID",
    "symbol size orderId clientOid baseVolume priceAvg fee price state status side posSide tradeSide posMode orderType marginMode leverage reduceOnly orderSource enterPointSource cancelReason totalProfits quoteVolume cTime uTime"
  ],
  ["GET", path.pending, 10, "UID", "symbol size orderId clientOid status side price orderSource cTime"],
  ["GET", path.history, 10, "UID", "symbol size orderId clientOid status side priceAvg orderSource cTime"],
  [
    "GET",
    path.fills,
    10,
    "UID",
    "tradeId orderId price baseVolume quoteVolume side tradeSide profit posMode tradeScope cTime"
  ]
]

const oneAccount = (uid: string) => ({
  uid,
  keys: [],
  balances: { USDT: "100000", BTC: "1" },
  mode: "hedge" as const,
  isTrader: false,
  isUnified: false,
  positions: true
})

/** An exchange in virtual time, with a position, an order of every kind and a bar that has closed. */
const open = () => {
  const symbols = Result.getOrThrow(Symbols.decode([{ ...ethusdt, position: hedge("20", null) }, btcusd]))
  const exchange = Result.getOrThrow(Exchange.make({ symbols, accounts: [oneAccount("1"), oneAccount("2")], atMs: 0 }))
  const ask = (method: Method, target: string, params: object, atMs: number, uid = "1", ip = "a") => {
    const [query, body] =
      method === "GET" ? [new URLSearchParams({ ...params }).toString(), ""] : ["", JSON.stringify(params)]
    const reply = exchange.handle({ method, path: target, query, headers: {}, body, ip }, atMs, uid)
    return { ...reply, ...(JSON.parse(reply.body) as { readonly code: string; readonly data: unknown }) }
  }
  const order = { ...eth, side: "buy", size: "1", clientOid: "rest" }
  ask("POST", path.place, { ...order, tradeSide: "open", orderType: "limit", price: "1000" }, 0)
  ask("POST", path.reverse, { ...order, tradeSide: "open", clientOid: "turn" }, 0)
  Result.getOrThrow(exchange.setPrice("ETHUSDT", "3200", 60_000))
  return { exchange, ask }
}

const params: Readonly<Record<string, object>> = {
  [path.candles]: { granularity: "1m" },
  [path.historyCandles]: { granularity: "1m" },
  [path.maxOpen]: { posSide: "long", orderType: "market" },
  [path.setMode]: { posMode: "hedge_mode" },
  [path.setLeverage]: { leverage: "10" },
  [path.setMargin]: { marginMode: "crossed" },
  [path.reverse]: { side: "buy", tradeSide: "open", size: "1" },
  [path.place]: { side: "buy", tradeSide: "open", size: "1", orderType: "market" },
  [path.cancel]: { clientOid: "rest" },
  [path.detail]: { clientOid: "turn" }
}

const firstRow = (data: unknown): unknown => {
  const lists = Object.entries(Object(data) as object).flatMap(([name, list]) => (name.endsWith("List") ? [list] : []))
  const rows: unknown = lists[0] ?? data
  return Array.isArray(rows) ? (rows as ReadonlyArray<unknown>)[0] : rows
}

describe("the exchange's own pages", () => {
  it("are all served, and nothing that is not there", () => {
    assert.sameMembers(
      [...routes.keys()],
      pages.map(([method, target]) => `${method} ${target}`)
    )
  })

  for (const [method, target, limit, scope, fields] of pages) {
    it(`${target}: ${limit} a second for each ${scope}, and every number a text`, () => {
      const { ask, exchange } = open()
      const call = (atMs: number, uid?: string, ip?: string) =>
        ask(method, target, { ...eth, ...params[target] }, atMs, uid, ip)
      const first = call(120_000)
      if (fields !== "") assert.strictEqual(first.code, "00000")
      const row = firstRow(first.data)
      for (const field of fields.split(" ").filter((name) => name !== ""))
        assert.isString(Reflect.get(Object(row), field), field)
      assert.strictEqual(first.headers["x-mbx-used-remain-limit"], String(limit - 1))
      for (let time = 1; time < limit; time++) assert.notStrictEqual(call(120_000 + time).status, 429)
      const executed = exchange.state.sequence
      assert.deepInclude(call(120_999), { status: 429, code: "429", data: null })
      assert.strictEqual(exchange.state.sequence, executed)
      const [otherUid, otherIp] = [call(120_999, "2").status, call(120_999, "1", "b").status]
      assert.deepStrictEqual([otherUid === 429, otherIp === 429], [scope === "IP", scope === "UID"])
      assert.notStrictEqual(call(121_000).status, 429)
    })
  }

  it("hold traders to one order a second, of either kind, and to nothing else", () => {
    const { ask, exchange } = open()
    const account = exchange.state.accounts.get("1")
    assert.isDefined(account)
    account.isTrader = true
    const limits = pages.map(([method, target]) => ask(method, target, {}, 120_000).headers["x-mbx-used-remain-limit"])
    assert.deepStrictEqual(
      limits,
      pages.map(([, target, limit]) => String(target === path.reverse || target === path.place ? 0 : limit - 1))
    )
  })

  it("mark a trader's reversals as such", () => {
    const { ask, exchange } = open()
    const account = exchange.state.accounts.get("1")
    assert.isDefined(account)
    account.isTrader = true
    ask("POST", path.reverse, { ...eth, side: "buy", tradeSide: "open", size: "1", clientOid: "led" }, 120_000)
    const { data } = ask("GET", path.detail, { ...eth, clientOid: "led" }, 120_000)
    assert.propertyVal(data, "orderSource", "trader_reverse")
  })
})
