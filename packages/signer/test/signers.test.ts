import { Redacted, Result } from "effect"
import { assert, describe, it } from "vitest"
import { hmacSigner, type Prehash, Query, rsaSigner, SignerError, signerFor } from "../src/index.ts"
import * as Web from "../src/webcrypto.ts"
import { hmacCredentials, pem, rsaCredentials } from "./vectors.ts"

const query = Result.getOrThrow(Query.make({ symbol: "龙USDT", a: "1" }))
const rsa = Result.getOrThrow(rsaSigner(rsaCredentials(pem("rsa2048-pkcs8"))))
const signers = {
  "HMAC on node:crypto": hmacSigner(hmacCredentials()),
  "HMAC on WebCrypto": Web.hmacSigner(hmacCredentials()),
  "RSA on node:crypto": rsa
}

describe.each(Object.entries(signers))("%s", (_, signer) => {
  it("gives a GET its target and no content type", async () => {
    const signed = await signer.sign({ method: "GET", path: "/api/x", query }, 1659076670000)
    const headers = signed.revealHeaders()
    assert.strictEqual(signed.target, "/api/x?a=1&symbol=%E9%BE%99USDT")
    assert.strictEqual(signed.body, "")
    assert.deepStrictEqual(headers, {
      "ACCESS-KEY": "bg_0123",
      "ACCESS-PASSPHRASE": "open sesame",
      "ACCESS-SIGN": headers["ACCESS-SIGN"],
      "ACCESS-TIMESTAMP": "1659076670000",
      locale: "en-US"
    })
  })

  it("gives a POST its body and a content type", async () => {
    const signed = await signer.sign({ method: "POST", path: "/api/x", body: '{"a":1}' }, 1)
    assert.strictEqual(signed.body, '{"a":1}')
    assert.strictEqual(signed.target, "/api/x")
    assert.strictEqual(signed.revealHeaders()["Content-Type"], "application/json")
  })

  it("logs a socket in with seconds, rounded down", async () => {
    const login = await signer.login(1640001112999)
    const message = JSON.parse(login.revealMessage())
    assert.deepStrictEqual(message, {
      op: "login",
      args: [{ apiKey: "bg_0123", passphrase: "open sesame", timestamp: "1640001112", sign: message.args[0].sign }]
    })
  })

  it.each([1.5, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("refuses the timestamp %d", async (timestampMs) => {
    const attempts = [
      async () => signer.sign({ method: "GET", path: "/api/x" }, timestampMs),
      async () => signer.login(timestampMs)
    ]
    for (const attempt of attempts) {
      const error = await attempt().then(
        () => assert.fail("it was signed"),
        (cause: unknown) => cause
      )
      assert(error instanceof SignerError)
      assert.strictEqual(error.reason._tag, "InvalidRequest")
      assert.include(error.remedy, "milliseconds")
    }
  })

  it.each(["", "api/x", "/api/x?a=1", "/api/x#a", "/api/x y", "/api/龙"])("refuses the path %j", async (path) => {
    const error = await Promise.resolve()
      .then(() => signer.sign({ method: "GET", path }, 1))
      .catch((cause: unknown) => cause)
    assert(error instanceof SignerError)
    assert.strictEqual(error.reason._tag, "InvalidRequest")
  })
})

describe("signer options", () => {
  it("mark demo trading and choose the language", () => {
    const signer = hmacSigner(hmacCredentials(), { isDemo: true, locale: "zh-CN" })
    const headers = signer.sign({ method: "GET", path: "/api/x" }, 1).revealHeaders()
    assert.strictEqual(headers.paptrading, "1")
    assert.strictEqual(headers.locale, "zh-CN")
  })
})

describe("rsaSigner", () => {
  it("leaves the event loop free: no signature is ready before the loop has turned", async () => {
    let isReady = false
    const signing = rsa.sign({ method: "GET", path: "/api/x" }, 1).then(() => (isReady = true))
    for (let turn = 0; turn < 100; turn++) await Promise.resolve()
    assert.isFalse(isReady)
    await signing
    assert.isTrue(isReady)
  })

  it("sends what was signed although the caller changes the request meanwhile", async () => {
    const request: { -readonly [K in keyof Prehash.UnsignedRequest]: Prehash.UnsignedRequest[K] } = {
      method: "POST",
      path: "/api/x",
      body: "before"
    }
    const signing = rsa.sign(request, 1)
    request.body = "after"
    assert.strictEqual((await signing).body, "before")
  })
})

/** DER, for numbers and lists shorter than 128 bytes. */
const integer = (value: bigint): ReadonlyArray<number> => {
  const hex = value.toString(16)
  const bytes = [...Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex")]
  return bytes[0] !== undefined && bytes[0] > 0x7f
    ? [0x02, bytes.length + 1, 0, ...bytes]
    : [0x02, bytes.length, ...bytes]
}

describe("a signer that breaks down", () => {
  it("rejects with SigningFailed where an RSA key is too small for the digest", async () => {
    const [p, q, e, d] = [0xffff_ffff_ffff_ffc5n, 0xffff_ffff_ffff_ffadn, 65_537n, 3n]
    const numbers = [0n, p * q, e, d, p, q, d % (p - 1n), d % (q - 1n), 1n].flatMap(integer)
    const der = Buffer.from([0x30, numbers.length, ...numbers]).toString("base64")
    const tiny = rsaCredentials(`-----BEGIN RSA PRIVATE KEY-----\n${der}\n-----END RSA PRIVATE KEY-----`)
    for (const made of [rsaSigner(tiny), await Web.rsaSigner(tiny)]) {
      const error = await Result.getOrThrow(made)
        .sign({ method: "GET", path: "/api/x" }, 1)
        .catch((cause: unknown) => cause)
      assert(error instanceof SignerError)
      assert.strictEqual(error.reason._tag, "SigningFailed")
    }
  })

  it("rejects with SigningFailed, whenever it is used, where WebCrypto does not take the secret", async () => {
    const signer = Web.hmacSigner({ ...hmacCredentials(), secret: Redacted.make("") })
    await new Promise((resolve) => setImmediate(resolve))
    const error = await signer.login(1).catch((cause: unknown) => cause)
    assert(error instanceof SignerError)
    assert.strictEqual(error.reason._tag, "SigningFailed")
  })
})

describe("signerFor", () => {
  it("signs at once with a secret and later with a private key", () => {
    const tags = [hmacCredentials(), rsaCredentials(pem("rsa2048-pkcs1"))].map(
      (credentials) => Result.getOrThrow(signerFor(credentials))._tag
    )
    assert.deepStrictEqual(tags, ["SyncSigner", "AsyncSigner"])
  })
})
