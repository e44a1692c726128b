/**
 * HMAC-SHA256 with a key that is prepared once and then costs two one-shot hashes a message.
 *
 * @module
 * @since 0.1.0
 */
import { hash } from "node:crypto"

const blockBytes = 64
const digestBytes = 32

/** A key longer than a block stands for its own hash (reference: RFC 2104, section 2). */
const blockOf = (key: string, pad: number, room: number): Buffer => {
  const bytes = Buffer.from(key, "utf8")
  const short = bytes.length > blockBytes ? hash("sha256", bytes, "buffer") : bytes
  const block = Buffer.alloc(blockBytes + room)
  for (let i = 0; i < blockBytes; i++) block[i] = (short[i] ?? 0) ^ pad
  return block
}

/**
 * Prepares a function that signs text: its UTF-8 bytes, HMAC-SHA256, base64.
 *
 * The padded keys stay in buffers whose tails are overwritten by each message, so nothing is imported, and next to
 * nothing allocated, per call. Not re-entrant, and need not be: it never yields.
 *
 * @internal
 */
export const prepare = (key: string): ((text: string) => string) => {
  const outer = blockOf(key, 0x5c, digestBytes)
  let inner = blockOf(key, 0x36, 1024)
  let filled = inner.subarray(0, blockBytes)
  return (text) => {
    // A UTF-16 unit is at most three bytes of UTF-8.
    const needed = blockBytes + text.length * 3
    if (needed > inner.length) inner = Buffer.concat([inner.subarray(0, blockBytes)], needed * 2)
    const length = blockBytes + inner.write(text, blockBytes, "utf8")
    // Messages of one program tend to have one length: then the view of the last one serves again.
    if (filled.length !== length || filled.buffer !== inner.buffer) filled = inner.subarray(0, length)
    outer.write(hash("sha256", filled, "binary"), blockBytes, "latin1")
    return hash("sha256", outer, "base64")
  }
}
