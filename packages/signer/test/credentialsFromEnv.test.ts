import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { ConfigProvider, Effect, Exit, Redacted, Result } from "effect"
import { assert, describe, it } from "vitest"
import { credentialsConfig, type CredentialsEnv, credentialsFromEnv } from "../src/index.ts"
import { pem } from "./vectors.ts"

const keyFile = fileURLToPath(new URL("./vectors/keys/rsa2048-pkcs8.pem", import.meta.url))
const readFile = (path: string) => readFileSync(path, "utf8")
const both = { BITGET_API_KEY: "bg_1", BITGET_API_PASSPHRASE: "open sesame" }

const refused: ReadonlyArray<readonly [what: string, env: CredentialsEnv, tag: string, named: ReadonlyArray<string>]> =
  [
    ["nothing is set", {}, "MissingVariable", ["BITGET_API_KEY"]],
    ["the key is empty", { ...both, BITGET_API_KEY: "" }, "MissingVariable", ["BITGET_API_KEY"]],
    ["the passphrase is missing", { BITGET_API_KEY: "bg_1" }, "MissingVariable", ["BITGET_API_PASSPHRASE"]],
    ["there is nothing to sign with", both, "MissingVariable", ["BITGET_API_SECRET", "BITGET_API_PRIVATE_KEY_FILE"]],
    [
      "there are two things to sign with",
      { ...both, BITGET_API_SECRET: "hunter2", BITGET_API_PRIVATE_KEY_FILE: keyFile },
      "ConflictingVariables",
      ["BITGET_API_SECRET", "BITGET_API_PRIVATE_KEY_FILE"]
    ],
    [
      "the key file does not exist",
      { ...both, BITGET_API_PRIVATE_KEY_FILE: "/hunter2" },
      "UnreadableKeyFile",
      ["BITGET_API_PRIVATE_KEY_FILE", "ENOENT"]
    ],
    [
      "the key stands where its path should",
      { ...both, BITGET_API_PRIVATE_KEY_FILE: `hunter2${pem("rsa2048-pkcs8")}` },
      "UnreadableKeyFile",
      ["BITGET_API_PRIVATE_KEY_FILE", "not to the key itself"]
    ],
    ["the secret has a line break", { ...both, BITGET_API_SECRET: "hunter2\n" }, "InvalidCredential", ["secret"]]
  ]

const fromConfig = (env: CredentialsEnv) =>
  Effect.runSyncExit(
    Effect.provideService(
      credentialsConfig(readFile),
      ConfigProvider.ConfigProvider,
      ConfigProvider.fromUnknown(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined)))
    )
  )

describe("credentials from the environment", () => {
  it.each(refused)("are refused with a remedy where %s", (_, env, tag, named) => {
    const read = credentialsFromEnv(env, readFile)
    assert(Result.isFailure(read))
    assert.strictEqual(read.failure.reason._tag, tag)
    for (const name of named) assert.include(read.failure.message, name)
    assert.notInclude(read.failure.message, "hunter2")
  })

  it.each(refused)("are refused with the same words by Config where %s", (_, env) => {
    const [read, exit] = [credentialsFromEnv(env, readFile), fromConfig(env)]
    assert(Result.isFailure(read) && Exit.isFailure(exit))
    assert.include(String(exit.cause), read.failure.message)
    assert.notInclude(String(exit.cause), "hunter2")
  })

  it("hold a secret", () => {
    const env = { ...both, BITGET_API_SECRET: "s3cret", BITGET_API_PRIVATE_KEY_FILE: "" }
    const exit = fromConfig(env)
    assert(Exit.isSuccess(exit))
    for (const credentials of [Result.getOrThrow(credentialsFromEnv(env, readFile)), exit.value]) {
      assert(credentials._tag === "Hmac")
      assert.strictEqual(credentials.key, "bg_1")
      assert.strictEqual(Redacted.value(credentials.secret), "s3cret")
      assert.strictEqual(Redacted.value(credentials.passphrase), "open sesame")
    }
  })

  it("hold the private key of the file that is named", () => {
    const env = { ...both, BITGET_API_PRIVATE_KEY_FILE: keyFile }
    const exit = fromConfig(env)
    assert(Exit.isSuccess(exit))
    for (const credentials of [Result.getOrThrow(credentialsFromEnv(env, readFile)), exit.value]) {
      assert(credentials._tag === "Rsa")
      assert.strictEqual(Redacted.value(credentials.privateKey), pem("rsa2048-pkcs8"))
    }
  })

  it("need a reader for a key file, and say so", () => {
    const read = credentialsFromEnv({ ...both, BITGET_API_PRIVATE_KEY_FILE: keyFile })
    assert(Result.isFailure(read))
    assert.strictEqual(read.failure.reason._tag, "UnreadableKeyFile")
    assert.include(read.failure.remedy, "readFileSync")
  })

  it("name no code where the reader throws something without one", () => {
    const read = credentialsFromEnv({ ...both, BITGET_API_PRIVATE_KEY_FILE: keyFile }, () => {
      throw new Error("hunter2")
    })
    assert(Result.isFailure(read))
    assert.include(read.failure.message, "(unknown)")
    assert.notInclude(read.failure.message, "hunter2")
  })
})
