/**
 * The credentials of an account, from the environment and nowhere else.
 *
 * @module
 * @since 0.1.0
 */
import { readFileSync } from "node:fs"
import { type Credentials, credentialsFromEnv } from "@backhand/signer/plain"
import * as Result from "effect/Result"
import { asCommandError } from "../asCommandError.ts"
import type { Host } from "../Host.ts"

/**
 * Reads the credentials.
 *
 * Errors: `CommandError` with exit code 2 that names the variable, never its value.
 *
 * @since 0.1.0
 */
export const credentialsOf = ({ env }: Pick<Host, "env">): Credentials.Credentials => {
  const credentials = credentialsFromEnv(env, (path) => readFileSync(path, "utf8"))
  if (Result.isFailure(credentials)) throw asCommandError(2, credentials.failure)
  return credentials.success
}

/**
 * Tells whether any credential is set.
 *
 * @since 0.1.0
 */
export const hasCredentials = ({ env }: Pick<Host, "env">): boolean =>
  ["BITGET_API_KEY", "BITGET_API_SECRET", "BITGET_API_PRIVATE_KEY_FILE", "BITGET_API_PASSPHRASE"].some(
    (name) => (env[name] ?? "") !== ""
  )
