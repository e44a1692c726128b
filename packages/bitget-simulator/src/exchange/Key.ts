/**
 * API keys as the exchange stores them.
 *
 * @module
 * @since 0.1.0
 */
import * as Random from "./Random.ts"

/**
 * An API key. `proof` is what signatures are checked against: the shared secret, or an RSA public key in PEM.
 *
 * - `ips` addresses the key may be used from; empty means any.
 * - `isDemo` whether it needs the header `paptrading: 1`.
 *
 * @category models
 * @since 0.1.0
 */
export interface Key {
  readonly uid: string
  readonly apiKey: string
  readonly passphrase: string
  readonly proof:
    | { readonly kind: "hmac"; readonly secret: string }
    | { readonly kind: "rsa"; readonly publicKey: string }
  readonly permissions: ReadonlyArray<"read" | "trade">
  readonly ips: ReadonlyArray<string>
  readonly isDemo: boolean
}

/**
 * What a client needs to use a key that shares a secret.
 *
 * @category models
 * @since 0.1.0
 */
export interface Credentials {
  readonly apiKey: string
  readonly secret: string
  readonly passphrase: string
}

/**
 * Makes up credentials; the same stream gives the same ones. They guard nothing but a simulation.
 *
 * @category generators
 * @since 0.1.0
 */
export const generate = (random: Random.Random): Credentials => ({
  apiKey: `bg_${Random.text(random, 32)}`,
  secret: Random.text(random, 64),
  passphrase: Random.text(random, 16, "abcdefghijkmnpqrstuvwxyz23456789")
})
