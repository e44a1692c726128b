import { generateKeyPairSync } from "node:crypto"
import { createServer } from "node:http"
import type { ReversalEvent } from "@backhand/core"
import { bitget, reverseOn } from "@backhand/reversal-operator"
import { Credentials } from "@backhand/signer"
import { Result } from "effect"
import { catchError, filter, firstValueFrom, map, of, ReplaySubject, Subject, take, toArray } from "rxjs"
import { afterEach, assert, describe, it } from "vitest"
import { credentialsOf } from "./credentialsOf.ts"

type Reply =
  | Readonly<Record<string, unknown>>
  | ReadonlyArray<unknown>
  | { readonly status: number; readonly body: string }

const contract = {
  symbol: "ETHUSDT",
  baseCoin: "ETH",
  quoteCoin: "USDT",
  pricePlace: "2",
  sizeMultiplier: "0.01",
  takerFeeRate: "0.0006",
  supportMarginCoins: ["USDT"]
}

/** What an exchange without oddities says. */
const usual = (): Record<string, Reply> => ({
  "/api/v2/public/time": { serverTime: String(Date.now()) },
  "/api/v2/mix/market/contracts": [contract],
  "/api/v2/mix/account/account": { posMode: "one_way_mode", marginMode: "isolated" },
  "/api/v2/spot/account/info": { traderType: "not_trader" },
  "/api/v2/mix/position/all-position": []
})

