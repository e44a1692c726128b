/**
 * Tells from its first line whether a PEM text can be an RSA private key, and what to do if it cannot.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import { because, type SignerError } from "./SignerError.ts"

const remedies: Readonly<Record<string, string>> = {
  CERTIFICATE: "this is a certificate: use the private key that belongs to it",
  "EC PRIVATE KEY": "this is an elliptic-curve key: the exchange takes RSA keys only",
  "ENCRYPTED PRIVATE KEY": "decrypt the key first: openssl pkcs8 -in key.pem -out plain.pem",
  "OPENSSH PRIVATE KEY": "convert the key first: ssh-keygen -p -m PKCS8 -f key",
  "PUBLIC KEY": "this is the public half: use the private one",
  "RSA PUBLIC KEY": "this is the public half: use the private one"
}

const begin = /^-----BEGIN ([A-Z0-9 ]+)-----\s/
const armour = /^-----BEGIN (?<label>(?:RSA )?PRIVATE KEY)-----(?<base64>[A-Za-z0-9+/=\s]+)-----END \k<label>-----$/

/**
 * Makes the error for a key that cannot be used.
 *
 * @internal
 */
export const unusable = (problem: string, remedy?: string): SignerError =>
  because(
    "InvalidPrivateKey",
    problem,
    remedy ?? "use an unencrypted RSA key in PEM form, for instance from: openssl genpkey -algorithm RSA -out key.pem"
  )

/** A PEM text that was taken apart: PKCS#8 or PKCS#1, and the base64 between the lines. @internal */
export interface PrivateKeyPem {
  readonly base64: string
  readonly format: "pkcs1" | "pkcs8"
}

/**
 * Takes a PEM text apart. Blank space around it and Windows line ends are allowed.
 *
 * @internal
 */
export const parse = (text: string): Result.Result<PrivateKeyPem, SignerError> => {
  const trimmed = text.trim()
  const label = begin.exec(trimmed)?.[1]
  if (label === undefined) return Result.fail(unusable("the private key does not begin like a PEM text"))
  const remedy = remedies[label]
  if (remedy !== undefined) return Result.fail(unusable(`the private key is a PEM text of another kind`, remedy))
  if (/^Proc-Type: 4,ENCRYPTED/m.test(trimmed)) {
    return Result.fail(unusable("the private key is encrypted", remedies["ENCRYPTED PRIVATE KEY"]))
  }
  const groups = armour.exec(trimmed)?.groups
  return groups?.base64 === undefined
    ? Result.fail(unusable("the private key is not one complete PEM text"))
    : Result.succeed({
        base64: groups.base64.replaceAll(/\s/g, ""),
        format: groups.label === "PRIVATE KEY" ? "pkcs8" : "pkcs1"
      })
}
