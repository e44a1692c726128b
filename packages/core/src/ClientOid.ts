/**
 * Client order ids: the one handle that a request, its answer and its evidence share.
 *
 * @module
 * @since 0.1.0
 */
import type * as Brand from "effect/Brand"
import * as Result from "effect/Result"
import * as Refusal from "./Refusal.ts"

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
