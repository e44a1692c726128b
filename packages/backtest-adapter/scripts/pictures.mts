// Makes reports of real markets and takes pictures of them: `node scripts/pictures.mts FOLDER [NAME] [wide|narrow] [light|dark]`.
// Needs the recorded data (BACKHAND_DATA) and a Chromium (BACKHAND_BROWSER).
import { mkdirSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { pathToFileURL } from "node:url"
import { hasBrowser, launch, open } from "../test/report/browser.ts"
import { examples } from "../test/report/examples.ts"

const [folder = "pictures", ...words] = process.argv.slice(2)
const wanted = (name: string, all: ReadonlyArray<string>) =>
  !words.some((word) => all.includes(word)) || words.includes(name)
const sizes = { wide: { width: 1280, height: 900 }, narrow: { width: 390, height: 844 } }

if (!hasBrowser) process.exit(1)
mkdirSync(folder, { recursive: true })
const browser = await launch(2)
for (const [name, render] of Object.entries(examples)) {
  if (!wanted(name, Object.keys(examples))) continue
  const file = resolve(folder, `${name}.html`)
  writeFileSync(file, await render())
  for (const size of ["wide", "narrow"] as const)
    for (const colorScheme of ["light", "dark"] as const) {
      if (!wanted(size, ["wide", "narrow"]) || !wanted(colorScheme, ["light", "dark"])) continue
      const { errors, page } = await open(browser, pathToFileURL(file).href, {
        ...sizes[size],
        colorScheme,
        deviceScaleFactor: 2
      })
      await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`), fullPage: true })
      process.stdout.write(`${name}, ${size}, ${colorScheme}${errors.map((error) => `\n  ${error}`).join("")}\n`)
      await page.close()
    }
}
await browser.close()
