/**
 * RSA private keys as PKCS#8 bytes, the only form WebCrypto imports.
 *
 * @module
 * @since 0.1.0
 */
import type { PrivateKeyPem } from "../PrivateKeyPem.ts"

/** DER length octets (reference: ITU-T X.690, section 8.1.3). */
const lengthOf = (length: number): ReadonlyArray<number> => {
  if (length < 0x80) return [length]
  const octets: Array<number> = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return [0x80 + octets.length, ...octets]
}

const tagged = (tag: number, content: ReadonlyArray<number>): ReadonlyArray<number> => [
  tag,
  ...lengthOf(content.length),
  ...content
]

/** INTEGER 0, the version, and SEQUENCE { OID rsaEncryption, NULL } (reference: RFC 5208 and RFC 8017, appendix A.1). */
const versionAndAlgorithm = [
  0x02, 0x01, 0x00, 0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
]

/**
 * Gives the PKCS#8 bytes of a key, putting a PKCS#1 key into its envelope. Throws where the base64 is broken.
 *
 * @internal
 */
export const pkcs8Of = (pem: PrivateKeyPem): Uint8Array<ArrayBuffer> => {
  const der = Uint8Array.from(atob(pem.base64), (character) => character.charCodeAt(0))
  return pem.format === "pkcs8"
    ? der
    : Uint8Array.from(tagged(0x30, [...versionAndAlgorithm, ...tagged(0x04, [...der])]))
}
