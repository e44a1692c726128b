// Takes pictures of reports of real markets. Needs the recorded data (BACKHAND_DATA) and a Chromium (BACKHAND_BROWSER).
//   node --conditions=@backhand/source scripts/pictures.mts                     those of docs/pictures
//   node --conditions=@backhand/source scripts/pictures.mts FOLDER [WORD …]     whole pages, wide and narrow, light and
//                                                                               dark; words choose: a name, wide, dark …
import { mkdirSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { hasBrowser, launch, type Look, open } from "../test/report/browser.ts"
import { examples } from "../test/report/examples.ts"
import { setup } from "./bundlePage.mts"

const [folder, ...words] = process.argv.slice(2)
const names = Object.keys(examples) as ReadonlyArray<keyof typeof examples>
const wide = { width: 1280, height: 900 }
const narrow = { width: 390, height: 844 }

const chosen = <T extends string>(all: ReadonlyArray<T>): ReadonlyArray<T> => {
  const some = all.filter((each) => words.includes(each))
  return some.length === 0 ? all : some
}

/** One picture: of which report, looked at how, and where it goes. */
interface Picture {
  readonly name: keyof typeof examples
  readonly look: Look
  readonly file: string
  readonly fullPage: boolean
}

const documentation: ReadonlyArray<Picture> = (["golden", "swept"] as const).map((name, index) => ({
  name,
  look: { width: 1120, height: index === 0 ? 1000 : 760 },
  file: fileURLToPath(new URL(`../../../docs/pictures/${["report", "sweep"][index]}.png`, import.meta.url)),
  fullPage: false
}))

const whole = (into: string): ReadonlyArray<Picture> =>
  chosen(names).flatMap((name) =>
    chosen(["wide", "narrow"] as const).flatMap((size) =>
      chosen(["light", "dark"] as const).map((colorScheme) => ({
        name,
        look: {
          ...(size === "wide" ? wide : narrow),
          colorScheme,
          deviceScaleFactor: 2
        },
        file: resolve(into, `${name}-${size}-${colorScheme}.png`),
        fullPage: true
      }))
    )
  )

if (!hasBrowser) process.exit(1)
await setup()
const browser = await launch(folder === undefined ? 1 : 2)
const pages = new Map<string, string>()
for (const { file, fullPage, look, name } of folder === undefined ? documentation : whole(folder)) {
  const page = pages.get(name) ?? (await examples[name]())
  pages.set(name, page)
  mkdirSync(join(file, ".."), { recursive: true })
  const html = join(file, "..", `${name}.html`)
  if (folder !== undefined) writeFileSync(html, page)
  const opened = await open(
    browser,
    folder === undefined ? `data:text/html,${encodeURIComponent(page)}` : pathToFileURL(html).href,
    look
  )
  await opened.page.screenshot({ path: file, fullPage })
  process.stdout.write(`${file}${opened.errors.map((error) => `\n  ${error}`).join("")}\n`)
  await opened.page.close()
}
await browser.close()
