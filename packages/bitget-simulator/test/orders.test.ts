import { assert, describe, it } from "vitest"
import { listOf, rowOf, rowsOf } from "./client.ts"
import { eth, ethusdt, hedge, holding, on, oneWay, path, type Stage } from "./fixtures.ts"

const market = { ...eth, marginMode: "crossed", orderType: "market" }
const place = ({ client }: Stage, change: object) => client.post(path.place, { ...market, ...change })
const limit = (stage: Stage, change: object) => place(stage, { orderType: "limit", ...change })
const legs = async ({ client }: Stage) =>
  rowsOf(await client.get(path.position, eth)).map(({ holdSide, total }) => `${holdSide} ${total}`)

describe("place-order in one-way mode", () => {
  it(
    "opens, adds, reduces and closes",
    on(holding(), async (stage) => {
      const named = rowOf(await place(stage, { side: "buy", size: "2", clientOid: "mine" }))
      const unnamed = rowOf(await place(stage, { side: "buy", size: "1" }))
      assert.deepStrictEqual([named["clientOid"], unnamed["clientOid"]], ["mine", unnamed["orderId"]])
      assert.deepStrictEqual(await legs(stage), ["long 3"])
      await place(stage, { side: "sell", size: "1", reduceOnly: "YES" })
      assert.deepStrictEqual(await legs(stage), ["long 2"])
      await place(stage, { side: "sell", size: "9", reduceOnly: "YES" })
      assert.deepStrictEqual(await legs(stage), [])
      assert.strictEqual((await place(stage, { side: "sell", size: "1", reduceOnly: "YES" })).code, "22002")
    })
  )

  it(
    "nets: an opposite order of twice the size turns the position round in one request",
    on(holding(oneWay("long", "2")), async (stage) => {
      const sent = await place(stage, { side: "sell", size: "4", clientOid: "flip" })
      assert.strictEqual(sent.code, "00000")
      assert.deepStrictEqual(await legs(stage), ["short 2"])
      const detail = rowOf(await stage.client.get(path.detail, { ...eth, clientOid: "flip" }))
      assert.deepInclude(detail, {
        orderSource: "market",
        orderType: "market",
        tradeSide: "sell_single",
        posSide: "net",
        totalProfits: "200",
        fee: "-7.44"
      })
      const fills = listOf(await stage.client.get(path.fills, eth), "fillList")
      assert.deepEqual(
        fills.map(({ baseVolume, profit, side }) => [side, baseVolume, profit]),
        [
          ["sell", "2", "0"],
          ["sell", "2", "200"]
        ]
      )
    })
  )

  it(
    "refuses a netting order as a whole when what it newly opens cannot be paid",
    on({ ...holding(oneWay("long", "20")), accounts: [{ balances: { USDT: "3100" } }] }, async (stage) => {
      assert.strictEqual((await place(stage, { side: "sell", size: "60" })).code, "40762")
      assert.deepStrictEqual(await legs(stage), ["long 20"])
    })
  )

  it(
    "counts what a netting order frees, to the last cent",
    on({ ...holding(oneWay("long", "20")), accounts: [{ balances: { USDT: "1174.4" } }] }, async (stage) => {
      assert.strictEqual((await place(stage, { side: "sell", size: "40.01" })).code, "40762")
      assert.strictEqual((await place(stage, { side: "sell", size: "40" })).code, "00000")
      assert.deepStrictEqual(await legs(stage), ["short 20"])
    })
  )

  it(
    "asks no least value of an order that closes",
    on(holding(oneWay("long", "0.01"), { price: "400" }), async (stage) => {
      assert.strictEqual((await place(stage, { side: "sell", size: "0.01" })).code, "00000")
      assert.deepStrictEqual(await legs(stage), [])
    })
  )

  it(
    "opens nothing where a netting order has not closed everything",
    on({ ...holding(oneWay("long", "2")), behaviour: { fillFraction: { close: 0.5, open: 1 } } }, async (stage) => {
      await place(stage, { side: "sell", size: "4", clientOid: "thin" })
      assert.deepStrictEqual(await legs(stage), ["long 1"])
      const detail = rowOf(await stage.client.get(path.detail, { ...eth, clientOid: "thin" }))
      assert.deepInclude(detail, { state: "canceled", baseVolume: "1", cancelReason: "no_depth" })
    })
  )

  it(
    "refuses tradeSide, bad sizes, other coins and unknown symbols",
    on(holding(), async (stage) => {
      const order = { side: "buy", size: "1" }
      assert.strictEqual((await place(stage, { ...order, tradeSide: "open" })).code, "40774")
      assert.strictEqual((await place(stage, { ...order, side: "long" })).code, "40020")
      assert.strictEqual((await place(stage, { ...order, size: "0.001" })).code, "40808")
      assert.strictEqual((await place(stage, { ...order, size: undefined })).code, "40019")
      assert.strictEqual((await place(stage, { ...order, marginCoin: "BTC" })).code, "40778")
      assert.strictEqual((await place(stage, { ...order, symbol: "ethusdt" })).code, "40034")
      assert.strictEqual((await place(stage, { ...order, productType: "NONE" })).code, "40020")
      assert.strictEqual((await place(stage, { ...order, productType: "SUSDT-FUTURES" })).code, "40020")
      assert.strictEqual((await place(stage, { ...order, orderType: "stop" })).code, "40020")
      assert.strictEqual((await limit(stage, { ...order, price: "3000.001" })).code, "40808")
    })
  )
})

