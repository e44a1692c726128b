/**
 * Receives signals and controls until the venue is ready: keeps the newest signal of each symbol.
 *
 * @module
 * @since 0.1.0
 */
import { type Fact, type ReversalEvent, Signal } from "@backhand/core"

/** What a lobby stands on. `isIdle` tells that no order of an earlier run is left to be settled. */
export interface Ground {
  readonly tell: (event: ReversalEvent.ReversalEvent) => void
  readonly now: () => number
  readonly isIdle: boolean
  readonly onDone: () => void
}

export interface Lobby {
  readonly feed: (fact: Fact.Fact) => void
  /** What an engine that is there at last must be told, in order. */
  readonly facts: () => ReadonlyArray<Fact.Fact>
}

type Why = Pick<ReversalEvent.Refused, "reason" | "message" | "remedy"> & Partial<ReversalEvent.Refused>

const killed = { reason: "killed", message: "the kill switch is on", remedy: "revive the engine" } as const
const stopped = {
  reason: "stopped",
  message: "no new orders are sent: the engine is stopping",
  remedy: "start again"
} as const

/** Memory is proportional to symbols. It refuses as an engine would, so that a kill is felt before the venue is there. */
export const make = ({ isIdle, now, onDone, tell }: Ground): Lobby => {
  const waiting = new Map<string, Signal.Signal>()
  const prices = new Map<string, Fact.Fact>()
  const told: Array<Fact.Fact> = []
  let isKilled = false
  let end: "end" | "stop" | undefined

  const refuse = (signal: Signal.Signal, why: Why = end === "stop" ? stopped : killed): void => {
    const { symbol } = signal
    tell({ event: "refused", at: now(), symbol, signal, clientOid: null, code: null, retry: "never", ...why })
  }

  const dropAll = (): void => {
    for (const [symbol, signal] of waiting) {
      waiting.delete(symbol)
      refuse(signal)
    }
  }

  const takeSignal = (signal: Signal.Signal): void => {
    if (!Signal.isSound(signal)) return refuse(signal, Signal.unsound(signal))
    if (isKilled || end === "stop") return refuse(signal)
    const { symbol } = signal
    const old = waiting.get(symbol)
    const isOlder = old !== undefined && signal.at < old.at
    if (!isOlder) waiting.set(symbol, signal)
    if (old !== undefined)
      tell({ event: "superseded", at: now(), symbol, signal: isOlder ? signal : old, by: isOlder ? old : signal })
  }

  const take = (fact: Fact.Fact): void => {
    if (fact.fact === "signal") takeSignal(fact.signal)
    else if (fact.fact === "price") prices.set(fact.symbol, fact)
    else if (fact.fact === "revive") isKilled = false
    else if (fact.fact === "kill") isKilled = true
    else if (fact.fact === "stop") end = "stop"
    else if (fact.fact === "end") end ??= "end"
    // A venue may tell facts before its connection is in hand. Nothing is halted yet that could be resumed.
    else if (fact.fact !== "resume") told.push(fact)
    if (fact.fact === "kill" || fact.fact === "stop") dropAll()
  }

  return {
    feed: (fact) => {
      take(fact)
      if (end !== undefined && isIdle && waiting.size === 0) onDone()
    },
    facts: () => [
      ...told,
      ...prices.values(),
      ...(isKilled ? [{ fact: "kill" } as const] : []),
      ...[...waiting.values()].map((signal) => ({ fact: "signal", signal }) as const),
      ...(end === undefined ? [] : [{ fact: end }])
    ]
  }
}
