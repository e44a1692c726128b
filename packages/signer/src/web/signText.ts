/**
 * Signs text with a WebCrypto key.
 *
 * @module
 * @since 0.1.0
 */
import { because } from "../SignerError.ts"

const encoder = new TextEncoder()

/**
 * Signs the UTF-8 bytes of a text and gives base64. Rejects with `SigningFailed`.
 *
 * @internal
 */
export const signText = async (algorithm: string, key: Promise<CryptoKey>, text: string): Promise<string> => {
  try {
    const signature = await crypto.subtle.sign(algorithm, await key, encoder.encode(text))
    return btoa(String.fromCharCode(...new Uint8Array(signature)))
  } catch {
    throw because(
      "SigningFailed",
      `WebCrypto could not make the ${algorithm} signature`,
      "use a runtime that supports it in a secure context"
    )
  }
}
