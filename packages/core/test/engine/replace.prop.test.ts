import { type Command, Engine, EngineOptions, type Fact, type Side } from "@backhand/core"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { leg } from "./Desk.ts"
import { instrument } from "./world/Plan.ts"

const symbol = fc.constantFrom("A", "B")
const side = fc.constantFrom("long" as const, "short" as const)

type Step = (at: number) => Fact.Fact

const signal = fc.record({ symbol, side, late: fc.nat(30) }).map(
  ({ late, ...wish }): Step =>
    (at) => ({ fact: "signal", signal: { ...wish, at: at - late } })
)

const holds = (name: string, on: Side.Side, at: number): Fact.Fact => ({
  fact: "position",
  symbol: name,
  position: leg(on, 2),
  askedAtMs: null,
  venueAtMs: at
})

const position = fc.record({ symbol, side }).map(
  (held): Step =>
    (at) =>
      holds(held.symbol, held.side, at)
)

const other = fc
  .constantFrom<Fact.Fact>({ fact: "timer" }, { fact: "kill" }, { fact: "revive" }, { fact: "resume", symbol: "A" })
  .map(
    (fact): Step =>
      () =>
        fact
  )

const clock: Step = (at) => ({ fact: "clock", askedAtMs: at, venueAtMs: at })

const steps = fc.array(
  fc.tuple(
    fc.nat(400),
    fc.oneof(
      { weight: 8, arbitrary: signal },
      { weight: 2, arbitrary: position },
      { weight: 1, arbitrary: other },
      { weight: 1, arbitrary: fc.constant(clock) }
    )
  ),
  { minLength: 20, maxLength: 60 }
)

const make = () =>
  Engine.make(
    EngineOptions.make({
      session: "s",
      instruments: { A: instrument("A"), B: instrument("B") },
      limit: { limit: 1, windowMs: 1000 }
    })
  )

describe("Engine.replace", () => {
  it("does what a step does, or nothing", () => {
    let replaced = 0
    fc.assert(
      fc.property(steps, (list) => {
        const [whole, short] = [make(), make()]
        let at = 1000
        const known = ["A", "B"].map(
          (name): Step =>
            (now) =>
              holds(name, "long", now)
        )
        const all = [clock, ...known].map((step) => [0, step] as const)
        for (const [wait, step] of [...all, ...list]) {
          at += wait
          const fact = step(at)
          const event = fact.fact === "signal" ? Engine.replace(short, fact.signal, at) : undefined
          const commands: ReadonlyArray<Command.Command> =
            event === undefined ? Engine.step(short, fact, at) : [{ command: "tell", event }]
          if (event !== undefined) replaced++
          assert.deepStrictEqual(commands, Engine.step(whole, fact, at))
        }
      })
    )
    assert.isAbove(replaced, 100)
  })
})
