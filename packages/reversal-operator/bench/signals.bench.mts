/**
 * What a signal costs while the budget is spent, beside a bare Subject (the floor) and what others use; whether memory stays
 * flat; how long a symbol waits; and whether an order that was superseded is ever sent.
 *
 *     node --conditions=@backhand/source bench/signals.bench.mts [signals]
 */
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { Subject } from "rxjs"
import type { SignalInput } from "@backhand/reversal-operator"
import { longestWait } from "./longestWait.mts"
import { type Peer, peers } from "./signalPeers.mts"
import { subscribeThrottled, symbolsOf } from "./throttled.mts"

const signals = Number(process.argv[2] ?? 1_000_000)
const rounds = 9

setFlagsFromString("--expose-gc")
const collect = runInNewContext("gc") as () => void
const say = (text: string) => process.stdout.write(`${text}\n`)
const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** Hands signals over, alternating sides, round the symbols; returns nanoseconds a signal. */
const push = (next: (signal: SignalInput) => void, symbols: ReadonlyArray<string>, count: number): number => {
  const start = process.hrtime.bigint()
  for (let index = 0; index < count; index++) {
    const symbol = symbols[index % symbols.length] ?? ""
    next({ symbol, side: (index / symbols.length) & 1 ? "long" : "short", at: index })
  }
  return Number(process.hrtime.bigint() - start) / count
}

const bare = (symbols: ReadonlyArray<string>, count: number): number => {
  const subject = new Subject<SignalInput>()
  let seen = 0
  subject.subscribe(() => seen++)
  return push((signal) => subject.next(signal), symbols, count)
}

const operator = (symbols: ReadonlyArray<string>, count: number): number => {
  const { close, next } = subscribeThrottled(symbols)
  const nanoseconds = push(next, symbols, count)
  close()
  return nanoseconds
}

say(`${signals} signals, medians of ${rounds} interleaved rounds, Node ${process.versions.node}\n`)
say("symbols   Subject   reverseOn   ratio (median of rounds)")
for (const count of [1, 10, 1000]) {
  const symbols = symbolsOf(count)
  bare(symbols, signals / 10)
  operator(symbols, signals / 10)
  const times = Array.from({ length: rounds }, () => ({
    floor: bare(symbols, signals),
    ours: operator(symbols, signals)
  }))
  const ratio = median(times.map(({ floor, ours }) => ours / floor))
  const [floor, ours] = [median(times.map((time) => time.floor)), median(times.map((time) => time.ours))]
  say(
    `${String(count).padStart(7)} ${floor.toFixed(0).padStart(6)} ns ${ours.toFixed(0).padStart(8)} ns   ${ratio.toFixed(2)}`
  )
}

say("\nmemory with 1,000 symbols, after collecting, above what it was before the first signal")
{
  const symbols = symbolsOf(1000)
  const { close, next } = subscribeThrottled(symbols)
  push(next, symbols, 100_000)
  collect()
  const before = process.memoryUsage().heapUsed
  for (const [done, more] of [
    [signals, signals],
    [10 * signals, 9 * signals]
  ] as const) {
    push(next, symbols, more)
    collect()
    const grown = (process.memoryUsage().heapUsed - before) / 1024
    say(`${String(done).padStart(9)} signals: ${grown.toFixed(0).padStart(6)} KiB`)
  }
  close()
}

say("\nlongest wait on virtual time: new signals for every symbol all the time, 10 a second, 0 to 80 ms each way")
for (const count of [10, 100, 1000]) {
  const { boundMs, sent, stale, waitMs } = longestWait(count)
  say(
    `${String(count).padStart(7)} symbols: ${(waitMs / 1000).toFixed(2)} s, at most ${(boundMs / 1000).toFixed(2)} s ` +
      `(ceil(symbols / 10) windows and round trips); ${sent} orders, ${stale} of a superseded signal`
  )
}

say("\nthe same signals through what others use, 1,000 symbols, 10 a second")
const measure = async (peer: Peer): Promise<void> => {
  const symbols = symbolsOf(1000)
  collect()
  const before = process.memoryUsage().heapUsed
  const count = Math.min(signals, peer.most)
  const nanoseconds = push(await peer.open(), symbols, count)
  const heap = (process.memoryUsage().heapUsed - before) / count
  say(
    `${peer.name.padEnd(42)} ${nanoseconds.toFixed(0).padStart(7)} ns a signal, ${Math.max(0, heap).toFixed(0).padStart(6)} B kept a signal`
  )
}
for (const peer of peers) await measure(peer)
process.exit(0)
