/**
 * One HTTP request, written to a socket at most once.
 *
 * @module
 * @since 0.1.0
 */
import type { Dispatcher } from "undici"
import type { Deadlines, Timed } from "./Deadlines.ts"

/** A response as it came, all of it, and when it was asked for, on the operator's clock. */
export interface Response {
  readonly status: number
  readonly headers: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>
  readonly body: string
  readonly askedAtMs: number
}

/** No whole response came. `wasWritten` tells whether the exchange may have the request all the same. */
export class Unanswered extends Error {
  override readonly name = "Unanswered"
  readonly wasWritten: boolean

  constructor(cause: Error, wasWritten: boolean) {
    super(`no answer: ${cause.message}`, { cause })
    this.wasWritten = wasWritten
  }
}

/** One request under way. */
class Exchange implements Dispatcher.DispatchHandler, Timed {
  #written: Dispatcher.DispatchController | undefined
  #isLate = false
  #status = 0
  #headers: Response["headers"] = {}
  readonly #chunks: Array<Buffer> = []
  readonly #askedAtMs: number
  readonly #deadlines: Deadlines
  readonly #resolve: (response: Response) => void
  readonly #reject: (error: Unanswered) => void

  constructor(
    askedAtMs: number,
    deadlines: Deadlines,
    resolve: (response: Response) => void,
    reject: (error: Unanswered) => void
  ) {
    this.#askedAtMs = askedAtMs
    this.#deadlines = deadlines
    this.#resolve = resolve
    this.#reject = reject
  }

  onLate(): void {
    this.#isLate = true
    const error = new Error(`it was not whole after ${this.#deadlines.longestMs} ms`)
    if (this.#written === undefined) this.#reject(new Unanswered(error, false))
    else this.#written.abort(error)
  }

  /** Called just before the first byte is written. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#isLate || this.#written !== undefined)
      controller.abort(new Error("a request is written once, and in time"))
    else this.#written = controller
  }

  /** An interim answer (103) comes before the real one. */
  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: Response["headers"]): void {
    this.#status = status
    this.#headers = headers
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    this.#deadlines.end(this)
    const [first] = this.#chunks
    const whole = this.#chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.#chunks)
    const body = whole.toString("utf8")
    this.#resolve({ status: this.#status, headers: this.#headers, body, askedAtMs: this.#askedAtMs })
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#deadlines.end(this)
    this.#reject(new Unanswered(error, this.#written !== undefined))
  }
}

/**
 * Sends a request. Whatever the pool would do about a broken connection, a second writing of the same request is refused
 * here: an order that is written twice may be executed twice. So is a writing after the time is up.
 */
export const exchangeOnce = (
  pool: Dispatcher,
  options: Dispatcher.DispatchOptions,
  deadlines: Deadlines,
  askedAtMs: number
): Promise<Response> =>
  new Promise((resolve, reject) => {
    const exchange = new Exchange(askedAtMs, deadlines, resolve, reject)
    deadlines.start(exchange)
    pool.dispatch(options, exchange)
  })
