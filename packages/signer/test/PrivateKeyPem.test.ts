import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { rsaSigner } from "../src/index.ts"
import * as Web from "../src/webcrypto.ts"
import { pem, rsaCredentials } from "./vectors.ts"

const good = pem("rsa2048-pkcs8")
const refused: ReadonlyArray<readonly [what: string, text: string, hint: string]> = [
  ["nothing", "", "openssl genpkey"],
  ["a path", "/etc/key.pem", "openssl genpkey"],
  ["a public key", pem("rsa2048-public"), "the public half"],
  ["an encrypted PKCS#8 key", pem("encrypted-pkcs8"), "openssl pkcs8 -in"],
  ["an encrypted PKCS#1 key", pem("encrypted-pkcs1"), "openssl pkcs8 -in"],
  ["an elliptic-curve key", pem("ec"), "RSA"],
  ["an elliptic-curve key in its older form", pem("ec-traditional"), "elliptic-curve"],
  ["an Ed25519 key", pem("ed25519"), "RSA"],
  ["an OpenSSH key", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----", "ssh-keygen"],
  ["a certificate", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "certificate"],
  ["a key that was cut off", good.slice(0, 800), "openssl genpkey"],
  ["a key with a line missing", good.split("\n").toSpliced(5, 1).join("\n"), "openssl genpkey"],
  ["a key whose base64 is broken", "-----BEGIN PRIVATE KEY-----\nA=B\n-----END PRIVATE KEY-----", "openssl genpkey"]
]

describe("a private key", () => {
  it.each(refused)("is refused with a remedy where it is %s", async (_, text, hint) => {
    for (const signer of [rsaSigner(rsaCredentials(text)), await Web.rsaSigner(rsaCredentials(text))]) {
      assert(Result.isFailure(signer))
      assert.strictEqual(signer.failure.reason._tag, "InvalidPrivateKey")
      assert.include(signer.failure.remedy, hint)
    }
  })

  it.each([
    ["Windows line ends", good.replaceAll("\n", "\r\n")],
    ["blank lines around it", `\n  ${good}\n\n`]
  ])("is accepted with %s", async (_, text) => {
    assert(Result.isSuccess(rsaSigner(rsaCredentials(text))))
    assert(Result.isSuccess(await Web.rsaSigner(rsaCredentials(text))))
  })
})
