/**
 * Makes client order ids: a hash of the signal, the session and the number of the order in it.
 *
 * The session and the number make an id unique; the hash lets a reader see which orders belong to one signal.
 *
 * @module
 * @since 0.1.0
 */
import type { ClientOid } from "../../ClientOid.ts"
import type { Signal } from "../../Signal.ts"

/** FNV-1a, 32 bits. */
const hash = (text: string): number => {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return value >>> 0
}

const nameOf = (signal: Signal | null): string =>
  signal === null ? "completion" : `${signal.symbol}|${signal.id ?? ""}|${signal.side}|${signal.at}`

/** At most 1 + 7 + 1 + 10 + 1 + 11 of the 32 characters. */
export const make = (session: string, order: number, signal: Signal | null): ClientOid =>
  `b${hash(nameOf(signal)).toString(36)}-${session}-${order.toString(36)}` as ClientOid
