import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { Instrument } from "@backhand/core"
import { assert, describe, it } from "vitest"
import { CommandError } from "../src/CommandError.ts"
import * as Account from "../src/exchange/Account.ts"
import { instrumentsOf, instrumentsOfFile } from "../src/exchange/contracts.ts"
import { explain } from "../src/exchange/explain.ts"
import { readPrice } from "../src/exchange/prices.ts"
import * as Rest from "../src/exchange/Rest.ts"
import { readJson, reasonOf } from "../src/given/files.ts"
import { fetchPage } from "../src/candles/fetchPage.ts"
import { ETHUSDT, makePlace } from "./place.ts"

type Answer = unknown

/** An exchange that answers with what it is given, one after the other; undefined cuts the connection. */
const odd = async (...answers: ReadonlyArray<Answer>) => {
  let next = 0
  const server = createServer((request, response) => {
    const data = answers[Math.min(next++, answers.length - 1)]
    if (data === undefined) return request.socket.destroy()
    return response.end(
      typeof data === "string" ? data : JSON.stringify({ code: "00000", msg: "", requestTime: 1, data })
    )
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    rest: Rest.make(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}

const failure = async (work: () => unknown): Promise<CommandError> => {
  try {
    await work()
  } catch (error) {
    assert.instanceOf(error, CommandError)
    return error
  }
  return assert.fail("nothing was refused")
}

const instruments = instrumentsOf([ETHUSDT], { productType: "USDT-FUTURES", symbols: [] })
const eth = instruments["ETHUSDT"] as Instrument.Instrument
const as = {
  signer: { sign: async () => ({ target: "/", revealHeaders: () => ({}) }) },
  atMs: 0
} as unknown as Rest.Signing
const page = { symbol: "ETHUSDT", productType: "USDT-FUTURES", granularity: "1m", endMs: 1 }

describe("an exchange that answers oddly", () => {
  it("is refused where it tells no time, hold mode, position or price that can be read", async () => {
    await using none = await odd({})
    await using junk = await odd([{ symbol: "ETHUSDT", total: "0.001", openPriceAvg: "1" }])
    await using page502 = await odd("<html>Bad Gateway</html>")
    assert.match((await failure(() => Account.readOffset(none.rest))).message, /time is no number/)
    assert.match((await failure(() => Account.readHoldMode(none.rest, as, eth))).message, /did not tell .* hold mode/)
    const read = () => Account.readPositions(junk.rest, as, "USDT-FUTURES", instruments, "one-way")
    assert.match((await failure(read)).message, /total/)
    assert.deepStrictEqual(await Account.readPositions(none.rest, as, "USDT-FUTURES", instruments, "one-way"), {})
    assert.strictEqual(await readPrice(none.rest, "USDT-FUTURES", "ETHUSDT"), "undefined")
    await using list = await odd([])
    assert.strictEqual(await readPrice(list.rest, "USDT-FUTURES", "ETHUSDT"), "")
    assert.match(
      (await failure(() => Account.readOffset(page502.rest))).message,
      /cannot be read: the exchange gave no readable/
    )
  })

  it("is asked again for candles where the connection was cut, and believed only where they can be read", async () => {
    const row = ["60000", "1", "2", "1", "2", "0", "0"] as const
    await using cut = await odd(undefined, [row])
    assert.deepStrictEqual(await fetchPage(cut.rest, page), [row])
    await using bad = await odd([["60000", "NaN", "2", "1", "2", "0", "0"]])
    assert.match(
      (await failure(() => fetchPage(bad.rest, page))).message,
      /a candle that cannot be read: \["60000","NaN"/
    )
    await using nothing = await odd({})
    assert.deepStrictEqual(await fetchPage(nothing.rest, page), [])
    assert.strictEqual((await failure(() => fetchPage(cut.rest, { ...page, symbol: "A&B" }))).exitCode, 2)
  })

  it("is explained as far as its codes are known", () => {
    assert.deepInclude(explain(400, '{"code":"40009","msg":""}'), { code: "40009" })
    assert.strictEqual(explain(502, "<html>").problem, "the exchange gave no readable answer (HTTP 502)")
    assert.notStrictEqual(explain(400, '{"code":"40762","msg":""}').remedy, "")
  })
})

describe("contracts and files", () => {
  it("are refused with what is wrong with them", async () => {
    await using place = await makePlace()
    const wanted = { productType: "USDT-FUTURES", marginCoin: "USDT" } as const
    assert.match(
      (await failure(() => instrumentsOf([ETHUSDT], { ...wanted, symbols: ["NOSUCH"] }))).message,
      /no contract NOSUCH/
    )
    assert.match(
      (await failure(() => instrumentsOf([], { ...wanted, symbols: [] }))).message,
      /no contract can be read/
    )
    const broken = { ...ETHUSDT, pricePlace: "x" }
    assert.match(
      (await failure(() => instrumentsOf([broken], { ...wanted, symbols: ["ETHUSDT"] }))).message,
      /^ETHUSDT: /
    )
    assert.deepStrictEqual(
      Object.keys(instrumentsOf([ETHUSDT, { ...broken, symbol: "OTHER" }], { ...wanted, symbols: ["ETHUSDT"] })).length,
      1
    )
    const none = place.file("a.json", "[]")
    assert.match(
      (await failure(() => instrumentsOfFile(none, { symbols: [] }))).message,
      /a\.json: no contract can be read/
    )
    const empty = place.file("b.json", "{}")
    assert.match(
      (await failure(() => instrumentsOfFile(empty, { symbols: [] }))).message,
      /b\.json: no contract can be read \(/
    )
    assert.match(
      (await failure(() => readJson(place.file("b.json", '\uFEFF{\n"a":x}'), "x"))).message,
      /b\.json(:2)?: not JSON/
    )
    assert.match((await failure(() => readJson(place.file("c.json", ""), "x"))).message, /c\.json.*not JSON/)
    assert.match((await failure(() => readJson(place.path("none.json"), "x"))).message, /there is no such file/)
    assert.deepStrictEqual([reasonOf("why"), reasonOf(new Error("that"))], ["why", "that"])
  })
})
