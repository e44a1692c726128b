/**
 * The limits that a trader puts on the engine, checked when a symbol's turn has come.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import * as Decimal from "../../Decimal.ts"
import type { Guards } from "../../EngineOptions.ts"
import * as Instrument from "../../Instrument.ts"
import type * as Order from "../../Order.ts"
import * as Position from "../../Position.ts"
import * as Rational from "../../Rational.ts"
import type { Pending, SymbolState, Why } from "./state.ts"

const refuse = (reason: Why["reason"], message: string, remedy: string): Why => ({
  reason,
  message,
  remedy,
  retry: "after-fix"
})

const exceeds = (amount: Rational.Rational, most: string): boolean => {
  const limit = Decimal.parsePositive("guard", most)
  return Result.isFailure(limit) || Rational.compare(amount, limit.success) > 0
}

const frequency = (guards: Guards, symbol: SymbolState, nowMs: number): Why | undefined => {
  const last = symbol.orderTimes.at(-1)
  if (guards.coolDownMs !== null && last !== undefined && nowMs - last < guards.coolDownMs)
    return refuse(
      "cool-down",
      `the last order is ${nowMs - last} ms old, the cool-down is ${guards.coolDownMs} ms`,
      "wait for the cool-down"
    )
  if (guards.maxReversals === null) return undefined
  const { count, periodMs } = guards.maxReversals
  const recent = symbol.orderTimes.filter((at) => nowMs - at < periodMs).length
  return recent >= count
    ? refuse(
        "max-reversals",
        `${recent} orders in the last ${periodMs} ms, at most ${count} are allowed`,
        "wait, or raise the limit"
      )
    : undefined
}

/** The price that an order is valued at: the last one told, else the entry of what is held. */
const priceOf = (symbol: SymbolState): Rational.Rational | undefined => {
  if (symbol.price !== null) return symbol.price
  const { position } = symbol
  if (position === null) return undefined
  return (Position.leg(position, "long") ?? Position.leg(position, "short"))?.entry
}

const amount = (guards: Guards, symbol: SymbolState, order: Order.Order): Why | undefined => {
  const { maxNotional, maxSize } = guards
  if (maxSize === null && maxNotional === null) return undefined
  const quantity = Instrument.quantity(symbol.instrument, order.lots)
  if (maxSize !== null && exceeds(quantity, maxSize))
    return refuse(
      "max-size",
      `${Rational.toDecimal(quantity)} is above the largest size ${maxSize}`,
      "raise the limit, or reduce the position"
    )
  if (maxNotional === null) return undefined
  const price = priceOf(symbol)
  if (price === undefined)
    return refuse("no-price", "no price is known to value the order with", "feed prices to the engine")
  const value = symbol.instrument.kind === "linear" ? Rational.multiply(quantity, price) : quantity
  return exceeds(value, maxNotional)
    ? refuse(
        "max-notional",
        `a value of ${Rational.toDecimal(value)} is above the largest ${maxNotional}`,
        "raise the limit, or reduce the position"
      )
    : undefined
}

/** Why an order may not be sent; undefined where it may. What completes a reversal is part of it, not one more. */
export const check = (guards: Guards, symbol: SymbolState, order: Order.Order, nowMs: number): Why | undefined =>
  (symbol.standing === null ? undefined : frequency(guards, symbol, nowMs)) ?? amount(guards, symbol, order)

/** Remembers an order, as far back as the guards look. */
export const remember = (guards: Guards, symbol: SymbolState, { completion }: Pending, nowMs: number): void => {
  const kept = Math.max(1, guards.maxReversals?.count ?? 1)
  if (completion !== null) return
  symbol.orderTimes.push(nowMs)
  if (symbol.orderTimes.length > kept) symbol.orderTimes.shift()
}

/** Forgets an order that was not executed. */
export const forget = (symbol: SymbolState, { completion }: Pending): void => {
  if (completion === null) symbol.orderTimes.pop()
}
