/**
 * One HTTP request, written to a socket at most once.
 *
 * @module
 * @since 0.1.0
 */
import type { Dispatcher } from "undici"
import type { Deadlines } from "./Deadlines.ts"

/** What came back, and whether all of it did. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>
  readonly body: string
}

/** No whole reply came. `wasWritten` tells whether the exchange may have the request all the same. */
export class Unanswered extends Error {
  override readonly name = "Unanswered"
  readonly wasWritten: boolean

  constructor(cause: Error, wasWritten: boolean) {
    super(`no answer: ${cause.message}`, { cause })
    this.wasWritten = wasWritten
  }
}

/**
 * Sends a request. Whatever the pool would do about a broken connection, a second writing of the same request is refused
 * here: an order that is written twice may be executed twice. So is a writing after the time is up.
 */
export const exchangeOnce = (
  pool: Dispatcher,
  options: Dispatcher.DispatchOptions,
  deadlines: Deadlines
): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const chunks: Array<Buffer> = []
    let written: Dispatcher.DispatchController | undefined
    let isLate = false
    let status = 0
    let headers: Reply["headers"] = {}
    const inTime = deadlines.start(() => {
      isLate = true
      const error = new Error(`it was not whole after ${deadlines.longestMs} ms`)
      if (written === undefined) reject(new Unanswered(error, false))
      else written.abort(error)
    })
    pool.dispatch(options, {
      // Called just before the first byte is written.
      onRequestStart(controller) {
        if (isLate || written !== undefined) controller.abort(new Error("a request is written once, and in time"))
        else written = controller
      },
      onResponseStart(_controller, statusCode, fields) {
        // An interim answer (103) comes before the real one.
        status = statusCode
        headers = fields
      },
      onResponseData: (_controller, chunk) => void chunks.push(chunk),
      onResponseEnd() {
        inTime()
        const [first] = chunks
        const whole = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks)
        resolve({ status, headers, body: whole.toString("utf8") })
      },
      onResponseError(_controller, error) {
        inTime()
        reject(new Unanswered(error, written !== undefined))
      }
    })
  })
