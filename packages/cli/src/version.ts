/**
 * The version of the installed package.
 *
 * @module
 * @since 0.1.0
 */
import { readFileSync } from "node:fs"

/**
 * Reads the version from the package's own manifest, which lies one folder above, in the source as in the build.
 *
 * @since 0.1.0
 */
export const version = (): string => {
  const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8")
  return (JSON.parse(manifest) as { readonly version: string }).version
}
