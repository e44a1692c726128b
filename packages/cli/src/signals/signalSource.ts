/**
 * Where the signals of a run come from: a file that was read once to the end before anything is sent, or a stream.
 *
 * @module
 * @since 0.1.0
 */
import { createReadStream } from "node:fs"
import type { Readable } from "node:stream"
import type { SignalInput } from "@backhand/reversal-operator"
import { Observable } from "rxjs"
import { CommandError } from "../CommandError.ts"
import { reasonOf } from "../given/files.ts"
import type { Problem } from "./readSignal.ts"
import * as SignalReader from "./SignalReader.ts"

/**
 * What a source needs besides its bytes.
 *
 * - `only` the symbol of signals that name none.
 * - `ready` resolves when more may be read: the events of the signals so far have been taken.
 * - `before` is waited for before each signal, where something has to be known first.
 * - `onBad` hears of lines that are no signals; they are skipped.
 *
 * @since 0.1.0
 */
export interface SourceOptions {
  readonly name: string
  readonly only?: string | undefined
  readonly ready: () => Promise<void>
  readonly before?: ((signal: SignalInput) => Promise<void>) | undefined
  readonly onBad: (line: number, problem: Problem) => void
}

/**
 * What to say of a line that is no signal.
 *
 * @since 0.1.0
 */
export const describe = (name: string, line: number, { expected, problem }: Problem): CommandError =>
  new CommandError(2, `${name}:${line}: ${problem}`, `expected: ${expected}`)

const unreadable = (name: string, cause: unknown): CommandError =>
  new CommandError(
    2,
    `${name} cannot be read: ${reasonOf(cause)}`,
    "expected: a file of signals, or - for standard input"
  )

const asBuffer = (chunk: unknown): Buffer => (Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)))

/**
 * Reads a file to its end, so that nothing is sent where a line of it is no signal.
 *
 * Errors: rejects with a `CommandError` with exit code 2 that names file, line and what was expected.
 *
 * @since 0.1.0
 */
export const checkFile = async (path: string, only: string | undefined): Promise<void> => {
  let first: CommandError | undefined
  const bad = (line: number, problem: Problem): void => {
    first ??= describe(path, line, problem)
  }
  const reader = SignalReader.make({ signal: () => undefined, bad }, only)
  try {
    for await (const chunk of createReadStream(path)) {
      reader.push(asBuffer(chunk))
      if (first !== undefined) break
    }
  } catch (cause) {
    throw unreadable(path, cause)
  }
  reader.end()
  if (first !== undefined) throw first
}

/**
 * The signals of a stream of bytes, no faster than their events are taken. Unsubscribing ends the stream.
 *
 * Errors: a `CommandError` with exit code 2 where the stream cannot be read.
 *
 * @since 0.1.0
 */
export const signalsOf = (
  open: () => Readable,
  { before, name, only, onBad, ready }: SourceOptions
): Observable<SignalInput> =>
  new Observable((subscriber) => {
    const stream = open()
    const batch: Array<SignalInput> = []
    const reader = SignalReader.make({ signal: (signal) => batch.push(signal), bad: onBad }, only)
    const pass = async (): Promise<void> => {
      for (const signal of batch) {
        if (before !== undefined) await before(signal)
        subscriber.next(signal)
      }
      batch.length = 0
      await ready()
    }
    const read = async (): Promise<void> => {
      for await (const chunk of stream) {
        reader.push(asBuffer(chunk))
        await pass()
        if (subscriber.closed) return
      }
      reader.end()
      await pass()
      subscriber.complete()
    }
    read().catch((cause: unknown) => {
      if (!subscriber.closed) subscriber.error(unreadable(name, cause))
    })
    return () => void stream.destroy()
  })
