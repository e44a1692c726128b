/**
 * Keeps the private socket going: made anew when it breaks, with what was missed read over REST.
 *
 * @module
 * @since 0.1.0
 */
import type { SocketState } from "../../BitgetOptions.ts"
import { Alarm } from "./Alarm.ts"
import * as Positions from "./positions.ts"
import * as Pushes from "./pushes.ts"
import * as Session from "./Session.ts"
import { type Keeper, type Pace, SocketLife } from "./SocketLife.ts"

export interface Socket {
  readonly close: () => void
}

/** At most two attempts a minute where it stays broken: the exchange allows 300 in five minutes for an IP. */
const usual: Pace = { pingMs: 30_000, pongMs: 10_000, openMs: 10_000, leastPauseMs: 250, mostPauseMs: 30_000 }

/** The exchange says that the login was too early or too late (WebSocket error codes). */
const clockCodes = new Set(["30013", "30014"])

/** Opens the private socket; undefined where the venue does without. `learnClock` reads the exchange's time. */
export const open = (
  session: Session.Session,
  learnClock: () => Promise<void>,
  pace: Pace = usual
): Socket | undefined => {
  const { link, options, reads, ws } = session
  if (ws === null) return undefined
  const url = `${ws.origin}${ws.pathname.replace(/\/$/, "")}/private`
  const again = new Alarm()
  let failures = 0
  let life: SocketLife | undefined

  const report = (state: SocketState): void => Session.hear(session, options.onSocket, state)

  const keeper: Keeper = {
    onLive: () => {
      // Pushes may be lost, and those of the time without a socket are.
      reads.positions.add("all", () => Positions.readAll(session))
      report({ socket: "live", at: link.now() })
    },
    onProved: () => {
      failures = 0
    },
    onPush: Pushes.receiver(session),
    onEnd: (why, code) => {
      if (session.isClosed) return
      const retryMs = Math.min(pace.mostPauseMs, pace.leastPauseMs * 2 ** failures++)
      if (code !== null && clockCodes.has(code)) reads.clock.add("clock", learnClock)
      again.set(retryMs, begin)
      report({ socket: "down", at: link.now(), why, retryMs })
    }
  }
  const begin = (): void => {
    life = new SocketLife(session, url, pace, keeper)
  }
  begin()
  return {
    close: () => {
      again.clear()
      life?.end("closed by this side")
    }
  }
}
