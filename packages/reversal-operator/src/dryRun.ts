/**
 * A venue that sends nothing: it takes every order, and the position becomes what the semantics predict.
 *
 * @module
 * @since 0.1.0
 */
import { Answer, Fill, Instrument, Order, Position, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import type { Connection, Link, Venue, VenueCommand } from "./Venue.ts"

/**
 * Options of `dryRun`.
 *
 * - `positions` what is held at the start; symbols that are not named are flat.
 * - `mode` the account's hold mode. Default `one-way`.
 * - `onOrder` hears every order that would have been sent.
 *
 * @since 0.1.0
 */
export interface DryRunOptions {
  readonly instruments: Readonly<Record<string, Instrument.Instrument>>
  readonly positions?: Readonly<Record<string, Position.Position>>
  readonly mode?: Position.HoldMode
  readonly onOrder?: (order: Order.Order) => void
}

const accepted = (clientOid: string, atMs: number): Answer.Answer =>
  Answer.read(200, JSON.stringify({ code: "00000", msg: "success", requestTime: atMs, data: { clientOid } }))

/** The position after an order that happens whole. Nothing is known of prices: entries are kept at one. */
const after = (instrument: Instrument.Instrument, before: Position.Position, order: Order.Order): Position.Position =>
  Result.match(Fill.applyAll(instrument, Fill.account(before), Order.fills(order, Rational.fromInteger(1))), {
    onFailure: () => before,
    onSuccess: ({ position }) => position
  })

/**
 * Makes a venue for dry runs. Every event is told as if the orders had been sent, at the pace of the rate limit, and
 * nothing leaves the process.
 *
 * @example
 * ```ts
 * import { Contract, type Order } from "@backhand/core"
 * import { dryRun, reverseOn } from "@backhand/reversal-operator"
 * import { Result } from "effect"
 * import { lastValueFrom, of } from "rxjs"
 *
 * const contract = { symbol: "ETHUSDT", quoteCoin: "USDT", pricePlace: "2", sizeMultiplier: "0.01", takerFeeRate: "0.0006" }
 * const ETHUSDT = Result.getOrThrow(Contract.decode(contract))
 * const orders: Array<Order.Order> = []
 * const venue = dryRun({ instruments: { ETHUSDT }, onOrder: (order) => orders.push(order) })
 *
 * await lastValueFrom(of({ symbol: "ETHUSDT", side: "short" as const }).pipe(reverseOn({ venue, whenFlat: { enter: "2" } })))
 * orders.map(({ order, side, lots }) => `${order} ${side} ${lots}`) // => ["entry short 200"]
 * ```
 *
 * @since 0.1.0
 */
export const dryRun = (options: DryRunOptions): Venue => {
  const connect = (link: Link): Connection => {
    const positions = new Map(Object.entries(options.positions ?? {}))
    const held = (symbol: string) => positions.get(symbol) ?? Position.flat(options.mode ?? "one-way")
    const tellPosition = (symbol: string, askedAtMs: number | null): void =>
      link.tell({ fact: "position", symbol, position: held(symbol), askedAtMs, venueAtMs: link.now() })

    const send = ({ clientOid, order }: { readonly clientOid: string; readonly order: Order.Order }): void => {
      const instrument = options.instruments[order.symbol]
      if (instrument === undefined) return
      options.onOrder?.(order)
      positions.set(order.symbol, after(instrument, held(order.symbol), order))
      link.tell({ fact: "answer", clientOid, answer: accepted(clientOid, link.now()), remaining: null })
      tellPosition(order.symbol, null)
    }

    const execute = (command: VenueCommand): void => {
      if (command.command === "send") send(command.unsettled)
      else if (command.command === "read-position") tellPosition(command.symbol, link.now())
      else if (command.command === "sync-clock")
        link.tell({ fact: "clock", askedAtMs: link.now(), venueAtMs: link.now() })
      else {
        const { clientOid, source } = command
        link.tell({ fact: "order", clientOid, source, report: "absent", askedAtMs: link.now() })
      }
    }

    link.ready({ instruments: options.instruments })
    return { execute, close: () => undefined }
  }
  return { connect }
}
