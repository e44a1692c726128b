import { assert, describe, it } from "vitest"
import { rowOf, rowsOf } from "./client.ts"
import { btc, btcusd, eth, ethusdt, hedge, holding, on, oneWay, path } from "./fixtures.ts"

const usdt = { productType: "USDT-FUTURES" }

describe("the hold mode", () => {
  it(
    "is switched while nothing is held, and refused otherwise",
    on(holding(), async ({ client, clock }) => {
      const set = (posMode: string) => client.post(path.setMode, { ...usdt, posMode })
      assert.deepInclude(await set("hedge_mode"), { code: "00000", data: { posMode: "hedge_mode" } })
      assert.strictEqual(rowOf(await client.get(path.account, eth))["posMode"], "hedge_mode")
      const order = { ...eth, side: "buy", tradeSide: "open", orderType: "limit", price: "1000", size: "1" }
      const { orderId } = rowOf(await client.post(path.place, order))
      assert.strictEqual((await set("one_way_mode")).code, "40920")
      await client.post(path.cancel, { ...eth, orderId })
      assert.strictEqual((await set("one_way_mode")).code, "00000")
      clock.pass(1000)
      await client.post(path.place, { ...eth, side: "buy", orderType: "market", size: "1" })
      assert.deepInclude(await set("hedge_mode"), { status: 400, code: "40920" })
      assert.strictEqual((await set("one_way_mode")).code, "00000")
      assert.strictEqual((await set("both")).code, "40020")
    })
  )

  it(
    "is one for all contracts of a product type, and none of the others' business",
    on({ symbols: [ethusdt, { ...ethusdt, symbol: "SOLUSDT" }, btcusd] }, async ({ client }) => {
      const set = async (productType: string) =>
        (await client.post(path.setMode, { productType, posMode: "hedge_mode" })).code
      const order = { side: "buy", orderType: "market", size: "1" }
      await client.post(path.place, { ...eth, symbol: "SOLUSDT", ...order })
      assert.deepStrictEqual([await set("USDT-FUTURES"), await set("COIN-FUTURES")], ["40920", "00000"])
      assert.strictEqual(rowOf(await client.get(path.account, eth))["posMode"], "one_way_mode")
      assert.strictEqual(rowOf(await client.get(path.account, btc))["posMode"], "hedge_mode")
      assert.strictEqual((await client.post(path.place, { ...btc, ...order })).code, "40774")
    })
  )

  it(
    "can change behind a client's back",
    on(holding(oneWay("long", "2")), async ({ client, simulator }) => {
      simulator.setHoldMode("hedge")
      assert.strictEqual((await client.post(path.reverse, { ...eth, side: "sell" })).code, "40774")
      assert.deepInclude(rowsOf(await client.get(path.position, eth))[0], { posMode: "hedge_mode", total: "2" })
      simulator.setHoldMode("one-way")
      assert.strictEqual((await client.post(path.reverse, { ...eth, side: "sell" })).code, "00000")
      assert.throws(() => simulator.setHoldMode("hedge", "nobody"), /nobody/)
    })
  )

  it(
    "keeps the long leg of two when it becomes one-way behind a client's back",
    on(holding(hedge("2", "3")), async ({ simulator }) => {
      simulator.setHoldMode("one-way")
      assert.deepInclude(simulator.position("ETHUSDT"), { mode: "one-way" })
      assert.nestedInclude(simulator.position("ETHUSDT"), { "net.side": "long", "net.lots": 200 })
    })
  )

  it(
    "leaves a lone short what it is, there and back",
    on(holding(oneWay("short", "3")), async ({ client, simulator }) => {
      simulator.setHoldMode("hedge")
      assert.nestedInclude(simulator.position("ETHUSDT"), { long: null, "short.lots": 300 })
      simulator.setHoldMode("one-way")
      assert.nestedInclude(simulator.position("ETHUSDT"), { "net.side": "short", "net.lots": 300 })
      assert.lengthOf(rowsOf(await client.get(path.position, eth)), 1)
    })
  )
})

