import { existsSync } from "node:fs"
import { type Browser, chromium, type Page } from "playwright-core"

const path = process.env["BACKHAND_BROWSER"] ?? "/usr/bin/chromium"

/** Whether there is a Chromium; where there is none, it is said on standard error. */
export const hasBrowser = existsSync(path)
if (!hasBrowser) process.stderr.write(`Skipped: no browser at ${path} (set BACKHAND_BROWSER to a Chromium)\n`)

/** `scale` is device pixels a pixel: charts are drawn in device pixels only where the browser itself was started so. */
export const launch = (scale = 1): Promise<Browser> =>
  chromium.launch({
    executablePath: path,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", `--force-device-scale-factor=${scale}`]
  })

export interface Opened {
  readonly page: Page
  /** Errors on the console and uncaught ones. */
  readonly errors: ReadonlyArray<string>
  /** Every address that was asked for. */
  readonly requests: ReadonlyArray<string>
}

export interface Look {
  readonly width?: number
  readonly height?: number
  readonly colorScheme?: "light" | "dark"
  readonly deviceScaleFactor?: number
}

/** Opens a file as a user does, and waits until its script has done its work. */
export const open = async (browser: Browser, url: string, look: Look = {}): Promise<Opened> => {
  const { colorScheme = "light", deviceScaleFactor = 1, height = 900, width = 1280 } = look
  const page = await browser.newPage({ viewport: { width, height }, colorScheme, deviceScaleFactor })
  const errors: Array<string> = []
  const requests: Array<string> = []
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()))
  page.on("pageerror", (error) => errors.push(String(error)))
  page.on("request", (request) => requests.push(request.url()))
  await page.goto(url)
  await page
    .waitForSelector("html[data-ready]", { timeout: 10_000 })
    .catch(() => errors.push("the page never became ready"))
  // The chart is painted in the first frame that comes after.
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
  return { page, errors, requests }
}
