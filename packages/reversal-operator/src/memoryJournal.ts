/**
 * A journal in memory: survives a re-subscription, not a crash.
 *
 * @module
 * @since 0.1.0
 */
import type { Fact } from "@backhand/core"
import type { Journal } from "./Journal.ts"

/**
 * Makes a journal that lives as long as this object. It is what `reverseOn` uses where none is given, and it suits tests.
 * Its sessions are dated, so that client ids differ from those of an earlier process.
 *
 * @since 0.1.0
 */
export const memoryJournal = (): Journal => {
  const open = new Map<string, Fact.Unsettled>()
  let lastSettledAtMs: number | null = null
  let lastSession = 0
  return {
    open: (nowMs) => {
      lastSession = Math.max(lastSession + 1, nowMs)
      return {
        opening: { session: lastSession.toString(36), unsettled: [...open.values()], lastSettledAtMs },
        sent: (unsettled) => void open.set(unsettled.clientOid, unsettled),
        settled: (clientOid, _settlement, atMs) => {
          open.delete(clientOid)
          lastSettledAtMs = atMs
        },
        close: () => undefined
      }
    }
  }
}
