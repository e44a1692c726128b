/** Which signals a replay is fed with, and when. */
import type { Signal } from "@backhand/core"
import type { Ledger } from "./Ledger.ts"
import type { Decided } from "./replayThis.ts"

/** A signal that was held, with the place at which that was heard, or sent: its order knows the place. */
export interface Decision {
  readonly signal: Signal.Signal
  readonly clientOid: string | null
  readonly place: number | null
}

/**
 * Puts every decision in its place: an order's is that of its execution; one that never came about has none. What the
 * trading process tells may be heard after the exchange has gone on, so a held signal comes before its symbol's next order.
 */
export const decidedOf = (decisions: ReadonlyArray<Decision>, orders: Ledger["orders"]): ReadonlyArray<Decided> => {
  const before = new Map<string, number>()
  return decisions
    .toReversed()
    .flatMap(({ clientOid, place, signal }) => {
      const next = before.get(signal.symbol) ?? Number.POSITIVE_INFINITY
      const at = clientOid === null ? Math.min(place ?? next, next - 0.5) : orders.get(clientOid)?.place
      if (at === undefined) return []
      before.set(signal.symbol, at)
      return [{ signal, place: at }]
    })
    .toReversed()
}

/** The first bar of which something is not known yet: an execution whose signal is still on its way. */
export const knownUntil = (decisions: ReadonlyArray<Decision>, orders: Ledger["orders"]): number => {
  const told = new Set(decisions.map(({ clientOid }) => clientOid))
  return [...orders].reduce(
    (least, [clientOid, { place }]) => (told.has(clientOid) ? least : Math.min(least, place)),
    Number.POSITIVE_INFINITY
  )
}
