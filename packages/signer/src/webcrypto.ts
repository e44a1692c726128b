/**
 * The signer for browsers, workers and other places without `node:crypto`: the same signatures, made by WebCrypto.
 *
 * @module
 * @since 0.1.0
 */
export * as ClockOffset from "./ClockOffset.ts"
export * as Credentials from "./Credentials.ts"
export { type CredentialsEnv, credentialsFromEnv, type ReadFile } from "./credentialsFromEnv.ts"
export * as Life from "./Life.ts"
export * as Prehash from "./Prehash.ts"
export * as Query from "./Query.ts"
export type { AsyncSigner, SignerOptions } from "./RequestSigner.ts"
export type { SignedHeaders, SignedRequest } from "./SignedRequest.ts"
export { type Reason, type ReasonTag, SignerError } from "./SignerError.ts"
export { hmacSigner } from "./web/hmacSigner.ts"
export { rsaSigner } from "./web/rsaSigner.ts"
export * as WsLogin from "./WsLogin.ts"
