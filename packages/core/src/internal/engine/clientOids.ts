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

/** FNV-1a, 32 bits, of a text that goes on from what is hashed already. */
const hash = (text: string, before = 0x811c9dc5): number => {
  let value = before
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return value >>> 0
}

/** Of `symbol|id|side|at`, part after part: joined, the text would be copied before it is read. */
const hashOf = ({ at, id = "", side, symbol }: Signal): number =>
  hash(String(at), hash("|", hash(side, hash("|", hash(id, hash("|", hash(symbol)))))))

/** At most 1 + 7 + 1 + 10 + 1 + 11 of the 32 characters. */
export const make = (session: string, order: number, signal: Signal | null): ClientOid =>
  `b${(signal === null ? hash("completion") : hashOf(signal)).toString(36)}-${session}-${order.toString(36)}` as ClientOid
