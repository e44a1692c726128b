import { Result } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { Exchange, Symbols } from "../src/index.ts"
import { btc, btcusd, eth, ethusdt, path } from "./fixtures.ts"

type Mode = "one-way" | "hedge"

const op = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ op: fc.constant("price" as const), price: fc.integer({ min: 1000, max: 5000 }) })
  },
  {
    weight: 5,
    arbitrary: fc.record({
      op: fc.constant("reverse" as const),
      side: fc.constantFrom("buy", "sell"),
      lots: fc.option(fc.integer({ min: 1, max: 400 }))
    })
  },
  {
    weight: 4,
    arbitrary: fc.record({
      op: fc.constant("place" as const),
      side: fc.constantFrom("buy", "sell"),
      isClose: fc.boolean(),
      lots: fc.integer({ min: 1, max: 400 })
    })
  }
)

type Op = typeof op extends fc.Arbitrary<infer A> ? A : never

const size = (lots: number) => `${Math.floor(lots / 100)}.${String(lots % 100).padStart(2, "0")}`

const begin = (mode: Mode, balance: number, openWithoutMargin: "refuse" | "shrink") =>
  Result.getOrThrow(
    Exchange.make({
      symbols: Result.getOrThrow(Symbols.decode([{ ...ethusdt, price: "3000" }])),
      accounts: [
        {
          uid: "1",
          keys: [],
          balances: { USDT: String(balance) },
          mode,
          isTrader: false,
          isUnified: false,
          positions: true
        }
      ],
      behaviour: { openWithoutMargin, limitScale: 1000 },
      atMs: 0
    })
  )

const request = (mode: Mode, given: Exclude<Op, { op: "price" }>) => {
  if (given.op === "reverse")
    return {
      ...eth,
      side: given.side,
      ...(mode === "hedge" ? { tradeSide: "open" } : {}),
      ...(given.lots === null ? {} : { size: size(given.lots) })
    }
  const shape =
    mode === "hedge" ? { tradeSide: given.isClose ? "close" : "open" } : { reduceOnly: given.isClose ? "YES" : "NO" }
  return { ...eth, orderType: "market", side: given.side, size: size(given.lots), ...shape }
}

const perform = (exchange: Exchange.Exchange, mode: Mode, given: Op, atMs: number): string => {
  if (given.op === "price") {
    Result.getOrThrow(exchange.setPrice("ETHUSDT", String(given.price), atMs))
    return "00000"
  }
  const body = JSON.stringify(request(mode, given))
  const target = given.op === "reverse" ? path.reverse : path.place
  const reply = exchange.handle({ method: "POST", path: target, query: "", headers: {}, body, ip: "" }, atMs, "1")
  return (JSON.parse(reply.body) as { readonly code: string }).code
}

const accountOf = (exchange: Exchange.Exchange) => {
  const account = exchange.state.accounts.get("1")
  assert.isDefined(account)
  return account
}

/** Lots held on each side, straight from the trades: what was opened less what was closed. */
const heldByTrades = (exchange: Exchange.Exchange) => {
  const held = { long: 0, short: 0 }
  for (const { effect, leg, lots } of accountOf(exchange).trades) held[leg] += (effect === "open" ? 1 : -1) * lots
  return held
}

/** Money in millionths, without a single averaged entry: what was spent, what came back, what is held, what it cost. */
const equityByTrades = (exchange: Exchange.Exchange, balance: number, mark: number): bigint => {
  let micros = BigInt(balance) * 1_000_000n
  for (const { direction, lots, price } of accountOf(exchange).trades) {
    const paid = BigInt(lots) * price.num
    micros += (direction === "buy" ? -paid : paid) * 10_000n - paid * 6n
  }
  const { long, short } = heldByTrades(exchange)
  return micros + BigInt(long - short) * BigInt(mark) * 10_000n
}

const equityByExchange = (exchange: Exchange.Exchange): string => {
  const query = new URLSearchParams(eth).toString()
  const reply = exchange.handle({ method: "GET", path: path.account, query, headers: {}, body: "", ip: "" }, 1e9, "1")
  return (JSON.parse(reply.body) as { readonly data: { readonly accountEquity: string } }).data.accountEquity
}

const toMicros = (text: string): number => Math.round(Number(text) * 1_000_000)

