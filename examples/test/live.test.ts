import type { MarketEvent } from "@backhand/backtest-adapter"
import { startSimulator } from "@backhand/bitget-simulator"
import { type ReversalEvent } from "@backhand/core"
import { memoryJournal } from "@backhand/reversal-operator"
import { Credentials } from "@backhand/signer"
import { Result } from "effect"
import { filter, firstValueFrom, lastValueFrom, ReplaySubject, Subject, skip, take, tap, timer, toArray } from "rxjs"
import { assert, describe, it } from "vitest"
import { closedBars, live } from "../liveDemo.ts"
import { movingAverage } from "../movingAverage.ts"
import { ETHUSDT, onHistory, summarize } from "../onHistory.ts"

const minute = 60_000
/** Up, down and up again, so that the averages cross three times. */
const opens = Array.from({ length: 40 }, (_, i) => 3000 + Math.round(100 * Math.sin(i / 5)))
const closes = opens.map((open, i) => opens[i + 1] ?? open)

const bar = (i: number): MarketEvent.Bar => {
  const [open = 0, close = 0] = [opens[i], closes[i]].map((price) => (price ?? 0) * 100)
  const [high, low] = [Math.max(open, close), Math.min(open, close)]
  return { kind: "bar", symbol: "ETHUSDT", at: (i + 1) * minute, time: i * minute, open, high, low, close, volume: 1 }
}

const prices = (i: number) => {
  const { close, high, low, open } = bar(i)
  return { open: open / 100, high: high / 100, low: low / 100, close: close / 100, volume: 1 }
}

const bars = () => {
  const all = opens.map((_, i) => bar(i))
  const column = (name: "time" | "open" | "high" | "low" | "close" | "volume") =>
    Float64Array.from(all, (each) => each[name])
  const [time, open, high, low] = [column("time"), column("open"), column("high"), column("low")]
  const rest = { close: column("close"), volume: column("volume"), priceStep: "0.01", intervalMs: minute }
  return { length: all.length, time, open, high, low, ...rest }
}

const contract = {
  symbol: "ETHUSDT",
  quoteCoin: "USDT",
  pricePlace: "2",
  sizeMultiplier: "0.01",
  takerFeeRate: "0.0006"
}
const isFinal = ({ event }: ReversalEvent.ReversalEvent) => event === "settled" || event === "held"

describe("the moving average", () => {
  it("trades the same live, on the simulated exchange, as on history", async () => {
    const simulator = await startSimulator({ symbols: [{ ...contract, price: String(opens[0]) }] })
    try {
      const { apiKey: key, passphrase, secret } = simulator.credentials
      const credentials = Result.getOrThrow(Credentials.hmac({ key, passphrase, secret }))
      const [bar$, final$] = [new Subject<MarketEvent.MarketEvent>(), new ReplaySubject<ReversalEvent.ReversalEvent>()]
      const account = { credentials, restUrl: simulator.rest, wsUrl: simulator.ws }
      const told = lastValueFrom(live(account, bar$, memoryJournal()).pipe(filter(isFinal), tap(final$), toArray()))
      let wished = 0
      bar$.pipe(movingAverage(3, 8)).subscribe(() => wished++)
      for (const [i, next] of opens.slice(1).entries()) {
        simulator.setPrice("ETHUSDT", String(next))
        bar$.next(bar(i))
        if (wished > 0) await firstValueFrom(final$.pipe(skip(wished - 1)))
      }
      bar$.complete()
      const { executions, summary } = onHistory(bars())
      assert.isAtLeast(summary.orders, 3)
      assert.deepStrictEqual(
        (await told).map(({ event }) => event),
        Array.from({ length: summary.orders }, () => "settled")
      )
      assert.deepStrictEqual(
        simulator.trades().map(({ effect, leg, lots }) => [effect, leg, lots]),
        executions.map(({ effect, lots, side }) => [effect, side, lots])
      )
    } finally {
      await simulator.close()
    }
  })

  it("hears each candle once, when it has closed", async () => {
    const history = { ETHUSDT: opens.map((_, i) => ({ openAt: i * minute, ...prices(i) })) }
    const simulator = await startSimulator({ symbols: [{ ...contract, price: "3000" }], history })
    try {
      const heard = await lastValueFrom(closedBars(simulator.rest, timer(0, 1).pipe(take(2))).pipe(toArray()))
      assert.deepStrictEqual(heard.slice(0, 3), [bar(0), bar(1), bar(2)])
      assert.strictEqual(new Set(heard.map(({ time }) => time)).size, heard.length)
      assert.isAtMost(heard.length, opens.length)
    } finally {
      await simulator.close()
    }
  })

  it("says what it earned", () => {
    assert.match(summarize(onHistory(bars())), /^\d+ orders, \d+\.\d\d USDT in fees, profit -?\d+\.\d\d USDT\n$/)
    assert.strictEqual(ETHUSDT.symbol, "ETHUSDT")
  })
})
