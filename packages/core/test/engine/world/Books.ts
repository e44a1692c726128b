import { Fill, Order, Position, Rational, Side } from "@backhand/core"
import { Result } from "effect"
import { first, instrument, startMs } from "./Plan.ts"

const price = Rational.make(100n)

export interface Held {
  readonly atMs: number
  readonly position: Position.Position
}

/** What is held at the venue, and what was held before. */
export class Books {
  mode: Position.HoldMode
  readonly #held: Map<string, Array<Held>>

  constructor(symbols: ReadonlyArray<string>, mode: Position.HoldMode) {
    this.mode = mode
    this.#held = new Map(symbols.map((symbol) => [symbol, [{ atMs: startMs - 10_000, position: first(mode) }]]))
  }

  get symbols(): ReadonlyArray<string> {
    return [...this.#held.keys()]
  }

  truth(symbol: string): Held {
    return this.#held.get(symbol)?.at(-1) ?? { atMs: -1, position: Position.flat(this.mode) }
  }

  asOf(symbol: string, when: number): Held {
    return this.#held.get(symbol)?.findLast(({ atMs }) => atMs <= when) ?? this.truth(symbol)
  }

  set(symbol: string, atMs: number, position: Position.Position): void {
    this.#held.get(symbol)?.push({ atMs, position })
  }

  /** What an order of the venue's would close now: in one-way mode everything, whatever its size says. */
  closable({ lots, mode, order, side, symbol }: Order.Order): number {
    const held = Position.lotsOn(this.truth(symbol).position, side)
    if (order === "entry") return 0
    return mode === "hedge" ? Math.min(lots, held) : held
  }

  /** Books fills of an order; false where they cannot be. In one-way mode an entry against what is held closes that first. */
  fill(order: Order.Order, atMs: number, closed: number, opened: number): boolean {
    const { position } = this.truth(order.symbol)
    const from = Side.opposite(order.side)
    const against = order.order === "entry" && this.mode === "one-way" ? Position.lotsOn(position, from) : 0
    const netted = Math.min(against, opened)
    const fills = [
      ...Order.fills({ ...order, order: "reversal", side: from }, price, netted, 0),
      ...Order.fills(order, price, closed, opened - netted)
    ]
    const after = Fill.applyAll(instrument(order.symbol), Fill.account(position), fills)
    if (Result.isSuccess(after)) this.set(order.symbol, atMs, after.success.position)
    return Result.isSuccess(after)
  }

  /** Everything that a read could show that goes back to a time. */
  since(when: number): ReadonlyArray<ReadonlyArray<Held>> {
    return [...this.#held.values()].map((list) =>
      list.slice(
        Math.max(
          0,
          list.findLastIndex(({ atMs }) => atMs <= when)
        )
      )
    )
  }
}
