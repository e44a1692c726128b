/**
 * Everything of the signer but the service and the configuration for Effect, which take longer to load than all the rest.
 *
 * @module
 * @since 0.1.0
 */
export * as ClockOffset from "./ClockOffset.ts"
export * as Credentials from "./Credentials.ts"
export { type CredentialsEnv, credentialsFromEnv, type ReadFile } from "./credentialsFromEnv.ts"
export { hmacSigner } from "./hmacSigner.ts"
export * as Life from "./Life.ts"
export * as Prehash from "./Prehash.ts"
export * as Query from "./Query.ts"
export type { AsyncSigner, RequestSigner, SignerOptions, SyncSigner } from "./RequestSigner.ts"
export { rsaSigner } from "./rsaSigner.ts"
export type { SignedHeaders, SignedRequest } from "./SignedRequest.ts"
export { type Reason, type ReasonTag, SignerError } from "./SignerError.ts"
export { signerFor } from "./signerFor.ts"
export * as Verify from "./Verify.ts"
export * as WsLogin from "./WsLogin.ts"
