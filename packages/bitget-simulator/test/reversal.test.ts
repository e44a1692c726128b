import { assert, describe, it } from "vitest"
import { listOf, rowOf, rowsOf } from "./client.ts"
import { btc, btcusd, eth, ethusdt, hedge, holding, on, oneWay, path } from "./fixtures.ts"

const held = { ...ethusdt, position: hedge("20", null) }

const poor = (amount: string) => [{ balances: { USDT: amount } }]

describe("a reversal in one-way mode", () => {
  it(
    "turns the whole position round for two taker fees",
    on(holding(oneWay("long", "20")), async ({ client, simulator }) => {
      const answer = await client.post(path.reverse, { ...eth, side: "sell", clientOid: "c1" })
      assert.deepInclude(answer, { status: 200, code: "00000", msg: "success" })
      assert.strictEqual(rowOf(answer)["clientOid"], "c1")
      assert.match(rowOf(answer)["orderId"] ?? "", /^\d+$/)
      const [row] = rowsOf(await client.get(path.position, eth))
      assert.deepInclude(row, { holdSide: "short", total: "20", openPriceAvg: "3100", posMode: "one_way_mode" })
      assert.strictEqual(rowOf(await client.get(path.account, eth))["accountEquity"], "1001925.6")
      assert.deepInclude(simulator.executions[0], { clientOid: "c1", closed: "20", opened: "20" })
    })
  )

  it(
    "ignores the size",
    on(holding(oneWay("short", "20")), async ({ client }) => {
      await client.post(path.reverse, { ...eth, side: "buy", size: "3" })
      const [row] = rowsOf(await client.get(path.position, eth))
      assert.deepInclude(row, { holdSide: "long", total: "20" })
    })
  )

  it(
    "is refused with tradeSide, with the side of the position, and when flat",
    on(holding(oneWay("long", "20")), async ({ client, simulator }) => {
      const wrongShape = await client.post(path.reverse, { ...eth, side: "sell", tradeSide: "open" })
      assert.deepInclude(wrongShape, { status: 400, code: "40774", data: null })
      assert.strictEqual((await client.post(path.reverse, { ...eth, side: "buy" })).code, "40757")
      await client.post(path.close, { productType: "USDT-FUTURES" })
      assert.strictEqual((await client.post(path.reverse, { ...eth, side: "sell" })).code, "40757")
      assert.deepStrictEqual(simulator.executions, [])
    })
  )

  it(
    "reverses on any side where the exchange is told to ignore a wrong one",
    on(
      { ...holding(oneWay("long", "20")), behaviour: { oneWayWrongSide: "ignore" } },
      async ({ client, simulator }) => {
        assert.strictEqual((await client.post(path.reverse, { ...eth, side: "buy" })).code, "00000")
        assert.deepInclude(simulator.executions[0], { closed: "20", opened: "20" })
      }
    )
  )

  it(
    "may be answered without an order id",
    on({ ...holding(oneWay("long", "1")), behaviour: { hideOneWayOrderIds: true } }, async ({ client }) => {
      const { data } = await client.post(path.reverse, { ...eth, side: "sell", clientOid: "c1" })
      assert.deepStrictEqual(data, { clientOid: "c1" })
    })
  )
})

