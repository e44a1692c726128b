/**
 * What a command sees of the process that it runs in.
 *
 * @module
 * @since 0.1.0
 */
import type { Readable, Writable } from "node:stream"
import { CommandError } from "./CommandError.ts"
import { reasonOf } from "./given/files.ts"
import { kindOf } from "./given/kindOf.ts"

/**
 * What may end a command from outside.
 *
 * @since 0.1.0
 */
export type Interrupt = "SIGHUP" | "SIGINT" | "SIGTERM"

/**
 * The part of `process` that commands use. They set no exit code and end nothing themselves.
 *
 * @since 0.1.0
 */
export interface Host {
  /** As in `process`: the program and the script come first. */
  readonly argv: ReadonlyArray<string>
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: Readable & { readonly isTTY?: boolean | undefined }
  readonly stdout: Writable & { readonly isTTY?: boolean | undefined }
  readonly stderr: Writable & { readonly isTTY?: boolean | undefined }
  /** As in `process`; a host without interrupts leaves them out. */
  readonly on?: (name: Interrupt, listener: (name: Interrupt) => void) => unknown
  readonly off?: (name: Interrupt, listener: (name: Interrupt) => void) => unknown
}

/**
 * Standard input, for a command that is about to read it. Node takes a directory for an input that is empty.
 *
 * Errors: `CommandError` with exit code 2 where it is a directory.
 *
 * @since 0.1.0
 */
export const input = (host: Host): Host["stdin"] => {
  const isOfProcess = host === (process as unknown)
  if (!isOfProcess || kindOf(0) !== "directory") return host.stdin
  throw new CommandError(2, "standard input is a directory", "expected: a file, a pipe or a terminal")
}

/** A reader that left: it closed the pipe, or the stream was torn down because of that. */
const leaving = new Set(["EPIPE", "ERR_STREAM_DESTROYED", "ECONNRESET"])

const isLeaving = (error: NodeJS.ErrnoException): boolean => error.code !== undefined && leaving.has(error.code)

/**
 * Keeps a broken pipe from ending the process: `send` reports it to whoever writes.
 *
 * @since 0.1.0
 */
export const quiet = (host: Host): void => {
  for (const stream of [host.stdout, host.stderr]) stream.on("error", () => undefined)
}

/**
 * Writes text and waits until it is out, so that memory stays bounded whatever the pace of the reader.
 *
 * @returns true, or false where the reader has gone and nothing written will ever be read.
 *
 * Errors: rejects with a `CommandError` with exit code 1 for any other failure of the stream, such as a full disk.
 *
 * @since 0.1.0
 */
export const send = (stream: Writable, text: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error === null || error === undefined) resolve(true)
      else if (isLeaving(error)) resolve(false)
      else {
        const message = `the output cannot be written: ${reasonOf(error)}`
        reject(new CommandError(1, message, "make room, or write it elsewhere"))
      }
    })
  })
