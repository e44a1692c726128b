import { Effect, Result } from "effect"
import { lastValueFrom, of, toArray, VirtualTimeScheduler } from "rxjs"
import { assert, describe, it } from "vitest"
import { program, simulated } from "../effectLayers.ts"
import { preview } from "../orderPreview.ts"
import { portfolio } from "../portfolio.ts"

describe("a portfolio", () => {
  it("shares one budget: two orders in any second, whatever wishes at once", async () => {
    const scheduler = new VirtualTimeScheduler()
    const wishes = ["BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT", "ADAUSDT"].map((symbol) =>
      of({ symbol, side: "long" as const })
    )
    const told = lastValueFrom(portfolio(wishes, scheduler).pipe(toArray()))
    scheduler.flush()
    const sent = (await told).filter(({ event }) => event === "sent")
    assert.deepStrictEqual(
      sent.map(({ symbol }) => symbol),
      ["BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT", "ADAUSDT"]
    )
    for (const [i, { at }] of sent.slice(2).entries()) {
      const before = sent[i]?.at ?? Number.NaN
      assert.isTrue(at >= before + 1000 && at < before + 1010, `${before}, then ${at}`)
    }
  })
})

describe("a preview of an order", () => {
  const held = { side: "long", size: "20", entry: "3000" } as const

  it("says what is sent, what is held afterwards and what it costs", () => {
    assert.deepStrictEqual(Result.getOrThrow(preview({ held, reverse: "long", size: "3", price: "3100" })), [
      'sends     {"symbol":"ETHUSDT","productType":"USDT-FUTURES","marginCoin":"USDT","size":"3","side":"buy","tradeSide":"open"}',
      "long      17",
      "short     3",
      "realizes  300 USDT",
      "costs     11.16 USDT in fees"
    ])
  })

  it("refuses what cannot be meant", () => {
    const refused = preview({ held, reverse: "short", size: "3", price: "3100" })
    assert.strictEqual(Result.getOrThrow(Result.flip(refused))._tag, "NoPosition")
  })
})

describe("an Effect program", () => {
  it("reverses through the layers it is given", async () => {
    assert.strictEqual(await Effect.runPromise(Effect.provide(program, simulated)), "00000 success")
  })
})
