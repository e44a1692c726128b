import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { hmacSigner, Prehash, rsaSigner, Verify, WsLogin } from "../src/index.ts"
import * as Web from "../src/webcrypto.ts"
import { hmacCredentials, hmacVectors, pem, rsaCredentials, rsaVectors, signatureOf, unsigned } from "./vectors.ts"

/** Computed independently of openssl and of this code, for the secret `test_secret_key`. */
const known: ReadonlyArray<readonly [name: string, signature: string]> = [
  ["hummingbot's REST authentication test", "kvPbaSU9pqCoHNIpaxQAEYc77QZImmqgm/yrUHTG+rc="],
  ["hummingbot's WebSocket login test", "xmIN5Kt+K9U1gXlJ4RnlBjav++39oTR1CR97YWmrWtQ="],
  ["the vendor's sample prehash, market depth", "L2h/6mnbOO0tpJeNydopdIA9AOHqAcnxfqgyR7wcoMg="],
  ["order detail by client id", "MSly/aYegQryeILzrnqzWhOuY/RY/aNB+sj1l/DOTEw="],
  ["one-way reversal of a long", "lCQ0KtGTAgV5DSyWb3WJFt50awpsmERoAK/VWO8RlX0="],
  ["hedge reversal of part of a long", "1VueALzGd+onqDpaC6I8g3N68vjMsgRA64xE2rFvRnQ="]
]

describe("the known signatures", () => {
  it.each(known)("%s", async (name, signature) => {
    const vector = hmacVectors.find((one) => one.name === name)
    assert(vector !== undefined)
    assert.strictEqual(vector.signature, signature)
    assert.strictEqual(await signatureOf(hmacSigner(hmacCredentials()), vector), signature)
    assert.strictEqual(await signatureOf(Web.hmacSigner(hmacCredentials()), vector), signature)
  })
})

describe.each(hmacVectors)("HMAC as openssl makes it: $name", (vector) => {
  it("has the prehash written by hand", () => {
    const { login, prehash, request } = vector
    if (request !== undefined) assert.strictEqual(Prehash.make(unsigned(request), request.timestampMs), prehash)
    if (login !== undefined) assert.strictEqual(WsLogin.prehash(WsLogin.secondsOf(login.timestampMs)), prehash)
  })

  it("has the same signature from node:crypto and from WebCrypto", async () => {
    const credentials = hmacCredentials(vector.secret)
    assert.strictEqual(await signatureOf(hmacSigner(credentials), vector), vector.signature)
    assert.strictEqual(await signatureOf(Web.hmacSigner(credentials), vector), vector.signature)
  })

  it("verifies", () => assert(Verify.verifyHmac(vector)))
})

describe.each(rsaVectors)("RSA as openssl makes it: $key, $name", (vector) => {
  it.each(["pkcs1", "pkcs8"])(
    "has the same signature from a %s key, by node:crypto and by WebCrypto",
    async (format) => {
      const credentials = rsaCredentials(pem(`${vector.key}-${format}`))
      const signers = [rsaSigner(credentials), await Web.rsaSigner(credentials)].map(Result.getOrThrow)
      for (const signer of signers) assert.strictEqual(await signatureOf(signer, vector), vector.signature)
    }
  )

  it("verifies", () => {
    const publicKey = pem(`${vector.key}-public`)
    assert.deepStrictEqual(Verify.verifyRsa({ ...vector, publicKey }), Result.succeed(true))
  })
})