describe("a reversal in hedge mode", () => {
  it(
    "reverses part of a leg and adds it to the other, entries averaged",
    on(holding(hedge("20", "7")), async ({ client, simulator }) => {
      await client.post(path.reverse, { ...eth, side: "buy", tradeSide: "open", size: "3" })
      const rows = rowsOf(await client.get(path.position, eth))
      assert.deepInclude(rows[0], { holdSide: "long", total: "17", openPriceAvg: "3000" })
      assert.deepInclude(rows[1], { holdSide: "short", total: "10", openPriceAvg: "3030" })
      assert.deepInclude(simulator.executions[0], { closed: "3", opened: "3" })
    })
  )

  it(
    "never reverses more than the leg",
    on(holding(hedge("20", null)), async ({ client }) => {
      await client.post(path.reverse, { ...eth, side: "buy", tradeSide: "open", size: "1000" })
      const rows = rowsOf(await client.get(path.position, eth))
      assert.lengthOf(rows, 1)
      assert.deepInclude(rows[0], { holdSide: "short", total: "20" })
    })
  )

  it(
    "needs tradeSide=open, a held leg and a size on the step",
    on({ symbols: [held, { ...held, symbol: "SOLUSDT", minTradeNum: "1" }] }, async ({ client }) => {
      const reverse = (change: object) =>
        client.post(path.reverse, { ...eth, side: "buy", tradeSide: "open", ...change })
      assert.strictEqual((await reverse({ tradeSide: undefined })).code, "40774")
      assert.strictEqual((await reverse({ tradeSide: "close" })).code, "40774")
      assert.strictEqual((await reverse({ side: "sell" })).code, "40757")
      assert.strictEqual((await reverse({ size: "0.015" })).code, "40808")
      assert.strictEqual((await reverse({ size: "x" })).code, "40020")
      assert.strictEqual((await reverse({ symbol: "SOLUSDT", size: "0.5" })).code, "45111")
      assert.strictEqual((await reverse({ size: "1000.01" })).code, "43007")
      assert.strictEqual((await reverse({ side: "long" })).code, "40020")
      assert.strictEqual((await reverse({ side: undefined })).code, "40019")
    })
  )

  it(
    "takes tradeSide=close where the exchange is told to",
    on({ ...holding(hedge("20", null)), behaviour: { hedgeTradeSideClose: "accept" } }, async ({ client }) => {
      const answer = await client.post(path.reverse, { ...eth, side: "buy", tradeSide: "close" })
      assert.strictEqual(answer.code, "00000")
    })
  )
})

