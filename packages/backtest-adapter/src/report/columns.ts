/**
 * Columns of numbers as few bytes: whole numbers as differences of variable length, others as doubles.
 *
 * @module
 * @since 0.1.0
 */

/** Bytes that grow. */
interface Bytes {
  bytes: Uint8Array
  length: number
}

const room = (self: Bytes, more: number): void => {
  if (self.length + more <= self.bytes.length) return
  const larger = new Uint8Array(Math.max(self.bytes.length * 2, self.length + more))
  larger.set(self.bytes)
  self.bytes = larger
}

/** Seven bits a byte, the lowest first. The last bit tells the sign, so that small falls are as short as small rises. */
const pushWhole = (self: Bytes, value: number): void => {
  let rest = value < 0 ? -2 * value - 1 : 2 * value
  while (rest > 0x7fffffff) {
    self.bytes[self.length++] = (rest % 128) + 128
    rest = Math.floor(rest / 128)
  }
  while (rest > 127) {
    self.bytes[self.length++] = (rest & 127) | 128
    rest >>>= 7
  }
  self.bytes[self.length++] = rest
}

/**
 * A column to be written: whole numbers of at most 2^51 in size, `near` to the ones before them and told as the
 * difference to those, or `small` and told as they are; or `doubles`, bit by bit.
 *
 * @category models
 * @since 0.1.0
 */
export interface Column {
  readonly kind: "near" | "small" | "doubles"
  readonly length: number
  readonly at: (index: number) => number
}

const pushDoubles = (self: Bytes, { at, length }: Column): void => {
  const view = new DataView(self.bytes.buffer)
  for (let k = 0; k < length; k++) view.setFloat64(self.length + k * 8, at(k), true)
  self.length += length * 8
}

const pushWholes = (self: Bytes, { at, kind, length }: Column): void => {
  let before = 0
  for (let k = 0; k < length; k++) {
    const value = at(k)
    pushWhole(self, value - before)
    if (kind === "near") before = value
  }
}

/** The columns one after the other. How long each is, and of which kind, the reader has to know. */
export const packed = (columns: ReadonlyArray<Column>): Uint8Array => {
  const into: Bytes = { bytes: new Uint8Array(1 << 16), length: 0 }
  for (const column of columns) {
    room(into, column.length * 8 + 8)
    if (column.kind === "doubles") pushDoubles(into, column)
    else pushWholes(into, column)
  }
  return into.bytes.subarray(0, into.length)
}

/**
 * Reads packed columns in the order in which they were written.
 *
 * @category models
 * @since 0.1.0
 */
export type Reader = Readonly<Record<Column["kind"], (length: number) => Float64Array>>

/** A reader that begins at the first byte. */
export const reader = (bytes: Uint8Array): Reader => {
  let at = 0
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const long = (byte: number): number => {
    let [next, rest, weight] = [byte, 0, 1]
    while (next > 127) {
      rest += (next - 128) * weight
      weight *= 128
      next = bytes[at++] as number
    }
    return rest + next * weight
  }
  const whole = (length: number, isNear: boolean): Float64Array => {
    const column = new Float64Array(length)
    let before = 0
    for (let k = 0; k < length; k++) {
      const byte = bytes[at++] as number
      const rest = byte > 127 ? long(byte) : byte
      const value = before + (rest % 2 === 0 ? rest / 2 : -(rest + 1) / 2)
      column[k] = value
      if (isNear) before = value
    }
    return column
  }
  const doubles = (length: number): Float64Array => {
    const column = new Float64Array(length)
    for (let k = 0; k < length; k++) column[k] = view.getFloat64(at + k * 8, true)
    at += length * 8
    return column
  }
  return { near: (length) => whole(length, true), small: (length) => whole(length, false), doubles }
}
