/**
 * Many symbols, one account: all strategies flow into one `reverseOn`, whose engine spends one rate limit. Two of them would
 * each spend the whole.
 *
 * Run: node examples/portfolio.ts   (a dry run: nothing is sent)
 */
import { Contract, type ReversalEvent } from "@backhand/core"
import { dryRun, reverseOn, type SignalInput } from "@backhand/reversal-operator"
import { Result } from "effect"
import { merge, type Observable, of, type SchedulerLike } from "rxjs"

const symbols = ["BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT", "ADAUSDT", "LTCUSDT"]

const instrumentOf = (symbol: string) =>
  Result.getOrThrow(
    Contract.decode({ symbol, quoteCoin: "USDT", pricePlace: "2", sizeMultiplier: "0.01", takerFeeRate: "0.0006" })
  )

/** Trades every strategy on one account. A symbol that waits for the budget is decided anew when its turn comes. */
export const portfolio = (
  strategies: ReadonlyArray<Observable<SignalInput>>,
  scheduler?: SchedulerLike
): Observable<ReversalEvent.ReversalEvent> => {
  const instruments = Object.fromEntries(symbols.map((symbol) => [symbol, instrumentOf(symbol)]))
  return merge(...strategies).pipe(
    reverseOn({
      venue: dryRun({ instruments }),
      whenFlat: { enter: "1" },
      limit: { limit: 2, windowMs: 1000 },
      ...(scheduler === undefined ? {} : { scheduler })
    })
  )
}

if (process.argv[1] === import.meta.filename) {
  const all = symbols.map((symbol) => of({ symbol, side: "long" as const }))
  portfolio(all).subscribe(({ at, event, symbol }) =>
    process.stdout.write(`${new Date(at).toISOString()} ${symbol} ${event}\n`)
  )
}
