/**
 * Lines to a stream at the pace of whoever reads it.
 *
 * @module
 * @since 0.1.0
 */
import type { Writable } from "node:stream"
import { send } from "../Host.ts"

/**
 * A stream of lines.
 *
 * - `write` never waits; `ready` resolves when all that was written is out, so that memory stays bounded.
 * - `failure` what kept a line from being written, other than a reader who left.
 *
 * @since 0.1.0
 */
export interface Output {
  readonly write: (line: string) => void
  readonly ready: () => Promise<void>
  readonly failure: () => Error | undefined
}

/**
 * Makes an output; `onGone` is called once, when the reader has left or nothing can be written any more.
 *
 * @since 0.1.0
 */
export const make = (stream: Writable, onGone: () => void): Output => {
  let last: Promise<void> = Promise.resolve()
  let isGone = false
  let failure: Error | undefined
  const leave = (cause?: Error): void => {
    failure ??= cause
    if (isGone) return
    isGone = true
    onGone()
  }
  return {
    write: (line) => {
      if (isGone) return
      last = send(stream, `${line}\n`).then((isRead) => (isRead ? undefined : leave()), leave)
    },
    ready: () => last,
    failure: () => failure
  }
}
