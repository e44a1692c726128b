/**
 * Client order ids: the one handle that a request, its answer and its evidence share.
 *
 * @module
 * @since 0.1.0
 */
import type * as Brand from "effect/Brand"
import * as Result from "effect/Result"
import * as Refusal from "./Refusal.ts"
import type { Signal } from "./Signal.ts"

/**
 * 1 to 32 characters of `[A-Za-z0-9_-]`: what every page of the exchange that names an alphabet or a length allows.
 *
 * @category models
 * @since 0.1.0
 */
export type ClientOid = string & Brand.Brand<"ClientOid">

const safe = /^[A-Za-z0-9_-]{1,32}$/

/**
 * Reads a client order id.
 *
 * - **Errors** `BadClientOid`.
 *
 * @example
 * ```ts
 * import { ClientOid } from "@backhand/core"
 * import { Result } from "effect"
 *
 * ClientOid.parse("eth-1") // => Result.succeed("eth-1")
 * Result.isFailure(ClientOid.parse("eth 1")) // => true
 * ```
 *
 * @category decoding
 * @since 0.1.0
 */
export const parse = (value: unknown): Result.Result<ClientOid, Refusal.Refusal> =>
  typeof value === "string" && safe.test(value)
    ? Result.succeed(value as ClientOid)
    : Refusal.fail(
        "BadClientOid",
        "clientOid",
        `expected 1 to 32 of the characters A-Z a-z 0-9 _ -, got ${Refusal.show(value)}`,
        "shorten the id and keep to these characters"
      )

/** FNV-1a, 32 bits, of a text that goes on from what is hashed already. */
const hash = (text: string, before = 0x811c9dc5): number => {
  let value = before
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return value >>> 0
}

/** A time as text, in two halves: the host writes two small numbers sooner than a large one. */
const written = (at: number): string => {
  const high = Math.floor(at / 1e6)
  return at >= 1e6 && at < 1e15 && Number.isInteger(at)
    ? `${high}${String(at - high * 1e6 + 1e6).slice(1)}`
    : String(at)
}

/** Of `symbol|id|side|at`, part after part: joined, the text would be copied before it is read. */
const hashOf = ({ at, id = "", side, symbol }: Signal): number =>
  hash(written(at), hash("|", hash(side, hash("|", hash(id, hash("|", hash(symbol)))))))

/** Every pair of digits to the base of 36: the host takes longer to write a number so than the rest of an order's id. */
const pairs = Array.from({ length: 1296 }, (_, pair) => pair.toString(36).padStart(2, "0"))

const base36 = (value: number): string => {
  if (value < 36) return value.toString(36)
  const last = pairs[value % 1296] as string
  return value < 1296 ? last : base36(Math.floor(value / 1296)) + last
}

/**
 * The id of an engine's order: a hash of its signal, the session, and the number of the order in it, from 1. The session and
 * the number make it unique; the hash lets a reader see which orders belong to one signal. `signal` is null where the order
 * completes an earlier reversal.
 *
 * @category constructors
 * @since 0.1.0
 */
export const ofOrder = (session: string, order: number, signal: Signal | null): ClientOid =>
  // At most 1 + 7 + 1 + 10 + 1 + 11 of the 32 characters.
  `b${base36(signal === null ? hash("completion") : hashOf(signal))}-${session}-${base36(order)}` as ClientOid
