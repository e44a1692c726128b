import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { maxBytes, reader } from "../src/conform/Lines.ts"

const read = (chunks: ReadonlyArray<Buffer>): ReadonlyArray<string> => {
  const found: Array<string> = []
  const lines = reader({ line: (text) => found.push(`= ${text}`), bad: (problem) => found.push(`! ${problem}`) })
  for (const chunk of chunks) lines.push(chunk)
  lines.end()
  return found
}

/** The same bytes in pieces of any length. */
const cut = (bytes: Buffer, at: ReadonlyArray<number>): ReadonlyArray<Buffer> => {
  const ends = [...at.map((place) => place % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b)
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })

const decode = (bytes: ReadonlyArray<number>): string => {
  try {
    return `= ${utf8.decode(Uint8Array.from(bytes))}`
  } catch {
    return "! not UTF-8"
  }
}

/** One byte after the other. */
const oracle = (bytes: Buffer): ReadonlyArray<string> => {
  const lines: Array<Array<number>> = [[]]
  for (const byte of bytes) {
    if (byte === 10) lines.push([])
    else lines.at(-1)?.push(byte)
  }
  if (lines.at(-1)?.length === 0) lines.pop()
  return lines.map(decode)
}

const places = fc.array(fc.nat(), { maxLength: 12 })

describe("Lines.reader", () => {
  it("finds the same lines of text wherever the chunks end", () =>
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), places, fc.constantFrom("\n", "\r\n"), (texts, at, end) => {
        const bytes = Buffer.from(texts.map((text) => text + end).join(""))
        assert.deepStrictEqual(read(cut(bytes, at)), oracle(bytes))
      })
    ))

  it("finds the same lines in any bytes, and says which are not text", () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(10, 13, 65, 0xc3, 0xa9, 0xff, 0xf0, 0x9f, 0x98, 0x80)),
        places,
        (all, at) => {
          const bytes = Buffer.from(all)
          assert.deepStrictEqual(read(cut(bytes, at)), oracle(bytes))
        }
      )
    ))

  it("reads a line of the largest length and refuses a longer one, in one chunk as in many", () => {
    const [most, more] = ["a".repeat(maxBytes), "b".repeat(maxBytes + 1)]
    const bytes = Buffer.from(`x\n${most}\ny\n${more}\nz\n${more}`)
    const expected = [
      "= x",
      `= ${most}`,
      "= y",
      `! longer than ${maxBytes} bytes`,
      "= z",
      `! longer than ${maxBytes} bytes`
    ]
    assert.deepStrictEqual(read([bytes]), expected)
    const pieces = Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, index) =>
      bytes.subarray(index * 65_536, (index + 1) * 65_536)
    )
    assert.deepStrictEqual(read(pieces), expected)
  })

  it("keeps what it holds when the buffer of a chunk is used again", () => {
    const shared = Buffer.from("abc")
    const found: Array<string> = []
    const lines = reader({ line: (text) => found.push(text), bad: (problem) => found.push(problem) })
    lines.push(shared)
    shared.fill("x")
    lines.push(Buffer.from("d\n"))
    assert.deepStrictEqual(found, ["abcd"])
  })
})
