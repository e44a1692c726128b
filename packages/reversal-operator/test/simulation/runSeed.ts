import type { Position, ReversalEvent, Signal } from "@backhand/core"
import {
  type Control,
  currentPositions,
  type Journal,
  memoryJournal,
  type Recording,
  reverseOn,
  type ReverseOnOptions
} from "@backhand/reversal-operator"
import { Subject, takeUntil, tap, VirtualTimeScheduler } from "rxjs"
import { Exchange, startMs } from "./Exchange.ts"
import { judge } from "./judge.ts"
import { Random } from "./Random.ts"
import { lineOf } from "./timeline.ts"
import { drawWeather } from "./weather.ts"

/** One subscription: what it heard and told in order, and how it ended. */
export interface Run {
  readonly trace: Array<{ readonly signal: Signal.Signal } | { readonly event: ReversalEvent.ReversalEvent }>
  readonly entries: Array<Recording.Entry>
  believed: ReadonlyMap<string, Position.Position>
  end: "alive" | "complete" | "error" | "crash"
}

export interface Outcome {
  readonly exchange: Exchange
  readonly runs: ReadonlyArray<Run>
  readonly isEndedByError: boolean
  readonly leftOpen: number
}

const endMs = 30_000

/** A journal that the process may die in, before or after it wrote, and that now and then cannot be written. */
const brittle = (journal: Journal, isHit: (share: number) => boolean, die: () => boolean): Journal => ({
  open: (nowMs) => {
    const open = journal.open(nowMs)
    const attempt = (write: () => void): void => {
      if (isHit(0.01)) throw new Error("journal broke before it wrote")
      if (die()) return
      write()
      if (isHit(0.01)) throw new Error("journal broke after it wrote")
      die()
    }
    return {
      ...open,
      sent: (unsettled, size) => attempt(() => open.sent(unsettled, size)),
      settled: (clientOid, settlement, atMs) => attempt(() => open.settled(clientOid, settlement, atMs))
    }
  }
})

/** Runs the operator through the world of one seed, crashes and restarts included. */
export const runSeed = (seed: number): Outcome & { readonly problems: ReadonlyArray<string> } => {
  const random = new Random(seed)
  const scheduler = new VirtualTimeScheduler()
  // A ban of five minutes, and whatever waits for its end.
  scheduler.maxFrames = 2_000_000
  const symbols = ["A", "B", "C", "D"].slice(0, 1 + random.whole(4))
  const limit = { limit: 1 + random.whole(4), windowMs: 1000 }
  const weather = drawWeather(random)
  const exchange = new Exchange(scheduler, random, weather, limit, symbols)
  const memory = memoryJournal()
  const signals = new Subject<Signal.Signal>()
  const control = new Subject<Control>()
  const runs: Array<Run> = []
  let crashes = random.chance(0.5) ? 1 + random.whole(3) : 0
  let crash = (): void => undefined
  const isHit = (share: number): boolean => crashes > 0 && random.chance(share) && crashes-- > 0
  const die = (): boolean => {
    if (!isHit(0.02)) return false
    crash()
    return true
  }
  exchange.interrupt = die
  exchange.isWritten = (clientOid) => memory.open(0).opening.unsettled.some((order) => order.clientOid === clientOid)
  const options: ReverseOnOptions = {
    venue: exchange,
    scheduler,
    clock: { now: () => startMs + scheduler.now() },
    control,
    journal: brittle(memory, isHit, die),
    complete: random.chance(0.3),
    sharesBudget: true,
    ...(random.chance(0.5) ? { whenFlat: { enter: "2" } as const } : {}),
    guards: { ttlMs: random.chance(0.2) ? 1500 : null }
  }
  const isRecorded = random.chance(0.5)
  const ending = random.pick(["complete", "complete", "stop", "error"] as const)
  let hasEnded = false

  const finish = (): void => {
    hasEnded = true
    if (ending === "complete") signals.complete()
    else if (ending === "stop") control.next({ fact: "stop" })
    else signals.error("the source broke")
  }

  const start = (): void => {
    const run: Run = { trace: [], entries: [], believed: new Map(), end: "alive" }
    const dead = new Subject<void>()
    const end = (how: Run["end"], why = ""): void => {
      if (run.end !== "alive") return
      run.end = how
      exchange.say(`${how} ${why}`.trimEnd(), "operator")
    }
    runs.push(run)
    exchange.say("starts", "operator")
    crash = () => {
      end("crash")
      dead.next()
      again()
    }
    const record = isRecorded ? { record: (entry: Recording.Entry) => void run.entries.push(entry) } : {}
    signals
      .pipe(
        tap((signal) => run.trace.push({ signal })),
        reverseOn({ ...options, ...record }),
        tap((event) => {
          run.trace.push({ event })
          exchange.say(lineOf(event), "operator")
        }),
        takeUntil(dead),
        tap(die),
        currentPositions()
      )
      .subscribe({
        next: (positions) => {
          run.believed = positions
        },
        error: (cause: unknown) => {
          end("error", String(cause))
          if (String(cause).includes("journal broke")) again()
        },
        complete: () => end("complete")
      })
    const watch = () => {
      if (run.end !== "alive") return
      if (isHit(0.05)) crash()
      else scheduler.schedule(watch, random.between(1, 2000))
    }
    scheduler.schedule(watch, random.between(1, 2000))
    // A restart after the end hears no signals: it only settles.
    if (hasEnded) control.next({ fact: "stop" })
  }
  // Most are started again at once, some after a night.
  const again = () =>
    void scheduler.schedule(start, random.pick([0, random.between(0, 50), random.between(0, 3000), 1e5]))

  start()
  const count = 4 + random.whole(40)
  const spreadMs = random.pick([2000, endMs - 5000])
  for (let k = 0; k < count; k++) {
    const symbol = random.pick(symbols)
    const side = random.pick(["long", "short"] as const)
    // Now and then one that was thought of before others overtook it.
    const lateMs = random.chance(0.1) ? random.whole(3000) : 0
    const size = weather.mode === "hedge" && random.chance(0.4) ? { size: random.pick(["1", "5"]) } : {}
    scheduler.schedule(
      () => {
        exchange.say(`s${k} ${symbol} ${side}${lateMs > 0 ? `, ${lateMs} ms late` : ""}`, "signal")
        const at = Math.floor(startMs + scheduler.now()) - lateMs
        signals.next({ symbol, side, id: `s${k}`, at, ...size })
      },
      Math.floor((k * spreadMs) / count + random.between(0, 900))
    )
  }
  if (random.chance(0.2)) {
    const afterMs = random.between(0, endMs)
    scheduler.schedule(() => control.next({ fact: "kill" }), afterMs)
    scheduler.schedule(() => control.next({ fact: "revive" }), afterMs + random.between(0, 3000))
  }
  if (random.chance(0.2)) {
    const side = random.pick(["long", "short", null] as const)
    // Early enough to be told of before the end.
    scheduler.schedule(() => exchange.trade(random.pick(symbols), side), random.between(0, endMs - 5000))
  }
  scheduler.schedule(finish, endMs)
  scheduler.flush()
  const leftOpen = memory.open(startMs).opening.unsettled.length
  const outcome = { exchange, runs, isEndedByError: ending === "error", leftOpen }
  return { ...outcome, problems: judge(outcome, limit, symbols) }
}
