import { readFileSync } from "node:fs"
import { format, inspect } from "node:util"
import { Cause, ConfigProvider, Effect, Exit, Layer, Logger, Redacted, Result } from "effect"
import { assert, describe, it } from "vitest"
import {
  Credentials,
  credentialsConfig,
  credentialsFromEnv,
  hmacSigner,
  rsaSigner,
  Signer,
  signerFor,
  Verify
} from "../src/index.ts"
import * as Web from "../src/webcrypto.ts"
import { pem } from "./vectors.ts"

const secret = "s3cret-of-the-account"
const passphrase = "open-sesame-please"
const pkcs8 = pem("rsa2048-pkcs8")
const pkcs1 = pem("rsa2048-pkcs1")
/** A key that is broken in its middle: an error about it could be tempted to quote it. */
const broken = pkcs8.split("\n").toSpliced(8, 1).join("\n")
const path = "/api/v2/mix/order/click-backhand"
const request = { method: "POST", path, body: "{}" } as const
const demo = { isDemo: true } as const

const hmac = Result.getOrThrow(Credentials.hmac({ key: "bg_0123", secret, passphrase }))
const rsa = Result.getOrThrow(Credentials.rsa({ key: "bg_0123", privateKey: pkcs8, passphrase }))
const rsaBroken = Result.getOrThrow(Credentials.rsa({ key: "bg_0123", privateKey: broken, passphrase }))

const signers = {
  hmac: hmacSigner(hmac, demo),
  rsa: Result.getOrThrow(rsaSigner(rsa, demo)),
  webHmac: Web.hmacSigner(hmac, demo),
  webRsa: Result.getOrThrow(await Web.rsaSigner(rsa, demo))
}
const signed = await Promise.all(Object.values(signers).map(async (signer) => signer.sign(request, 1)))
const logins = await Promise.all(Object.values(signers).map(async (signer) => signer.login(1)))
const signatures = [
  ...signed.map((one) => one.revealHeaders()["ACCESS-SIGN"]),
  ...logins.map((one): string => JSON.parse(one.revealMessage()).args[0].sign)
]

const env = { BITGET_API_KEY: "bg_0123", BITGET_API_PASSPHRASE: passphrase }
const envs = {
  complete: { ...env, BITGET_API_SECRET: secret },
  conflicting: { ...env, BITGET_API_SECRET: secret, BITGET_API_PRIVATE_KEY_FILE: pkcs8 },
  keyForPath: { ...env, BITGET_API_PRIVATE_KEY_FILE: pkcs8 },
  keyForPathOnOneLine: { ...env, BITGET_API_PRIVATE_KEY_FILE: pkcs8.replaceAll("\n", "") },
  badSecret: { ...env, BITGET_API_SECRET: `${secret}\n` },
  badPassphrase: { ...env, BITGET_API_PASSPHRASE: `${passphrase}\n`, BITGET_API_SECRET: secret },
  noKey: { BITGET_API_PASSPHRASE: passphrase, BITGET_API_SECRET: secret }
}
const readFile = (file: string) => readFileSync(file, "utf8")
const fromConfig = Object.values(envs).map((one) =>
  Effect.runSyncExit(
    Effect.provideService(credentialsConfig(readFile), ConfigProvider.ConfigProvider, ConfigProvider.fromUnknown(one))
  )
)

const thrown = (evaluate: () => unknown): unknown => {
  try {
    return evaluate()
  } catch (cause) {
    return cause
  }
}
const useService = Effect.gen(function* () {
  const signer = yield* Signer.Signer
  return [signer, yield* signer.sign(request, 1), yield* signer.login(1), yield* Effect.exit(signer.sign(request, 0.5))]
})
const layers = {
  hmac: Signer.layerHmac(hmac, demo),
  rsa: Signer.layerRsa(rsa, demo),
  rsaBroken: Signer.layerRsa(rsaBroken),
  config: Signer.layerConfig(demo).pipe(
    Layer.provide(Layer.succeed(ConfigProvider.ConfigProvider, ConfigProvider.fromUnknown({})))
  )
}
const exits = await Promise.all(
  Object.values(layers).map((layer) => Effect.runPromiseExit(Effect.provide(useService, layer)))
)
const contexts = await Promise.all(
  [layers.hmac, layers.rsa].map((layer) => Effect.runPromise(Effect.scoped(Layer.build(layer))))
)

