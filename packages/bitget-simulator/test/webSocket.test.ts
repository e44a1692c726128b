import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { Exchange, Symbols } from "../src/index.ts"
import * as Session from "../src/ws/Session.ts"
import { makeClient } from "./client.ts"
import { btcusd, eth, ethusdt, failure, hedge, holding, on, oneWay, path } from "./fixtures.ts"
import { loggedIn, loginWith, type Message, openSocket, subscribeTo } from "./socket.ts"

/** What the channels' pages print. */
const words = (text: string) => text.split(" ")
const positionFields = words(
  "posId instId holdSide posMode marginMode marginCoin marginSize total available frozen openPriceAvg leverage achievedProfits unrealizedPL unrealizedPLR liquidationPrice keepMarginRate marginRate breakEvenPrice totalFee deductedFee markPrice assetMode autoMargin cTime uTime"
)
const orderFields = words(
  "orderId clientOid instId size price orderType side posSide posMode tradeSide status accBaseVolume baseVolume fillPrice fillTime fillFee fillFeeCoin tradeId tradeScope priceAvg pnl totalProfits feeDetail leverage marginMode marginCoin notionalUsd reduceOnly cancelReason enterPointSource cTime uTime"
)
const fillFields = words(
  "symbol side orderId tradeId price baseVolume quoteVolume profit feeDetail tradeScope tradeSide posMode"
)

