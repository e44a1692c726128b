import { readdirSync, readFileSync, rmSync } from "node:fs"
import { extname, join } from "node:path"
import { gzipSync } from "node:zlib"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { buildPage } from "./buildPage.ts"

let folder = ""

beforeAll(async () => {
  folder = await buildPage()
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const files = (extension: string): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => extname(name) === extension)

const read = (name: string): string => readFileSync(join(folder, name), "utf8")

/** Relative luminance and contrast, as WCAG 2 defines them. */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const contrast = (a: string, b: string): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

const source = readFileSync(new URL("../../src/page/style.css", import.meta.url), "utf8")

const themes = [...source.matchAll(/:root \{([^}]*)\}/g)].map(([, block = ""]) =>
  Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]))
)

describe("the shipped page", () => {
  it("has less than 200 kB of script, compressed", () => {
    const bytes = files(".js").reduce((sum, name) => sum + gzipSync(read(name), { level: 9 }).length, 0)
    assert.isAbove(bytes, 10_000)
    assert.isBelow(bytes, 200_000)
  })

  it("needs nothing that its policy forbids: no inline script or style, no other site", () => {
    const html = read("index.html")
    assert.notMatch(html, /<script(?![^>]*\ssrc=)/)
    assert.notMatch(html, /<style|\sstyle=|\son\w+=/)
    assert.notMatch(html, /(?:src|href)="(?:https?:)?\/\/(?!www\.tradingview\.com)/)
    for (const name of files(".css")) assert.notMatch(read(name), /url\(\s*["']?https?:|@import/)
  })

  it("has text that can be read on its ground, light and dark", () => {
    assert.strictEqual(themes.length, 2)
    for (const theme of themes)
      for (const ground of ["panel", "page", "soft"])
        for (const text of ["ink", "quiet", "long", "short", "good", "bad", "warn"])
          assert.isAtLeast(contrast(theme[text] ?? "", theme[ground] ?? ""), 4.5, `${text} on ${ground}`)
  })
})
