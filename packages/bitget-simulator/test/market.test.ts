import { Rational } from "@backhand/core"
import { Result } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type BarInput, Candles, Exchange, Player, startSimulator, Symbols } from "../src/index.ts"
import { listOf, rowOf, rowsOf } from "./client.ts"
import { eth, ethusdt, failure, holding, on, path } from "./fixtures.ts"

const usdt = { productType: "USDT-FUTURES" }
const minute = 60_000

/** Ten one-minute bars, each a point above the one before, ending before the clock starts. */
const tenBars: ReadonlyArray<BarInput> = Array.from({ length: 10 }, (_, index) => ({
  openAt: 1_699_999_800_000 - 600_000 + index * minute,
  open: 100 + index,
  high: String(102 + index),
  low: 99 + index,
  close: 101 + index,
  volume: 2
}))

const manyBars: ReadonlyArray<BarInput> = Array.from({ length: 1100 }, (_, index) => ({
  openAt: 1_699_999_800_000 - (1100 - index) * minute,
  open: 100,
  high: 101,
  low: 99,
  close: 100
}))

describe("the public endpoints", () => {
  it(
    "list the contracts with everything that bots read",
    on({}, async ({ client }) => {
      const all = rowsOf(await client.get(path.contracts, usdt))
      assert.lengthOf(all, 9)
      const [one] = rowsOf(await client.get(path.contracts, { ...usdt, symbol: "ETHUSDT" }))
      assert.deepInclude(one, { symbol: "ETHUSDT", sizeMultiplier: "0.01", symbolStatus: "normal", maxLever: "125" })
      assert.notProperty(one, "price")
      assert.strictEqual(String(one?.["supportMarginCoins"]), "USDT")
      assert.strictEqual((await client.get(path.contracts, { ...usdt, symbol: "NOUSDT" })).code, "40034")
      assert.lengthOf(rowsOf(await client.get(path.contracts, { productType: "coin-futures" })), 2)
      assert.strictEqual((await client.get(path.contracts)).code, "40019")
      assert.deepStrictEqual((await client.get(path.contracts, { productType: "SUSDT-FUTURES" })).data, [])
    })
  )

  it(
    "tell the time of the exchange",
    on({}, async ({ client, clock }) => {
      clock.pass(1234)
      assert.deepEqual((await client.get(path.time)).data, { serverTime: String(clock.now()) })
    })
  )

  it(
    "quote last, mark, bid and ask, a spread apart when there is one",
    on({ ...holding(), behaviour: { spreadTicks: 5 } }, async ({ client, simulator }) => {
      simulator.setPrice("ETHUSDT", "3162", "3160.5")
      const [ticker] = rowsOf(await client.get(path.ticker, eth))
      assert.deepInclude(ticker, { lastPr: "3162", markPrice: "3160.5", bidPr: "3161.95", askPr: "3162.05" })
      assert.deepInclude(ticker, { high24h: "3162", low24h: "3100", change24h: "0.02" })
      assert.strictEqual((await client.get(path.ticker, { symbol: "ETHUSDT" })).code, "40019")
      assert.strictEqual((await client.get(path.ticker, usdt)).code, "40019")
      await client.post(path.place, { ...eth, side: "buy", orderType: "market", size: "1" })
      assert.strictEqual(listOf(await client.get(path.fills, eth), "fillList")[0]?.["price"], "3162.05")
    })
  )

  it(
    "quote the last price for a day in which nothing was traded",
    on(holding(), async ({ client, clock }) => {
      clock.pass(2 * 86_400_000)
      const [ticker] = rowsOf(await client.get(path.ticker, eth))
      assert.deepInclude(ticker, { high24h: "3100", low24h: "3100", open24h: "3100", change24h: "0" })
    })
  )

  it(
    "refuse prices that are none and symbols that are not listed",
    on(holding(), async ({ simulator }) => {
      assert.throws(() => simulator.setPrice("ETHUSDT", "-1"), /above zero.*Remedy/)
      assert.throws(() => simulator.setPrice("NOUSDT", "1"), /NOUSDT is not listed/)
    })
  )
})