describe("leverage and margin", () => {
  it(
    "decide how much can be opened",
    on({ ...holding(), accounts: [{ balances: { USDT: "1000" } }] }, async ({ client, clock }) => {
      const most = async (posSide: string) =>
        rowOf(await client.get(path.maxOpen, { ...eth, posSide, orderType: "market" }))["maxOpen"]
      assert.strictEqual(await most("long"), "6.37")
      const set = await client.post(path.setLeverage, { ...eth, leverage: "50" })
      assert.deepInclude(rowOf(set), { crossMarginLeverage: "50", marginMode: "crossed" })
      assert.strictEqual(await most("long"), "15.65")
      const limit = await client.get(path.maxOpen, { ...eth, posSide: "short", orderType: "limit", openPrice: "1550" })
      assert.strictEqual(rowOf(limit)["maxOpen"], "31.31")
      for (const leverage of ["126", "0", "2.5", "x"])
        assert.strictEqual((await client.post(path.setLeverage, { ...eth, leverage })).code, "40797")
      clock.pass(1000)
      for (const leverage of ["125", "1"])
        assert.strictEqual((await client.post(path.setLeverage, { ...eth, leverage })).code, "00000")
      assert.strictEqual((await client.post(path.setLeverage, eth)).code, "40019")
    })
  )

  it(
    "are kept for each side of an isolated hedge account",
    on({ ...holding(), mode: "hedge" }, async ({ client, clock }) => {
      await client.post(path.setMargin, { ...eth, marginMode: "isolated" })
      await client.post(path.setLeverage, { ...eth, leverage: "10", holdSide: "long" })
      await client.post(path.setLeverage, { ...eth, leverage: "5", holdSide: "short" })
      const account = rowOf(await client.get(path.account, eth))
      assert.deepInclude(account, { marginMode: "isolated", isolatedLongLever: "10", isolatedShortLever: "5" })
      const order = { ...eth, marginMode: "isolated", orderType: "market", tradeSide: "open", size: "1" }
      await client.post(path.place, { ...order, side: "buy" })
      await client.post(path.place, { ...order, side: "sell" })
      const rows = rowsOf(await client.get(path.position, eth))
      assert.deepEqual(
        rows.map(({ leverage, marginMode, marginSize }) => [marginMode, leverage, marginSize]),
        [
          ["isolated", "10", "310"],
          ["isolated", "5", "620"]
        ]
      )
      assert.strictEqual((await client.post(path.setMargin, { ...eth, marginMode: "crossed" })).code, "40872")
      assert.strictEqual((await client.post(path.setMargin, { ...eth, marginMode: "none" })).code, "40020")
      const set = async (change: object) => {
        const { data } = await client.post(path.setLeverage, { ...eth, ...change })
        const { longLeverage, shortLeverage } = data as Readonly<Record<string, string>>
        return [longLeverage, shortLeverage]
      }
      assert.deepStrictEqual(await set({ leverage: "8" }), ["8", "8"])
      assert.deepStrictEqual(await set({ longLeverage: "9" }), ["9", "8"])
      assert.deepStrictEqual(await set({ shortLeverage: "7" }), ["9", "7"])
      clock.pass(1000)
      await client.post(path.setLeverage, { ...eth, leverage: "20", holdSide: "long" })
      assert.strictEqual(rowsOf(await client.get(path.position, eth))[0]?.["marginSize"], "155")
    })
  )

  it(
    "count the open profit of crossed positions, not of isolated ones",
    on({ ...holding(), accounts: [{ balances: { USDT: "1000" } }] }, async ({ client, simulator }) => {
      const available = async () => rowOf(await client.get(path.account, eth))["available"]
      await client.post(path.place, { ...eth, side: "buy", orderType: "market", size: "1" })
      assert.strictEqual(await available(), "843.14")
      simulator.setPrice("ETHUSDT", "3150", "3200")
      assert.strictEqual(await available(), "943.14")
      await client.post(path.place, { ...eth, side: "sell", orderType: "market", size: "1", reduceOnly: "YES" })
      await client.post(path.place, { ...eth, marginMode: "isolated", side: "buy", orderType: "market", size: "1" })
      assert.strictEqual(await available(), "886.86")
      simulator.setPrice("ETHUSDT", "3300")
      assert.strictEqual(await available(), "886.86")
    })
  )

  it(
    "keep their kind while an order of the contract rests, one of another does not matter",
    on({ symbols: [ethusdt, { ...ethusdt, symbol: "SOLUSDT" }] }, async ({ client }) => {
      const order = { ...eth, side: "buy", orderType: "limit", price: "1000", size: "1" }
      const { orderId } = rowOf(await client.post(path.place, { ...order, symbol: "SOLUSDT" }))
      const isolate = async () => (await client.post(path.setMargin, { ...eth, marginMode: "isolated" })).code
      assert.strictEqual(await isolate(), "00000")
      await client.post(path.cancel, { ...eth, symbol: "SOLUSDT", orderId })
      await client.post(path.place, { ...order, marginMode: "isolated" })
      assert.strictEqual(await isolate(), "40872")
    })
  )

  it(
    "are counted in the coin for inverse contracts",
    on({ symbols: [btcusd, ethusdt], accounts: [{ balances: { BTC: "1" } }] }, async ({ client }) => {
      const most = await client.get(path.maxOpen, { ...btc, posSide: "long", orderType: "market" })
      assert.strictEqual(rowOf(most)["maxOpen"], "988142")
      await client.post(path.place, { ...btc, side: "buy", orderType: "market", size: "50000" })
      const [row] = rowsOf(await client.get(path.position, btc))
      assert.deepInclude(row, { marginSize: "0.05", total: "50000", marginCoin: "BTC" })
    })
  )
})

