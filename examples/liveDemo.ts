/**
 * A moving average, live on Bitget's demo environment. `onHistory.ts` is the same strategy on the past: the two differ in
 * the venue and the clock only.
 *
 * Run: BITGET_API_KEY=… BITGET_API_SECRET=… BITGET_API_PASSPHRASE=… node examples/liveDemo.ts   (a key for demo trading)
 */
import { readFileSync } from "node:fs"
import type { MarketEvent } from "@backhand/backtest-adapter"
import { Contract, Instrument, type ReversalEvent } from "@backhand/core"
import { addresses, type BitgetOptions, bitget, reverseOn, sqliteJournal } from "@backhand/reversal-operator"
import { credentialsFromEnv } from "@backhand/signer"
import { Result } from "effect"
import { concatMap, distinct, exhaustMap, from, type Observable, skip, timer } from "rxjs"
import { movingAverage } from "./movingAverage.ts"

const market = `symbol=ETHUSDT&productType=USDT-FUTURES`

const ask = async (address: string): Promise<unknown> => {
  const response = await fetch(address)
  return ((await response.json()) as { data: unknown }).data
}

/** Asks for the last candles on every tick, and tells each once, when it has closed. */
export const closedBars = (rest: string, tick$: Observable<unknown>): Observable<MarketEvent.Bar> =>
  tick$.pipe(
    exhaustMap(async () => {
      const [contract] = (await ask(`${rest}/api/v2/mix/market/contracts?${market}`)) as [unknown]
      const eth = Result.getOrThrow(Contract.decode(contract))
      const ticks = (text: string | undefined) => Result.getOrThrow(Instrument.ticks(eth, text))
      const rows = await ask(`${rest}/api/v2/mix/market/candles?${market}&granularity=1m&limit=100`)
      // The last candle is still forming.
      return (rows as ReadonlyArray<ReadonlyArray<string>>).slice(0, -1).map((row): MarketEvent.Bar => {
        const [time = "", open, high, low, close, volume] = row
        const prices = { open: ticks(open), high: ticks(high), low: ticks(low), close: ticks(close) }
        return { kind: "bar", symbol: "ETHUSDT", at: +time + 60_000, time: +time, ...prices, volume: Number(volume) }
      })
    }),
    concatMap((bars) => from(bars)),
    distinct(({ time }) => time)
  )

/** The strategy, live: every wish becomes an order at the exchange, at its pace and never twice. */
export const live = (
  account: Omit<BitgetOptions, "productType">,
  bar$: Observable<MarketEvent.MarketEvent>,
  journal = sqliteJournal("demo.sqlite")
): Observable<ReversalEvent.ReversalEvent> => {
  const venue = bitget({ ...account, productType: "USDT-FUTURES", symbols: ["ETHUSDT"] })
  return bar$.pipe(movingAverage(3, 8), reverseOn({ venue, whenFlat: { enter: "0.1" }, journal }))
}

if (process.argv[1] === import.meta.filename) {
  const credentials = Result.getOrThrow(credentialsFromEnv(process.env, (path) => readFileSync(path, "utf8")))
  // The first hundred candles only warm the averages up: what they would have wished is past.
  const bar$ = closedBars(addresses.rest, timer(0, 10_000))
  live({ credentials, isDemo: true }, bar$.pipe(skip(91))).subscribe({
    next: (event) => process.stdout.write(`${JSON.stringify(event)}\n`),
    error: (error: Error) => process.stderr.write(`${error.message}\n`)
  })
}