describe("place-order in hedge mode", () => {
  it(
    "opens and closes each leg on its own",
    on({ ...holding(), mode: "hedge" }, async (stage) => {
      await place(stage, { side: "buy", tradeSide: "open", size: "2" })
      await place(stage, { side: "sell", tradeSide: "open", size: "3" })
      assert.deepStrictEqual(await legs(stage), ["long 2", "short 3"])
      await place(stage, { side: "sell", tradeSide: "close", size: "3" })
      assert.deepStrictEqual(await legs(stage), ["long 2"])
      assert.strictEqual((await place(stage, { side: "sell", tradeSide: "close", size: "1" })).code, "22002")
      assert.strictEqual((await place(stage, { side: "buy", tradeSide: "close", size: "3" })).code, "40757")
      assert.strictEqual((await place(stage, { side: "buy", size: "3" })).code, "40774")
      stage.clock.pass(1000)
      await place(stage, { side: "sell", tradeSide: "open", size: "1" })
      const [, anew] = rowsOf(await stage.client.get(path.position, eth))
      assert.deepInclude(anew, { holdSide: "short", total: "1", deductedFee: "1.86" })
    })
  )

  it(
    "lets a market close push a resting one aside",
    on(holding(hedge("2", null)), async (stage) => {
      await limit(stage, { side: "buy", tradeSide: "close", size: "2", price: "3500" })
      assert.strictEqual((await place(stage, { side: "buy", tradeSide: "close", size: "2" })).code, "00000")
      assert.deepStrictEqual(await legs(stage), [])
    })
  )
})

describe("money", () => {
  it(
    "bounds what can be opened, above a least value",
    on({ ...holding(), accounts: [{ balances: { USDT: "1000" } }] }, async (stage) => {
      assert.strictEqual((await place(stage, { side: "buy", size: "6.38" })).code, "40762")
      assert.strictEqual((await place(stage, { side: "buy", size: "6.37" })).code, "00000")
      stage.simulator.setPrice("ETHUSDT", "400")
      assert.strictEqual((await place(stage, { side: "buy", size: "0.01" })).code, "45110")
      stage.simulator.setPrice("ETHUSDT", "500")
      assert.strictEqual((await place(stage, { side: "sell", size: "6.37", reduceOnly: "YES" })).code, "00000")
    })
  )

  it(
    "is not asked for while a contract only closes",
    on(holding(oneWay("long", "2"), { symbolStatus: "limit_open" }), async (stage) => {
      assert.strictEqual((await place(stage, { side: "buy", size: "1" })).code, "45119")
      assert.strictEqual((await place(stage, { side: "sell", size: "2", reduceOnly: "YES" })).code, "00000")
    })
  )

  it("is out of reach while a contract is under maintenance, closed to the API or gone", async () => {
    for (const [symbolStatus, code] of [
      ["maintain", "40845"],
      ["restrictedAPI", "22004"],
      ["off", "40309"]
    ] as const)
      await on(holding(null, { symbolStatus }), async (stage) => {
        assert.strictEqual((await place(stage, { side: "buy", size: "1" })).code, code)
      })()
  })
})