describe("bars", () => {
  it(
    "are served ascending, the forming one last, and joined to longer ones",
    on({ ...holding(null, { price: "110" }), history: { ETHUSDT: tenBars } }, async ({ client }) => {
      const ask = async (params: object) =>
        (await client.get(path.candles, { ...eth, granularity: "1m", ...params })).data as ReadonlyArray<
          ReadonlyArray<string>
        >
      const rows = await ask({})
      assert.lengthOf(rows, 11)
      assert.deepStrictEqual(rows[0], ["1699999200000", "100", "102", "99", "101", "2", "202"])
      assert.deepStrictEqual(rows.at(-1)?.slice(1, 5), ["110", "110", "110", "110"])
      assert.lengthOf(await ask({ limit: 3 }), 3)
      assert.lengthOf(await ask({ startTime: 1_699_999_260_000, endTime: 1_699_999_380_000 }), 3)
      const joined = await ask({ granularity: "5m" })
      assert.deepStrictEqual(joined[0], ["1699999200000", "100", "106", "99", "105", "10", "1050"])
      assert.strictEqual((await client.get(path.candles, { ...eth, granularity: "1h" })).code, "400171")
    })
  )

  it(
    "of history are closed, before endTime, and paged backwards",
    on({ ...holding(null, { price: "110" }), history: { ETHUSDT: tenBars } }, async ({ client }) => {
      const ask = async (params: object) =>
        (
          (await client.get(path.historyCandles, { ...eth, granularity: "1m", ...params })).data as ReadonlyArray<
            ReadonlyArray<string>
          >
        ).map(([openAt]) => Number(openAt))
      assert.lengthOf(await ask({}), 10)
      const last = await ask({ limit: 4 })
      const before = await ask({ limit: 4, endTime: last[0], startTime: last[0] })
      assert.deepStrictEqual([...before, ...last], (await ask({})).slice(-8))
    })
  )

  it(
    "come a hundred at a time, a thousand at most, of history two hundred",
    on({ ...holding(null, { price: "110" }), history: { ETHUSDT: manyBars } }, async ({ client }) => {
      const count = async (target: string, limit: object) =>
        ((await client.get(target, { ...eth, granularity: "1m", ...limit })).data as ReadonlyArray<unknown>).length
      const counts = [{}, { limit: 150 }, { limit: 5000 }]
      const served = async (target: string) => Promise.all(counts.map((limit) => count(target, limit)))
      assert.deepStrictEqual(await served(path.candles), [100, 150, 1000])
      assert.deepStrictEqual(await served(path.historyCandles), [100, 150, 200])
    })
  )

  it("of history end with the start, and are as long as the least distance between two", () => {
    const bar = (openAt: number) => ({ openAt, open: 1, high: 1, low: 1, close: 1 })
    return on(
      { ...holding(null, { price: "110" }), history: { ETHUSDT: [0, 180_000, 240_000, 8e14].map(bar) } },
      async ({ client }) => {
        const params = { ...eth, granularity: "1m" }
        const rows = (await client.get(path.historyCandles, params)).data as ReadonlyArray<ReadonlyArray<string>>
        assert.deepStrictEqual(
          rows.map(([openAt]) => Number(openAt)),
          [0, 180_000, 240_000]
        )
      }
    )()
  })

  it("are as long as their name says", () => {
    const minutes = { "1m": 1, "3m": 3, "5m": 5, "15m": 15, "30m": 30, "1H": 60, "2H": 120, "4H": 240, "6H": 360 }
    const days = { "12H": 0.5, "1D": 1, "3D": 3, "1W": 7, "1M": 31, "12Hutc": 0.5, "1Dutc": 1, "3Dutc": 3, "1Wutc": 7 }
    const all = { ...minutes, "6Hutc": 360, ...Object.fromEntries(Object.entries(days).map(([k, d]) => [k, d * 1440])) }
    for (const [name, length] of Object.entries(all)) {
      assert.isTrue(Candles.isGranularity(name), name)
      const granularity = name as Candles.Granularity
      assert.strictEqual(Candles.lengthOf(granularity), length * minute, name)
      const openAt = Candles.openOf(granularity, Date.UTC(2026, 9, 14, 15, 47, 12))
      if (name !== "1M") assert.strictEqual(Candles.openOf(granularity, openAt + length * minute - 1), openAt, name)
      if (name !== "1M")
        assert.strictEqual(Candles.openOf(granularity, openAt + length * minute), openAt + length * minute)
    }
    for (const other of ["1h", "1d", "7m", "2Hutc", "toString"]) assert.isFalse(Candles.isGranularity(other), other)
  })

  it("open where the calendar says", () => {
    const at = Date.UTC(2026, 9, 14, 15, 47, 12)
    const opens = (granularity: Candles.Granularity) => new Date(Candles.openOf(granularity, at)).toISOString()
    assert.strictEqual(opens("15m"), "2026-10-14T15:45:00.000Z")
    assert.strictEqual(opens("4H"), "2026-10-14T12:00:00.000Z")
    assert.strictEqual(opens("1Dutc"), "2026-10-14T00:00:00.000Z")
    assert.strictEqual(opens("1D"), "2026-10-13T16:00:00.000Z")
    assert.strictEqual(opens("1Wutc"), "2026-10-12T00:00:00.000Z")
    assert.strictEqual(opens("1Mutc"), "2026-10-01T00:00:00.000Z")
    assert.strictEqual(opens("1M"), "2026-09-30T16:00:00.000Z")
  })

  it("hold every price between their low and their high, whatever the ticks", () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(100_000), fc.integer({ min: 1, max: 500 })), { minLength: 1, maxLength: 40 }),
        (steps) => {
          const bars = steps.map(([openAt, price]) => ({ openAt, price }))
          const sorted = bars.toSorted((a, b) => a.openAt - b.openAt)
          const input = sorted.map(({ openAt, price }) => ({
            openAt,
            open: price,
            high: price,
            low: price,
            close: price
          }))
          const joined = Candles.aggregate(Result.getOrThrow(Player.decodeBars(input)), "1m")
          for (const bar of joined) {
            const inside = sorted.filter(({ openAt }) => Candles.openOf("1m", openAt) === bar.openAt)
            const prices = inside.map(({ price }) => price)
            assert.deepStrictEqual(
              [bar.open, bar.high, bar.low, bar.close].map((price) => Rational.toDecimal(price)),
              [prices[0], Math.max(...prices), Math.min(...prices), prices.at(-1)].map(String)
            )
          }
        }
      )
    ))
})

