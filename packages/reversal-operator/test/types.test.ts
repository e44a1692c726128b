import type { Command, Fact, Position, ReversalEvent } from "@backhand/core"
import { Engine, EngineOptions } from "@backhand/core"
import {
  conflateToRate,
  type Control,
  currentPositions,
  dryRun,
  reverseOn,
  settledReversals,
  type SignalInput,
  type VenueCommand,
  type VenueFact
} from "@backhand/reversal-operator"
import { type Observable, of, Subject } from "rxjs"
import { describe, expectTypeOf, it } from "vitest"

const venue = dryRun({ instruments: {} })
const events = new Subject<SignalInput>().pipe(reverseOn({ venue }))

describe("the types", () => {
  it("of an event follow from its name", () => {
    expectTypeOf(events).toEqualTypeOf<Observable<ReversalEvent.ReversalEvent>>()
    const read = (event: ReversalEvent.ReversalEvent): string => {
      // Whoever forgets an event is told so when compiling.
      switch (event.event) {
        case "held":
        case "refused":
          return event.reason
        case "superseded":
          return event.by.symbol
        case "expired":
          return String(event.ageMs)
        case "sent":
          return event.to
        case "accepted":
          return event.orderId ?? ""
        case "throttled":
          return String(event.pausedUntilMs)
        case "unknown":
          return String(event.deadAtMs)
        case "settled":
          return event.settlement
        case "halted":
          return event.remedy
        case "mismatch":
          return event.predicted.mode
        case "recovered":
        case "resumed":
          return event.symbol
      }
    }
    expectTypeOf(read).returns.toBeString()
  })

  it("of signals take a side and nothing else that is no signal", () => {
    expectTypeOf<{ symbol: string; side: "long" }>().toExtend<SignalInput>()
    expectTypeOf<{ symbol: string; side: "long"; at: number; id: string; size: string }>().toExtend<SignalInput>()
    expectTypeOf<{ symbol: string; side: "buy" }>().not.toExtend<SignalInput>()
    expectTypeOf<{ symbol: string; side: "long"; size: number }>().not.toExtend<SignalInput>()
  })

  it("of options name every mistake", () => {
    const wrong = [
      // @ts-expect-error there is no such option
      () => reverseOn({ venue, whenflat: "ignore" }),
      // @ts-expect-error a size is a decimal in text
      () => reverseOn({ venue, whenFlat: { enter: 1 } }),
      // @ts-expect-error a venue is needed
      () => reverseOn({})
    ]
    expectTypeOf(wrong).toBeArray()
    expectTypeOf<Control["fact"]>().toEqualTypeOf<"kill" | "revive" | "stop" | "resume" | "price">()
  })

  it("of the companions follow their source", () => {
    expectTypeOf(events.pipe(settledReversals())).toEqualTypeOf<Observable<ReversalEvent.Settled>>()
    expectTypeOf(events.pipe(currentPositions())).toEqualTypeOf<Observable<ReadonlyMap<string, Position.Position>>>()
    const limit = { limit: 1, windowMs: 1 }
    expectTypeOf(of(1, 2).pipe(conflateToRate(limit))).toEqualTypeOf<Observable<number>>()
    expectTypeOf(of("a").pipe(conflateToRate(limit, (text) => text.length))).toEqualTypeOf<Observable<string>>()
  })

  it("of a venue are what the engine asks for and is told", () => {
    expectTypeOf<VenueCommand>().toExtend<Command.Command>()
    expectTypeOf<VenueFact>().toExtend<Fact.Fact>()
    expectTypeOf<VenueCommand["command"]>().toEqualTypeOf<"send" | "look-up" | "read-position" | "sync-clock">()
    expectTypeOf(Engine.step).returns.toEqualTypeOf<ReadonlyArray<Command.Command>>()
    // @ts-expect-error an engine has a session and instruments
    expectTypeOf(() => EngineOptions.make({})).toBeFunction()
  })
})