describe("an order that waits to be matched", () => {
  it(
    "is executed after those that were accepted before it, at one time",
    on({ ...holding(), behaviour: { matchDelayMs: 100 } }, async (stage) => {
      for (const clientOid of ["a", "b", "c"]) await place(stage, { side: "buy", size: "1", clientOid })
      stage.clock.pass(100)
      stage.simulator.beat()
      assert.deepStrictEqual(
        stage.simulator.trades().map(({ clientOid }) => clientOid),
        ["a", "b", "c"]
      )
    })
  )

  it(
    "is not executed once it has been cancelled",
    on({ ...holding(), behaviour: { matchDelayMs: 100 } }, async (stage) => {
      const { orderId } = rowOf(await place(stage, { side: "buy", size: "1" }))
      assert.strictEqual((await stage.client.post(path.cancel, { ...eth, orderId })).code, "00000")
      stage.clock.pass(100)
      assert.deepStrictEqual(await legs(stage), [])
    })
  )
})

describe("limit orders", () => {
  it(
    "take their kind in any case, as clients write it",
    on({ ...holding(), mode: "hedge" }, async (stage) => {
      await limit(stage, { side: "buy", tradeSide: "Open", size: "1", force: "GTC", price: "3000" })
      const [pending] = listOf(await stage.client.get(path.pending, eth), "entrustedList")
      assert.deepInclude(pending, { state: "live", orderType: "limit", tradeSide: "open", force: "gtc" })
    })
  )

  it(
    "rest, freeze margin, and fill as maker at their own price when the market comes",
    on({ ...holding(), accounts: [{ balances: { USDT: "1000" } }] }, async (stage) => {
      await limit(stage, { side: "buy", size: "2", price: "3000", clientOid: "rest" })
      const pending = listOf(await stage.client.get(path.pending, eth), "entrustedList")
      assert.deepInclude(pending[0], { state: "live", price: "3000", clientOid: "rest" })
      assert.strictEqual(rowOf(await stage.client.get(path.account, eth))["available"], "696.4")
      stage.simulator.setPrice("ETHUSDT", "3000.01")
      assert.deepStrictEqual(await legs(stage), [])
      stage.simulator.setPrice("ETHUSDT", "3000")
      const detail = rowOf(await stage.client.get(path.detail, { ...eth, clientOid: "rest" }))
      assert.deepInclude(detail, { state: "filled", priceAvg: "3000", fee: "-1.2" })
    })
  )

  it(
    "take no money to close, and wait for the price of their own contract",
    on(
      {
        symbols: [
          { ...ethusdt, position: hedge("2", null) },
          { ...ethusdt, symbol: "SOLUSDT" }
        ]
      },
      async (stage) => {
        const available = async () => rowOf(await stage.client.get(path.account, eth))["available"]
        const before = await available()
        await limit(stage, { side: "buy", tradeSide: "close", size: "2", price: "3500" })
        assert.strictEqual(await available(), before)
        stage.simulator.setPrice("SOLUSDT", "3500")
        assert.deepStrictEqual(await legs(stage), ["long 2"])
      }
    )
  )

  it(
    "close what is left of a leg by then",
    on(holding(hedge("2", null)), async (stage) => {
      await limit(stage, { side: "buy", tradeSide: "close", size: "2", price: "3500" })
      stage.simulator.setPrice("ETHUSDT", "3500")
      assert.deepStrictEqual(await legs(stage), [])
    })
  )

  it(
    "trade at once when they can, and do not rest when they may not",
    on(holding(), async (stage) => {
      const states = new Map<string, string | undefined>()
      for (const [force, price] of [
        ["gtc", "3100"],
        ["post_only", "3200"],
        ["post_only", "3000"],
        ["ioc", "3000"],
        ["fok", "3000"]
      ] as const) {
        const clientOid = `${force}-${price}`
        await limit(stage, { side: "buy", size: "1", force, price, clientOid })
        states.set(clientOid, rowOf(await stage.client.get(path.detail, { ...eth, clientOid }))["state"])
      }
      assert.deepStrictEqual(Object.fromEntries(states), {
        "gtc-3100": "filled",
        "post_only-3200": "canceled",
        "post_only-3000": "live",
        "ioc-3000": "canceled",
        "fok-3000": "canceled"
      })
    })
  )

  it(
    "can be cancelled once, and keep their client id while they rest",
    on(holding(), async (stage) => {
      const order = { side: "buy", size: "1", price: "3000", clientOid: "mine" }
      const { orderId } = rowOf(await limit(stage, order))
      assert.strictEqual((await limit(stage, order)).code, "40786")
      assert.strictEqual((await stage.client.post(path.cancel, { ...eth, orderId })).code, "00000")
      assert.strictEqual((await stage.client.post(path.cancel, { ...eth, orderId })).code, "40769")
      assert.strictEqual((await stage.client.post(path.cancel, { ...eth, clientOid: "no" })).code, "40768")
      assert.strictEqual((await limit(stage, order)).code, "00000")
    })
  )
})