const closers: Array<() => void> = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** An exchange on loopback that says what it is told to say; other paths are not found. */
const exchange = async (oddities: Record<string, Reply>): Promise<string> => {
  const replies = { ...usual(), ...oddities }
  const server = createServer((request, response) => {
    const reply = replies[(request.url ?? "").split("?")[0] ?? ""]
    const known = reply ?? { status: 400, body: JSON.stringify({ code: "40404", msg: "", requestTime: 1, data: null }) }
    if ("status" in known && "body" in known && typeof known.status === "number") {
      response.writeHead(known.status).end(known.body)
      return
    }
    response.end(JSON.stringify({ code: "00000", msg: "success", requestTime: Date.now(), data: known }))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  closers.push(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`
}

const credentials = credentialsOf({ apiKey: "k", secret: "s", passphrase: "p" })

/** What is told of such an exchange, in words: all of it, or only the beginning. */
const end = async (
  oddities: Record<string, Reply>,
  symbols?: ReadonlyArray<string>,
  first = Number.POSITIVE_INFINITY,
  answerMs = 20_000
): Promise<string> => {
  const restUrl = await exchange(oddities)
  const venue = bitget({
    credentials,
    productType: "USDT-FUTURES",
    restUrl,
    ...(symbols === undefined ? {} : { symbols })
  })
  const timing = { answerMs, lifeMs: 100, lagMs: 50, readMs: 10, settleMs: 400 }
  return firstValueFrom(
    of({ symbol: "ETHUSDT", side: "long" } as const).pipe(
      reverseOn({ venue, whenFlat: { enter: "1" }, timing }),
      map(({ event }: ReversalEvent.ReversalEvent) => event as string),
      catchError((error: unknown) => of(String(error))),
      take(first),
      toArray(),
      map((names) => names.join(" "))
    )
  )
}

/** The same where nothing is heard of an order: it is given up soon. */
const untilHalted = (oddities: Record<string, Reply>): Promise<string> => end(oddities, undefined, undefined, 100)

const positionRow = {
  symbol: "ETHUSDT",
  holdSide: "long",
  total: "1",
  openPriceAvg: "3000",
  posMode: "one_way_mode",
  uTime: "5"
}

describe("an exchange that says something odd", () => {
  it("about its time, its contracts, the hold mode or the trader type ends the stream with a remedy", async () => {
    assert.match(await end({ "/api/v2/public/time": {} }), /time is no number/)
    assert.match(await end({ "/api/v2/public/time": [] }), /time is no number/)
    assert.match(await end({ "/api/v2/mix/market/contracts": [] }), /no contract/)
    assert.match(await end({ "/api/v2/mix/market/contracts": [{ symbol: "ETHUSDT" }] }, ["ethusdt"]), /instrument/)
    assert.match(await end({ "/api/v2/mix/account/account": { posMode: "odd" } }), /hold mode/)
    assert.match(await end({ "/api/v2/mix/account/account": [] }), /hold mode/)
    assert.match(
      await end({ "/api/v2/spot/account/info": { status: 500, body: "<html>" } }),
      /HTTP 500\)\. Remedy: try again in/
    )
  })

  it("about a position it holds ends the stream: nothing may be decided on it", async () => {
    const position = (row: object) => ({ "/api/v2/mix/position/all-position": [{ ...positionRow, ...row }] })
    assert.match(await end(position({ total: "0.001" })), /total: 0.001 is not a multiple/)
    assert.match(await end(position({ openPriceAvg: "" })), /openPriceAvg/)
    assert.match(await end(position({ total: "" })), /total: expected a plain decimal/)
    assert.match(await end(position({ total: "-1" })), /total/)
    assert.match(await end(position({ holdSide: "net" })), /holdSide: expected long or short, got "net"/)
  })

  it("leaves out contracts that cannot be read where they were not asked for", async () => {
    const contracts = { "/api/v2/mix/market/contracts": [{ symbol: "ODD" }, contract] }
    assert.strictEqual(await end({ ...contracts, "/api/v2/mix/position/all-position": [positionRow] }), "held")
  })

  it("reads the position of either side, and rows of other symbols and of zero size for what they are", async () => {
    const rows = [
      { symbol: "BTCUSDT" },
      { ...positionRow, total: "0" },
      { ...positionRow, holdSide: "short" },
      "no row"
    ]
    const reversible = {
      "/api/v2/mix/position/all-position": rows,
      "/api/v2/mix/order/click-backhand": { clientOid: "x" }
    }
    assert.strictEqual(await end(reversible, undefined, 2), "sent accepted")
  })

  it("never settles an order of which nothing is heard again: its symbol halts", async () => {
    const silent = { status: 200, body: "not an envelope" }
    const told = await untilHalted({
      "/api/v2/mix/order/place-order": silent,
      "/api/v2/mix/position/single-position": silent,
      "/api/v2/mix/order/detail": silent,
      "/api/v2/mix/order/orders-history": silent
    })
    assert.strictEqual(told, "sent unknown settled halted")
  })

  it("shows traces of an order in its history, by its own id or as a reversal since then", async () => {
    const place = { "/api/v2/mix/order/place-order": { status: 502, body: "" } }
    const flat = { "/api/v2/mix/position/single-position": [] }
    const lost = {
      "/api/v2/mix/order/detail": { status: 400, body: '{"code":"40109","msg":"","requestTime":1,"data":null}' }
    }
    const history = (list: ReadonlyArray<object>) => ({ "/api/v2/mix/order/orders-history": { entrustedList: list } })
    const traced = await untilHalted({
      ...place,
      ...flat,
      ...lost,
      ...history([{ orderSource: "reverse", state: "filled" }])
    })
    assert.strictEqual(traced, "sent unknown settled halted")
    const absent = await untilHalted({
      ...place,
      ...flat,
      ...lost,
      ...history([{ orderSource: "normal", clientOid: "y" }])
    })
    assert.match(absent, /^sent unknown settled mismatch sent/)
    const done = await untilHalted({ ...place, ...flat, "/api/v2/mix/order/detail": { state: "canceled" } })
    assert.match(done, /^sent unknown settled mismatch sent/)
    const live = await untilHalted({ ...place, ...flat, "/api/v2/mix/order/detail": { status: "live" } })
    assert.strictEqual(live, "sent unknown settled halted")
  })

  it("that goes away answers nothing, and the order that never left is tried again later", async () => {
    const restUrl = await exchange({ "/api/v2/mix/position/all-position": [positionRow] })
    const signals = new Subject<{ symbol: string; side: "long" | "short" }>()
    const venue = bitget({ credentials, productType: "USDT-FUTURES", restUrl, knowsLimit: true })
    const events = new ReplaySubject<ReversalEvent.ReversalEvent>()
    const subscription = signals.pipe(reverseOn({ venue })).subscribe(events)
    signals.next({ symbol: "ETHUSDT", side: "long" })
    assert.strictEqual((await firstValueFrom(events)).event, "held")
    for (const close of closers.splice(0)) close()
    signals.next({ symbol: "ETHUSDT", side: "short" })
    const refused = await firstValueFrom(events.pipe(filter(({ event }) => event === "refused" || event === "unknown")))
    assert.containsSubset(refused, { event: "refused", retry: "after-backoff", code: null })
    subscription.unsubscribe()
  })

  it("whose answer comes when everybody has left tells nobody", async () => {
    const restUrl = await exchange({ "/api/v2/mix/position/all-position": [positionRow] })
    const signals = new Subject<{ symbol: string; side: "long" | "short" }>()
    const venue = bitget({ credentials, productType: "USDT-FUTURES", restUrl, knowsLimit: true })
    const events = new ReplaySubject<ReversalEvent.ReversalEvent>()
    const subscription = signals.pipe(reverseOn({ venue })).subscribe(events)
    signals.next({ symbol: "ETHUSDT", side: "short" })
    assert.strictEqual((await firstValueFrom(events)).event, "sent")
    subscription.unsubscribe()
    for (let turn = 0; turn < 20; turn++) await new Promise<void>((resolve) => setImmediate(resolve))
    assert.isFalse(signals.observed)
  })

  it("is not told of anything after everybody left, whatever it still answers", async () => {
    const restUrl = await exchange({})
    const venue = bitget({ credentials, productType: "USDT-FUTURES", restUrl })
    const seen: Array<unknown> = []
    const connection = venue.connect({
      now: () => Date.now(),
      ready: () => seen.push("ready"),
      tell: (fact) => seen.push(fact),
      fail: (error) => seen.push(error)
    })
    connection.execute({ command: "read-position", symbol: "ETHUSDT" })
    connection.execute({ command: "sync-clock" })
    connection.close()
    await new Promise<void>((resolve) => setImmediate(resolve))
    assert.deepStrictEqual(seen, [])
  })
})

describe("a key that cannot sign", () => {
  it("is refused when the venue is made", () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
    const pem = privateKey.export({ type: "pkcs8", format: "pem" })
    const rsa = Credentials.rsa({ key: "k", passphrase: "p", privateKey: pem })
    if (Result.isFailure(rsa)) return
    assert.throws(() => bitget({ credentials: rsa.success, productType: "USDT-FUTURES" }))
  })
})