const handedOut: Readonly<Record<string, unknown>> = {
  credentials: [hmac, rsa, rsaBroken],
  "results of making credentials": [
    Credentials.hmac({ key: "bg_0123", secret, passphrase }),
    Credentials.hmac({ key: "bg_0123", secret: `${secret}\r\n`, passphrase }),
    Credentials.hmac({ key: "bg_0123", secret, passphrase: ` ${passphrase}` }),
    Credentials.hmac({ key: "", secret, passphrase }),
    Credentials.rsa({ key: "bg_0123", privateKey: pkcs8, passphrase: `${passphrase} ` })
  ],
  "credentials from the environment": Object.values(envs).map((one) => credentialsFromEnv(one, readFile)),
  "credentials from Config": [credentialsConfig(readFile), fromConfig],
  "plain signers": [signers, signerFor(hmac), signerFor(rsa)],
  "signers for a broken key": [rsaSigner(rsaBroken), signerFor(rsaBroken), await Web.rsaSigner(rsaBroken)],
  "signers for a key of another kind": [
    rsaSigner({ ...rsa, privateKey: Redacted.make(`${secret} is no key`) }),
    await Web.rsaSigner({ ...rsa, privateKey: Redacted.make(`-----BEGIN PRIVATE KEY-----\n${btoa(secret)}\n`) })
  ],
  "signed requests": signed,
  logins,
  "errors of signing": [
    thrown(() => signers.hmac.sign(request, 0.5)),
    thrown(() => signers.hmac.login(0.5)),
    await signers.rsa.sign({ ...request, path: "no" }, 1).catch((cause: unknown) => cause),
    await signers.webHmac.login(0.5).catch((cause: unknown) => cause)
  ],
  layers,
  "contexts of layers": contexts,
  "exits of programs": exits,
  verifiers: [
    Verify.hmacVerifier(secret),
    Verify.hmacVerifier(hmac.secret),
    Verify.rsaVerifier(broken),
    Verify.rsaVerifier(`${secret} is no key`)
  ]
}

const encodings = ["utf8", "base64", "base64url", "hex"] as const
const linesOf = (text: string) => text.split("\n").filter((line) => line.length > 40)
const forbidden = [secret, passphrase]
  .flatMap((text) => encodings.map((encoding) => Buffer.from(text).toString(encoding).replaceAll("=", "")))
  .concat(linesOf(pkcs8), linesOf(pkcs1), signatures)

/** Every string that can be reached: own properties whatever their kind, prototypes, maps, sets, bytes. */
const reachable = (root: unknown): ReadonlyArray<string> => {
  const texts: Array<string> = []
  const seen = new Set<unknown>()
  const queue = [root]
  for (let item = queue.pop(); item !== undefined || queue.length > 0; item = queue.pop()) {
    if (typeof item === "string") texts.push(item)
    if ((typeof item !== "object" && typeof item !== "function") || item === null || seen.has(item)) continue
    seen.add(item)
    if (item instanceof Map) queue.push(...item.entries())
    if (item instanceof Set) queue.push(...item)
    if (ArrayBuffer.isView(item)) {
      const bytes = Buffer.from(item.buffer, item.byteOffset, item.byteLength)
      texts.push(...encodings.map((encoding) => bytes.toString(encoding)))
    }
    for (let owner: object | null = item; owner !== null; owner = Object.getPrototypeOf(owner)) {
      for (const name of Reflect.ownKeys(owner)) {
        texts.push(String(name))
        // Asked of the object itself, so that the getters of its class answer for it.
        queue.push(thrown(() => Reflect.get(owner, name, item)))
      }
    }
  }
  return texts
}

