import {
  dryRun,
  memoryJournal,
  reverseOn,
  type ReverseOnOptions,
  type SignalInput,
  type Venue
} from "@backhand/reversal-operator"
import { EMPTY, mergeMap, NEVER, Observable, type OperatorFunction, pipe, type SchedulerLike } from "rxjs"
import { assert, describe, it } from "vitest"
import { instrument, leg } from "./Script.ts"
import { marbles } from "./marbles.ts"

const instruments = { A: instrument("A"), B: instrument("B") }
const signals: Readonly<Record<string, SignalInput>> = {
  L: { symbol: "A", side: "long" },
  S: { symbol: "A", side: "short" },
  // The same wishes about another symbol.
  l: { symbol: "B", side: "long" },
  s: { symbol: "B", side: "short" }
}

/** What becomes of a signal that leads to no order. */
const ends: Readonly<Record<string, string>> = { expired: "x", halted: "h" }

/**
 * Orders as letters, like the signals they are of. Nothing takes time but the budget: one order in four frames, and one frame
 * each for the clock's reading and for what clocks may drift apart: the next leaves six frames later.
 */
const orders = (
  scheduler: SchedulerLike,
  more: Partial<ReverseOnOptions> = {}
): OperatorFunction<SignalInput, string> => {
  const venue = dryRun({ instruments, positions: { A: leg("long"), B: leg("long") } })
  return pipe(
    reverseOn({ venue, limit: { limit: 1, windowMs: 4 }, scheduler, ...more }),
    mergeMap((event) => {
      if (event.event !== "sent") return ends[event.event] ?? EMPTY
      const letter = event.to === "long" ? "L" : "S"
      return event.symbol === "A" ? letter : letter.toLowerCase()
    })
  )
}

