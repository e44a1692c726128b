import type { ReversalEvent, Side } from "@backhand/core"

/** Counts what becomes of signals and orders, and remembers only those that are not finished: its size stays flat. */
export class Ledger {
  readonly counts = new Map<string, number>()
  readonly sides = new Map<string, Side.Side>()
  /** Signals by id that nothing final was told of, and orders by client id. */
  readonly signals = new Set<string>()
  readonly orders = new Map<string, string | null>()
  readonly halted: Array<ReversalEvent.ReversalEvent> = []
  readonly strays: Array<ReversalEvent.ReversalEvent> = []
  readonly #onReversed: (clientOid: string) => void

  constructor(onReversed: (clientOid: string) => void) {
    this.#onReversed = onReversed
  }

  wish(id: string, symbol: string, side: Side.Side): void {
    this.#count("signals")
    this.signals.add(id)
    this.sides.set(symbol, side)
  }

  hear(event: ReversalEvent.ReversalEvent): void {
    this.#count(event.event)
    if (event.event === "held" || event.event === "superseded" || event.event === "expired")
      this.#end(event.signal.id, event)
    else if (event.event === "sent") this.orders.set(event.clientOid, event.signal?.id ?? null)
    else if (event.event === "settled") this.#settle(event)
    else if (event.event === "throttled") this.#close(event.clientOid, event)
    else if (event.event === "refused") this.#refuse(event)
    else if (event.event === "halted") this.halted.push(event)
  }

  #count(name: string): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1)
  }

  #end(id: string | undefined, event: ReversalEvent.ReversalEvent): void {
    if (id === undefined || !this.signals.delete(id)) this.strays.push(event)
  }

  #close(clientOid: string, event: ReversalEvent.ReversalEvent): string | null {
    const id = this.orders.get(clientOid)
    if (id === undefined) this.strays.push(event)
    this.orders.delete(clientOid)
    return id ?? null
  }

  #settle(event: Extract<ReversalEvent.ReversalEvent, { event: "settled" }>): void {
    this.#count(`settled ${event.settlement}`)
    const id = this.#close(event.clientOid, event)
    if (event.settlement === "reversed") this.#onReversed(event.clientOid)
    // Unchanged is the end of an order, not of the signal that still stands.
    if (id !== null && event.settlement !== "unchanged") this.#end(id, event)
  }

  #refuse(event: Extract<ReversalEvent.ReversalEvent, { event: "refused" }>): void {
    this.#count(`refused ${event.reason} ${event.code ?? ""}`.trim())
    if (event.clientOid !== null) this.#close(event.clientOid, event)
    if (event.retry !== "after-backoff" && event.retry !== "after-clock-sync") this.#end(event.signal.id, event)
  }
}
