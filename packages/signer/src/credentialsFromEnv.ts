/**
 * Credentials from environment variables, for programs that do not use Effect's Config.
 *
 * @module
 * @since 0.1.0
 */
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Credentials from "./Credentials.ts"
import { because, type SignerError } from "./SignerError.ts"

/**
 * The variables that are read. Exactly one of `BITGET_API_SECRET` and `BITGET_API_PRIVATE_KEY_FILE` must be set.
 *
 * @since 0.1.0
 */
export interface CredentialsEnv {
  readonly BITGET_API_KEY?: string | undefined
  readonly BITGET_API_PASSPHRASE?: string | undefined
  /** Path of a PEM file: PKCS#8 or PKCS#1, not encrypted. */
  readonly BITGET_API_PRIVATE_KEY_FILE?: string | undefined
  readonly BITGET_API_SECRET?: string | undefined
}

/**
 * Reads a whole file as text, and throws where it cannot: `(path) => readFileSync(path, "utf8")`. This package itself
 * touches no file.
 *
 * @since 0.1.0
 */
export type ReadFile = (path: string) => string

const required = (env: CredentialsEnv, name: "BITGET_API_KEY" | "BITGET_API_PASSPHRASE") => {
  const value = env[name]
  return value === undefined || value === ""
    ? Result.fail(because("MissingVariable", `${name} is not set`, `set ${name} to the value the exchange showed`))
    : Result.succeed(value)
}

/** The path is never quoted: someone may have put the key itself into the variable. */
const readKey = (path: string, readFile: ReadFile): Result.Result<Redacted.Redacted, SignerError> =>
  Result.try({
    try: () => Redacted.make(readFile(path)),
    catch: (cause) =>
      because(
        "UnreadableKeyFile",
        `the file named by BITGET_API_PRIVATE_KEY_FILE could not be read (${errorCode(cause)})`,
        cause === withoutReader
          ? 'pass a second argument that reads files: (path) => readFileSync(path, "utf8")'
          : "set BITGET_API_PRIVATE_KEY_FILE to the path of a readable PEM file, not to the key itself"
      )
  })

const withoutReader = Object.assign(new Error("no reader was given"), { code: "no reader was given" })

const noReader: ReadFile = () => {
  throw withoutReader
}

const errorCode = (cause: unknown): string =>
  cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : "unknown"

/**
 * Reads credentials from the environment, and with `readFile` the private key file, where one is named.
 *
 * Fails with `MissingVariable`, `ConflictingVariables`, `UnreadableKeyFile` or `InvalidCredential`; an empty variable
 * counts as not set.
 *
 * @example
 * ```ts
 * import { readFileSync } from "node:fs"
 * import { credentialsFromEnv } from "@backhand/signer"
 * import { Result } from "effect"
 *
 * const env = { BITGET_API_KEY: "bg_1", BITGET_API_PASSPHRASE: "open sesame" }
 * const read = credentialsFromEnv(env, (path) => readFileSync(path, "utf8"))
 *
 * Result.isFailure(read) && read.failure.reason._tag // => "MissingVariable"
 * ```
 *
 * @since 0.1.0
 */
export const credentialsFromEnv = (
  env: CredentialsEnv,
  readFile: ReadFile = noReader
): Result.Result<Credentials.Credentials, SignerError> =>
  Result.gen(function* () {
    const key = yield* required(env, "BITGET_API_KEY")
    const passphrase = yield* required(env, "BITGET_API_PASSPHRASE")
    const secret = env.BITGET_API_SECRET ?? ""
    const path = env.BITGET_API_PRIVATE_KEY_FILE ?? ""
    if (secret !== "" && path !== "") return yield* Result.fail(conflict())
    if (secret !== "") return yield* Credentials.hmac({ key, passphrase, secret })
    if (path !== "") return yield* Credentials.rsa({ key, passphrase, privateKey: yield* readKey(path, readFile) })
    return yield* Result.fail(nothingToSignWith())
  })

const conflict = () =>
  because(
    "ConflictingVariables",
    "BITGET_API_SECRET and BITGET_API_PRIVATE_KEY_FILE are both set",
    "unset the one that does not belong to this API key"
  )

const nothingToSignWith = () =>
  because(
    "MissingVariable",
    "neither BITGET_API_SECRET nor BITGET_API_PRIVATE_KEY_FILE is set",
    "set BITGET_API_SECRET for a key with a secret, or BITGET_API_PRIVATE_KEY_FILE for one with an RSA key"
  )
