/** What a visitor can do to the exchange, the network and the process, and what the engine does about it, in words. */
import type { Simulator } from "@backhand/bitget-simulator"
import { Wire } from "@backhand/core"
import type { SwitchText } from "./protocol.ts"

export const names = ["burst", "trader", "lost", "storm", "slow", "stale", "kill"] as const

export type Name = (typeof names)[number]

export const isName = (name: string): name is Name => names.some((known) => known === name)

/** How long the storm lasts, in milliseconds. */
export const stormMs = 3000

export const texts: ReadonlyArray<SwitchText & { readonly name: Name }> = [
  {
    name: "burst",
    title: "Burst",
    exchange: "Two hundred symbols flip at once (the first time, they enter). The exchange takes ten orders a second.",
    engine: "Orders leave as slots come free, first come, first served. A newer wish replaces a waiting one.",
    isMomentary: true
  },
  {
    name: "trader",
    title: "Trader account",
    exchange: "The account becomes a copy-trading trader's: one order a second instead of ten.",
    engine:
      "After two refusals in a row it asks for the account's kind, and keeps to one a second. Back to ten with a fresh start.",
    isMomentary: false
  },
  {
    name: "lost",
    title: "Lost answers",
    exchange: "A third of the orders is executed and the answer is lost; one in ten never arrives.",
    engine: "It looks the order up until it is certain. Never sent again while it could still take effect.",
    isMomentary: false
  },
  {
    name: "storm",
    title: "429 storm",
    exchange: "For three seconds every order is turned away: too many requests.",
    engine: "Everything pauses for one second, then two, then four. Every signal keeps its place.",
    isMomentary: true
  },
  {
    name: "slow",
    title: "Slow network",
    exchange: "Between 80 and 400 ms each way, different for every request.",
    engine: "A slot is free a second after the arrival is proved, so late orders cannot pile up into one second.",
    isMomentary: false
  },
  {
    name: "stale",
    title: "Stale reads",
    exchange: "The socket goes silent, and reads show the state of three seconds ago.",
    engine: "A read proves only what it shows for long enough. Settling takes longer; nothing is guessed.",
    isMomentary: false
  },
  {
    name: "kill",
    title: "Kill and restart",
    exchange: "SIGKILL, while an order is on its way and its answer is not in hand.",
    engine: "The journal on disk knows the order. The new process settles it before it sends anything for its symbol.",
    isMomentary: true
  }
]

type Change = Parameters<Simulator["faults"]["set"]>[0]

const usualMs = [3, 15] as const
const slowMs = [80, 400] as const

/** The faults in force while these switches are on. `isKilling` keeps answers and pushes back, for a kill in between. */
export const faultsOf = (on: ReadonlySet<Name>, isKilling = false): Change => {
  const way = on.has("slow") ? slowMs : usualMs
  return {
    latency: { forwardMs: way, backMs: isKilling ? [1000, 1000] : way },
    loseBefore: on.has("lost") ? 0.1 : undefined,
    loseAfter: on.has("lost") ? 0.33 : undefined,
    tooMany: on.has("storm") ? 1 : undefined,
    behaviour: on.has("stale") ? { readLagMs: 3000 } : undefined,
    pushes: on.has("stale") || isKilling ? { drop: 1 } : undefined,
    paths: [Wire.path.reversal, Wire.path.entry]
  }
}

type Counts = Readonly<Record<string, number>>

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

/** What has happened since a switch was touched: `counts` are of events since then, `waiting` and `doubled` are of now. */
export const told = (name: Name, counts: Counts, waiting: number, doubled: number): string => {
  const of = (event: string): number => counts[event] ?? 0
  switch (name) {
    case "burst":
      return `${of("sent")} sent since, ${of("superseded")} replaced by newer wishes, ${waiting} waiting.`
    case "trader":
      return `${of("throttled")} turned away before it knew; ${of("sent")} sent since.`
    case "lost":
      return `${count(of("unknown"), "order", "orders")} without an answer, ${of("settled")} settled, ${of("halted")} halted. Done twice: ${doubled}.`
    case "storm":
      return `${count(of("throttled"), "order was", "orders were")} turned away; ${of("settled")} settled since.`
    case "slow":
      return `${of("sent")} sent, ${of("throttled")} turned away.`
    case "stale":
      return `${of("sent")} sent, ${of("settled")} settled, ${of("mismatch")} positions other than predicted.`
    case "kill":
      return `${count(of("recovered"), "order", "orders")} found in the journal, ${of("settled")} settled since.`
  }
}
