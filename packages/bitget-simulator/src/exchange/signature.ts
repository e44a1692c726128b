/**
 * Signatures, checked with the venue's own half of the key.
 *
 * @module
 * @since 0.1.0
 */
import { createHmac, timingSafeEqual, verify } from "node:crypto"
import type { Key } from "./Key.ts"

/**
 * Tells whether `signature` (base64) is the key's over `text`: HMAC-SHA256, or RSASSA-PKCS1-v1_5 with SHA-256.
 *
 * @category checks
 * @since 0.1.0
 */
export const isSigned = ({ proof }: Key, text: string, signature: string): boolean => {
  const given = Buffer.from(signature, "base64")
  if (proof.kind === "rsa") return verify("sha256", Buffer.from(text), proof.publicKey, given)
  const expected = createHmac("sha256", proof.secret).update(text).digest()
  return given.length === expected.length && timingSafeEqual(given, expected)
}
