/**
 * One line of progress that rewrites itself, in a terminal only.
 *
 * @module
 * @since 0.1.0
 */
import type { Host } from "../Host.ts"

/**
 * Shows how far something is.
 *
 * @since 0.1.0
 */
export interface Progress {
  readonly show: (done: number, text: string) => void
  readonly end: () => void
}

const width = 24

const bar = (done: number): string => {
  const filled = Math.round(Math.min(Math.max(done, 0), 1) * width)
  return `${"█".repeat(filled)}${"░".repeat(width - filled)} ${String(Math.floor(done * 100)).padStart(3)} %`
}

/**
 * Progress on standard error: a bar where that is a terminal, nothing at all elsewhere.
 *
 * @since 0.1.0
 */
export const progressOn = ({ stderr }: Pick<Host, "stderr">): Progress => {
  let last = ""
  const write = (line: string): void => {
    if (stderr.isTTY !== true || line === last) return
    last = line
    stderr.write(`\r\u001B[K${line}`)
  }
  return { show: (done, text) => write(`${bar(done)}  ${text}`), end: () => write("") }
}
