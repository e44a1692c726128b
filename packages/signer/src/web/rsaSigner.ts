/**
 * The signer for keys with an RSA private key, where there is no `node:crypto`.
 *
 * @module
 * @since 0.1.0
 */
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import type * as Credentials from "../Credentials.ts"
import * as PrivateKeyPem from "../PrivateKeyPem.ts"
import * as RequestSigner from "../RequestSigner.ts"
import type { SignerError } from "../SignerError.ts"
import { pkcs8Of } from "./pkcs8Of.ts"
import { signText } from "./signText.ts"

const algorithm = "RSASSA-PKCS1-v1_5"

/**
 * Makes a signer with RSASSA-PKCS1-v1_5, SHA-256 and base64. The key is imported once and cannot be exported again.
 *
 * Never rejects. Fails with `InvalidPrivateKey` where the PEM text is not an unencrypted RSA key in PKCS#8 or PKCS#1 form.
 *
 * @since 0.1.0
 */
export const rsaSigner = async (
  credentials: Credentials.Rsa,
  options: RequestSigner.SignerOptions = {}
): Promise<Result.Result<RequestSigner.AsyncSigner, SignerError>> => {
  const pem = PrivateKeyPem.parse(Redacted.value(credentials.privateKey))
  if (Result.isFailure(pem)) return Result.fail(pem.failure)
  try {
    const parameters = { name: algorithm, hash: "SHA-256" }
    const key = await crypto.subtle.importKey("pkcs8", pkcs8Of(pem.success), parameters, false, ["sign"])
    const imported = Promise.resolve(key)
    return Result.succeed(RequestSigner.async(credentials, options, (text) => signText(algorithm, imported, text)))
  } catch {
    return Result.fail(PrivateKeyPem.unusable("the private key could not be decoded as an RSA key"))
  }
}