describe("a private connection", () => {
  it(
    "hears each order live and filled, and each fill with the trade's direction",
    on(holding(hedge("20", null)), async (stage) => {
      const socket = await loggedIn(stage, "orders", "fill")
      await stage.client.post(path.reverse, { ...eth, side: "buy", tradeSide: "open", size: "3", clientOid: "c1" })
      const messages = await socket.untilPong()
      const orders = messages.filter(({ arg }) => arg?.["channel"] === "orders").map(({ data }) => data?.[0])
      assert.deepEqual(
        orders.map((row) => [row?.["tradeSide"], row?.["side"], row?.["status"], row?.["accBaseVolume"]]),
        [
          ["close", "buy", "live", "0"],
          ["open", "sell", "live", "0"],
          ["close", "buy", "filled", "3"],
          ["open", "sell", "filled", "3"]
        ]
      )
      assert.deepInclude(orders[2], { instId: "ETHUSDT", clientOid: "c1", reduceOnly: "no", tradeScope: "T" })
      assert.notProperty(orders[2], "orderSource")
      for (const field of orderFields) assert.property(orders[2], field)
      const fills = messages.filter(({ arg }) => arg?.["channel"] === "fill").map(({ data }) => data?.[0])
      assert.deepEqual(
        fills.map((row) => [row?.["symbol"], row?.["side"], row?.["baseVolume"]]),
        [
          ["ETHUSDT", "sell", "3"],
          ["ETHUSDT", "sell", "3"]
        ]
      )
      for (const field of fillFields) assert.property(fills[0], field)
      assert.notProperty(fills[0], "instId")
      const partial = { fillFraction: { close: 0.5, open: 1 } }
      stage.simulator.exchange.behave(partial)
      await stage.client.post(path.place, { ...eth, side: "buy", tradeSide: "close", orderType: "market", size: "2" })
      const course = (await socket.untilPong()).filter(({ arg }) => arg?.["channel"] === "orders")
      assert.deepEqual(
        course.map(({ data }) => [data?.[0]?.["status"], data?.[0]?.["accBaseVolume"]]),
        [
          ["live", "0"],
          ["partially_filled", "1"],
          ["canceled", "1"]
        ]
      )
    })
  )

  it(
    "gets every open position at once, then the full list each time, a closed one absent",
    on(holding(oneWay("long", "20")), async (stage) => {
      const socket = await loggedIn(stage, "positions")
      const positions = await socket.next()
      socket.send(subscribeTo("account"))
      assert.strictEqual((await socket.next()).event, "subscribe")
      const account = await socket.next()
      assert.deepInclude(positions.data?.[0], { instId: "ETHUSDT", holdSide: "long", total: "20", frozen: "0" })
      assert.strictEqual(account.data?.[0]?.["marginCoin"], "USDT")
      await stage.client.post(path.close, { productType: "USDT-FUTURES" })
      const pushed = (await socket.untilPong()).filter(({ arg }) => arg?.["channel"] === "positions")
      assert.deepStrictEqual(pushed.at(-1)?.data, [])
    })
  )

  it(
    "is told of the positions that did not change as well, and no more of those that are closed",
    on(
      {
        symbols: [
          { ...ethusdt, position: oneWay("long", "20") },
          { ...ethusdt, symbol: "SOLUSDT", position: oneWay("short", "7") }
        ]
      },
      async (stage) => {
        const socket = await loggedIn(stage, "positions")
        const shown = (message: Message | undefined) =>
          (message?.data ?? []).map(({ holdSide, instId, total }) => `${instId} ${holdSide} ${total}`)
        assert.sameMembers(shown(await socket.next()), ["ETHUSDT long 20", "SOLUSDT short 7"])
        await stage.client.post(path.reverse, { ...eth, side: "sell" })
        const [closed, opened] = await socket.untilPong()
        assert.deepStrictEqual(shown(closed), ["SOLUSDT short 7"])
        assert.sameMembers(shown(opened), ["SOLUSDT short 7", "ETHUSDT short 20"])
        await stage.client.post(path.close, { productType: "USDT-FUTURES", symbol: "SOLUSDT" })
        assert.deepStrictEqual((await socket.untilPong()).map(shown), [["ETHUSDT short 20"]])
        const [first] = opened?.data ?? []
        for (const field of positionFields) assert.property(first, field)
        socket.close()
      }
    )
  )

  it(
    "hears of the symbol and the product type that it asked for, and of nobody else's",
    on({ symbols: [ethusdt, { ...ethusdt, symbol: "SOLUSDT" }, btcusd], accounts: [{}, {}] }, async (stage) => {
      const { clock, client, simulator } = stage
      const socket = await loggedIn(stage)
      const both = [subscribeTo("orders", "SOLUSDT"), subscribeTo("positions", "default", "COIN-FUTURES")]
      for (const message of both) socket.send(message)
      assert.strictEqual((await socket.untilPong()).length, 3)
      const order = { side: "buy", orderType: "market", size: "1" }
      await client.post(path.place, { ...eth, ...order })
      const other = simulator.accounts[1]
      assert.isDefined(other)
      await makeClient(simulator.rest, other.credentials, clock.now).post(path.place, {
        ...eth,
        ...order,
        symbol: "SOLUSDT"
      })
      assert.deepStrictEqual(await socket.untilPong(), [])
      await client.post(path.place, { ...eth, ...order, symbol: "SOLUSDT" })
      const symbols = (await socket.untilPong()).map(({ data }) => data?.[0]?.["instId"])
      assert.deepStrictEqual(symbols, ["SOLUSDT", "SOLUSDT"])
      const wrong = [
        subscribeTo("orders", "BTCUSD"),
        subscribeTo("positions", "ETHUSDT"),
        subscribeTo("ticker", "ETHUSDT"),
        subscribeTo("orders", "default", "SPOT")
      ]
      for (const message of wrong) {
        clock.pass(1000)
        socket.send(message)
        assert.deepInclude(await socket.next(), { event: "error", code: 30001 })
      }
      socket.close()
    })
  )

  it(
    "is told of a maker's fill and of orders that only reduce",
    on(holding(oneWay("long", "2")), async (stage) => {
      const { client, simulator } = stage
      const socket = await loggedIn(stage, "orders", "fill")
      const order = { ...eth, side: "sell", orderType: "limit", price: "3500", size: "2", reduceOnly: "YES" }
      await client.post(path.place, order)
      const [live] = await socket.untilPong()
      assert.deepInclude(live?.data?.[0], { status: "live", reduceOnly: "yes", baseVolume: "0", price: "3500" })
      simulator.setPrice("ETHUSDT", "3500")
      const [filled, fill] = await socket.untilPong()
      assert.deepInclude(filled?.data?.[0], { status: "filled", tradeScope: "M", fillFee: "-1.4", pnl: "1000" })
      assert.deepInclude(fill?.data?.[0], { orderType: "limit", tradeScope: "maker", tradeSide: "sell_single" })
      socket.close()
    })
  )

  it(
    "is told why its login is wrong, and closed",
    on(holding(), async ({ clock, simulator }) => {
      const { credentials } = simulator
      const seconds = Math.floor(clock.now() / 1000)
      const good = loginWith(credentials, seconds)
      const wrong = (change: object) => ({ op: "login", args: [{ ...good.args[0], ...change }] })
      const cases = [
        [wrong({ apiKey: "nobody" }), 30011],
        [wrong({ passphrase: "wrong" }), 30012],
        [wrong({ timestamp: "soon" }), 30013],
        [loginWith(credentials, seconds - 31), 30014],
        [wrong({ sign: "AAAA" }), 30015],
        [{ op: "login" }, 30011]
      ] as const
      for (const [message, code] of cases) {
        const socket = await openSocket(`${simulator.ws}/private`)
        socket.send(message)
        assert.deepInclude(await socket.next(), { event: "error", code })
        await socket.closed
      }
    })
  )

  it(
    "has thirty seconds to log in, either way",
    on(holding(), async ({ clock, simulator }) => {
      const seconds = Math.floor(clock.now() / 1000)
      for (const [away, answer] of [
        [-30, { event: "login", code: 0 }],
        [30, { event: "login", code: 0 }],
        [31, { event: "error", code: 30014 }]
      ] as const) {
        const socket = await openSocket(`${simulator.ws}/private`)
        socket.send(loginWith(simulator.credentials, seconds + away))
        assert.deepInclude(await socket.next(), answer)
        socket.close()
      }
    })
  )

  it(
    "may log in with a timestamp in milliseconds as well",
    on(holding(), async ({ clock, simulator }) => {
      const socket = await openSocket(`${simulator.ws}/private`)
      socket.send(loginWith(simulator.credentials, clock.now()))
      assert.deepInclude(await socket.next(), { event: "login", code: 0 })
      socket.close()
    })
  )

  it(
    "cannot subscribe before it has logged in",
    on(holding(), async ({ simulator }) => {
      const socket = await openSocket(`${simulator.ws}/private`)
      socket.send(subscribeTo("orders"))
      assert.deepInclude(await socket.next(), { event: "error", code: 30004 })
      socket.close()
    })
  )
})

