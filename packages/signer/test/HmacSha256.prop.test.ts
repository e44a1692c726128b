import { createHmac } from "node:crypto"
import * as fc from "fast-check"
import { assert, it } from "vitest"
import * as HmacSha256 from "../src/HmacSha256.ts"

const text = fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.string({ minLength: 300, maxLength: 3000 }))

it("agrees with createHmac for any secret, whatever was signed before", () =>
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 150 }), fc.array(text, { maxLength: 8 }), (secret, texts) => {
      const sign = HmacSha256.prepare(secret)
      for (const one of texts) {
        assert.strictEqual(sign(one), createHmac("sha256", secret).update(one).digest("base64"))
      }
    })
  ))

it("keeps two secrets apart that are used in turns", () => {
  const [a, b] = [HmacSha256.prepare("a"), HmacSha256.prepare("b")]
  const first = a("x")
  b("y")
  assert.strictEqual(a("x"), first)
})

it("signs half a surrogate pair as the replacement character it is sent as", () =>
  assert.strictEqual(HmacSha256.prepare("k")("\ud800"), HmacSha256.prepare("k")("\ufffd")))
