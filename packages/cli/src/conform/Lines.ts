/**
 * Cuts bytes into lines of text in constant memory, wherever the chunks happen to end.
 *
 * @module
 * @since 0.1.0
 */
import { isUtf8 } from "node:buffer"

/**
 * The longest line that is read, in bytes without its end: 1 MiB. A real line has less than a thousandth of that.
 *
 * @since 0.1.0
 */
export const maxBytes = 1_048_576

const newline = 0x0a

/**
 * Takes what is found, in order: the text of a line, or why it has none.
 *
 * @since 0.1.0
 */
export interface Sink {
  readonly line: (text: string) => void
  readonly bad: (problem: string) => void
}

const tooLong = `longer than ${maxBytes} bytes`

/** Decodes each line on its own, for blocks in which a line may be too long or not be text. */
const readEach = (block: Buffer, sink: Sink): void => {
  for (let from = 0; from <= block.length; ) {
    const found = block.indexOf(newline, from)
    const to = found < 0 ? block.length : found
    const line = block.subarray(from, to)
    if (line.length > maxBytes) sink.bad(tooLong)
    else if (isUtf8(line)) sink.line(line.toString("utf8"))
    else sink.bad("not UTF-8")
    from = to + 1
  }
}

const readBlock = (block: Buffer, sink: Sink): void => {
  if (block.length > maxBytes || !isUtf8(block)) return readEach(block, sink)
  const text = block.toString("utf8")
  let from = 0
  for (let to = text.indexOf("\n"); to >= 0; to = text.indexOf("\n", from)) {
    sink.line(text.slice(from, to))
    from = to + 1
  }
  sink.line(text.slice(from))
}

/**
 * Makes a reader of chunks: `push` each, then `end` once. Holds at most one line, and nothing of one that is too long.
 *
 * @since 0.1.0
 */
export const reader = (sink: Sink): { readonly push: (chunk: Buffer) => void; readonly end: () => void } => {
  let begun = Buffer.alloc(65_536)
  let length = 0

  /** Keeps the beginning of a line; of one that is too long only that it is. */
  const hold = (piece: Buffer): void => {
    const total = length + piece.length
    if (total <= maxBytes) {
      if (total > begun.length) begun = Buffer.concat([begun.subarray(0, length)], Math.min(total * 2, maxBytes))
      piece.copy(begun, length)
    }
    length = Math.min(total, maxBytes + 1)
  }

  const release = (): void => {
    if (length > maxBytes) sink.bad(tooLong)
    else readBlock(begun.subarray(0, length), sink)
    length = 0
  }

  /** Ends the line that is begun with the bytes before the first line end of `chunk`, and reads on to the last. */
  const push = (chunk: Buffer): void => {
    const last = chunk.lastIndexOf(newline)
    if (last < 0) return hold(chunk)
    const first = length === 0 ? -1 : chunk.indexOf(newline)
    if (first >= 0) {
      hold(chunk.subarray(0, first))
      release()
    }
    if (last > first) readBlock(chunk.subarray(first + 1, last), sink)
    hold(chunk.subarray(last + 1))
  }

  return { push, end: () => (length > 0 ? release() : undefined) }
}
