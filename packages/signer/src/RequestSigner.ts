/**
 * What a signer is, whichever way it signs.
 *
 * @module
 * @since 0.1.0
 */
import * as Redacted from "effect/Redacted"
import { assertSignable } from "./assertSignable.ts"
import type { Credentials } from "./Credentials.ts"
import * as Prehash from "./Prehash.ts"
import { type Envelope, SignedRequest } from "./SignedRequest.ts"
import * as WsLogin from "./WsLogin.ts"

/**
 * What a signer adds to every request beside the signature.
 *
 * @since 0.1.0
 */
export interface SignerOptions {
  /** Adds `paptrading: 1`, for a key that was made for demo trading. Default: false. */
  readonly isDemo?: boolean | undefined
  /** The language of the venue's messages; codes stay the same. Default: `en-US`. */
  readonly locale?: "en-US" | "zh-CN" | undefined
}

/**
 * Signs at once, on the calling thread.
 *
 * Errors: `sign` and `login` throw a `SignerError` with the reason `InvalidRequest` for a timestamp that is not a whole
 * number or a path that is not plain. Those are mistakes of the program, not of the moment.
 *
 * @since 0.1.0
 */
export interface SyncSigner {
  readonly _tag: "SyncSigner"
  /** @param timestampMs Integer milliseconds on the venue's clock; earlier than now shortens the request's life. */
  readonly sign: (request: Prehash.UnsignedRequest, timestampMs: number) => SignedRequest
  /** @param timestampMs Integer milliseconds on the venue's clock. */
  readonly login: (timestampMs: number) => WsLogin.WsLogin
}

/**
 * Signs off the calling thread. The promises reject with what {@link SyncSigner} throws, or with `SigningFailed`.
 *
 * @since 0.1.0
 */
export interface AsyncSigner {
  readonly _tag: "AsyncSigner"
  /** @param timestampMs Integer milliseconds on the venue's clock; earlier than now shortens the request's life. */
  readonly sign: (request: Prehash.UnsignedRequest, timestampMs: number) => Promise<SignedRequest>
  /** @param timestampMs Integer milliseconds on the venue's clock. */
  readonly login: (timestampMs: number) => Promise<WsLogin.WsLogin>
}

/**
 * Either kind: `await signer.sign(request, timestampMs)` serves both.
 *
 * @since 0.1.0
 */
export type RequestSigner = AsyncSigner | SyncSigner

/** Reveals the passphrase once, here; from now on it lives in closures and private fields only. */
const envelopeOf = (credentials: Credentials, options: SignerOptions): Envelope => ({
  isDemo: options.isDemo ?? false,
  key: credentials.key,
  locale: options.locale ?? "en-US",
  passphrase: Redacted.value(credentials.passphrase)
})

const loginPath = "/user/verify"

/**
 * Makes a signer of a function that signs text at once.
 *
 * @internal
 */
export const sync = (
  credentials: Credentials,
  options: SignerOptions,
  signText: (text: string) => string
): SyncSigner => {
  const envelope = envelopeOf(credentials, options)
  return {
    _tag: "SyncSigner",
    sign: (request, timestampMs) => {
      assertSignable(request.path, timestampMs)
      const stamp = String(timestampMs)
      return new SignedRequest(envelope, request, timestampMs, stamp, signText(Prehash.make(request, stamp)))
    },
    login: (timestampMs) => {
      assertSignable(loginPath, timestampMs)
      const timestampS = WsLogin.secondsOf(timestampMs)
      return new WsLogin.WsLogin(envelope, timestampS, signText(WsLogin.prehash(timestampS)))
    }
  }
}

/**
 * Makes a signer of a function that signs text later.
 *
 * @internal
 */
export const async = (
  credentials: Credentials,
  options: SignerOptions,
  signText: (text: string) => Promise<string>
): AsyncSigner => {
  const envelope = envelopeOf(credentials, options)
  return {
    _tag: "AsyncSigner",
    sign: async (request, timestampMs) => {
      assertSignable(request.path, timestampMs)
      // Frozen now: what is sent must be what was signed, whatever the caller does to the request meanwhile.
      const kept = { ...request }
      const stamp = String(timestampMs)
      return new SignedRequest(envelope, kept, timestampMs, stamp, await signText(Prehash.make(kept, stamp)))
    },
    login: async (timestampMs) => {
      assertSignable(loginPath, timestampMs)
      const timestampS = WsLogin.secondsOf(timestampMs)
      return new WsLogin.WsLogin(envelope, timestampS, await signText(WsLogin.prehash(timestampS)))
    }
  }
}