describe("a reversal is not atomic", () => {
  it(
    "closes only when the other side is worth less than 5 USDT",
    on(holding(hedge("20", null), { price: "499" }), async ({ client, simulator }) => {
      const answer = await client.post(path.reverse, { ...eth, side: "buy", tradeSide: "open", size: "0.01" })
      assert.strictEqual(answer.code, "00000")
      assert.deepInclude(simulator.executions[0], { closed: "0.01", opened: "0" })
      const orders = listOf(await client.get(path.history, { ...eth, orderSource: "reverse" }), "entrustedList")
      assert.deepEqual(
        orders.map(({ cancelReason, state, tradeSide }) => [tradeSide, state, cancelReason]),
        [
          ["open", "canceled", "below_minimum"],
          ["close", "filled", ""]
        ]
      )
    })
  )

  it(
    "opens the other side when it is worth 5 USDT to the cent",
    on(holding(hedge("20", null), { price: "500" }), async ({ client, simulator }) => {
      await client.post(path.reverse, { ...eth, side: "buy", tradeSide: "open", size: "0.01" })
      assert.deepInclude(simulator.executions[0], { closed: "0.01", opened: "0.01" })
    })
  )

  it(
    "closes only when the money does not carry the whole other side, though it would carry a part",
    // 18810 - 18000 - 37.2 = 772.8 left for 20 x 156.86
    on({ ...holding(oneWay("long", "20", "4000")), accounts: poor("18810") }, async ({ client, simulator }) => {
      await client.post(path.reverse, { ...eth, side: "sell" })
      assert.deepInclude(simulator.executions[0], { closed: "20", opened: "0" })
      assert.deepStrictEqual(rowsOf(await client.get(path.position, eth)), [])
      const orders = listOf(await client.get(path.history, { ...eth, orderSource: "reverse" }), "entrustedList")
      assert.deepEqual(
        orders.map(({ cancelReason, state }) => [state, cancelReason]),
        [
          ["canceled", "insufficient_margin"],
          ["filled", ""]
        ]
      )
    })
  )

  it(
    "closes only when the new leg of an isolated account is less levered than the old one was",
    on({ ...holding(), mode: "hedge", accounts: [{ balances: { USDT: "1000" } }] }, async ({ client, simulator }) => {
      await client.post(path.setMargin, { ...eth, marginMode: "isolated" })
      await client.post(path.setLeverage, { ...eth, leverage: "50", holdSide: "long" })
      await client.post(path.setLeverage, { ...eth, leverage: "2", holdSide: "short" })
      const order = { ...eth, marginMode: "isolated", side: "buy", tradeSide: "open", orderType: "market", size: "1" }
      await client.post(path.place, order)
      await client.post(path.reverse, { ...eth, side: "buy", tradeSide: "open", size: "1" })
      assert.deepInclude(simulator.executions[0], { closed: "1", opened: "0" })
      await client.post(path.setLeverage, { ...eth, leverage: "50", holdSide: "short" })
      await client.post(path.place, order)
      await client.post(path.reverse, { ...eth, side: "buy", tradeSide: "open", size: "1" })
      assert.deepInclude(simulator.executions[1], { closed: "1", opened: "1" })
      assert.deepInclude(rowsOf(await client.get(path.position, eth))[0], { holdSide: "short", marginMode: "isolated" })
    })
  )

  it(
    "opens everything when the money carries it to the last cent",
    // 1174.4 + 2000 profit - 37.2 fee = 3137.2 = 20 x (3100 / 20 + 1.86)
    on({ ...holding(oneWay("long", "20")), accounts: poor("1174.4") }, async ({ client, simulator }) => {
      await client.post(path.reverse, { ...eth, side: "sell" })
      assert.deepInclude(simulator.executions[0], { closed: "20", opened: "20" })
    })
  )

  it(
    "opens the most that the money carries where the exchange is told to shrink",
    on(
      {
        ...holding(oneWay("long", "20", "4000")),
        accounts: poor("18810"),
        behaviour: { openWithoutMargin: "shrink" }
      },
      async ({ client, simulator }) => {
        await client.post(path.reverse, { ...eth, side: "sell" })
        // 18810 - 18000 - 37.2 = 772.8; one ETH costs 3100/20 + 1.86 = 156.86
        assert.deepInclude(simulator.executions[0], { closed: "20", opened: "4.92" })
      }
    )
  )

  it(
    "closes only while the contract does not open positions",
    on(holding(oneWay("long", "20"), { symbolStatus: "limit_open" }), async ({ client, simulator }) => {
      await client.post(path.reverse, { ...eth, side: "sell" })
      assert.deepInclude(simulator.executions[0], { closed: "20", opened: "0" })
    })
  )

  it(
    "fills a part of each leg in a thin market",
    on(
      { ...holding(hedge("20", null)), behaviour: { fillFraction: { close: 0.5, open: 0.5 } } },
      async ({ client, simulator }) => {
        await client.post(path.reverse, { ...eth, side: "buy", tradeSide: "open" })
        assert.deepInclude(simulator.executions[0], { closed: "10", opened: "5" })
        assert.strictEqual(rowsOf(await client.get(path.position, eth))[0]?.["total"], "10")
      }
    )
  )

  it(
    "does nothing at all where nothing trades",
    on(
      { ...holding(oneWay("long", "20")), behaviour: { fillFraction: { close: 0, open: 1 } } },
      async ({ client, simulator }) => {
        assert.strictEqual((await client.post(path.reverse, { ...eth, side: "sell" })).code, "00000")
        assert.deepInclude(simulator.executions[0], { closed: "0", opened: "0" })
        assert.strictEqual(rowsOf(await client.get(path.position, eth))[0]?.["holdSide"], "long")
        const orders = listOf(await client.get(path.history, eth), "entrustedList")
        assert.deepEqual(
          orders.map(({ cancelReason, state }) => [state, cancelReason]),
          [
            ["canceled", "nothing_closed"],
            ["canceled", "no_depth"]
          ]
        )
      }
    )
  )

  it(
    "cancels resting close orders oldest first when they are in the way",
    on(holding(hedge("20", null)), async ({ client }) => {
      const rest = (clientOid: string, size: string) =>
        client.post(path.place, {
          ...eth,
          side: "buy",
          tradeSide: "close",
          orderType: "limit",
          price: "3500",
          size,
          clientOid
        })
      await rest("old", "8")
      await rest("new", "8")
      assert.deepInclude(rowsOf(await client.get(path.position, eth))[0], { available: "4", locked: "16" })
      await client.post(path.reverse, { ...eth, side: "buy", tradeSide: "open", size: "12" })
      const pending = listOf(await client.get(path.pending, eth), "entrustedList")
      assert.deepStrictEqual(
        pending.map(({ clientOid }) => clientOid),
        ["new"]
      )
    })
  )

  it(
    "leaves resting orders alone that are not in the way: opens, and closes of another leg or symbol",
    on(
      {
        symbols: [
          { ...ethusdt, position: hedge("20", "5") },
          { ...held, symbol: "SOLUSDT" }
        ]
      },
      async ({ client }) => {
        const rest = (change: object) =>
          client.post(path.place, { ...eth, side: "buy", orderType: "limit", tradeSide: "open", size: "2", ...change })
        await rest({ price: "3000", clientOid: "open" })
        await rest({ side: "sell", tradeSide: "close", price: "2500", clientOid: "other leg" })
        await rest({ symbol: "SOLUSDT", tradeSide: "close", price: "3500", clientOid: "other symbol" })
        assert.deepInclude(rowsOf(await client.get(path.position, eth))[0], { available: "20", locked: "0" })
        await rest({ tradeSide: "close", price: "3500", size: "20", clientOid: "in the way" })
        await client.post(path.reverse, { ...eth, side: "buy", tradeSide: "open" })
        const pending = listOf(await client.get(path.pending, { productType: "USDT-FUTURES" }), "entrustedList")
        assert.deepStrictEqual(
          pending.map(({ clientOid }) => clientOid),
          ["other symbol", "other leg", "open"]
        )
        assert.isTrue(pending.every(({ orderSource, orderType }) => orderSource === "normal" && orderType === "limit"))
      }
    )
  )

  it(
    "uses only what resting close orders leave where the exchange is told to keep them",
    on({ ...holding(hedge("20", null)), behaviour: { restingCloses: "keep" } }, async ({ client, simulator }) => {
      const order = { ...eth, side: "buy", tradeSide: "close", orderType: "limit", price: "3500" }
      await client.post(path.place, { ...order, size: "16" })
      await client.post(path.reverse, { ...eth, side: "buy", tradeSide: "open", size: "12" })
      assert.deepInclude(simulator.executions[0], { closed: "4", opened: "4" })
      await client.post(path.place, { ...order, size: "0.01" })
      assert.strictEqual((await client.post(path.reverse, { ...eth, side: "buy", tradeSide: "open" })).code, "40757")
    })
  )

  it(
    "is executed after the matching delay, and pending until then",
    on({ ...holding(oneWay("long", "20")), behaviour: { matchDelayMs: 300 } }, async ({ client, clock, simulator }) => {
      await client.post(path.reverse, { ...eth, side: "sell", clientOid: "c1" })
      assert.strictEqual(rowOf(await client.get(path.detail, { ...eth, clientOid: "c1" }))["state"], "live")
      assert.strictEqual((await client.post(path.reverse, { ...eth, side: "sell", clientOid: "c1" })).code, "40786")
      clock.pass(300)
      assert.strictEqual(rowOf(await client.get(path.detail, { ...eth, clientOid: "c1" }))["state"], "filled")
      assert.lengthOf(simulator.executions, 1)
    })
  )
})