describe("funding", () => {
  it(
    "takes from longs and gives to shorts at every interval, on the mark price",
    on(
      { ...holding(hedge("20", "10"), { fundingRate: "0.0001", fundInterval: "8" }), accounts: [{}] },
      async ({ client, clock }) => {
        const equity = async () => rowOf(await client.get(path.account, eth))["accountEquity"]
        assert.strictEqual(await equity(), "1001000")
        const hours = 3_600_000
        clock.pass(8 * hours - (clock.now() % (8 * hours)) - 1)
        assert.strictEqual(await equity(), "1001000")
        clock.pass(1)
        assert.strictEqual(await equity(), "1000996.9")
        clock.pass(16 * hours)
        assert.strictEqual(await equity(), "1000990.7")
        assert.strictEqual(rowsOf(await client.get(path.position, eth))[0]?.["totalFee"], "-18.6")
      }
    )
  )

  it(
    "turns round with its rate, is worth what the mark price says, and comes in the coin of an inverse contract",
    on(
      {
        symbols: [
          { ...ethusdt, position: oneWay("long", "20"), fundingRate: "-0.001", fundInterval: "1" },
          { ...btcusd, position: oneWay("short", "50000", "50000"), fundingRate: "0.001", fundInterval: "4" }
        ]
      },
      async ({ client, clock, simulator }) => {
        const hour = 3_600_000
        const received = async () =>
          [...rowsOf(await client.get(path.position, eth)), ...rowsOf(await client.get(path.position, btc))].map(
            ({ totalFee }) => totalFee
          )
        simulator.setPrice("ETHUSDT", "3100", "3000")
        assert.deepStrictEqual(await received(), ["0", "0"])
        clock.pass(4 * hour - (clock.now() % (4 * hour)) - 1)
        const [before] = await received()
        clock.pass(1)
        assert.deepStrictEqual(await received(), [String(Number(before) + 60), "0.001"])
      }
    )
  )

  it(
    "is due to nobody who holds nothing by then",
    on({ ...holding(oneWay("long", "20"), { fundingRate: "0.01", takerFeeRate: "0" }) }, async ({ client, clock }) => {
      clock.pass(8 * 3_600_000 - (clock.now() % (8 * 3_600_000)) - 1)
      await client.post(path.close, { productType: "USDT-FUTURES" })
      clock.pass(1)
      assert.strictEqual(rowOf(await client.get(path.account, eth))["accountEquity"], "1002000")
    })
  )
})

describe("accounts", () => {
  it(
    "know who they are",
    on({ ...holding(), accounts: [{ uid: "42", isTrader: true }] }, async ({ client, simulator }) => {
      assert.deepInclude(rowOf(await client.get(path.info)), { userId: "42", traderType: "trader" })
      assert.strictEqual(simulator.accounts[0]?.uid, "42")
    })
  )

  it(
    "share the market and nothing else",
    on({ ...holding(oneWay("long", "2")), accounts: [{}, { positions: false }] }, async ({ client, simulator }) => {
      await client.post(path.reverse, { ...eth, side: "sell" })
      const other = simulator.accounts[1]?.uid
      assert.deepInclude(simulator.position("ETHUSDT", other), { net: null })
      assert.nestedInclude(simulator.position("ETHUSDT"), { "net.side": "short" })
      assert.deepInclude(simulator.position("NOUSDT"), { net: null })
    })
  )
})