describe("played prices", () => {
  it("take the nearer extreme of a bar first", () => {
    const bars = Result.getOrThrow(Player.decodeBars([{ openAt: 0, open: 100, high: 103, low: 98, close: 102 }]))
    assert.deepStrictEqual(
      Player.path(bars).map(({ atMs, price }) => [atMs, price]),
      [
        [0, "100"],
        [15_000, "98"],
        [30_000, "103"],
        [45_000, "102"]
      ]
    )
  })

  it("take the high first where that is the nearer one, or as near", () => {
    for (const [high, low] of [
      [101, 97],
      [102, 98]
    ] as const) {
      const bars = Result.getOrThrow(Player.decodeBars([{ openAt: 0, open: 100, high, low, close: 99 }]))
      const prices = Player.path(bars).map(({ price }) => Number(price))
      assert.deepStrictEqual(prices, [100, high, low, 99])
    }
  })

  it(
    "arrive at the speed that is asked, and leave bars behind",
    on(holding(), async ({ client, clock, simulator }) => {
      const bars = Result.getOrThrow(Player.decodeBars(tenBars.slice(0, 2)))
      simulator.play("ETHUSDT", Player.path(bars), 60)
      const last = async () => rowsOf(await client.get(path.ticker, eth))[0]?.["lastPr"]
      assert.strictEqual(await last(), "100")
      clock.pass(250)
      assert.strictEqual(await last(), "99")
      clock.pass(10_000)
      assert.strictEqual(await last(), "102")
      assert.deepInclude(rowOf(await client.get(path.account, eth)), { marginCoin: "USDT" })
    })
  )

  const anyBar = fc
    .tuple(fc.integer({ min: 100, max: 200 }), fc.nat(20), fc.nat(20), fc.nat(20), fc.nat(20))
    .map(([open, up, down, high, low]) => {
      const close = open + up - down
      return { open, close, high: Math.max(open, close) + high, low: Math.min(open, close) - low }
    })

  it("leave exactly the bars behind that were played", () =>
    fc.assert(
      fc.property(fc.array(anyBar, { minLength: 2, maxLength: 20 }), (given) => {
        const bars = Result.getOrThrow(
          Player.decodeBars(given.map((prices, index) => ({ ...prices, openAt: index * minute })))
        )
        const symbols = Result.getOrThrow(Symbols.decode([{ ...ethusdt, price: given[0]?.open }]))
        const exchange = Result.getOrThrow(Exchange.make({ symbols, accounts: [], atMs: 0 }))
        for (const { atMs, price } of Player.path(bars)) Result.getOrThrow(exchange.setPrice("ETHUSDT", price, atMs))
        assert.deepStrictEqual(exchange.state.listings.get("ETHUSDT")?.market.bars, bars)
      })
    ))

  it("refuse bars that are none, by number and field", async () => {
    const start = (bar: object) =>
      failure(startSimulator({ ...holding(), history: { ETHUSDT: [{ ...tenBars[0], ...bar } as BarInput] } }))
    assert.match(await start({ openAt: 0.5 }), /bars\[0\]\.openAt/)
    assert.match(await start({ high: "x" }), /bars\[0\]\.high/)
    assert.match(await start({ volume: "-1" }), /bars\[0\]\.volume/)
  })
})