describe("between the close and the open", () => {
  it(
    "the account is flat for as long as the exchange takes, though the order looks done",
    on({ ...holding(oneWay("long", "20")), behaviour: { openDelayMs: 200 } }, async ({ client, clock, simulator }) => {
      await client.post(path.reverse, { ...eth, side: "sell", clientOid: "c1" })
      assert.strictEqual(rowOf(await client.get(path.detail, { ...eth, clientOid: "c1" }))["state"], "filled")
      assert.deepStrictEqual(rowsOf(await client.get(path.position, eth)), [])
      const [open] = listOf(await client.get(path.pending, eth), "entrustedList")
      assert.deepInclude(open, { state: "live", tradeSide: "sell_single" })
      clock.pass(200)
      assert.strictEqual(rowsOf(await client.get(path.position, eth))[0]?.["holdSide"], "short")
      assert.deepInclude(simulator.executions[0], { closed: "20", opened: "20" })
    })
  )

  it(
    "the open can still be cancelled",
    on({ ...holding(oneWay("long", "20")), behaviour: { openDelayMs: 200 } }, async ({ client, clock, simulator }) => {
      await client.post(path.reverse, { ...eth, side: "sell" })
      const orderId = listOf(await client.get(path.pending, eth), "entrustedList")[0]?.["orderId"]
      await client.post(path.cancel, { ...eth, orderId })
      clock.pass(200)
      assert.deepStrictEqual(rowsOf(await client.get(path.position, eth)), [])
      assert.deepInclude(simulator.executions[0], { closed: "20", opened: "0" })
    })
  )
})

