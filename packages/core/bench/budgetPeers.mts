import type { Budget } from "@backhand/core"
import { judge } from "./arrivals.mts"
import { type Load, type Network, nextWish, random, stallOf } from "./networks.mts"
import * as Clock from "./virtualClock.mts"

/** Calls what it is given when it thinks that a request may leave. */
export type Schedule = (send: () => void) => void

export interface Peer {
  readonly name: string
  /** Polls so often that a run must be short. */
  readonly isSlow?: boolean
  readonly open: (limit: Budget.Limit) => Schedule
}

/** Loads the peers. The clock must be installed: some keep the host's timers when they are loaded. */
export const loadPeers = async (): Promise<ReadonlyArray<Peer>> => {
  const { default: Bottleneck } = await import("bottleneck")
  const { default: PQueue } = await import("p-queue")
  const { default: pThrottle } = await import("p-throttle")
  const { RateLimiter, TokenBucket } = await import("limiter")
  const { Effect, Layer } = await import("effect")
  const { RateLimiter: EffectLimiter } = await import("effect/persistence")
  // Not exported by its package, which takes seconds to load.
  const throttler = new URL("src/base/functions/throttle.js", import.meta.resolve("ccxt"))
  const { Throttler } = (await import(throttler.href)) as {
    readonly Throttler: new (config: object) => { readonly throttle: (cost: number) => Promise<void> }
  }

  const queue =
    (more: object): Peer["open"] =>
    ({ limit, windowMs }) => {
      const made = new PQueue({ intervalCap: limit, interval: windowMs, ...more })
      return (send) => void made.add(async () => send())
    }
  const throttle =
    (strict: boolean): Peer["open"] =>
    ({ limit, windowMs }) =>
      pThrottle({ limit, interval: windowMs, strict })((send: () => void) => send())
  const effect =
    (algorithm: "fixed-window" | "token-bucket"): Peer["open"] =>
    ({ limit, windowMs }) => {
      const layer = EffectLimiter.layer.pipe(Layer.provide(EffectLimiter.layerStoreMemory))
      const limiter = Effect.runPromise(EffectLimiter.RateLimiter.pipe(Effect.provide(layer)))
      return (send) =>
        void limiter.then((made) =>
          Effect.runPromise(
            Effect.andThen(
              EffectLimiter.sleep(made, { algorithm, window: windowMs, limit, key: "reversal" }),
              Effect.sync(send)
            )
          )
        )
    }
  return [
    {
      name: "bottleneck, minTime",
      open: ({ limit, windowMs }) => {
        const made = new Bottleneck({ minTime: windowMs / limit })
        return (send) => void made.schedule(async () => send())
      }
    },
    {
      name: "bottleneck, reservoir",
      open: ({ limit, windowMs }) => {
        const made = new Bottleneck({
          reservoir: limit,
          reservoirRefreshAmount: limit,
          reservoirRefreshInterval: windowMs
        })
        return (send) => void made.schedule(async () => send())
      }
    },
    { name: "p-queue", open: queue({}) },
    { name: "p-queue, strict", open: queue({ strict: true }) },
    { name: "p-throttle", open: throttle(false) },
    { name: "p-throttle, strict", open: throttle(true) },
    {
      name: "limiter, RateLimiter",
      open: ({ limit, windowMs }) => {
        const made = new RateLimiter({ tokensPerInterval: limit, interval: windowMs })
        let line = Promise.resolve()
        return (send) => {
          line = line.then(() => made.removeTokens(1)).then(send)
        }
      }
    },
    {
      name: "limiter, TokenBucket",
      open: ({ limit, windowMs }) => {
        const made = new TokenBucket({ bucketSize: limit, tokensPerInterval: limit, interval: windowMs })
        let line = Promise.resolve()
        return (send) => {
          line = line.then(() => made.removeTokens(1)).then(send)
        }
      }
    },
    { name: "Effect, fixed window", open: effect("fixed-window") },
    { name: "Effect, token bucket", open: effect("token-bucket") },
    {
      name: "ccxt, leaky bucket",
      isSlow: true,
      open: ({ limit, windowMs }) => {
        const made = new Throttler({ refillRate: limit / windowMs, capacity: 1, tokens: 0, cost: 1, delay: 0.001 })
        return (send) => void made.throttle(1).then(send)
      }
    },
    {
      name: "ccxt, rolling window",
      open: ({ limit, windowMs }) => {
        const made = new Throttler({ algorithm: "rollingWindow", windowSize: windowMs, rateLimit: windowMs / limit })
        return (send) => void made.throttle(1).then(send)
      }
    }
  ]
}

/** How many requests may wait in a peer: always some, and not so many that its own queue is what is measured. */
const backlog = 30

/** Lets a peer send in virtual time; arrivals are drawn as for ours. */
export const runPeer = async (peer: Peer, network: Network, load: Load, limit: Budget.Limit, requests: number) => {
  Clock.clear()
  const next = random(7)
  const { forth } = network.make(next)
  const wish = nextWish(load, limit.limit, next)
  const schedule = peer.open(limit)
  const startMs = Clock.now()
  const arrivals: Array<number> = []
  let [wished, wishedMs] = [0, 0]

  const ask = (): void => {
    if (wished >= requests) return
    wished++
    schedule(() => {
      arrivals.push(Clock.now() - startMs + stallOf(network, next) + forth())
      if (load === "saturated") ask()
    })
  }
  const plan = (): void => {
    if (wished >= requests) return
    wishedMs = wish(wishedMs, Clock.now() - startMs)
    Clock.after(wishedMs - (Clock.now() - startMs), () => {
      ask()
      plan()
    })
  }
  if (load === "saturated") for (let k = 0; k < backlog; k++) ask()
  else plan()
  await Clock.runUntil(() => arrivals.length >= requests)
  return { rate: requests / ((Clock.now() - startMs) / 1000), ...judge(arrivals, limit.limit, limit.windowMs) }
}
