import { Contract } from "@backhand/core"
import { dryRun, reverseOn, type SignalInput } from "@backhand/reversal-operator"
import { Result } from "effect"
import { Subject } from "rxjs"

export const symbolsOf = (count: number): ReadonlyArray<string> =>
  Array.from({ length: count }, (_, index) => `S${index}USDT`)

export const instrumentsOf = (symbols: ReadonlyArray<string>) =>
  Object.fromEntries(
    symbols.map((symbol) => [
      symbol,
      Result.getOrThrow(
        Contract.decode({ symbol, quoteCoin: "USDT", pricePlace: "2", sizeMultiplier: "0.01", takerFeeRate: "0.0006" })
      )
    ])
  )

/** `reverseOn` before a venue that allows one order an hour. */
export const subscribeThrottled = (symbols: ReadonlyArray<string>) => {
  const subject = new Subject<SignalInput>()
  let seen = 0
  const subscription = subject
    .pipe(
      reverseOn({
        venue: dryRun({ instruments: instrumentsOf(symbols) }),
        whenFlat: { enter: "1" },
        limit: { limit: 1, windowMs: 3_600_000 }
      })
    )
    .subscribe(() => seen++)
  return { next: (signal: SignalInput) => subject.next(signal), close: () => subscription.unsubscribe() }
}