describe("the flash close", () => {
  it(
    "closes the legs that are named and lists what it did",
    on(holding(hedge("2", "3")), async (stage) => {
      const rest = { orderType: "limit", tradeSide: "close" }
      await place(stage, { ...rest, side: "sell", size: "3", price: "2500" })
      await place(stage, { ...rest, side: "buy", size: "2", price: "3500", clientOid: "of-the-long" })
      const one = await stage.client.post(path.close, { productType: "USDT-FUTURES", holdSide: "short" })
      assert.deepStrictEqual([listOf(one, "successList").length, listOf(one, "failureList").length], [1, 0])
      const pending = listOf(await stage.client.get(path.pending, eth), "entrustedList")
      assert.deepStrictEqual(
        pending.map(({ clientOid }) => clientOid),
        ["of-the-long"]
      )
      assert.deepStrictEqual(await legs(stage), ["long 2"])
      stage.clock.pass(1000)
      await stage.client.post(path.close, { productType: "USDT-FUTURES", symbol: "ETHUSDT" })
      stage.clock.pass(1000)
      assert.strictEqual((await stage.client.post(path.close, { productType: "USDT-FUTURES" })).code, "22002")
    })
  )

  it(
    "ignores the side in one-way mode, and reports failures inside a success",
    on(holding(oneWay("long", "2"), { symbolStatus: "maintain" }), async ({ client }) => {
      const answer = await client.post(path.close, { productType: "USDT-FUTURES", holdSide: "short" })
      assert.strictEqual(answer.code, "00000")
      assert.deepInclude(listOf(answer, "failureList")[0], { symbol: "ETHUSDT", errorCode: "40845" })
    })
  )
})