/** A public connection without its socket: what it answers, at a time. */
const publicSession = (symbols: ReadonlyArray<object>) => {
  const listed = Result.getOrThrow(Symbols.decode(symbols))
  const { state } = Result.getOrThrow(Exchange.make({ symbols: listed, accounts: [], atMs: 0 }))
  const session = Session.make("1", false, "a", 0)
  return (message: object, atMs: number) => Session.receive(state, session, JSON.stringify(message), atMs).texts
}

describe("a public connection", () => {
  it(
    "gets bars and the ticker at once and on every price",
    on(holding(), async ({ clock, simulator }) => {
      const socket = await openSocket(`${simulator.ws}/public`)
      socket.send(subscribeTo("candle1m", "ETHUSDT"))
      assert.strictEqual((await socket.next()).event, "subscribe")
      const first = await socket.next()
      assert.deepInclude(first, { action: "snapshot" })
      const openAt = String(Math.floor(clock.now() / 60_000) * 60_000)
      assert.deepEqual(Object.values(first.data?.[0] ?? {}), [openAt, "3100", "3100", "3100", "3100", "0", "0", "0"])
      socket.send(subscribeTo("ticker", "ETHUSDT"))
      assert.strictEqual((await socket.next()).event, "subscribe")
      assert.deepInclude((await socket.next()).data?.[0], { lastPr: "3100", instId: "ETHUSDT" })
      simulator.setPrice("ETHUSDT", "3200", "3190")
      const [candle, ticker] = [await socket.next(), await socket.next()]
      assert.strictEqual(candle.action, "update")
      const bar = Object.values(candle.data?.[0] ?? {})
      assert.deepEqual(bar.slice(1, 5), ["3100", "3200", "3100", "3200"])
      assert.deepInclude(ticker.data?.[0], { lastPr: "3200", markPrice: "3190" })
      socket.send({ op: "unsubscribe", args: [{ instType: "USDT-FUTURES", channel: "ticker", instId: "ETHUSDT" }] })
      assert.strictEqual((await socket.next()).event, "unsubscribe")
      simulator.setPrice("ETHUSDT", "3300")
      assert.lengthOf(await socket.untilPong(), 1)
      socket.close()
    })
  )

  it(
    "is told what is wrong with its messages",
    on(holding(), async ({ simulator }) => {
      const socket = await openSocket(`${simulator.ws}/public`)
      const answers = [
        [subscribeTo("candle7m", "ETHUSDT"), 30001],
        [subscribeTo("orders"), 30001],
        [subscribeTo("ticker", "NOUSDT"), 30001],
        [subscribeTo("ticker", "ETHUSDT", "SPOT"), 30001],
        ["{", 30002],
        ["7", 30002],
        [{ op: "dance" }, 30003],
        [{ op: "subscribe", args: [{ channel: "x".repeat(4096) }] }, 30016]
      ] as const
      for (const [message, code] of answers) {
        socket.send(message)
        assert.deepInclude(await socket.next(), { event: "error", code })
      }
      socket.close()
    })
  )

  it(
    "is closed after more than ten messages in a second",
    on(holding(), async ({ clock, simulator }) => {
      const socket = await openSocket(`${simulator.ws}/public`)
      const ping = async (times: number) => {
        for (let time = 0; time < times; time++) {
          socket.send("ping")
          assert.strictEqual(await socket.nextText(), "pong")
        }
      }
      await ping(10)
      clock.pass(1000)
      await ping(10)
      socket.send("ping")
      assert.deepInclude(await socket.next(), { event: "error", code: 30007 })
      await socket.closed
    })
  )

  it("is refused its 241st subscribe request of an hour, and none of the next one", () => {
    const ask = publicSession([ethusdt])
    const subscribe = { op: "subscribe", args: [] }
    for (let time = 0; time < 240; time++) assert.deepStrictEqual(ask(subscribe, time * 250), [])
    assert.match(ask(subscribe, 60_000).join(""), /"code":30006/)
    assert.deepStrictEqual(ask(subscribe, 3_660_000), [])
  })

  it(
    "is cut when it has not pinged for two minutes",
    on(holding(), async ({ clock, simulator }) => {
      const socket = await openSocket(`${simulator.ws}/public`)
      clock.pass(119_999)
      simulator.beat()
      assert.lengthOf(await socket.untilPong(), 0)
      clock.pass(120_000)
      simulator.beat()
      await socket.closed
    })
  )

  it(
    "is cut when the sockets are reset, and finds nothing at other addresses",
    on(holding(), async ({ simulator }) => {
      const socket = await openSocket(`${simulator.ws}/public`)
      simulator.resetSockets()
      await socket.closed
      assert.match(await failure(openSocket(`${simulator.ws}/nowhere`)), /404/)
    })
  )

  it(
    "is refused its address's 301st attempt in five minutes",
    on(holding(), async ({ clock, simulator }) => {
      const attempt = async () => {
        const socket = await openSocket(`${simulator.ws}/public`)
        socket.close()
        await socket.closed
      }
      for (let time = 0; time < 300; time++) await attempt()
      clock.pass(299_999)
      assert.match(await failure(attempt()), /429/)
      clock.pass(1)
      await attempt()
    })
  )

  it("is refused more than a thousand channels", () => {
    const symbols = Array.from({ length: 60 }, (_, index) => ({ ...ethusdt, symbol: `C${index}USDT` }))
    const ask = publicSession(symbols)
    const bars = words("1m 5m 15m 30m 1H 4H 6H 12H 1D 1W 3D 1M 6Hutc 12Hutc 1Dutc 3Dutc").map((name) => `candle${name}`)
    const answers = ["ticker", ...bars].flatMap((channel, index) =>
      [symbols.slice(0, 30), symbols.slice(30)].flatMap((part, half) => {
        const args = part.map(({ symbol }) => ({ instType: "USDT-FUTURES", channel, instId: symbol }))
        return ask({ op: "subscribe", args }, index * 1000 + half)
      })
    )
    assert.strictEqual(answers.filter((text) => text.startsWith('{"event":"subscribe"')).length, 1000)
    assert.strictEqual(answers.filter((text) => text.includes('"code":30006')).length, 20)
  })

  it(
    "is refused when its address has a hundred open already",
    on(holding(), async ({ simulator }) => {
      const sockets = await Promise.all(Array.from({ length: 100 }, () => openSocket(`${simulator.ws}/public`)))
      assert.match(await failure(openSocket(`${simulator.ws}/public`)), /429/)
      for (const socket of sockets) socket.close()
    })
  )
})
