/** Writes a picture with at most 256 colours as PNG: a third of the size, and a screen's text has hardly more. */
import { crc32, deflateSync } from "node:zlib"

/** Pixels as red, green, blue and opacity, row by row. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8Array
}

const most = 256

const colourAt = (rgba: Uint8Array, at: number): number =>
  ((rgba[at] ?? 0) << 16) | ((rgba[at + 1] ?? 0) << 8) | (rgba[at + 2] ?? 0)

const parts = (colour: number): readonly [number, number, number] => [colour >> 16, (colour >> 8) & 255, colour & 255]

const distance = (a: number, b: number): number => {
  const [one, other] = [parts(a), parts(b)]
  return one.reduce((sum, part, k) => sum + (part - (other[k] ?? 0)) ** 2, 0)
}

const nearest = (palette: ReadonlyArray<number>, colour: number): number =>
  palette.reduce((best, each, k) => (distance(each, colour) < distance(palette[best] ?? 0, colour) ? k : best), 0)

/** The commonest colours, and for every colour the place of the one that stands for it. */
const choose = ({ rgba }: Pixels) => {
  const counts = new Map<number, number>()
  for (let at = 0; at < rgba.length; at += 4) {
    const colour = colourAt(rgba, at)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const common = [...counts].toSorted(([, a], [, b]) => b - a).map(([colour]) => colour)
  const palette = common.slice(0, most)
  const places = new Map(common.map((colour, k) => [colour, k < most ? k : nearest(palette, colour)]))
  return { palette, places }
}

const chunk = (name: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data])
  const frame = Buffer.alloc(body.length + 8)
  frame.writeUInt32BE(data.length)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), body.length + 4)
  return frame
}

/** The picture as a file. */
export const palettePng = (pixels: Pixels): Buffer => {
  const { height, rgba, width } = pixels
  const { palette, places } = choose(pixels)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.set([8, 3], 8)
  const rows = Buffer.alloc(height * (width + 1))
  for (let k = 0; k < width * height; k++)
    rows[Math.floor(k / width) * (width + 1) + 1 + (k % width)] = places.get(colourAt(rgba, 4 * k)) ?? 0
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk("IHDR", head),
    chunk("PLTE", Uint8Array.from(palette.flatMap(parts))),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", new Uint8Array())
  ])
}
