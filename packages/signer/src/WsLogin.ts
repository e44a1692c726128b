/**
 * The message that logs a private WebSocket connection in.
 *
 * @module
 * @since 0.1.0
 */
import type { Envelope } from "./SignedRequest.ts"

/**
 * Makes the string to sign for a login (reference: Bitget API, WebSocket, login).
 *
 * @param timestampS Whole **seconds** since the epoch on the venue's clock. REST uses milliseconds, this does not.
 *
 * @example
 * ```ts
 * import { WsLogin } from "@backhand/signer"
 *
 * WsLogin.prehash(1640001112) // => "1640001112GET/user/verify"
 * ```
 *
 * @since 0.1.0
 */
export const prehash = (timestampS: number): string => `${timestampS}GET/user/verify`

/**
 * Turns venue milliseconds into the seconds a login carries: rounded down, so that it is never in the future.
 *
 * @since 0.1.0
 */
export const secondsOf = (timestampMs: number): number => Math.floor(timestampMs / 1000)

/**
 * Is a signed login. Quiet: printing, logging or serialising it shows neither passphrase nor signature.
 *
 * @since 0.1.0
 */
export class WsLogin {
  /** Seconds since the epoch on the venue's clock. */
  readonly timestampS: number
  readonly #envelope: Envelope
  readonly #signature: string

  /** @internal */
  constructor(envelope: Envelope, timestampS: number, signature: string) {
    this.timestampS = timestampS
    this.#envelope = envelope
    this.#signature = signature
  }

  /** Gives the message in clear text, passphrase included: hand it to the socket and to nobody else. */
  revealMessage(): string {
    const { key, passphrase } = this.#envelope
    const args = [{ apiKey: key, passphrase, timestamp: String(this.timestampS), sign: this.#signature }]
    return JSON.stringify({ op: "login", args })
  }

  /** Describes the login without its secrets. */
  toJSON(): object {
    return { _tag: "WsLogin", timestampS: this.timestampS, message: "<redacted>" }
  }

  /** Describes the login without its secrets. */
  toString(): string {
    return `WsLogin(signed for ${this.timestampS})`
  }

  /** @internal */
  [Symbol.for("nodejs.util.inspect.custom")](): object {
    return this.toJSON()
  }
}
