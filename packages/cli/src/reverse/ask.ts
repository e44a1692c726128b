/**
 * Asks a yes-or-no question in a terminal.
 *
 * @module
 * @since 0.1.0
 */
import { createInterface } from "node:readline/promises"
import type { Host } from "../Host.ts"

/**
 * Asks on standard error and reads one line of standard input. Anything but yes is no, and so is the end of input.
 *
 * @since 0.1.0
 */
export const ask = async ({ stderr, stdin }: Host, question: string): Promise<boolean> => {
  stderr.write(`${question} [y/N] `)
  const lines = createInterface({ input: stdin })
  for await (const line of lines) {
    lines.close()
    return /^\s*y(?:es)?\s*$/i.test(line)
  }
  return false
}
