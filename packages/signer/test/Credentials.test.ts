import { Redacted, Result } from "effect"
import { assert, describe, it } from "vitest"
import { Credentials } from "../src/index.ts"

const good = { key: "bg_1", passphrase: "open sesame", secret: "s3cret" }

describe("Credentials", () => {
  it("are made of text or of redacted text", () => {
    const made = [
      Credentials.hmac(good),
      Credentials.hmac({ ...good, secret: Redacted.make("s3cret"), passphrase: Redacted.make("open sesame") })
    ].map(Result.getOrThrow)
    for (const { passphrase, secret } of made) {
      assert.strictEqual(Redacted.value(secret), "s3cret")
      assert.strictEqual(Redacted.value(passphrase), "open sesame")
    }
  })

  it.each(["key", "passphrase", "secret"] as const)(
    "are refused with a bad %s, which the message does not quote",
    (field) => {
      for (const bad of ["", " hunter2", "hunter2\n", "hunter2\r\nX-Evil: 1", "hünter2"]) {
        const made = Credentials.hmac({ ...good, [field]: bad })
        assert(Result.isFailure(made))
        assert.strictEqual(made.failure.reason._tag, "InvalidCredential")
        assert.include(made.failure.message, field)
        assert.notInclude(made.failure.message, "nter2")
      }
    }
  )

  it("are refused for RSA with a bad key or passphrase", () => {
    const rsa = { key: "bg_1", passphrase: "open sesame", privateKey: "" }
    assert(Result.isSuccess(Credentials.rsa(rsa)))
    assert(Result.isFailure(Credentials.rsa({ ...rsa, key: "" })))
    assert(Result.isFailure(Credentials.rsa({ ...rsa, passphrase: "a\nb" })))
  })
})
