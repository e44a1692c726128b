/**
 * A query string in its one canonical form, so that what is signed is what is sent.
 *
 * Keys are sorted. The signature covers the query as text, before percent-encoding, because that is what the venue
 * checks it against: its own SDK signs the unescaped string, and clients that signed the escaped one were refused
 * (code 40009) as soon as a symbol was not ASCII. What goes on the wire is the same text, percent-encoded where a URL
 * demands it. Characters that would make two different queries read alike once decoded are refused.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import { because, type SignerError } from "./SignerError.ts"

/**
 * A canonical query: `text` is signed, `wire` is sent, and decoding `wire` gives `text`.
 *
 * @since 0.1.0
 */
export interface Query {
  readonly text: string
  readonly wire: string
}

/**
 * Parameters by name; one that is `undefined` is left out.
 *
 * @since 0.1.0
 */
export type Params = Readonly<Record<string, string | undefined>>

/** `&`, `=` and `#` end a value, `%` and `+` are escapes themselves, controls and half characters cannot be sent. */
const unsendable = /[&=#%+\p{Cc}\p{Cs}]/u

const refused = (name: string) =>
  because(
    "InvalidQuery",
    `the query parameter ${JSON.stringify(name)} is unnamed, or it or its value holds one of & = # % + or a character ` +
      "that cannot be sent",
    "leave those characters out: signed unescaped, they would make two different queries look the same"
  )

/**
 * Makes the canonical query of these parameters (reference: Bitget API, signature).
 *
 * Fails with `InvalidQuery` where a name is empty, or a name or value holds `&`, `=`, `#`, `%`, `+`, a control character
 * or half a surrogate pair.
 *
 * @example
 * ```ts
 * import { Query } from "@backhand/signer"
 * import { Result } from "effect"
 *
 * const query = Result.getOrThrow(Query.make({ symbol: "龙虾USDT", productType: "USDT-FUTURES" }))
 *
 * query.text // => "productType=USDT-FUTURES&symbol=龙虾USDT"
 * query.wire // => "productType=USDT-FUTURES&symbol=%E9%BE%99%E8%99%BEUSDT"
 * Result.isFailure(Query.make({ symbol: "A&B" })) // => true
 * ```
 *
 * @since 0.1.0
 */
export const make = (params: Params): Result.Result<Query, SignerError> => {
  const pairs: Array<string> = []
  for (const name of Object.keys(params).toSorted()) {
    const value = params[name]
    if (value === undefined) continue
    if (name === "" || unsendable.test(name) || unsendable.test(value)) return Result.fail(refused(name))
    pairs.push(`${name}=${value}`)
  }
  const text = pairs.join("&")
  // `encodeURI` keeps the apostrophe, which URL parsers escape on their own: then other bytes would be sent.
  return Result.succeed({ text, wire: encodeURI(text).replaceAll("'", "%27") })
}
