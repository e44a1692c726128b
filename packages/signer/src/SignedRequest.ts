/**
 * A request with its signature. Quiet: printing, logging or serialising it shows neither passphrase nor signature.
 *
 * @module
 * @since 0.1.0
 */
import type { UnsignedRequest } from "./Prehash.ts"

/**
 * The headers of a signed request, in clear text (reference: Bitget API, request headers; demo trading).
 *
 * @since 0.1.0
 */
export interface SignedHeaders {
  "ACCESS-KEY": string
  "ACCESS-PASSPHRASE": string
  "ACCESS-SIGN": string
  "ACCESS-TIMESTAMP": string
  /** Only where there is a body. */
  "Content-Type"?: "application/json"
  locale: string
  /** Only for demo trading. */
  paptrading?: "1"
}

/**
 * What all requests of one signer have in common, in clear text: it stays inside closures and private fields.
 *
 * @internal
 */
export interface Envelope {
  readonly isDemo: boolean
  readonly key: string
  readonly locale: string
  readonly passphrase: string
}

/**
 * Is ready to be sent: `method`, `target` and `body` byte for byte as given here, with the headers of `revealHeaders`.
 *
 * Units: `timestampMs` is milliseconds since the epoch on the venue's clock.
 *
 * @since 0.1.0
 */
export class SignedRequest {
  readonly method: UnsignedRequest["method"]
  /** Path and percent-encoded query: what follows the host. */
  readonly target: string
  /** Empty where nothing is sent. */
  readonly body: string
  readonly timestampMs: number
  readonly #envelope: Envelope
  readonly #signature: string
  /** The timestamp as it was signed: turning it into text twice would cost a tenth of a signature. */
  readonly #stamp: string

  /** @internal */
  constructor(envelope: Envelope, request: UnsignedRequest, timestampMs: number, stamp: string, signature: string) {
    const wire = request.query?.wire ?? ""
    this.method = request.method
    this.target = wire === "" ? request.path : `${request.path}?${wire}`
    this.body = request.body ?? ""
    this.timestampMs = timestampMs
    this.#envelope = envelope
    this.#signature = signature
    this.#stamp = stamp
  }

  /**
   * Gives the headers in clear text, passphrase included: hand them to the HTTP client and to nobody else.
   *
   * @returns A new object at every call.
   */
  revealHeaders(): SignedHeaders {
    const headers: SignedHeaders = {
      "ACCESS-KEY": this.#envelope.key,
      "ACCESS-SIGN": this.#signature,
      "ACCESS-TIMESTAMP": this.#stamp,
      "ACCESS-PASSPHRASE": this.#envelope.passphrase,
      locale: this.#envelope.locale
    }
    if (this.body !== "") headers["Content-Type"] = "application/json"
    if (this.#envelope.isDemo) headers.paptrading = "1"
    return headers
  }

  /** Describes the request without its headers. */
  toJSON(): object {
    const { body, method, target, timestampMs } = this
    return { _tag: "SignedRequest", method, target, body, timestampMs, headers: "<redacted>" }
  }

  /** Describes the request without its headers. */
  toString(): string {
    return `SignedRequest(${this.method} ${this.target}, signed for ${this.timestampMs})`
  }

  /** @internal */
  [Symbol.for("nodejs.util.inspect.custom")](): object {
    return this.toJSON()
  }
}
