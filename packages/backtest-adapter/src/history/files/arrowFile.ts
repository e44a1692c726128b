/**
 * An Arrow file of columns of doubles, written without a library: what the cache consists of. Any Arrow reader reads it.
 *
 * Source of the layout: "Arrow Columnar Format", IPC file format, and the FlatBuffers internals.
 *
 * @module
 * @since 0.1.0
 */

/** A FlatBuffers value that stands apart: a string, a vector of such, structs of long integers, or a table. */
type Part =
  | { readonly text: string }
  | { readonly vector: ReadonlyArray<Part> }
  | { readonly structs: ReadonlyArray<ReadonlyArray<number>> }
  | { readonly table: ReadonlyArray<Value | undefined> }

/** What a table may hold: a part, or a number of 1, 2 or 8 bytes. */
type Value = Part | { readonly bytes: 1 | 2 | 8; readonly number: number }

const byte = (number: number): Value => ({ bytes: 1, number })
const short = (number: number): Value => ({ bytes: 2, number })
const long = (number: number): Value => ({ bytes: 8, number })
const table = (...fields: ReadonlyArray<Value | undefined>): Part => ({ table: fields })

const aligned = (at: number, to: number): number => Math.ceil(at / to) * to

/** Writes values one after the other, parents first, so that all offsets point forwards. */
class Writer {
  view = new DataView(new ArrayBuffer(4096))
  end = 0

  reserve(bytes: number, alignment: number): number {
    const at = aligned(this.end, alignment)
    this.end = at + bytes
    if (this.end > this.view.byteLength) {
      const larger = new Uint8Array(aligned(this.end * 2, 8))
      larger.set(new Uint8Array(this.view.buffer))
      this.view = new DataView(larger.buffer)
    }
    return at
  }

  number(at: number, bytes: number, value: number): void {
    if (bytes === 8) this.view.setBigInt64(at, BigInt(value), true)
    else if (bytes === 2) this.view.setInt16(at, value, true)
    else this.view.setInt8(at, value)
  }

  /** Writes a value and answers where it is. */
  put(value: Part): number {
    if ("table" in value) return this.table(value.table)
    if ("text" in value) return this.text(value.text)
    return "vector" in value ? this.vector(value.vector) : this.structs(value.structs)
  }

  link(from: number, value: Part): void {
    const at = this.put(value)
    this.view.setUint32(from, at - from, true)
  }

  table(fields: ReadonlyArray<Value | undefined>): number {
    const shape = this.reserve(4 + 2 * fields.length, 2)
    const start = this.reserve(4, 8)
    const places = fields.map((field) => {
      if (field === undefined) return 0
      const bytes = "bytes" in field ? field.bytes : 4
      return this.reserve(bytes, bytes)
    })
    this.view.setUint16(shape, 4 + 2 * fields.length, true)
    this.view.setUint16(shape + 2, this.end - start, true)
    this.view.setInt32(start, start - shape, true)
    for (const [index, field] of fields.entries()) {
      const place = places[index] ?? 0
      this.view.setUint16(shape + 4 + 2 * index, field === undefined ? 0 : place - start, true)
      if (field !== undefined && "bytes" in field) this.number(place, field.bytes, field.number)
      else if (field !== undefined) this.link(place, field)
    }
    return start
  }

  text(text: string): number {
    const bytes = new TextEncoder().encode(text)
    const at = this.reserve(4 + bytes.length + 1, 4)
    this.view.setUint32(at, bytes.length, true)
    new Uint8Array(this.view.buffer).set(bytes, at + 4)
    return at
  }

  vector(items: ReadonlyArray<Part>): number {
    const at = this.reserve(4 + 4 * items.length, 4)
    this.view.setUint32(at, items.length, true)
    for (const [index, item] of items.entries()) this.link(at + 4 + 4 * index, item)
    return at
  }

  /** Structs of long integers: the count stands right before the first, which begins on a multiple of eight. */
  structs(items: ReadonlyArray<ReadonlyArray<number>>): number {
    this.end = aligned(this.end, 8) + 4
    const at = this.reserve(4, 4)
    this.view.setUint32(at, items.length, true)
    for (const item of items) for (const number of item) this.number(this.reserve(8, 8), 8, number)
    return at
  }
}

/** A FlatBuffer: the offset of its root table, then everything, padded to a multiple of eight. */
const flat = (root: Part): Uint8Array => {
  const writer = new Writer()
  writer.end = 4
  const at = writer.put(root)
  writer.view.setUint32(0, at, true)
  return new Uint8Array(writer.view.buffer, 0, aligned(writer.end, 8))
}

const double = 3
const version5 = 4

const schema = (names: ReadonlyArray<string>): Part => {
  const fields = names.map((name) =>
    table({ text: name }, byte(0), byte(double), table(short(2)), undefined, { vector: [] })
  )
  return table(short(0), { vector: fields })
}

const framed = (message: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(8 + message.length)
  const view = new DataView(bytes.buffer)
  view.setInt32(0, -1, true)
  view.setInt32(4, message.length, true)
  bytes.set(message, 8)
  return bytes
}

const bytesOf = (column: Float64Array): Uint8Array =>
  new Uint8Array(column.buffer, column.byteOffset, column.byteLength)

const magic = new TextEncoder().encode("ARROW1")

/**
 * The pieces of an Arrow file of equally long columns. `note` is kept with the schema and may be any text; it is given
 * the offset of the first column, which the others follow without a hole.
 */
export const arrowFile = (
  columns: Readonly<Record<string, Float64Array>>,
  note: (offset: number) => string
): ReadonlyArray<Uint8Array> => {
  const names = Object.keys(columns)
  const all = Object.values(columns)
  const length = all[0]?.length ?? 0
  const bodyLength = 8 * length * all.length
  const buffers = names.flatMap((_, at) => [
    [8 * length * at, 0],
    [8 * length * at, 8 * length]
  ])
  const batch = table(long(length), { structs: names.map(() => [length, 0]) }, { structs: buffers })
  const start = new Uint8Array([...magic, 0, 0])
  const head = framed(flat(table(short(version5), byte(1), schema(names), long(0))))
  const batchHead = framed(flat(table(short(version5), byte(3), batch, long(bodyLength))))
  const batchAt = start.length + head.length
  const notes: Part = { vector: [table({ text: "backhand" }, { text: note(batchAt + batchHead.length) })] }
  const block = [batchAt, batchHead.length, bodyLength]
  const footer = flat(table(short(version5), schema(names), { structs: [] }, { structs: [block] }, notes))
  const tail = new Uint8Array(footer.length + 4 + magic.length)
  tail.set(footer)
  new DataView(tail.buffer).setInt32(footer.length, footer.length, true)
  tail.set(magic, footer.length + 4)
  const end = framed(new Uint8Array(0))
  return [start, head, batchHead, ...all.map(bytesOf), end, tail]
}
