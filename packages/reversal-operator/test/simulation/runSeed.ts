import { Position, type ReversalEvent } from "@backhand/core"
import {
  type Control,
  currentPositions,
  type Journal,
  memoryJournal,
  Recording,
  reverseOn,
  type ReverseOnOptions,
  type SignalInput
} from "@backhand/reversal-operator"
import { Subject, type Subscription, tap, VirtualTimeScheduler } from "rxjs"
import { Exchange, startMs } from "./Exchange.ts"
import { judge } from "./judge.ts"
import { Random } from "./Random.ts"

/** One subscription: what it heard, what it told, and how it ended. */
export interface Run {
  readonly heard: Array<SignalInput>
  readonly events: Array<ReversalEvent.ReversalEvent>
  readonly entries: Array<Recording.Entry>
  believed: ReadonlyMap<string, Position.Position>
  end: "alive" | "complete" | "error" | "crash"
}

export interface Outcome {
  readonly exchange: Exchange
  readonly runs: ReadonlyArray<Run>
  readonly isEndedByError: boolean
  readonly leftOpen: number
  readonly problems: ReadonlyArray<string>
}

const endMs = 30_000

const heavyTail = (random: Random) => () => {
  const normal = Math.sqrt(-2 * Math.log(Math.max(random.next(), 1e-9))) * Math.cos(2 * Math.PI * random.next())
  return 15 * Math.exp(normal) + (random.chance(0.01) ? random.between(200, 1000) : 0)
}

const drawWeather = (random: Random) => ({
  delay: random.pick([() => random.between(0, 5), () => random.between(0, 80), heavyTail(random)]),
  fault: random.chance(0.15) ? 0 : random.between(0.01, 0.2),
  lagMs: random.between(0, 4000),
  thetaMs: random.between(-20_000, 20_000),
  readyMs: random.chance(0.5) ? 0 : random.between(1, 3000)
})

/** A journal that now and then cannot be written: before it wrote, or after. */
const brittle = (journal: Journal, isBroken: () => boolean): Journal => ({
  open: (nowMs) => {
    const open = journal.open(nowMs)
    return {
      ...open,
      sent: (unsettled, size) => {
        if (isBroken()) throw new Error("journal broke before it wrote")
        open.sent(unsettled, size)
        if (isBroken()) throw new Error("journal broke after it wrote")
      }
    }
  }
})

const emptyRun = (): Run => ({ heard: [], events: [], entries: [], believed: new Map(), end: "alive" })

/** Runs the operator through the world of one seed, crashes and restarts included. */
export const runSeed = (seed: number): Outcome => {
  const random = new Random(seed)
  const scheduler = new VirtualTimeScheduler()
  scheduler.maxFrames = 400_000
  const symbols = ["A", "B", "C", "D"].slice(0, 1 + random.whole(4))
  const limit = { limit: 1 + random.whole(4), windowMs: 1000 }
  const exchange = new Exchange(scheduler, random, drawWeather(random), limit, symbols)
  let crashes = random.chance(0.5) ? 1 + random.whole(3) : 0
  const isHit = (share: number): boolean => crashes > 0 && random.chance(share) && crashes-- > 0
  const memory = memoryJournal()
  const signals = new Subject<SignalInput>()
  const control = new Subject<Control>()
  const options: ReverseOnOptions = {
    venue: exchange,
    scheduler,
    clock: { now: () => startMs + scheduler.now() },
    control,
    journal: brittle(memory, () => isHit(0.03)),
    complete: random.chance(0.3),
    ...(random.chance(0.5) ? { whenFlat: { enter: "2" } as const } : {}),
    guards: { ttlMs: random.chance(0.2) ? 1500 : null }
  }
  const ending = random.pick(["complete", "complete", "stop", "error"] as const)
  const runs: Array<Run> = []

  const start = (): void => {
    const run = emptyRun()
    runs.push(run)
    exchange.say("-- start")
    const crash = () => {
      if (run.end !== "alive") return
      run.end = "crash"
      exchange.say("-- crash")
      subscription?.unsubscribe()
      again()
    }
    let subscription: Subscription | undefined
    const hear = tap<SignalInput>((signal) => run.heard.push(signal))
    subscription = signals
      .pipe(
        hear,
        reverseOn({ ...options, record: (entry) => run.entries.push(entry) }),
        tap((event) => {
          run.events.push(event)
          exchange.say(
            `told ${JSON.stringify(event, (_key, part: unknown) => (typeof part === "bigint" ? Number(part) : part))}`
          )
        }),
        currentPositions()
      )
      .subscribe({
        next: (positions) => {
          run.believed = positions
        },
        error: (cause: unknown) => {
          run.end = "error"
          exchange.say(`-- error ${String(cause)}`)
          if (String(cause).includes("journal broke")) again()
        },
        complete: () => {
          run.end = "complete"
          exchange.say("-- complete")
        }
      })
    // A crash at any time; the events of one batch are told at one instant, so some fall in the middle of a batch.
    const watch = () => {
      if (run.end !== "alive") return
      if (isHit(0.05)) crash()
      else scheduler.schedule(watch, random.between(1, 2000))
    }
    scheduler.schedule(watch, random.between(1, 2000))
    if (hasEnded) finish(run)
  }
  const again = () => void scheduler.schedule(start, random.between(0, 3000))
  let hasEnded = false
  const finish = (run: Run | undefined) => {
    // A restart after the end hears no signals: its source ends at once.
    if (run !== undefined) return control.next({ fact: "stop" })
    hasEnded = true
    if (ending === "complete") signals.complete()
    else if (ending === "stop") control.next({ fact: "stop" })
    else signals.error("the source broke")
  }

  start()
  const count = 4 + random.whole(40)
  const spreadMs = random.pick([2000, endMs - 5000])
  for (let k = 0; k < count; k++) {
    const symbol = random.pick(symbols)
    const side = random.pick(["long", "short"] as const)
    const afterMs = Math.floor((k * spreadMs) / count + random.between(0, 900))
    scheduler.schedule(() => {
      exchange.say(`signal ${k} ${symbol} ${side}`)
      signals.next({ symbol, side, id: `s${k}` })
    }, afterMs)
  }
  if (random.chance(0.2)) {
    const afterMs = random.between(0, endMs)
    scheduler.schedule(() => control.next({ fact: "kill" }), afterMs)
    scheduler.schedule(() => control.next({ fact: "revive" }), afterMs + random.between(0, 3000))
  }
  scheduler.schedule(() => finish(undefined), endMs)
  scheduler.flush()
  const leftOpen = memory.open(startMs).opening.unsettled.length
  const outcome = { exchange, runs, isEndedByError: ending === "error", leftOpen, problems: [] }
  return { ...outcome, problems: judge(outcome, limit, symbols) }
}
