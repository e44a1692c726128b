/**
 * Checks signatures, as a venue does. For simulators and tests, and for whoever doubts a signer.
 *
 * @module
 * @since 0.1.0
 */
import { createPublicKey, timingSafeEqual, verify } from "node:crypto"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import type { Secret } from "./Credentials.ts"
import * as HmacSha256 from "./HmacSha256.ts"
import { because, type SignerError } from "./SignerError.ts"

/**
 * Says whether a base64 signature is the right one for a prehash.
 *
 * @since 0.1.0
 */
export type Verifier = (prehash: string, signature: string) => boolean

const revealed = (secret: Secret): string => (typeof secret === "string" ? secret : Redacted.value(secret))

/**
 * Prepares a check of HMAC-SHA256 signatures. Takes the same time whether a signature is nearly right or quite wrong.
 *
 * @since 0.1.0
 */
export const hmacVerifier = (secret: Secret): Verifier => {
  const sign = HmacSha256.prepare(revealed(secret))
  return (prehash, signature) => {
    const expected = Buffer.from(sign(prehash), "latin1")
    const given = Buffer.from(signature, "utf8")
    return given.length === expected.length && timingSafeEqual(given, expected)
  }
}

/**
 * Checks one HMAC-SHA256 signature; {@link hmacVerifier} is faster for many.
 *
 * @example
 * ```ts
 * import { Verify } from "@backhand/signer"
 *
 * Verify.verifyHmac({
 *   secret: "test_secret_key",
 *   prehash: "1640001112GET/user/verify",
 *   signature: "xmIN5Kt+K9U1gXlJ4RnlBjav++39oTR1CR97YWmrWtQ="
 * }) // => true
 * ```
 *
 * @since 0.1.0
 */
export const verifyHmac = (input: {
  readonly prehash: string
  readonly secret: Secret
  readonly signature: string
}): boolean => hmacVerifier(input.secret)(input.prehash, input.signature)

/**
 * Prepares a check of RSASSA-PKCS1-v1_5 signatures with SHA-256.
 *
 * Fails with `InvalidPublicKey` where the PEM text is not an RSA key.
 *
 * @since 0.1.0
 */
export const rsaVerifier = (publicKeyPem: string): Result.Result<Verifier, SignerError> =>
  Result.try({ try: () => createPublicKey(publicKeyPem), catch: invalidPublicKey }).pipe(
    Result.filterOrFail((key) => key.asymmetricKeyType === "rsa", invalidPublicKey),
    Result.map((key) => (prehash, signature) => {
      const bytes = Buffer.from(signature, "base64")
      // Node's decoder is lenient, the venue need not be: only the canonical spelling passes.
      return bytes.toString("base64") === signature && verify("sha256", Buffer.from(prehash, "utf8"), key, bytes)
    })
  )

const invalidPublicKey = () =>
  because(
    "InvalidPublicKey",
    "the public key is not an RSA key in PEM form",
    "take it from the private key: openssl pkey -in key.pem -pubout"
  )

/**
 * Checks one RSA signature; {@link rsaVerifier} is faster for many. Fails with `InvalidPublicKey`.
 *
 * @since 0.1.0
 */
export const verifyRsa = (input: {
  readonly prehash: string
  readonly publicKey: string
  readonly signature: string
}): Result.Result<boolean, SignerError> =>
  Result.map(rsaVerifier(input.publicKey), (isRight) => isRight(input.prehash, input.signature))