const renderings: Readonly<Record<string, (value: unknown) => string>> = {
  string: (value) => String(thrown(() => String(value))),
  JSON: (value) => String(thrown(() => JSON.stringify(value))),
  inspect: (value) => inspect(value),
  "inspect showing what is hidden": (value) =>
    inspect(value, {
      showHidden: true,
      depth: Number.POSITIVE_INFINITY,
      getters: true,
      showProxy: true,
      maxArrayLength: null,
      maxStringLength: null
    }),
  "inspect without custom rendering": (value) =>
    inspect(value, {
      customInspect: false,
      showHidden: true,
      depth: Number.POSITIVE_INFINITY,
      getters: true,
      maxArrayLength: null,
      maxStringLength: null
    }),
  "console formats": (value) => ["%s", "%o", "%O", "%j"].map((one) => String(thrown(() => format(one, value)))).join(),
  stack: (value) => (value instanceof Error ? `${value.stack} ${inspect(value.cause)}` : ""),
  "pretty cause": (value) => (Exit.isExit(value) && Exit.isFailure(value) ? Cause.pretty(value.cause) : ""),
  log: (value) => {
    const lines: Array<string> = []
    const keep = (line: unknown) => void lines.push(inspect(line, { depth: Number.POSITIVE_INFINITY }))
    const texts = [Logger.formatJson, Logger.formatLogFmt, Logger.formatSimple].map((one) => Logger.map(one, keep))
    const sinks = [...texts, Logger.map(Logger.formatStructured, keep)]
    const layer = Logger.layer(sinks)
    Effect.runSync(Effect.provide(Effect.logInfo("seen", value), layer))
    assert.strictEqual(lines.length, sinks.length)
    return lines.join("\n")
  },
  "everything reachable": (value) => reachable(value).join("\n")
}

/** An object, and one level of what it holds: results and arrays are containers here. */
const each = (value: unknown): ReadonlyArray<unknown> => [
  value,
  ...Object.values(Object(value)).flatMap((inner) => [inner, ...Object.values(Object(inner))])
]

const leaks = (text: string) => forbidden.filter((one) => text.includes(one))

describe("no secret, passphrase, private key or signature appears", () => {
  const pairs = Object.keys(handedOut).flatMap((what) => Object.keys(renderings).map((how) => ({ what, how })))
  it.each(pairs)("in $what, by $how", ({ how, what }) => {
    const render = renderings[how]
    assert(render !== undefined)
    for (const value of each(handedOut[what])) assert.deepStrictEqual(leaks(render(value)), [])
  })

  it("and the search for them finds each of them where it is open", () => {
    for (const one of signed) {
      const open = { headers: one.revealHeaders() }
      for (const how of ["JSON", "inspect", "everything reachable", "log"]) {
        assert.isAtLeast(leaks(renderings[how]?.(open) ?? "").length, 2, how)
      }
    }
    assert.isAbove(leaks(reachable({ bytes: Buffer.from(secret) }).join()).length, 0)
    assert.isAbove(leaks(reachable(Object.create({ hidden: new Map([[passphrase, 1]]) })).join()).length, 0)
    assert.isAbove(leaks(inspect(new Error(pkcs8))).length, 0)
  })

  it("in a structured clone of a signed request or a login", () => {
    for (const one of [...signed, ...logins])
      assert.deepStrictEqual(leaks(inspect(thrown(() => structuredClone(one)))), [])
  })
})

describe("quiet objects", () => {
  it("still say what they are", () => {
    const [one] = signed
    assert.strictEqual(String(one), `SignedRequest(POST ${path}, signed for 1)`)
    assert.strictEqual(
      JSON.stringify(one),
      `{"_tag":"SignedRequest","method":"POST","target":"${path}","body":"{}","timestampMs":1,"headers":"<redacted>"}`
    )
    assert.strictEqual(String(logins[0]), "WsLogin(signed for 0)")
    assert.strictEqual(JSON.stringify(logins[0]), '{"_tag":"WsLogin","timestampS":0,"message":"<redacted>"}')
  })
})
