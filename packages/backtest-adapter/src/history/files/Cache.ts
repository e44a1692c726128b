/**
 * Candles kept beside the file they came from, so that the second run starts at once.
 *
 * The cache is an Arrow file. It is used only if the content of the source and the options are the same as when it was
 * written and its own checksum holds; anything else means that the source is read again.
 *
 * @module
 * @since 0.1.0
 */
import { createHash, randomUUID } from "node:crypto"
import * as files from "node:fs/promises"
import { crc32 } from "node:zlib"
import type { Bars } from "../../Bars.ts"
import { type History, vouchedHistory } from "../History.ts"
import type { HistoryOptions, Repairs } from "../HistoryOptions.ts"
import { type BarsReport, look } from "../inspectBars.ts"
import { arrowFile } from "./arrowFile.ts"
import { type OpenFile, rawChunks } from "./fileChunks.ts"

/** Grows when the columns of one source would come out differently. */
const version = 2

const columns = ["time", "open", "high", "low", "close", "volume"] as const

/** What stands beside the columns. `offset` is where they begin. */
interface Note {
  readonly key: string
  readonly checksum: number
  readonly offset: number
  readonly report: BarsReport
  readonly highest: number
  readonly repairs: Repairs
}

/** The file that the cache of a source is in. */
const pathOf = (path: string): string => `${path}.backhand.arrow`

/** A key that is the same for the same content, options and version only. */
export const keyOf = async (
  file: OpenFile,
  { intervalMs, priceStep, repair, timeUnit }: HistoryOptions
): Promise<string> => {
  const hash = createHash("sha256")
  for await (const chunk of rawChunks(file)) hash.update(chunk)
  return [version, hash.digest("hex"), priceStep, timeUnit, repair, intervalMs].map((part) => part ?? "").join(" ")
}

const bytesOf = (column: Float64Array): Uint8Array =>
  new Uint8Array(column.buffer, column.byteOffset, column.byteLength)

const opening = '{"key":'

/** Finds the note in the last bytes of the file: the one text in there that begins like it. */
const noteOf = (bytes: Uint8Array): Note | undefined => {
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset + bytes.length - 10, 4).readInt32LE()
  const footer = Buffer.from(bytes.subarray(bytes.length - 10 - tail, bytes.length - 10))
  const from = footer.lastIndexOf(opening)
  const to = footer.indexOf(0, from)
  return from < 0 ? undefined : (JSON.parse(footer.toString("utf8", from, to)) as Note)
}

/** A checksum of the columns and of all that the note says besides. */
const checksumOf = (pieces: ReadonlyArray<Uint8Array>, note: Omit<Note, "checksum">): number =>
  crc32(
    JSON.stringify(note),
    pieces.reduce((sum, piece) => crc32(piece, sum), 0)
  )

const historyOf = (bytes: Uint8Array, { checksum, ...note }: Note): History | undefined => {
  const { highest, offset, repairs, report } = note
  const { bars: length, intervalMs, priceStep } = report
  const body = bytes.subarray(offset, offset + 8 * length * columns.length)
  if (body.length !== 8 * length * columns.length || checksumOf([body], note) !== checksum) return undefined
  const buffer = body.byteOffset % 8 === 0 ? body : body.slice()
  const column = (at: number) =>
    new Float64Array(buffer.buffer as ArrayBuffer, buffer.byteOffset + 8 * length * at, length)
  const [time, open, high, low, close, volume] = columns.map((_, at) => column(at)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array
  ]
  const bars: Bars = { length, time, open, high, low, close, volume, priceStep, intervalMs }
  return vouchedHistory(bars, report, highest, repairs)
}

/**
 * Takes candles from the cache of a file; undefined where there is none of this key that is whole. The cache is read while
 * the key is still being made of the source.
 */
export const read = async (path: string, making: Promise<string>): Promise<History | undefined> => {
  const reading = files.readFile(pathOf(path)).catch(() => undefined)
  const key = await making
  try {
    const bytes = await reading
    if (bytes === undefined) return undefined
    const note = noteOf(bytes)
    return note?.key === key ? historyOf(bytes, note) : undefined
  } catch {
    return undefined
  }
}

const writeTo = async (path: string, pieces: ReadonlyArray<Uint8Array>): Promise<void> => {
  const handle = await files.open(path, "wx")
  try {
    for (const piece of pieces) await handle.writeFile(piece)
  } finally {
    await handle.close()
  }
}

/** Keeps candles beside a file: written whole under another name, then renamed. Gives up in silence where it cannot. */
export const write = async (path: string, key: string, { bars, repairs }: History): Promise<void> => {
  const temporary = `${pathOf(path)}.${randomUUID()}`
  const [report, highest] = look(bars)
  const note = (offset: number): string => {
    const said = { key, offset, report, highest, repairs }
    const pieces = columns.map((name) => bytesOf(bars[name]))
    return JSON.stringify({ ...said, checksum: checksumOf(pieces, said) } satisfies Note)
  }
  const { close, high, low, open, time, volume } = bars
  try {
    await writeTo(temporary, arrowFile({ time, open, high, low, close, volume }, note))
    await files.rename(temporary, pathOf(path))
  } catch {
    await files.rm(temporary, { force: true }).catch(() => undefined)
  }
}
