import { Redacted, Result } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { Verify } from "../src/index.ts"
import { hmacVectors, pem, rsaVectors } from "./vectors.ts"

const altered = (signature: string): ReadonlyArray<string> => [
  "",
  signature.slice(1),
  `${signature}=`,
  ` ${signature}`,
  signature.replace("=", ""),
  (signature.startsWith("A") ? "B" : "A") + signature.slice(1)
]

const right = Result.getOrThrow(Verify.rsaVerifier(pem("rsa2048-public")))
const other = Result.getOrThrow(Verify.rsaVerifier(pem("rsa4096-public")))

describe("verifying", () => {
  it("refuses an HMAC signature that was altered, or belongs to another prehash or secret", () => {
    for (const { prehash, secret, signature } of hmacVectors) {
      const isRight = Verify.hmacVerifier(Redacted.make(secret))
      assert(isRight(prehash, signature))
      for (const bad of altered(signature)) assert.isFalse(isRight(prehash, bad))
      assert.isFalse(isRight(`${prehash} `, signature))
      assert.isFalse(Verify.verifyHmac({ prehash, signature, secret: `${secret}x` }))
    }
  })

  it("refuses an RSA signature that was altered, or belongs to another prehash or key", () => {
    for (const { prehash, signature } of rsaVectors.filter((one) => one.key === "rsa2048")) {
      assert(right(prehash, signature))
      for (const bad of altered(signature)) assert.isFalse(right(prehash, bad))
      assert.isFalse(right(`${prehash} `, signature))
      assert.isFalse(other(prehash, signature))
    }
  })

  it("answers false to any text, and never throws", () =>
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (prehash, signature) => {
        assert.isFalse(Verify.verifyHmac({ secret: "k", prehash, signature }))
        assert.isFalse(right(prehash, signature))
      })
    ))

  it.each(["", "hunter2", pem("ec-public")])("refuses a public key that is not RSA", (publicKey) => {
    const made = Verify.verifyRsa({ publicKey, prehash: "", signature: "" })
    assert(Result.isFailure(made))
    assert.strictEqual(made.failure.reason._tag, "InvalidPublicKey")
    assert.notInclude(made.failure.message, "hunter2")
  })
})
