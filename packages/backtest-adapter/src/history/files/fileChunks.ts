/**
 * The bytes of a file, a megabyte at a time, unpacked where they are packed.
 *
 * @module
 * @since 0.1.0
 */
import { createReadStream } from "node:fs"
import { open, type FileHandle } from "node:fs/promises"
import { Readable } from "node:stream"
import { createGunzip, createZstdDecompress } from "node:zlib"
import { HistoryError } from "../HistoryError.ts"

const chunkSize = 1 << 20

/** What a file is, by its first bytes. */
export type Format = "text" | "gzip" | "zstd" | "parquet" | "arrow"

const startsWith = (bytes: Uint8Array, signature: ReadonlyArray<number>): boolean =>
  signature.every((byte, at) => bytes[at] === byte)

const ascii = (text: string): ReadonlyArray<number> => Array.from(new TextEncoder().encode(text))

/** Tells the format of the bytes that a file begins with. */
const formatOf = (head: Uint8Array): Format =>
  startsWith(head, [0x1f, 0x8b])
    ? "gzip"
    : startsWith(head, [0x28, 0xb5, 0x2f, 0xfd])
      ? "zstd"
      : startsWith(head, ascii("PAR1"))
        ? "parquet"
        : startsWith(head, ascii("ARROW1"))
          ? "arrow"
          : "text"

/** A file that is open, its format and its size. What came through a pipe, which is read but once, is `piped`. */
export interface OpenFile {
  readonly path: string
  readonly handle: FileHandle
  readonly piped: Uint8Array | undefined
  readonly format: Format
  readonly bytes: number
}

/** What went wrong with a file as a whole. */
export const unreadable = (path: string, cause: unknown): HistoryError =>
  cause instanceof HistoryError
    ? cause
    : new HistoryError({
        reason: "Unreadable",
        file: path,
        expected: "a readable file",
        got: cause instanceof Error ? cause.message : String(cause),
        remedy: "check the path, and that the file was written completely"
      })

/** Opens a file and looks at its first bytes. */
export const openFile = async (path: string): Promise<OpenFile> => {
  let handle: FileHandle | undefined
  try {
    handle = await open(path)
    const found = await handle.stat()
    const piped = found.isFIFO() || found.isSocket() ? await handle.readFile() : undefined
    const head = piped?.subarray(0, 8) ?? new Uint8Array(8)
    if (piped === undefined) await handle.read(head, 0, 8, 0)
    const format = formatOf(head)
    if (piped !== undefined && (format === "parquet" || format === "arrow"))
      throw new Error(`${format} through a pipe, which cannot be read back and forth`)
    return { path, handle, piped, format, bytes: piped?.length ?? found.size }
  } catch (cause) {
    await handle?.close()
    throw unreadable(path, cause)
  }
}

/** Opens a file, hands it to `use` and closes it again. Fails with nothing but a `HistoryError`. */
export const withFile = async <A>(path: string, use: (file: OpenFile) => Promise<A>): Promise<A> => {
  const file = await openFile(path)
  try {
    return await use(file)
  } catch (cause) {
    throw unreadable(path, cause)
  } finally {
    await file.handle.close()
  }
}

/** The next chunk is read while this one is worked on. */
async function* plainChunks(handle: FileHandle): AsyncGenerator<Uint8Array> {
  let [buffer, next] = [new Uint8Array(chunkSize), new Uint8Array(chunkSize)]
  let reading = handle.read(buffer, 0, chunkSize, 0)
  try {
    for (let position = 0; ; ) {
      const { bytesRead } = await reading
      if (bytesRead === 0) return
      position += bytesRead
      reading = handle.read(next, 0, chunkSize, position)
      yield buffer.subarray(0, bytesRead)
      ;[buffer, next] = [next, buffer]
    }
  } finally {
    // Who stops early closes the file, which must not be read from any more then.
    await Promise.allSettled([reading])
  }
}

async function* pipedChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += chunkSize) yield bytes.subarray(from, from + chunkSize)
}

/** The bytes of a file as it lies there. A chunk is only good until the next one is asked for. */
export const rawChunks = ({ handle, piped }: OpenFile): AsyncIterable<Uint8Array> =>
  piped === undefined ? plainChunks(handle) : pipedChunks(piped)

/** The bytes of a text file, unpacked. A chunk is only good until the next one is asked for. */
export const textChunks = (file: OpenFile): AsyncIterable<Uint8Array> => {
  const { format, path, piped } = file
  if (format !== "gzip" && format !== "zstd") return rawChunks(file)
  const packed =
    piped === undefined ? createReadStream(path, { highWaterMark: chunkSize }) : Readable.from(pipedChunks(piped))
  const unpack = format === "gzip" ? createGunzip({ chunkSize }) : createZstdDecompress({ chunkSize })
  packed.on("error", (cause) => unpack.destroy(cause))
  unpack.on("close", () => packed.destroy())
  return packed.pipe(unpack) as AsyncIterable<Uint8Array>
}
