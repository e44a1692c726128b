/**
 * The signer as an Effect service, and the layers that provide it.
 *
 * @module
 * @since 0.1.0
 */
import type * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Credentials from "./Credentials.ts"
import { credentialsConfig } from "./credentialsConfig.ts"
import type { ReadFile } from "./credentialsFromEnv.ts"
import { hmacSigner } from "./hmacSigner.ts"
import type { UnsignedRequest } from "./Prehash.ts"
import type { RequestSigner, SignerOptions } from "./RequestSigner.ts"
import { rsaSigner } from "./rsaSigner.ts"
import type { SignedRequest } from "./SignedRequest.ts"
import { because, SignerError } from "./SignerError.ts"
import { signerFor } from "./signerFor.ts"
import type { WsLogin } from "./WsLogin.ts"

/**
 * Turns requests into ones the venue accepts, for as long as their timestamp lets it.
 *
 * Units: `timestampMs` is integer milliseconds on the venue's clock. Errors: `InvalidRequest`, and `SigningFailed` for RSA.
 *
 * @since 0.1.0
 */
export class Signer extends Context.Service<
  Signer,
  {
    readonly sign: (request: UnsignedRequest, timestampMs: number) => Effect.Effect<SignedRequest, SignerError>
    readonly login: (timestampMs: number) => Effect.Effect<WsLogin, SignerError>
  }
>()("@backhand/signer/Signer") {}

const asSignerError = (cause: unknown): SignerError =>
  cause instanceof SignerError
    ? cause
    : because("SigningFailed", "the signature could not be made", "report this: it is a defect of the signer")

const lift = <A>(evaluate: () => A | Promise<A>): Effect.Effect<A, SignerError> =>
  Effect.suspend(() => {
    try {
      const made = evaluate()
      return made instanceof Promise
        ? Effect.tryPromise({ try: () => made, catch: asSignerError })
        : Effect.succeed(made)
    } catch (cause) {
      return Effect.fail(asSignerError(cause))
    }
  })

/**
 * Makes the service of a plain signer.
 *
 * @since 0.1.0
 */
export const fromRequestSigner = (signer: RequestSigner): Signer["Service"] =>
  Signer.of({
    sign: (request, timestampMs) => lift(() => signer.sign(request, timestampMs)),
    login: (timestampMs) => lift(() => signer.login(timestampMs))
  })

/**
 * Provides a signer with HMAC-SHA256.
 *
 * @example
 * ```ts
 * import { Credentials, Signer } from "@backhand/signer"
 * import { Effect, Result } from "effect"
 *
 * const credentials = Credentials.hmac({ key: "bg_1", secret: "test_secret_key", passphrase: "open sesame" })
 * const program = Effect.gen(function* () {
 *   const signer = yield* Signer.Signer
 *   const signed = yield* signer.sign({ method: "GET", path: "/api/endpoint" }, 1640001112223)
 *   return signed.target
 * })
 *
 * Effect.runSync(Effect.provide(program, Signer.layerHmac(Result.getOrThrow(credentials)))) // => "/api/endpoint"
 * ```
 *
 * @since 0.1.0
 */
export const layerHmac = (credentials: Credentials.Hmac, options: SignerOptions = {}): Layer.Layer<Signer> =>
  Layer.sync(Signer, () => fromRequestSigner(hmacSigner(credentials, options)))

/**
 * Provides a signer with RSA. Fails with `InvalidPrivateKey`.
 *
 * @since 0.1.0
 */
export const layerRsa = (credentials: Credentials.Rsa, options: SignerOptions = {}): Layer.Layer<Signer, SignerError> =>
  Layer.effect(
    Signer,
    Effect.suspend(() => Effect.fromResult(rsaSigner(credentials, options))).pipe(Effect.map(fromRequestSigner))
  )

/**
 * Provides the signer that the configuration's credentials demand; see `credentialsConfig` for what is read.
 *
 * @since 0.1.0
 */
export const layerConfig = (
  options: SignerOptions & { readonly readFile?: ReadFile | undefined } = {}
): Layer.Layer<Signer, Config.ConfigError | SignerError> =>
  Layer.effect(
    Signer,
    Effect.flatMap(credentialsConfig(options.readFile), (credentials) =>
      Effect.fromResult(signerFor(credentials, options))
    ).pipe(Effect.map(fromRequestSigner))
  )
