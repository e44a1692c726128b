import { delay, filter, from, lastValueFrom, map, type Observable, of, toArray, VirtualTimeScheduler } from "rxjs"
import { assert, describe, it } from "vitest"
import type { MarketEvent } from "../../src/MarketEvent.ts"
import { collectSignals, listedSignals } from "../../src/replay/collectSignals.ts"
import type { Wish } from "../../src/replay/replay.ts"
import { contract } from "./contract.ts"

const prices = Float64Array.of(10, 11, 12)
const bars = {
  length: 3,
  time: Float64Array.of(0, 60_000, 120_000),
  open: prices,
  high: prices,
  low: prices,
  close: prices,
  volume: new Float64Array(3),
  priceStep: "1",
  intervalMs: 60_000
}
const market = { instrument: contract("X"), bars }
const long = (events$: Observable<MarketEvent>) =>
  events$.pipe(
    filter((event) => event.kind === "bar" && event.close === 11),
    map(({ symbol }): Wish => ({ symbol, side: "long" }))
  )

describe("collected signals", () => {
  it("are dated by the event they were decided on", () => {
    assert.deepStrictEqual(collectSignals([market], long), [{ symbol: "X", side: "long", at: 120_000 }])
  })

  it("keep a time of their own", () => {
    const later = (events$: Observable<MarketEvent>) => long(events$).pipe(map((wish) => ({ ...wish, at: 150_000 })))
    assert.deepStrictEqual(collectSignals([market], later), [{ symbol: "X", side: "long", at: 150_000 }])
  })

  it("come when a virtual clock says so", () => {
    const scheduler = new VirtualTimeScheduler()
    const late = (events$: Observable<MarketEvent>) => long(events$).pipe(delay(30_000, scheduler))
    assert.deepStrictEqual(collectSignals([market], late, scheduler), [{ symbol: "X", side: "long", at: 180_000 }])
  })
})

describe("listed signals", () => {
  it("are wishes whatever the market does, and end with it", async () => {
    const wishes: ReadonlyArray<Wish> = [{ symbol: "X", side: "long", at: 5 }]
    const seen = from([]).pipe(listedSignals(wishes), toArray())
    assert.deepStrictEqual(await lastValueFrom(seen), wishes)
    assert.deepStrictEqual(await lastValueFrom(of().pipe(listedSignals([]), toArray())), [])
  })
})