describe("whatever is ordered, in either mode, rich or poor", () => {
  const run = fc.record({
    mode: fc.constantFrom<Mode>("one-way", "hedge"),
    balance: fc.constantFrom(500, 5000, 5_000_000),
    openWithoutMargin: fc.constantFrom<"refuse" | "shrink">("refuse", "shrink"),
    ops: fc.array(op, { maxLength: 30 })
  })

  it("equity is what the trades alone say, and positions are what they leave", () =>
    fc.assert(
      fc.property(run, ({ balance, mode, openWithoutMargin, ops }) => {
        const exchange = begin(mode, balance, openWithoutMargin)
        let mark = 3000
        for (const [index, given] of ops.entries()) {
          perform(exchange, mode, given, index * 1000)
          if (given.op === "price") mark = given.price
          const held = heldByTrades(exchange)
          assert.isTrue(held.long >= 0 && held.short >= 0)
          if (mode === "one-way") assert.isTrue(held.long === 0 || held.short === 0)
        }
        const expected = equityByTrades(exchange, balance, mark)
        assert.approximately(toMicros(equityByExchange(exchange)), Number(expected), 1)
        assert.strictEqual(accountOf(exchange).live.size, 0)
      })
    ))

  it("a reversal closes min(s, P), opens no more than it closed, and a refused order changes nothing", () =>
    fc.assert(
      fc.property(run, ({ balance, mode, openWithoutMargin, ops }) => {
        const exchange = begin(mode, balance, openWithoutMargin)
        for (const [index, given] of ops.entries()) {
          const before = heldByTrades(exchange)
          const count = exchange.state.executions.length
          const code = perform(exchange, mode, given, index * 1000)
          const after = heldByTrades(exchange)
          if (code !== "00000") assert.deepStrictEqual(after, before)
          if (given.op !== "reverse" || code !== "00000") continue
          assert.lengthOf(exchange.state.executions, count + 1)
          const from = (given.side === "buy") === (mode === "hedge") ? "long" : "short"
          const to = from === "long" ? "short" : "long"
          const wanted = mode === "one-way" || given.lots === null ? before[from] : Math.min(given.lots, before[from])
          const opened = after[to] - before[to]
          assert.strictEqual(before[from] - after[from], wanted)
          assert.isTrue(opened >= 0 && opened <= wanted)
          if (balance === 5_000_000 && wanted > 1) assert.strictEqual(opened, wanted)
        }
      })
    ))

  it("the same orders at the same times give the same books, byte for byte", () =>
    fc.assert(
      fc.property(run, ({ balance, mode, openWithoutMargin, ops }) => {
        const books = () => {
          const exchange = begin(mode, balance, openWithoutMargin)
          for (const [index, given] of ops.entries()) perform(exchange, mode, given, index * 1000)
          const query = new URLSearchParams(eth).toString()
          const read = { method: "GET", path: path.history, query, headers: {}, body: "", ip: "" }
          return exchange.handle(read, 1e9, "1").body
        }
        assert.strictEqual(books(), books())
      })
    ))

  it("a long run on an inverse contract does not make the books unwieldy", () => {
    const exchange = Result.getOrThrow(
      Exchange.make({
        symbols: Result.getOrThrow(Symbols.decode([{ ...btcusd, price: "50000" }])),
        accounts: [
          {
            uid: "1",
            keys: [],
            balances: { BTC: "100" },
            mode: "one-way",
            isTrader: false,
            isUnified: false,
            positions: true
          }
        ],
        atMs: 0
      })
    )
    for (let step = 0; step < 130; step++) {
      Result.getOrThrow(exchange.setPrice("BTCUSD", `${50_021 + 2 * step}.12345679`, step * 1000))
      const side = step % 2 === 0 ? "buy" : "sell"
      const body = JSON.stringify({ ...btc, orderType: "market", side, size: String(7 * (1 + (step % 13))) })
      exchange.handle({ method: "POST", path: path.place, query: "", headers: {}, body, ip: "" }, step * 1000, "1")
    }
    assert.lengthOf([...accountOf(exchange).orders], 130)
    const [wallet] = [...accountOf(exchange).wallets.values()]
    assert.isBelow(wallet?.den.toString(2).length ?? 0, 4100)
  })
})
