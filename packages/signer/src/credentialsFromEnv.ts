/**
 * Credentials from environment variables, for programs that do not use Effect's Config.
 *
 * @module
 * @since 0.1.0
 */
import { readFileSync } from "node:fs"
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

const required = (env: CredentialsEnv, name: "BITGET_API_KEY" | "BITGET_API_PASSPHRASE") => {
  const value = env[name]
  return value === undefined || value === ""
    ? Result.fail(because("MissingVariable", `${name} is not set`, `set ${name} to the value the exchange showed`))
    : Result.succeed(value)
}

/** The path is never quoted: someone may have put the key itself into the variable. */
const readKey = (path: string): Result.Result<Redacted.Redacted, SignerError> =>
  Result.try({
    try: () => Redacted.make(readFileSync(path, "utf8")),
    catch: (cause) =>
      because(
        "UnreadableKeyFile",
        `the file named by BITGET_API_PRIVATE_KEY_FILE could not be read (${errorCode(cause)})`,
        "set BITGET_API_PRIVATE_KEY_FILE to the path of a readable PEM file, not to the key itself"
      )
  })

const errorCode = (cause: unknown): string =>
  cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : "unknown"

/**
 * Reads credentials from the environment. Reads the private key file once, synchronously, where one is named.
 *
 * Fails with `MissingVariable`, `ConflictingVariables`, `UnreadableKeyFile` or `InvalidCredential`; an empty variable
 * counts as not set.
 *
 * @example
 * ```ts
 * import { credentialsFromEnv } from "@backhand/signer"
 * import { Result } from "effect"
 *
 * const read = credentialsFromEnv({ BITGET_API_KEY: "bg_1", BITGET_API_PASSPHRASE: "open sesame" })
 *
 * Result.isFailure(read) && read.failure.reason._tag // => "MissingVariable"
 * ```
 *
 * @since 0.1.0
 */
export const credentialsFromEnv = (env: CredentialsEnv): Result.Result<Credentials.Credentials, SignerError> =>
  Result.gen(function* () {
    const key = yield* required(env, "BITGET_API_KEY")
    const passphrase = yield* required(env, "BITGET_API_PASSPHRASE")
    const secret = env.BITGET_API_SECRET ?? ""
    const path = env.BITGET_API_PRIVATE_KEY_FILE ?? ""
    if (secret !== "" && path !== "") return yield* Result.fail(conflict())
    if (secret !== "") return yield* Credentials.hmac({ key, passphrase, secret })
    if (path !== "") return yield* Credentials.rsa({ key, passphrase, privateKey: yield* readKey(path) })
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
