/**
 * The signer for keys with a shared secret.
 *
 * @module
 * @since 0.1.0
 */
import * as Redacted from "effect/Redacted"
import type * as Credentials from "./Credentials.ts"
import * as HmacSha256 from "./HmacSha256.ts"
import * as RequestSigner from "./RequestSigner.ts"

/**
 * Makes a signer with HMAC-SHA256 and base64 (reference: Bitget API, signature). The key is prepared here, once.
 *
 * @example
 * ```ts
 * import { Credentials, hmacSigner } from "@backhand/signer"
 * import { Result } from "effect"
 *
 * const credentials = Credentials.hmac({ key: "bg_1", secret: "test_secret_key", passphrase: "open sesame" })
 * const signer = hmacSigner(Result.getOrThrow(credentials), { isDemo: true })
 * const signed = signer.sign({ method: "GET", path: "/api/v2/mix/account/accounts" }, 1659076670000)
 *
 * signed.revealHeaders()["ACCESS-TIMESTAMP"] // => "1659076670000"
 * signed.revealHeaders().paptrading // => "1"
 * JSON.stringify(signed).includes("open sesame") // => false
 * ```
 *
 * @since 0.1.0
 */
export const hmacSigner = (
  credentials: Credentials.Hmac,
  options: RequestSigner.SignerOptions = {}
): RequestSigner.SyncSigner =>
  RequestSigner.sync(credentials, options, HmacSha256.prepare(Redacted.value(credentials.secret)))
