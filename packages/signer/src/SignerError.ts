/**
 * The one error of this package: what went wrong, and what to do about it. It never carries a secret.
 *
 * @module
 * @since 0.1.0
 */
import * as Data from "effect/Data"

/**
 * Names every way in which this package can fail.
 *
 * `MissingVariable`, `ConflictingVariables`, `UnreadableKeyFile`: reading the environment.
 * `InvalidCredential`, `InvalidPrivateKey`, `InvalidPublicKey`: what was read cannot be used.
 * `InvalidQuery`, `InvalidRequest`, `SigningFailed`: a request that cannot be signed.
 * `InvalidLife`, `InvalidSample`, `OffsetUnknown`: the clock arithmetic was asked for something impossible.
 *
 * @since 0.1.0
 */
export type ReasonTag =
  | "ConflictingVariables"
  | "InvalidCredential"
  | "InvalidLife"
  | "InvalidPrivateKey"
  | "InvalidPublicKey"
  | "InvalidQuery"
  | "InvalidRequest"
  | "InvalidSample"
  | "MissingVariable"
  | "OffsetUnknown"
  | "SigningFailed"
  | "UnreadableKeyFile"

/**
 * Says why: a tag to match on, the problem in words, and the remedy in words.
 *
 * @since 0.1.0
 */
export type Reason = {
  readonly [Tag in ReasonTag]: { readonly _tag: Tag; readonly problem: string; readonly remedy: string }
}[ReasonTag]

/**
 * Is what every function here fails with. Match on `reason._tag`, or on one reason with `Effect.catchReason`.
 *
 * The words are written by this package and name fields, variables and error codes, never their contents.
 *
 * @since 0.1.0
 */
export class SignerError extends Data.TaggedError("SignerError")<{
  readonly message: string
  readonly reason: Reason
}> {
  /** Tells the caller what to do next. */
  get remedy(): string {
    return this.reason.remedy
  }
}

/**
 * Makes a {@link SignerError}. The words must not quote a secret, and no foreign error becomes its cause: those may.
 *
 * @internal
 */
export const because = (tag: ReasonTag, problem: string, remedy: string): SignerError =>
  new SignerError({ message: `${problem}. Remedy: ${remedy}.`, reason: { _tag: tag, problem, remedy } })
