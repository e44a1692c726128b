/**
 * What proves to the venue who asks: an API key, its passphrase, and a secret or a private key.
 *
 * @module
 * @since 0.1.0
 */
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { because, type SignerError } from "./SignerError.ts"

/**
 * Signs with a shared secret: what the exchange calls a system-generated key.
 *
 * @since 0.1.0
 */
export interface Hmac {
  readonly _tag: "Hmac"
  /** The `ACCESS-KEY` header. An identifier, not a secret. */
  readonly key: string
  readonly passphrase: Redacted.Redacted
  readonly secret: Redacted.Redacted
}

/**
 * Signs with an RSA private key whose public half was uploaded to the exchange.
 *
 * @since 0.1.0
 */
export interface Rsa {
  readonly _tag: "Rsa"
  /** The `ACCESS-KEY` header. An identifier, not a secret. */
  readonly key: string
  readonly passphrase: Redacted.Redacted
  /** PEM text: PKCS#8 (`PRIVATE KEY`) or PKCS#1 (`RSA PRIVATE KEY`), not encrypted. */
  readonly privateKey: Redacted.Redacted
}

/**
 * Either kind; `_tag` says which.
 *
 * @since 0.1.0
 */
export type Credentials = Hmac | Rsa

/**
 * A secret as text, or already wrapped.
 *
 * @since 0.1.0
 */
export type Secret = string | Redacted.Redacted

const wrap = (secret: Secret): Redacted.Redacted => (typeof secret === "string" ? Redacted.make(secret) : secret)

const headerText = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/

/** What goes into a header must be visible ASCII; a pasted line break or blank is the usual culprit. */
const checkText = (field: string, text: string): Result.Result<void, SignerError> =>
  headerText.test(text)
    ? Result.succeed(undefined)
    : Result.fail(
        because(
          "InvalidCredential",
          text === ""
            ? `the ${field} is empty`
            : `the ${field} holds a blank at an end, a line break or non-ASCII text`,
          `copy the ${field} again from the exchange's API management page, without blanks or line breaks`
        )
      )

/**
 * Makes credentials for HMAC-SHA256 (reference: Bitget API, signature).
 *
 * Fails with `InvalidCredential` where a field is empty or could not stand in a header.
 *
 * @example
 * ```ts
 * import { Credentials } from "@backhand/signer"
 * import { Result } from "effect"
 *
 * const made = Credentials.hmac({ key: "bg_1", secret: "s3cret", passphrase: "open sesame" })
 *
 * Result.isSuccess(made) // => true
 * JSON.stringify(Result.getOrThrow(made)).includes("s3cret") // => false
 * ```
 *
 * @since 0.1.0
 */
export const hmac = (fields: {
  readonly key: string
  readonly passphrase: Secret
  readonly secret: Secret
}): Result.Result<Hmac, SignerError> => {
  const [passphrase, secret] = [wrap(fields.passphrase), wrap(fields.secret)]
  return Result.all([
    checkText("key", fields.key),
    checkText("passphrase", Redacted.value(passphrase)),
    checkText("secret", Redacted.value(secret))
  ]).pipe(Result.map(() => ({ _tag: "Hmac", key: fields.key, passphrase, secret })))
}

/**
 * Makes credentials for RSA (reference: Bitget API, RSA signature). The key itself is parsed by the signer.
 *
 * Fails with `InvalidCredential` where the key id or the passphrase is empty or could not stand in a header.
 *
 * @since 0.1.0
 */
export const rsa = (fields: {
  readonly key: string
  readonly passphrase: Secret
  readonly privateKey: Secret
}): Result.Result<Rsa, SignerError> => {
  const [passphrase, privateKey] = [wrap(fields.passphrase), wrap(fields.privateKey)]
  return Result.all([checkText("key", fields.key), checkText("passphrase", Redacted.value(passphrase))]).pipe(
    Result.map(() => ({ _tag: "Rsa", key: fields.key, passphrase, privateKey }))
  )
}
