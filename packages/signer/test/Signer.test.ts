import { ConfigProvider, Effect, Exit, Layer, Result } from "effect"
import { assert, describe, it } from "vitest"
import { Signer, type SignerError } from "../src/index.ts"
import { hmacCredentials, hmacVectors, pem, rsaCredentials, rsaVectors, unsigned } from "./vectors.ts"

const [hmacVector, rsaVector] = [hmacVectors[0], rsaVectors[0]]
assert(hmacVector?.request !== undefined && rsaVector?.request !== undefined)
const request = unsigned(hmacVector.request)
const { timestampMs } = hmacVector.request

const signature = Effect.gen(function* () {
  const signer = yield* Signer.Signer
  const signed = yield* signer.sign(request, timestampMs)
  const login = yield* signer.login(timestampMs)
  assert.include(login.revealMessage(), '"timestamp":"1640001112"')
  return signed.revealHeaders()["ACCESS-SIGN"]
})

const fromEnv = (env: Record<string, string>) =>
  Signer.layerConfig().pipe(
    Layer.provide(Layer.succeed(ConfigProvider.ConfigProvider, ConfigProvider.fromUnknown(env)))
  )
const env = { BITGET_API_KEY: "bg_1", BITGET_API_PASSPHRASE: "open sesame" }

describe("the Signer service", () => {
  it("signs with HMAC, synchronously", () =>
    assert.strictEqual(
      Effect.runSync(Effect.provide(signature, Signer.layerHmac(hmacCredentials()))),
      hmacVector.signature
    ))

  it("signs with RSA", async () =>
    assert.strictEqual(
      await Effect.runPromise(Effect.provide(signature, Signer.layerRsa(rsaCredentials(pem("rsa2048-pkcs1"))))),
      rsaVector.signature
    ))

  it("signs with what the configuration holds", () =>
    assert.strictEqual(
      Effect.runSync(Effect.provide(signature, fromEnv({ ...env, BITGET_API_SECRET: "test_secret_key" }))),
      hmacVector.signature
    ))

  it("cannot be provided without credentials, or with a bad private key", async () => {
    for (const layer of [fromEnv(env), Signer.layerRsa(rsaCredentials("hunter2"))]) {
      const exit = await Effect.runPromiseExit(Effect.provide(signature, layer))
      assert(Exit.isFailure(exit))
      assert.include(String(exit.cause), "Remedy: ")
    }
  })

  it("fails with a reason that can be caught by name", () => {
    const program = Effect.gen(function* () {
      const signer = yield* Signer.Signer
      return yield* signer.sign(request, 0.5)
    }).pipe(Effect.catchReason("SignerError", "InvalidRequest", (reason) => Effect.succeed(reason.remedy)))
    assert.include(String(Effect.runSync(Effect.provide(program, Signer.layerHmac(hmacCredentials())))), "milliseconds")
  })

  it("fails with SigningFailed where a signer breaks down, and quotes nothing", async () => {
    const broken = Signer.fromRequestSigner({
      _tag: "AsyncSigner",
      login: () => {
        throw new Error("hunter2")
      },
      sign: () => Promise.reject(new Error("hunter2"))
    })
    for (const attempt of [broken.sign(request, 1), broken.login(1)] as ReadonlyArray<
      Effect.Effect<unknown, SignerError>
    >) {
      const failed = await Effect.runPromise(Effect.result(attempt))
      assert(Result.isFailure(failed))
      assert.strictEqual(failed.failure.reason._tag, "SigningFailed")
      assert.notInclude(failed.failure.message, "hunter2")
    }
  })
})
