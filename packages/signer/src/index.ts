/**
 * Signs requests for Bitget, keeps secrets secret, and bounds how long a request can live.
 *
 * @module
 * @since 0.1.0
 */
export { credentialsConfig } from "./credentialsConfig.ts"
export * from "./plain.ts"
export * as Signer from "./Signer.ts"