describe("order look-ups", () => {
  it(
    "find by order id first, and say 40109 when there is nothing",
    on(holding(), async (stage) => {
      const { orderId } = rowOf(await place(stage, { side: "buy", size: "1", clientOid: "a" }))
      await place(stage, { side: "buy", size: "2", clientOid: "b" })
      const both = await stage.client.get(path.detail, { ...eth, orderId, clientOid: "b" })
      assert.strictEqual(rowOf(both)["clientOid"], "a")
      assert.strictEqual((await stage.client.get(path.detail, { ...eth, clientOid: "c" })).code, "40109")
      assert.strictEqual((await stage.client.get(path.detail, eth)).code, "40019")
    })
  )

  it(
    "page newest first, and filter by time, source and client id",
    on(holding(), async (stage) => {
      for (const clientOid of ["a", "b", "c"]) {
        await place(stage, { side: "buy", size: "1", clientOid })
        stage.clock.pass(10)
      }
      await stage.client.post(path.reverse, { ...eth, side: "sell", clientOid: "r" })
      const ids = async (filter: object) => {
        const answer = await stage.client.get(path.history, { ...eth, ...filter })
        return listOf(answer, "entrustedList").map(({ clientOid, orderId }) => (clientOid === orderId ? "" : clientOid))
      }
      assert.deepStrictEqual(await ids({}), ["", "r", "c", "b", "a"])
      assert.deepStrictEqual(await ids({ orderSource: "reverse" }), ["", "r"])
      assert.deepStrictEqual(await ids({ clientOid: "b" }), ["b"])
      assert.deepStrictEqual(await ids({ symbol: "SOLUSDT" }), [])
      assert.deepStrictEqual(await ids({ productType: "COIN-FUTURES", symbol: "" }), [])
      assert.deepStrictEqual(await ids({ status: "canceled" }), [])
      const { orderId } = rowOf(await stage.client.get(path.detail, { ...eth, clientOid: "b" }))
      assert.deepStrictEqual(await ids({ orderId }), ["b"])
      stage.clock.pass(1000)
      const placedAt = stage.clock.now() - 1000
      assert.deepStrictEqual(await ids({ startTime: placedAt }), ["", "r"])
      assert.deepStrictEqual(await ids({ endTime: placedAt - 30 }), ["a"])
      const page = await stage.client.get(path.history, { ...eth, limit: 2 })
      const idLessThan = (page.data as { readonly endId: string }).endId
      assert.deepStrictEqual(await ids({ limit: 2, idLessThan }), ["c", "b"])
      const trades = listOf(await stage.client.get(path.fills, { ...eth, limit: 1 }), "fillList")
      assert.deepInclude(trades[0], { tradeScope: "taker", posMode: "one_way_mode" })
      const fills = async (filter: object) =>
        listOf(await stage.client.get(path.fills, { ...eth, ...filter }), "fillList").length
      assert.deepStrictEqual(
        [await fills({}), await fills({ orderId }), await fills({ symbol: "SOLUSDT" }), await fills({ limit: 3 })],
        [5, 1, 0, 3]
      )
      assert.strictEqual(await fills({ startTime: placedAt }), 2)
    })
  )

  it(
    "see the present where they lag further behind than is remembered",
    on({ ...holding(oneWay("long", "2")), behaviour: { readLagMs: 700_000 } }, async (stage) => {
      for (let time = 0; time < 3; time++) {
        await stage.client.post(path.reverse, { ...eth, side: time % 2 === 0 ? "sell" : "buy" })
        stage.clock.pass(301_000)
      }
      assert.deepStrictEqual(await legs(stage), ["short 2"])
    })
  )

  it(
    "lag behind by the read lag: orders appear late, positions are old",
    on({ ...holding(oneWay("long", "2")), behaviour: { readLagMs: 500 } }, async (stage) => {
      const { client, clock } = stage
      clock.pass(1000)
      await client.post(path.reverse, { ...eth, side: "sell", clientOid: "late" })
      const lists = async () => [
        listOf(await client.get(path.history, eth), "entrustedList").length,
        listOf(await client.get(path.fills, eth), "fillList").length
      ]
      assert.strictEqual((await client.get(path.detail, { ...eth, clientOid: "late" })).code, "40109")
      assert.deepStrictEqual(await lists(), [0, 0])
      assert.deepStrictEqual(await legs(stage), ["long 2"])
      clock.pass(499)
      assert.deepStrictEqual(await legs(stage), ["long 2"])
      clock.pass(1)
      assert.strictEqual((await client.get(path.detail, { ...eth, clientOid: "late" })).code, "00000")
      assert.deepStrictEqual(await lists(), [2, 2])
      assert.deepStrictEqual(await legs(stage), ["short 2"])
      assert.lengthOf(rowsOf(await client.get(path.positions, { productType: "USDT-FUTURES", marginCoin: "usdt" })), 1)
    })
  )
})