describe("reverseOn", () => {
  it(
    "acts on each signal while the budget lasts",
    marbles(({ expectObservable, expectSubscriptions, hot }, scheduler) => {
      const source = hot("  S------L---|", signals)
      const subs = "        ^----------!"
      const expected = "    S------L---|"
      expectObservable(source.pipe(orders(scheduler))).toBe(expected)
      expectSubscriptions(source.subscriptions).toBe(subs)
    })
  )

  it(
    "acts on the newest signal only, once the budget lasts again",
    marbles(({ expectObservable, hot }, scheduler) => {
      const source = hot("  S-LSL--------|", signals)
      const expected = "    S-----L------|"
      expectObservable(source.pipe(orders(scheduler))).toBe(expected)
    })
  )

  it(
    "serves symbols in the order in which they began to wait, whoever wishes again meanwhile",
    marbles(({ expectObservable, hot }, scheduler) => {
      const source = hot("  SLsLlsL---------------|", signals)
      const expected = "    S-----L-----s---------|"
      expectObservable(source.pipe(orders(scheduler))).toBe(expected)
    })
  )

  it(
    "spends nothing on a signal that agrees by the time its turn comes",
    marbles(({ expectObservable, hot }, scheduler) => {
      const source = hot("  SLSs-----------|", signals)
      const expected = "    S-----s--------|"
      expectObservable(source.pipe(orders(scheduler))).toBe(expected)
    })
  )

  it(
    "drops a signal that still waits when it is too old, at that moment",
    marbles(({ expectObservable, hot }, scheduler) => {
      const source = hot("  SL-------|", signals)
      const expected = "    S----x---|"
      expectObservable(source.pipe(orders(scheduler, { guards: { ttlMs: 3 } }))).toBe(expected)
    })
  )

  it(
    "gives up what waits when the source has completed and the venue stays silent",
    marbles(({ expectObservable, hot }, scheduler) => {
      const silent: Venue = {
        connect: (link) => {
          link.ready({ instruments, limit: undefined })
          return { execute: () => undefined, close: () => undefined }
        }
      }
      // What is not known is asked for again after six frames: then four frames of silence are too many.
      const source = hot("  S---|", signals)
      const expected = "    ----------(h|)"
      const timing = { answerMs: 6, lagMs: 3, settleMs: 4 }
      expectObservable(source.pipe(orders(scheduler, { venue: silent, timing }))).toBe(expected)
    })
  )

  it(
    "serves what waits before it completes",
    marbles(({ expectObservable, expectSubscriptions, hot }, scheduler) => {
      const source = hot("  SL|", signals)
      const subs = "        ^-!"
      const expected = "    S-----(L|)"
      expectObservable(source.pipe(orders(scheduler))).toBe(expected)
      expectSubscriptions(source.subscriptions).toBe(subs)
    })
  )

  it(
    "drops what waits when its source errors, and passes the error on",
    marbles(({ expectObservable, expectSubscriptions, hot }, scheduler) => {
      const source = hot("  SL-#", signals)
      const subs = "        ^--!"
      const expected = "    S--#"
      expectObservable(source.pipe(orders(scheduler))).toBe(expected)
      expectSubscriptions(source.subscriptions).toBe(subs)
    })
  )

  it(
    "sends nothing more when it is unsubscribed while something waits",
    marbles(({ expectObservable, expectSubscriptions, hot }, scheduler) => {
      const source = hot("  SL--------", signals)
      const unsub = "       ---!"
      const subs = "        ^--!"
      const expected = "    S---------"
      expectObservable(source.pipe(orders(scheduler)), unsub).toBe(expected)
      expectSubscriptions(source.subscriptions).toBe(subs)
    })
  )

  it(
    "is as silent as a source that never speaks, and as short as an empty one",
    marbles(({ expectObservable }, scheduler) => {
      expectObservable(NEVER.pipe(orders(scheduler))).toBe("-")
      expectObservable(EMPTY.pipe(orders(scheduler))).toBe("|")
    })
  )

  it(
    "gives every subscription of a cold source an engine of its own",
    marbles(({ cold, expectObservable, expectSubscriptions }, scheduler) => {
      const source = cold(" SL|", signals)
      const output = source.pipe(orders(scheduler))
      expectObservable(output).toBe("     S-----(L|)")
      expectObservable(output, "--^").toBe("--S-----(L|)")
      expectSubscriptions(source.subscriptions).toBe(["^-!", "--^-!"])
    })
  )

  it(
    "stops when it is told to: what waits is dropped, and its source is left",
    marbles(({ expectObservable, expectSubscriptions, hot }, scheduler) => {
      const source = hot("  SL------S", signals)
      const control = hot(" ---s", { s: { fact: "stop" } as const })
      const subs = "        ^--!"
      const expected = "    S--|"
      expectObservable(source.pipe(orders(scheduler, { control }))).toBe(expected)
      expectSubscriptions(source.subscriptions).toBe(subs)
      expectSubscriptions(control.subscriptions).toBe(subs)
    })
  )

  it(
    "sends nothing from the kill to the revival, and nothing later of what came between",
    marbles(({ expectObservable, hot }, scheduler) => {
      const source = hot("  --S--S-S-------|", signals)
      const control = hot(" -k----r", { k: { fact: "kill" } as const, r: { fact: "revive" } as const })
      const expected = "    -------S-------|"
      expectObservable(source.pipe(orders(scheduler, { control }))).toBe(expected)
    })
  )

  it(
    "sends nothing within a window of an earlier run's last settlement",
    marbles(({ expectObservable, hot }, scheduler) => {
      const journal = memoryJournal()
      journal.open(0).settled("b1", null, 0)
      const source = hot("  S---------|", signals)
      const expected = "    ------S---|"
      const timing = { lagMs: 0 }
      expectObservable(source.pipe(orders(scheduler, { journal, timing }))).toBe(expected)
    })
  )

  it("errors when anything that it is given throws", () => {
    const thrower = (): never => {
      throw new Error("no")
    }
    const venue = dryRun({ instruments })
    const now = () => 5
    const broken: Readonly<Record<string, ReverseOnOptions>> = {
      "the venue's connecting": { venue: { connect: thrower } },
      "a venue's executing": {
        venue: { connect: (link) => ({ ...venue.connect(link), execute: thrower }) }
      },
      "a listener of a dry run": { venue: dryRun({ instruments, onOrder: thrower }) },
      "the journal's opening": { venue, journal: { open: thrower } },
      "the journal's writing": { venue, journal: { open: (at) => ({ ...memoryJournal().open(at), sent: thrower }) } },
      "the journal's settling": {
        venue,
        journal: { open: (at) => ({ ...memoryJournal().open(at), settled: thrower }) }
      },
      "the recorder": { venue, record: thrower },
      "the clock": { venue, clock: { now: thrower } },
      "the scheduler": { venue, clock: { now }, scheduler: { now, schedule: thrower } }
    }
    for (const [name, options] of Object.entries(broken)) {
      let heard = "nothing"
      new Observable<SignalInput>((subscriber) => {
        subscriber.next({ symbol: "A", side: "short" })
        subscriber.next({ symbol: "A", side: "long" })
      })
        .pipe(reverseOn({ whenFlat: { enter: "2" }, ...options }))
        .subscribe({ error: (error: unknown) => void (heard = String(error)) })
      assert.strictEqual(heard, "Error: no", name)
    }
  })
})
