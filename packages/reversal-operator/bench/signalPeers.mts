import type { SignalInput } from "@backhand/reversal-operator"
import Bottleneck from "bottleneck"
import { Effect, Layer } from "effect"
import { RateLimiter as EffectLimiter } from "effect/persistence"
import { RateLimiter } from "limiter"
import PQueue from "p-queue"
import pThrottle from "p-throttle"
import { auditTime, concatMap, groupBy, mergeMap, Subject, timer } from "rxjs"
import { conflateToRate } from "@backhand/reversal-operator"
import { subscribeThrottled, symbolsOf } from "./throttled.mts"

/** Something that takes signals at 10 a second. `most` keeps a run short where a signal costs much. */
export interface Peer {
  readonly name: string
  readonly most: number
  readonly open: () => Promise<(signal: SignalInput) => void>
}

let seen = 0
const use = (_signal: SignalInput): void => void seen++

const piped = (build: (signals: Subject<SignalInput>) => void) => async () => {
  const signals = new Subject<SignalInput>()
  build(signals)
  return (signal: SignalInput) => signals.next(signal)
}

const effectLimiter = async () => {
  const layer = EffectLimiter.layer.pipe(Layer.provide(EffectLimiter.layerStoreMemory))
  const limiter = await Effect.runPromise(EffectLimiter.RateLimiter.pipe(Effect.provide(layer)))
  const rate = { window: "1 second", limit: 10, key: "reversal" } as const
  return (signal: SignalInput) => {
    Effect.runFork(
      Effect.andThen(
        EffectLimiter.sleep(limiter, rate),
        Effect.sync(() => use(signal))
      )
    )
  }
}

export const peers: ReadonlyArray<Peer> = [
  { name: "reverseOn: latest wins, fair", most: 1e9, open: async () => subscribeThrottled(symbolsOf(1000)).next },
  {
    name: "conflateToRate: latest wins, fair",
    most: 1e9,
    open: piped((signals) =>
      signals.pipe(conflateToRate({ limit: 10, windowMs: 1000 }, (one) => one.symbol)).subscribe(use)
    )
  },
  {
    name: "groupBy + auditTime: no limit in all",
    most: 1e9,
    open: piped((signals) =>
      signals
        .pipe(
          groupBy(({ symbol }) => symbol),
          mergeMap((group) => group.pipe(auditTime(1000)))
        )
        .subscribe(use)
    )
  },
  {
    name: "concatMap + timer: every signal queues",
    most: 200_000,
    open: piped((signals) =>
      signals.pipe(concatMap((signal) => timer(100).pipe(concatMap(() => [signal])))).subscribe(use)
    )
  },
  {
    name: "p-queue: every signal queues",
    most: 100_000,
    open: async () => {
      const queue = new PQueue({ intervalCap: 10, interval: 1000 })
      return (signal) => void queue.add(() => use(signal))
    }
  },
  {
    name: "p-throttle: every signal queues",
    most: 100_000,
    open: async () => {
      const throttled = pThrottle({ limit: 10, interval: 1000 })(use)
      return (signal) => throttled(signal)
    }
  },
  {
    name: "limiter: every signal queues",
    most: 100_000,
    open: async () => {
      const limiter = new RateLimiter({ tokensPerInterval: 10, interval: 1000 })
      return (signal) => void limiter.removeTokens(1).then(() => use(signal))
    }
  },
  {
    name: "bottleneck: every signal queues",
    most: 50_000,
    open: async () => {
      const limiter = new Bottleneck({ minTime: 100 })
      return (signal) => void limiter.schedule(async () => use(signal))
    }
  },
  { name: "Effect's RateLimiter: every signal queues", most: 20_000, open: effectLimiter }
]
