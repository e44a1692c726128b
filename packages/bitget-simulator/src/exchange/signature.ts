/**
 * Signatures, checked with the venue's own half of the key.
 *
 * @module
 * @since 0.1.0
 */
import { type SignerError, Verify } from "@backhand/signer/plain"
import * as Result from "effect/Result"
import type { Key } from "./Key.ts"

/**
 * A key that can check signatures.
 *
 * @category models
 * @since 0.1.0
 */
export interface KnownKey extends Key {
  readonly isSigned: Verify.Verifier
}

/**
 * Prepares the check of a key's signatures (base64): HMAC-SHA256, or RSASSA-PKCS1-v1_5 with SHA-256.
 *
 * - **Errors** `SignerError` where the public key is none.
 *
 * @category constructors
 * @since 0.1.0
 */
export const know = (key: Key): Result.Result<KnownKey, SignerError> => {
  const { proof } = key
  if (proof.kind === "hmac") return Result.succeed({ ...key, isSigned: Verify.hmacVerifier(proof.secret) })
  return Result.map(Verify.rsaVerifier(proof.publicKey), (isSigned) => ({ ...key, isSigned }))
}
