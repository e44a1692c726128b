/**
 * Interrupts while an order is under way.
 *
 * @module
 * @since 0.1.0
 */
import { CommandError } from "../CommandError.ts"
import type { Host } from "../Host.ts"
import { onInterrupt } from "../interrupts.ts"

const remedy = (journal: string | undefined): string => {
  const look = "look at the position and the order history at the exchange"
  return journal === undefined ? look : `${look}; backhand journal ${journal} --open shows the order`
}

/**
 * Waits for what comes of an order. It cannot be called back: the first interrupt says so, the second ends all the same.
 *
 * Errors: rejects with a `CommandError` with exit code 1 at the second interrupt.
 *
 * @since 0.1.0
 */
export const heedInterrupts = async <A>(host: Host, journal: string | undefined, sent: Promise<A>): Promise<A> => {
  const leaving = Promise.withResolvers<never>()
  let isWarned = false
  const stopListening = onInterrupt(host, (name) => {
    if (isWarned)
      return leaving.reject(new CommandError(1, "ended at once; what came of the order is not known", remedy(journal)))
    isWarned = true
    host.stderr.write(`${name}: the order may be under way; waiting for what comes of it. Once more ends at once.\n`)
  })
  try {
    return await Promise.race([sent, leaving.promise])
  } finally {
    stopListening()
  }
}
