/**
 * The command that was given, as a shell reads it.
 *
 * @module
 * @since 0.1.0
 */
import type { Host } from "../Host.ts"

const quoted = (word: string): string => (/^[\w%+,./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)

/**
 * Writes the command so that it can be typed again.
 *
 * @since 0.1.0
 */
export const commandLine = ({ argv }: Pick<Host, "argv">): string =>
  ["backhand", ...argv.slice(2)].map(quoted).join(" ")
