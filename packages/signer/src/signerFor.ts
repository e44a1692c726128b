/**
 * The right signer for whatever credentials there are.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import type * as Credentials from "./Credentials.ts"
import { hmacSigner } from "./hmacSigner.ts"
import type * as RequestSigner from "./RequestSigner.ts"
import { rsaSigner } from "./rsaSigner.ts"
import type { SignerError } from "./SignerError.ts"

/**
 * Makes an HMAC or an RSA signer, as the credentials demand. `await signer.sign(…)` serves both.
 *
 * Fails with `InvalidPrivateKey`; never for HMAC credentials.
 *
 * @since 0.1.0
 */
export const signerFor = (
  credentials: Credentials.Credentials,
  options: RequestSigner.SignerOptions = {}
): Result.Result<RequestSigner.RequestSigner, SignerError> =>
  credentials._tag === "Hmac" ? Result.succeed(hmacSigner(credentials, options)) : rsaSigner(credentials, options)
