import type { ReversalEvent } from "@backhand/core"
import { dryRun, memoryJournal, Recording, reverseOn, type SignalInput } from "@backhand/reversal-operator"
import { EMPTY, map, NEVER, Observable, of, range, Subject, share, take } from "rxjs"
import { assert, describe, expectTypeOf, it } from "vitest"
import { instrument, Script } from "./Script.ts"
import { marbles } from "./marbles.ts"

const instruments = { A: instrument("A"), B: instrument("B") }
const signals: Readonly<Record<string, SignalInput>> = {
  L: { symbol: "A", side: "long" },
  S: { symbol: "A", side: "short" },
  B: { symbol: "B", side: "short" }
}
const name = (event: ReversalEvent.ReversalEvent): string => event.event

/** Subscribes, and gathers what comes. */
const watch = (events: Observable<ReversalEvent.ReversalEvent>) => {
  const seen: Array<string> = []
  let error: unknown
  const subscription = events.subscribe({
    next: (event) => seen.push(event.event),
    error: (cause: unknown) => {
      error = cause
      seen.push("error")
    },
    complete: () => seen.push("complete")
  })
  return { seen, subscription, error: () => error }
}

describe("reverseOn", () => {
  it(
    "sends a signal at once, and tells that it was sent, accepted and settled",
    marbles(({ expectObservable, hot }, scheduler) => {
      const venue = dryRun({ instruments })
      const output = hot("--L----|", signals).pipe(reverseOn({ venue, whenFlat: { enter: "2" }, scheduler }), map(name))
      // A group takes as many frames as it has characters: the end comes at frame 7.
      expectObservable(output).toBe("--(abc)|", { a: "sent", b: "accepted", c: "settled" })
    })
  )

  it(
    "lets only the newest signal of a symbol through while the budget is spent",
    marbles(({ expectObservable, hot }, scheduler) => {
      const venue = dryRun({ instruments })
      const limit = { limit: 1, windowMs: 4 }
      const venue$ = { venue, whenFlat: { enter: "2" }, limit, scheduler }
      // Sent at 0; L waits, S replaces it, L replaces that; the slot is free two frames after the window.
      const output = hot("S-LSL---------|", signals).pipe(reverseOn(venue$), map(name))
      const seen: Array<string> = []
      output.subscribe((event) => seen.push(`${scheduler.now()} ${event}`))
      expectObservable(hot("--------------|")).toBe("--------------|")
      scheduler.schedule(() => {
        assert.deepStrictEqual(seen, [
          "0 sent",
          "0 accepted",
          "0 settled",
          "3 superseded",
          "4 superseded",
          "6 sent",
          "6 accepted",
          "6 settled"
        ])
      }, 13)
    })
  )

  it("completes when the source has completed and everything is settled", () => {
    const venue = new Script()
    const source = new Subject<SignalInput>()
    const { seen } = watch(source.pipe(reverseOn({ venue })))
    source.next({ symbol: "A", side: "short" })
    source.complete()
    assert.deepStrictEqual(seen, ["sent"])
    venue.fill("short")
    assert.deepStrictEqual(seen, ["sent", "accepted", "settled", "complete"])
    assert.strictEqual(venue.closed, 1)
  })

  it("settles what is in flight before it passes an error of its source on", () => {
    const venue = new Script()
    const source = new Subject<SignalInput>()
    const { error, seen } = watch(source.pipe(reverseOn({ venue, limit: { limit: 1, windowMs: 1000 } })))
    source.next({ symbol: "A", side: "short" })
    source.next({ symbol: "B", side: "short" })
    source.error("broken")
    assert.deepStrictEqual(seen, ["sent", "refused"])
    venue.fill("short")
    assert.deepStrictEqual(seen, ["sent", "refused", "accepted", "settled", "error"])
    assert.strictEqual(error(), "broken")
  })

  it("sends nothing more once it is unsubscribed, not even what was decided in the same instant", () => {
    const venue = new Script()
    const source = new Subject<SignalInput>()
    const journal = memoryJournal()
    const events = source.pipe(reverseOn({ venue, journal }))
    const subscription = events.subscribe((event) => {
      if (event.event === "sent") subscription.unsubscribe()
    })
    source.next({ symbol: "A", side: "short" })
    assert.deepStrictEqual(venue.sent, [])
    assert.deepStrictEqual(journal.open(1).opening.unsettled, [])
    assert.strictEqual(venue.closed, 1)
    assert.isFalse(source.observed)
  })

  it("is as short as an empty source, and as patient as one that never speaks", () => {
    assert.deepStrictEqual(watch(EMPTY.pipe(reverseOn({ venue: new Script() }))).seen, ["complete"])
    const { seen, subscription } = watch(NEVER.pipe(reverseOn({ venue: new Script() })))
    assert.deepStrictEqual(seen, [])
    subscription.unsubscribe()
  })

  it("stops an endless synchronous source", () => {
    const seen: Array<string> = []
    range(0, Number.POSITIVE_INFINITY)
      .pipe(
        map((at): SignalInput => ({ symbol: "A", side: "long", at })),
        reverseOn({ venue: new Script() }),
        take(3)
      )
      .subscribe((event) => seen.push(event.event))
    assert.deepStrictEqual(seen, ["held", "held", "held"])
  })

  it("may be fed by its own subscriber", () => {
    const source = new Subject<SignalInput>()
    const seen: Array<string> = []
    source.pipe(reverseOn({ venue: dryRun({ instruments }), whenFlat: { enter: "2" } })).subscribe((event) => {
      seen.push(event.event)
      if (event.event === "settled" && seen.length < 6) source.next({ symbol: "A", side: "short" })
    })
    source.next({ symbol: "A", side: "long" })
    assert.deepStrictEqual(seen, ["sent", "accepted", "settled", "sent", "accepted", "settled"])
  })

  it("gives every subscription an engine of its own, and a shared one to those who share", () => {
    const venue = new Script()
    const source = new Subject<SignalInput>()
    const events = source.pipe(reverseOn({ venue }))
    events.subscribe()
    events.subscribe()
    assert.strictEqual(venue.connected, 2)
    const once = new Script()
    const shared = source.pipe(reverseOn({ venue: once }), share())
    shared.subscribe()
    shared.subscribe()
    assert.strictEqual(once.connected, 1)
  })

  it("keeps the newest signal of each symbol while the venue is not ready, and tells of the others", () => {
    const venue = new Script(false)
    const source = new Subject<SignalInput>()
    const { seen } = watch(source.pipe(reverseOn({ venue })))
    source.next({ symbol: "A", side: "long" })
    source.next({ symbol: "A", side: "short" })
    source.next({ symbol: "B", side: "long" })
    source.complete()
    assert.deepStrictEqual(seen, ["superseded"])
    venue.ready()
    assert.deepStrictEqual(seen, ["superseded", "sent", "held"])
    venue.fill("short")
    assert.deepStrictEqual(seen.slice(-3), ["accepted", "settled", "complete"])
  })

  it("heeds the kill switch, even one that was thrown before the venue was ready", () => {
    const venue = new Script(false)
    const source = new Subject<SignalInput>()
    const control = new Subject<{ fact: "kill" } | { fact: "revive" }>()
    const { seen } = watch(source.pipe(reverseOn({ venue, control })))
    control.next({ fact: "kill" })
    source.next({ symbol: "A", side: "short" })
    venue.ready()
    assert.deepStrictEqual(seen, ["refused"])
    control.next({ fact: "revive" })
    source.next({ symbol: "A", side: "short" })
    assert.deepStrictEqual(seen, ["refused", "sent"])
  })

  it("errors when the venue says that going on is impossible, ready or not", () => {
    for (const isReady of [true, false]) {
      const venue = new Script(isReady)
      const { error, seen } = watch(NEVER.pipe(reverseOn({ venue })))
      venue.link?.fail(new Error("wrong key"))
      assert.deepStrictEqual(seen, ["error"])
      assert.match(String(error()), /wrong key/)
      assert.strictEqual(venue.closed, 1)
    }
  })

  it("throws at the call for options that cannot be, and says what to do", () => {
    const venue = new Script()
    assert.throws(
      () => reverseOn({ venue, limit: { limit: 0, windowMs: 1000 } }),
      RangeError,
      "reverseOn: limit.limit: expected a whole number from 1 to 100000, got 0. Remedy: say how many"
    )
    assert.throws(() => reverseOn({ venue, timing: { lifeMs: 60_000 } }), /timing\.lifeMs.*from 1 to 30000.*older/)
    assert.throws(() => reverseOn({ venue, whenFlat: { enter: "1,5" } }), /enter: expected a plain decimal/)
  })

  it("refuses what is no signal, and goes on", () => {
    const { seen } = watch(
      // What JavaScript lets through.
      of({ symbol: "A", side: "sell" } as unknown as SignalInput, { symbol: "A", side: "long" } as const).pipe(
        reverseOn({ venue: new Script() })
      )
    )
    assert.deepStrictEqual(seen, ["refused", "held", "complete"])
    const venue = new Script(false)
    const source = new Subject<SignalInput>()
    const early = watch(source.pipe(reverseOn({ venue })))
    source.next({ symbol: "A", side: "short" })
    source.next({ symbol: "A", side: "sell" } as unknown as SignalInput)
    venue.ready()
    assert.deepStrictEqual(early.seen, ["refused", "sent"])
  })

  it("is not woken by a venue that is ready after everybody left", () => {
    const venue = new Script(false)
    const { seen, subscription } = watch(of({ symbol: "A", side: "short" } as const).pipe(reverseOn({ venue })))
    subscription.unsubscribe()
    venue.ready()
    assert.deepStrictEqual(seen, [])
    assert.deepStrictEqual(venue.commands, [])
  })

  it("errors instead of sending an order that the journal cannot keep", () => {
    const venue = new Script()
    const journal = memoryJournal()
    const full = {
      open: (nowMs: number) => ({
        ...journal.open(nowMs),
        sent: () => {
          throw new Error("disk full")
        }
      })
    }
    const { error, seen } = watch(of({ symbol: "A", side: "short" } as const).pipe(reverseOn({ venue, journal: full })))
    assert.deepStrictEqual(seen, ["sent", "error"])
    assert.match(String(error()), /disk full/)
    assert.deepStrictEqual(venue.sent, [])
  })

  it("errors when the journal cannot be opened, the venue cannot be connected to, or a listener throws", () => {
    const thrower = () => {
      throw new Error("no")
    }
    const source = of({ symbol: "A", side: "short" } as const)
    for (const broken of [
      { venue: new Script(), journal: { open: thrower } },
      { venue: { connect: thrower } },
      { venue: new Script(), record: thrower }
    ])
      assert.include(watch(source.pipe(reverseOn(broken))).seen, "error")
  })

  it("settles the orders of an earlier subscription before it sends anything new for their symbols", () => {
    const venue = new Script()
    const journal = memoryJournal()
    const first = watch(of({ symbol: "A", side: "short" } as const).pipe(reverseOn({ venue, journal })))
    first.subscription.unsubscribe()
    const { seen } = watch(NEVER.pipe(reverseOn({ venue, journal })))
    assert.deepStrictEqual(seen, ["recovered"])
    const order = venue.sent[0]
    venue.tell({ fact: "order", clientOid: order?.clientOid ?? "", report: "done", source: "push", askedAtMs: null })
    venue.fill("short")
    assert.include(seen, "settled")
  })

  it("stops, settles and errors when its control does", () => {
    const venue = new Script()
    const control = new Subject<{ fact: "kill" }>()
    const source = new Subject<SignalInput>()
    const { seen } = watch(source.pipe(reverseOn({ venue, control })))
    source.next({ symbol: "A", side: "short" })
    control.error(new Error("no"))
    source.next({ symbol: "B", side: "short" })
    venue.fill("short")
    assert.deepStrictEqual(seen, ["sent", "refused", "accepted", "settled", "error"])
  })

  it("names every run anew, so that client ids never repeat", () => {
    const journal = memoryJournal()
    const sessions = [5, 5, 4].map((nowMs) => journal.open(nowMs).opening.session)
    assert.strictEqual(new Set(sessions).size, 3)
  })

  it("records every fact, and the recording gives the same commands again", () => {
    const entries: Array<Recording.Entry> = []
    const source = new Subject<SignalInput>()
    const venue = dryRun({ instruments })
    source.pipe(reverseOn({ venue, whenFlat: { enter: "2" }, record: (entry) => entries.push(entry) })).subscribe()
    for (const side of ["long", "short", "short", "long"] as const) source.next({ symbol: "A", side })
    const again = entries.map((entry) => Recording.decode(Recording.encode(entry)))
    assert.containsSubset(Recording.certify(again), { isSame: true, orders: 3 })
  })

  it("has types that tell its events apart, and takes signals with or without a time", () => {
    const events = of({ symbol: "A", side: "long" } as const).pipe(reverseOn({ venue: new Script() }))
    expectTypeOf(events).toEqualTypeOf<Observable<ReversalEvent.ReversalEvent>>()
    events.subscribe((event) => {
      if (event.event === "settled") expectTypeOf(event.settlement).toEqualTypeOf<ReversalEvent.Settled["settlement"]>()
      if (event.event === "superseded") expectTypeOf(event.by.side).toEqualTypeOf<"long" | "short">()
    })
    expectTypeOf<SignalInput>().not.toExtend<{ at: number }>()
    // @ts-expect-error a side is long or short
    of({ symbol: "A", side: "up" }).pipe(reverseOn({ venue: new Script() }))
  })
})
