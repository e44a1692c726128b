/**
 * Credentials from Effect's Config: the same variables and the same rules as `credentialsFromEnv`.
 *
 * @module
 * @since 0.1.0
 */
import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { Credentials } from "./Credentials.ts"
import { credentialsFromEnv, type ReadFile } from "./credentialsFromEnv.ts"
import type { SignerError } from "./SignerError.ts"

const variable = (name: string): Config.Config<string | undefined> =>
  Config.option(Config.Redacted(name)).pipe(
    Config.map((value) => Option.getOrUndefined(Option.map(value, Redacted.value)))
  )

const asConfigError = (error: SignerError): Config.ConfigError =>
  new Config.ConfigError(new ConfigProvider.SourceError({ message: error.message }))

const variables = Config.all({
  BITGET_API_KEY: variable("BITGET_API_KEY"),
  BITGET_API_PASSPHRASE: variable("BITGET_API_PASSPHRASE"),
  BITGET_API_PRIVATE_KEY_FILE: variable("BITGET_API_PRIVATE_KEY_FILE"),
  BITGET_API_SECRET: variable("BITGET_API_SECRET")
})

/**
 * Reads `BITGET_API_KEY`, `BITGET_API_PASSPHRASE` and either `BITGET_API_SECRET` or, with `readFile`, the file named by
 * `BITGET_API_PRIVATE_KEY_FILE`.
 *
 * Fails with a `ConfigError` whose message names the variable and the remedy, never a value.
 *
 * @since 0.1.0
 */
export const credentialsConfig = (readFile?: ReadFile): Config.Config<Credentials> =>
  Config.mapEffect(variables, (env) =>
    Effect.mapError(Effect.fromResult(credentialsFromEnv(env, readFile)), asConfigError)
  )
