/**
 * Signals a second through `reverseOn()` while the budget is spent, beside a bare Subject (the floor).
 *
 *     node --conditions=@backhand/source bench/signals.bench.mts
 */
import { Contract } from "@backhand/core"
import { dryRun, reverseOn, type SignalInput } from "@backhand/reversal-operator"
import { Result } from "effect"
import { Subject } from "rxjs"

const signals = Number(process.argv[2] ?? 1_000_000)
const rounds = 7

const contract = (symbol: string) =>
  Result.getOrThrow(
    Contract.decode({ symbol, quoteCoin: "USDT", pricePlace: "2", sizeMultiplier: "0.01", takerFeeRate: "0.0006" })
  )

const names = (count: number) => Array.from({ length: count }, (_, index) => `S${index}USDT`)

/** Pushes `signals` signals, alternating sides, round the symbols; returns nanoseconds a signal. */
const push = (subject: Subject<SignalInput>, symbols: ReadonlyArray<string>): number => {
  const start = process.hrtime.bigint()
  for (let index = 0; index < signals; index++) {
    const symbol = symbols[index % symbols.length] ?? ""
    subject.next({ symbol, side: (index / symbols.length) & 1 ? "long" : "short", at: index })
  }
  return Number(process.hrtime.bigint() - start) / signals
}

const bare = (symbols: ReadonlyArray<string>): number => {
  const subject = new Subject<SignalInput>()
  let seen = 0
  subject.subscribe(() => seen++)
  return push(subject, symbols)
}

const throttled = (symbols: ReadonlyArray<string>): number => {
  const subject = new Subject<SignalInput>()
  const instruments = Object.fromEntries(symbols.map((symbol) => [symbol, contract(symbol)]))
  let seen = 0
  const subscription = subject
    .pipe(
      reverseOn({ venue: dryRun({ instruments }), whenFlat: { enter: "1" }, limit: { limit: 1, windowMs: 3_600_000 } })
    )
    .subscribe(() => seen++)
  const nanoseconds = push(subject, symbols)
  subscription.unsubscribe()
  return nanoseconds
}

const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

process.stdout.write(`${signals} signals, median of ${rounds} interleaved rounds, Node ${process.versions.node}\n`)
for (const count of [1, 10, 1000]) {
  const symbols = names(count)
  const times = Array.from({ length: rounds }, () => ({ bare: bare(symbols), throttled: throttled(symbols) }))
  const floor = median(times.map((time) => time.bare))
  const operator = median(times.map((time) => time.throttled))
  process.stdout.write(
    `${String(count).padStart(5)} symbols: Subject ${floor.toFixed(0)} ns, reverseOn ${operator.toFixed(0)} ns a signal, ratio ${(operator / floor).toFixed(2)}\n`
  )
}
