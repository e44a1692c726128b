import { Answer, Contract, type Fact, type Instrument, Lots, Position, Rational, type Side } from "@backhand/core"
import type { Connection, Link, Venue, VenueCommand, VenueFact } from "@backhand/reversal-operator"
import { Result } from "effect"

export const instrument = (symbol: string): Instrument.Instrument =>
  Result.getOrThrow(
    Contract.decode({ symbol, quoteCoin: "USDT", pricePlace: "2", sizeMultiplier: "1", takerFeeRate: "0.0006" })
  )

export const leg = (side: Side.Side, lots = 2): Position.Position => ({
  mode: "one-way",
  net: { side, lots: Lots.makeUnsafe(lots), entry: Rational.make(100n) }
})

/** A venue that a test plays by hand: it records commands, and tells what the test tells it. */
export class Script implements Venue {
  readonly commands: Array<VenueCommand> = []
  link: Link | undefined
  closed = 0
  connected = 0
  readonly #isReadyAtOnce: boolean
  readonly #symbols: ReadonlyArray<string>

  constructor(isReadyAtOnce = true, symbols: ReadonlyArray<string> = ["A", "B"]) {
    this.#isReadyAtOnce = isReadyAtOnce
    this.#symbols = symbols
  }

  connect = (link: Link): Connection => {
    this.connected++
    this.link = link
    if (this.#isReadyAtOnce) this.ready()
    return { execute: (command) => this.#execute(command), close: () => void this.closed++ }
  }

  /** Knows the clock, and every symbol two lots long. */
  ready(): void {
    this.link?.ready({ instruments: Object.fromEntries(this.#symbols.map((symbol) => [symbol, instrument(symbol)])) })
    this.tell({ fact: "clock", askedAtMs: this.now, venueAtMs: this.now })
    for (const symbol of this.#symbols) this.holds(symbol, leg("long"))
  }

  get now(): number {
    return this.link?.now() ?? 0
  }

  tell(fact: VenueFact): void {
    this.link?.tell(fact)
  }

  holds(symbol: string, position: Position.Position): void {
    this.tell({ fact: "position", symbol, position, askedAtMs: null, venueAtMs: this.now })
  }

  #execute(command: VenueCommand): void {
    this.commands.push(command)
    if (command.command === "sync-clock") this.tell({ fact: "clock", askedAtMs: this.now, venueAtMs: this.now })
  }

  /** The orders that were sent. */
  get sent(): ReadonlyArray<Fact.Unsettled> {
    return this.commands.flatMap((command) => (command.command === "send" ? [command.unsettled] : []))
  }

  /** Accepts the last order and lets it happen. */
  fill(side: Side.Side): void {
    const order = this.sent.at(-1)
    if (order === undefined) throw new Error("nothing was sent")
    this.accept(order.clientOid)
    this.holds(order.order.symbol, leg(side))
  }

  accept(clientOid: string): void {
    const body = JSON.stringify({ code: "00000", msg: "", requestTime: this.now, data: { orderId: "1" } })
    this.tell({ fact: "answer", clientOid, answer: Answer.read(200, body), remaining: null })
  }
}
