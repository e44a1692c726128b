/**
 * The signer for keys with a shared secret, where there is no `node:crypto`.
 *
 * @module
 * @since 0.1.0
 */
import * as Redacted from "effect/Redacted"
import type * as Credentials from "../Credentials.ts"
import * as RequestSigner from "../RequestSigner.ts"
import { signText } from "./signText.ts"

/**
 * Makes a signer with HMAC-SHA256 and base64. The key is imported here, once, and cannot be exported again.
 *
 * @example
 * ```ts
 * import { Credentials, hmacSigner } from "@backhand/signer/webcrypto"
 * import { Result } from "effect"
 *
 * const credentials = Credentials.hmac({ key: "bg_1", secret: "test_secret_key", passphrase: "open sesame" })
 * const signer = hmacSigner(Result.getOrThrow(credentials))
 * const signed = await signer.sign({ method: "GET", path: "/api/v2/mix/account/accounts" }, 1659076670000)
 *
 * signed.revealHeaders()["ACCESS-SIGN"].length // => 44
 * ```
 *
 * @since 0.1.0
 */
export const hmacSigner = (
  credentials: Credentials.Hmac,
  options: RequestSigner.SignerOptions = {}
): RequestSigner.AsyncSigner => {
  const secret = new TextEncoder().encode(Redacted.value(credentials.secret))
  const key = crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign"])
  // Seen again, and reported, by whoever signs: here it must only not count as unhandled.
  key.catch(() => undefined)
  return RequestSigner.async(credentials, options, (text) => signText("HMAC", key, text))
}
