/**
 * Who looks on at a run: the recorder, telemetry.
 *
 * @module
 * @since 0.1.0
 */
import type { ReversalEvent } from "@backhand/core"
import type { Recording, SocketState } from "@backhand/reversal-operator"
import type { Log } from "./Log.ts"

/**
 * Hears everything of a run. `close` resolves when nothing is left to be written.
 *
 * @since 0.1.0
 */
export interface Observer {
  readonly event?: (event: ReversalEvent.ReversalEvent) => void
  readonly entry?: (entry: Recording.Entry) => void
  readonly socket?: (state: SocketState) => void
  readonly log?: Log
  readonly close: () => void | Promise<void>
}
