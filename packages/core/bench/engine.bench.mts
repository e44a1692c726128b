/**
 * Engine steps a second and bytes allocated a step, by what the step is about, beside the least that latest-wins can cost:
 * a map from symbol to the newest signal.
 *
 *     node --conditions=@backhand/source bench/engine.bench.mts [steps]
 */
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import {
  Answer,
  Contract,
  Engine,
  EngineOptions,
  type Fact,
  Lots,
  Position,
  Rational,
  type Signal
} from "@backhand/core"
import { Result } from "effect"

const steps = Number(process.argv[2] ?? 1_000_000)
const rounds = 5

setFlagsFromString("--expose-gc")
const collect = runInNewContext("gc") as () => void
const say = (text: string) => process.stdout.write(`${text}\n`)
const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

const symbolsOf = (count: number) => Array.from({ length: count }, (_, index) => `S${index}USDT`)
const positions = {
  long: { mode: "one-way", net: { side: "long", lots: Lots.makeUnsafe(2), entry: Rational.make(100n) } },
  short: { mode: "one-way", net: { side: "short", lots: Lots.makeUnsafe(2), entry: Rational.make(100n) } }
} as const satisfies Record<string, Position.Position>

const engineOf = (symbols: ReadonlyArray<string>, limit: EngineOptions.EngineOptions["limit"]) => {
  const contract = { quoteCoin: "USDT", pricePlace: "2", sizeMultiplier: "1", takerFeeRate: "0.0006" }
  const instruments = Object.fromEntries(
    symbols.map((symbol) => [symbol, Result.getOrThrow(Contract.decode({ ...contract, symbol }))])
  )
  const engine = Engine.make(EngineOptions.make({ session: "s", instruments, limit }))
  Engine.step(engine, { fact: "clock", askedAtMs: 0, venueAtMs: 0 }, 0)
  for (const symbol of symbols)
    Engine.step(engine, { fact: "position", symbol, position: positions.long, askedAtMs: null, venueAtMs: 0 }, 0)
  return engine
}

const wish = (symbols: ReadonlyArray<string>, index: number, side: Signal.Signal["side"]): Signal.Signal => ({
  symbol: symbols[index % symbols.length] ?? "",
  side,
  at: index
})

/** Makes something to do again and again; `perRun` is how many steps one run of it is. */
interface Work {
  readonly name: string
  readonly perRun: number
  readonly make: (symbols: ReadonlyArray<string>) => (index: number) => void
}

/** What is made must be kept for a moment, or it is not made. */
let sink: unknown

const never = { limit: 1, windowMs: 86_400_000 }
const sides = ["short", "long"] as const
const accept = Answer.read(200, JSON.stringify({ code: "00000", msg: "", requestTime: 1, data: { orderId: "7" } }))

/** A whole life: signal, answer, position. Every answer frees its slot a millisecond later. */
const reversal = (symbols: ReadonlyArray<string>) => {
  const engine = engineOf(symbols, { limit: 1000, windowMs: 1 })
  return (index: number): void => {
    const at = 10 * index + 10
    const symbol = symbols[index % symbols.length] ?? ""
    const side = sides[Math.floor(index / symbols.length) % 2] ?? "long"
    const sent = Engine.step(engine, { fact: "signal", signal: { symbol, side, at } }, at)
    const send = sent.find((command) => command.command === "send")
    if (send?.command !== "send") throw new Error("every signal is sent")
    const { clientOid } = send.unsettled
    Engine.step(
      engine,
      { fact: "answer", clientOid, answer: { ...accept, venueAtMs: at + 1 }, remaining: null },
      at + 1
    )
    const position = positions[side]
    const fact: Fact.Fact = { fact: "position", symbol, position, askedAtMs: null, venueAtMs: at + 2 }
    Engine.step(engine, fact, at + 2)
  }
}

const works: ReadonlyArray<Work> = [
  {
    name: "a map of the newest (the floor)",
    perRun: 1,
    make: (symbols) => {
      const newest = new Map<string, Signal.Signal>()
      return (index) => void newest.set(symbols[index % symbols.length] ?? "", wish(symbols, index, "short"))
    }
  },
  {
    name: "a signal replaces a waiting one: replace",
    perRun: 1,
    make: (symbols) => {
      const engine = engineOf(symbols, never)
      for (let k = 0; k <= symbols.length; k++)
        Engine.step(engine, { fact: "signal", signal: wish(symbols, k, "short") }, k)
      return (index) => {
        sink = Engine.replace(engine, wish(symbols, index, "short"), 5000)
      }
    }
  },
  {
    name: "a signal replaces a waiting one: step",
    perRun: 1,
    make: (symbols) => {
      const engine = engineOf(symbols, never)
      for (let k = 0; k <= symbols.length; k++)
        Engine.step(engine, { fact: "signal", signal: wish(symbols, k, "short") }, k)
      return (index) => void Engine.step(engine, { fact: "signal", signal: wish(symbols, index, "short") }, 5000)
    }
  },
  {
    name: "a signal agrees and is held",
    perRun: 1,
    make: (symbols) => {
      const engine = engineOf(symbols, never)
      return (index) => void Engine.step(engine, { fact: "signal", signal: wish(symbols, index, "long") }, 5000)
    }
  },
  { name: "a reversal, from signal to settlement", perRun: 3, make: reversal }
]

/** Nanoseconds and bytes a step. */
const measure = ({ make, perRun }: Work, symbols: ReadonlyArray<string>) => {
  const runs = Math.ceil(steps / perRun)
  const work = make(symbols)
  let index = 0
  for (; index < runs / 10; index++) work(index)
  const times = Array.from({ length: rounds }, () => {
    const start = process.hrtime.bigint()
    for (let k = 0; k < runs / rounds; k++) work(index++)
    return Number(process.hrtime.bigint() - start) / (runs / rounds) / perRun
  })
  // So few that nothing is collected meanwhile.
  const few = 2000
  const bytes = Array.from({ length: rounds }, () => {
    collect()
    const before = process.memoryUsage().heapUsed
    for (let k = 0; k < few; k++) work(index++)
    return (process.memoryUsage().heapUsed - before) / few / perRun
  })
  if (sink === steps) say("never")
  return { nanoseconds: median(times), bytes: median(bytes) }
}

say(`${steps} steps, medians of ${rounds}, Node ${process.versions.node}; bytes include the signal itself`)
for (const count of [1, 10, 1000]) {
  say(`\n${count} symbols${" ".repeat(30)}ns a step   steps a second   bytes a step   times the floor`)
  let floor = Number.NaN
  for (const work of works) {
    const { bytes, nanoseconds } = measure(work, symbolsOf(count))
    if (Number.isNaN(floor)) floor = nanoseconds
    const rate = Math.round(1e9 / nanoseconds).toLocaleString("en-US")
    say(
      `  ${work.name.padEnd(42)}${nanoseconds.toFixed(0).padStart(6)}${rate.padStart(17)}${bytes.toFixed(0).padStart(15)}${(nanoseconds / floor).toFixed(1).padStart(18)}`
    )
  }
}
