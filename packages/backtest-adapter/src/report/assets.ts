/**
 * The script and the style sheet of a page, as the build left them.
 *
 * @module
 * @since 0.1.0
 */
import { createHash } from "node:crypto"
import { existsSync, readFileSync } from "node:fs"

/** Sources and built modules lie equally deep, so both find the files that the build has made. */
// The library is one file of the folder in which the page lies, unless it runs from its sources.
const folder = new URL(import.meta.url.endsWith(".ts") ? "../../dist/report/" : "./report/", import.meta.url)

const read = (name: string, from: URL): string => {
  const file = new URL(name, from)
  if (existsSync(file)) return readFileSync(file, "utf8").trim()
  throw new Error(`expected the built file ${name} of the report, found none. Remedy: build the package first.`)
}

/** What stands between the tags, and the source expression by which a content security policy admits it. */
export interface Asset {
  readonly text: string
  readonly source: string
}

const asset = (text: string): Asset => ({
  text,
  source: `'sha256-${createHash("sha256").update(text).digest("base64")}'`
})

/** The script of the page. A script must not hold its own closing tag. */
export const script = (from = folder): Asset =>
  asset(read("page.js", from).replaceAll("</script", String.raw`<\/script`))

/** The style sheet of the page. */
export const styles = (from = folder): Asset => asset(read("page.css", from))
