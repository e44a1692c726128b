/**
 * The signer for keys with an RSA private key.
 *
 * @module
 * @since 0.1.0
 */
import { createPrivateKey, type KeyObject, sign } from "node:crypto"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import type * as Credentials from "./Credentials.ts"
import * as PrivateKeyPem from "./PrivateKeyPem.ts"
import * as RequestSigner from "./RequestSigner.ts"
import { because, type SignerError } from "./SignerError.ts"

const importKey = (pem: string): Result.Result<KeyObject, SignerError> =>
  Result.gen(function* () {
    const { base64, format } = yield* PrivateKeyPem.parse(pem)
    const key = yield* Result.try({
      try: () => createPrivateKey({ key: Buffer.from(base64, "base64"), format: "der", type: format }),
      catch: () => PrivateKeyPem.unusable("the private key could not be decoded")
    })
    if (key.asymmetricKeyType === "rsa") return key
    return yield* Result.fail(PrivateKeyPem.unusable("the private key is not an RSA key"))
  })

/** The callback form runs on the thread pool; the synchronous one would block the event loop for a quarter millisecond. */
const signOnPool = (key: KeyObject, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    sign("sha256", Buffer.from(text, "utf8"), key, (error, signature) => {
      if (error === null) resolve(signature.toString("base64"))
      else reject(signingFailed())
    })
  })

const signingFailed = () =>
  because("SigningFailed", "the RSA signature could not be made", "check that the key has at least 2048 bits")

/**
 * Makes a signer with RSASSA-PKCS1-v1_5, SHA-256 and base64 (reference: Bitget API, RSA signature).
 *
 * The key is parsed here, once; signing runs on Node's thread pool and never blocks the event loop.
 *
 * Fails with `InvalidPrivateKey` where the PEM text is not an unencrypted RSA key in PKCS#8 or PKCS#1 form.
 *
 * @example
 * ```ts
 * import { Credentials, rsaSigner } from "@backhand/signer"
 * import { Result } from "effect"
 *
 * const credentials = Credentials.rsa({ key: "bg_1", privateKey: "not a key", passphrase: "open sesame" })
 * const signer = rsaSigner(Result.getOrThrow(credentials))
 *
 * Result.isFailure(signer) && signer.failure.reason._tag // => "InvalidPrivateKey"
 * ```
 *
 * @since 0.1.0
 */
export const rsaSigner = (
  credentials: Credentials.Rsa,
  options: RequestSigner.SignerOptions = {}
): Result.Result<RequestSigner.AsyncSigner, SignerError> =>
  importKey(Redacted.value(credentials.privateKey)).pipe(
    Result.map((key) => RequestSigner.async(credentials, options, (text) => signOnPool(key, text)))
  )
