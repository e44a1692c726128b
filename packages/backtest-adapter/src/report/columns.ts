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
  room(self, 9)
  let rest = value < 0 ? -2 * value - 1 : 2 * value
  while (rest > 127) {
    self.bytes[self.length++] = (rest % 128) + 128
    rest = Math.floor(rest / 128)
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
  readonly values: ArrayLike<number>
}

const pushDoubles = (self: Bytes, values: ArrayLike<number>): void => {
  room(self, values.length * 8)
  const view = new DataView(self.bytes.buffer)
  for (let k = 0; k < values.length; k++) view.setFloat64(self.length + k * 8, values[k] ?? Number.NaN, true)
  self.length += values.length * 8
}

/** The columns one after the other. How long each is, and of which kind, the reader has to know. */
export const packed = (columns: ReadonlyArray<Column>): Uint8Array => {
  const into: Bytes = { bytes: new Uint8Array(1 << 16), length: 0 }
  for (const { kind, values } of columns) {
    if (kind === "doubles") {
      pushDoubles(into, values)
      continue
    }
    let before = 0
    for (let k = 0; k < values.length; k++) {
      const value = values[k] as number
      pushWhole(into, value - before)
      if (kind === "near") before = value
    }
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
  const whole = (length: number, isNear: boolean): Float64Array => {
    const column = new Float64Array(length)
    let before = 0
    for (let k = 0; k < length; k++) {
      let [byte, rest, weight] = [bytes[at++] as number, 0, 1]
      while (byte > 127) {
        rest += (byte - 128) * weight
        weight *= 128
        byte = bytes[at++] as number
      }
      rest += byte * weight
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
