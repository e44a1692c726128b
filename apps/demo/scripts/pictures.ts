/**
 * Makes the pictures of the dashboard in docs/pictures: `npx -y pnpm@12 run pictures`, in apps/demo, after a build.
 * Needs Chromium, as the tests do.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Page } from "playwright-core"
import { open } from "../src/live/dashboard.ts"
import { hasBrowser, launch } from "../test/page/browser.ts"
import { buildPage } from "../test/page/buildPage.ts"
import { type Pixels, palettePng } from "./palettePng.ts"

interface Picture {
  readonly name: string
  readonly about: string
  readonly width: number
  readonly height: number
  readonly scheme: "light" | "dark"
  readonly pose: (page: Page) => Promise<unknown>
}

const press = (page: Page, name: string) => page.locator(`#switch-${name}`).click()

const reads = (page: Page, selector: string, pattern: RegExp) =>
  page.locator(selector, { hasText: pattern }).first().waitFor()

const calm = (page: Page) => reads(page, "#queue-words", /Nobody/)

const wide = { width: 1200, height: 1060, scheme: "light" } as const

const pictures: ReadonlyArray<Picture> = [
  {
    ...wide,
    name: "dashboard",
    about: "burst, light",
    pose: async (page) => {
      await press(page, "burst")
      await reads(page, "#told-burst", /(?:4\d|5\d) sent/)
    }
  },
  {
    ...wide,
    name: "dashboard-dark",
    about: "slow network, dark",
    scheme: "dark",
    pose: async (page) => {
      await calm(page)
      await press(page, "slow")
      await press(page, "burst")
      await reads(page, "#told-slow", /(?:2\d|3\d) sent/)
      await press(page, "slow")
    }
  },
  {
    ...wide,
    name: "lost-answers",
    about: "lost answers",
    pose: async (page) => {
      await press(page, "lost")
      await reads(page, "#told-lost", /[3-9] orders without/)
      await press(page, "lost")
    }
  },
  {
    ...wide,
    name: "kill-and-restart",
    about: "the process is dead",
    pose: async (page) => {
      await press(page, "kill")
      await reads(page, "#now", /dead\. Its journal knows [1-9]/)
    }
  },
  {
    ...wide,
    name: "storm",
    about: "429 storm, dark",
    scheme: "dark",
    pose: async (page) => {
      await reads(page, "#process", /running/)
      await page.locator("#switch-burst").click()
      await reads(page, "#queue-words", /\d+ waiting/)
      await press(page, "storm")
      await reads(page, "#now", /Nothing is sent for/)
    }
  },
  {
    ...wide,
    name: "stale-reads",
    about: "the socket is silent, and reads are old",
    pose: async (page) => {
      await reads(page, "#process", /running/)
      await press(page, "stale")
      await press(page, "burst")
      await reads(page, "#told-stale", /[1-9]\d* sent/)
    }
  },
  {
    ...wide,
    name: "trader",
    about: "a trader's account",
    pose: async (page) => {
      await press(page, "stale")
      await press(page, "trader")
      await reads(page, "#budget-words", /of 1 slot/)
      await reads(page, "#now", /1 order a second/)
    }
  },
  {
    ...wide,
    name: "replay",
    about: "live is offline",
    height: 560,
    pose: async (page) => {
      await press(page, "trader")
      await page.locator("#replay-button").click()
      await reads(page, "#replay-words", /are the same/)
      await page.locator("#replay").scrollIntoViewIfNeeded()
      await page.evaluate("document.querySelector('#replay').scrollIntoView()")
    }
  },
  {
    ...wide,
    name: "phone",
    about: "a phone's width, dark",
    width: 390,
    height: 844,
    scheme: "dark",
    pose: calm
  }
]

/** Reads a screenshot's pixels, on a page without a policy of its own. */
const pixelsOf = async (canvas: Page, screenshot: Buffer): Promise<Pixels> => {
  const found = await canvas.evaluate<{ width: number; height: number; data: string }>(`(async () => {
    const blob = await (await fetch("data:image/png;base64,${screenshot.toString("base64")}")).blob()
    const image = await createImageBitmap(blob)
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d")
    context.drawImage(image, 0, 0)
    const { data, height, width } = context.getImageData(0, 0, image.width, image.height)
    const reader = new FileReader()
    const read = new Promise((resolve) => reader.addEventListener("load", () => resolve(reader.result)))
    reader.readAsDataURL(new Blob([data]))
    return { width, height, data: (await read).split(",")[1] }
  })()`)
  return { width: found.width, height: found.height, rgba: Buffer.from(found.data, "base64") }
}

const folder = fileURLToPath(new URL("../../../docs/pictures/", import.meta.url))

const main = async (): Promise<number> => {
  if (!hasBrowser) return 1
  mkdirSync(folder, { recursive: true })
  const built = await buildPage()
  const execArgv = ["--conditions=@backhand/source"]
  const dashboard = await open({ barMs: 500, burst: 200, seed: 7, pauseMs: 2500, execArgv }, built, 0)
  const browser = await launch()
  try {
    const page = await browser.newPage()
    const canvas = await browser.newPage()
    await canvas.goto("data:text/html,")
    await page.bringToFront()
    await page.goto(dashboard.server().url)
    await reads(page, "#invariants .note", /after [4-9]\d bars/)
    for (const { about, height, name, pose, scheme, width } of pictures) {
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme: scheme })
      await pose(page)
      if (name !== "replay") await page.evaluate("scrollTo(0, 0)")
      const file = palettePng(await pixelsOf(canvas, await page.screenshot()))
      writeFileSync(join(folder, `${name}.png`), file)
      process.stdout.write(`${name}.png: ${about}, ${Math.round(file.length / 1000)} kB\n`)
    }
    return 0
  } finally {
    await browser.close()
    await dashboard.close()
    rmSync(built, { recursive: true, force: true })
  }
}

process.exitCode = await main()
