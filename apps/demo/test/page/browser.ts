import { existsSync } from "node:fs"
import { chromium } from "playwright-core"

const path = process.env["BACKHAND_BROWSER"] ?? "/usr/bin/chromium"

/** Says so where there is no browser: the tests that need one are then skipped. */
export const hasBrowser = existsSync(path)

if (!hasBrowser)
  process.stderr.write(`SKIPPED: the page in a browser. No Chromium at ${path}; BACKHAND_BROWSER names another.\n`)

export const launch = () =>
  chromium.launch({
    executablePath: path,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--no-first-run"]
  })