describe("the client id of a reversal", () => {
  it(
    "does not keep the same request from reversing twice",
    on(holding(hedge("20", null)), async ({ client, simulator }) => {
      const body = { ...eth, side: "buy", tradeSide: "open", size: "3", clientOid: "again" }
      await client.post(path.reverse, body)
      await client.post(path.reverse, body)
      assert.lengthOf(
        simulator.executions.filter(({ clientOid }) => clientOid === "again"),
        2
      )
      assert.strictEqual(rowsOf(await client.get(path.position, eth))[0]?.["total"], "14")
    })
  )

  it(
    "keeps it within the window that the exchange may be given",
    on({ ...holding(hedge("20", null)), behaviour: { dedupeMs: 1000 } }, async ({ client, clock }) => {
      const body = { ...eth, side: "buy", tradeSide: "open", size: "3", clientOid: "again" }
      await client.post(path.reverse, body)
      assert.deepInclude(await client.post(path.reverse, body), { code: "40786", msg: "Duplicate clientOid" })
      clock.pass(1000)
      assert.strictEqual((await client.post(path.reverse, body)).code, "00000")
    })
  )

  it(
    "is refused when it is too long or uses other characters",
    on(holding(oneWay("long", "20")), async ({ client }) => {
      const reverse = (clientOid: string) => client.post(path.reverse, { ...eth, side: "sell", clientOid })
      assert.strictEqual((await reverse("a".repeat(65))).code, "40305")
      assert.strictEqual((await reverse("a".repeat(64))).code, "40304")
      assert.strictEqual((await reverse("a".repeat(51))).code, "40304")
      assert.strictEqual((await reverse("a".repeat(50))).code, "00000")
      assert.strictEqual((await reverse("ä")).code, "40402")
    })
  )

  it(
    "belongs to the close leg, or to the open leg where the exchange is told so",
    on({ ...holding(hedge("20", null)), behaviour: { reversalIds: "open" } }, async ({ client }) => {
      const sent = await client.post(path.reverse, { ...eth, side: "buy", tradeSide: "open", clientOid: "c1" })
      const detail = rowOf(await client.get(path.detail, { ...eth, clientOid: "c1" }))
      assert.deepInclude(detail, { tradeSide: "open", side: "sell", orderId: rowOf(sent)["orderId"] })
    })
  )
})

describe("a reversal of an inverse contract", () => {
  it(
    "pays profit and fees in the coin",
    on(
      {
        symbols: [{ ...btcusd, position: oneWay("long", "20000", "40000") }, ethusdt],
        accounts: [{ balances: { BTC: "1" } }]
      },
      async ({ client }) => {
        await client.post(path.reverse, { ...btc, side: "sell" })
        // 20000/40000 - 20000/50000 = 0.1; two fees of 0.0006 x 0.4
        assert.strictEqual(rowOf(await client.get(path.account, btc))["accountEquity"], "1.09952")
      }
    )
  )

  it(
    "in part adds to the other leg at the harmonic mean of its entries",
    on(
      {
        symbols: [{ ...btcusd, position: hedge("30000", "10000", "40000") }],
        accounts: [{ balances: { BTC: "1" } }]
      },
      async ({ client }) => {
        await client.post(path.reverse, { ...btc, side: "buy", tradeSide: "open", size: "10000" })
        const [long, short] = rowsOf(await client.get(path.position, btc))
        assert.deepInclude(long, { holdSide: "long", total: "20000", openPriceAvg: "40000", achievedProfits: "0.05" })
        // 20000 / (10000/40000 + 10000/50000)
        assert.deepInclude(short, { holdSide: "short", total: "20000", openPriceAvg: "44444.444444444444444444" })
        const fills = listOf(await client.get(path.fills, { ...btc, symbol: "BTCUSD" }), "fillList")
        assert.deepEqual(
          fills.map(({ profit, side, tradeSide }) => [side, tradeSide, profit]),
          [
            ["sell", "open", "0"],
            ["buy", "close", "0.05"]
          ]
        )
      }
    )
  )
})
