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
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"))
  return typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : ""
}
