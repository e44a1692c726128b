/** A session and the server that shows it, kept going by the clock. */
import { flip, replay } from "./control.ts"
import { look, step } from "./course.ts"
import { snapshot, updates } from "./messages.ts"
import { type Server, type Service, serve } from "./server.ts"
import type { Options, Session } from "./Session.ts"
import { startSession } from "./startSession.ts"
import { isName } from "./switches.ts"

export interface Dashboard {
  readonly session: Session
  readonly server: () => Server
  /** Ends the server and starts it anew on its port, as a page sees it when the program is restarted. */
  readonly reopen: (then?: () => Promise<void>) => Promise<void>
  readonly close: () => Promise<void>
}

/** Milliseconds from one update of the pages to the next, and from one look at the exchange to the next. */
const publishMs = 100
const lookMs = 20

const serviceOf = (session: Session): Service => ({
  snapshot: () => snapshot(session),
  update: updates(session),
  flip: (name, isOn) => {
    if (!isName(name)) return false
    flip(session, name, isOn)
    return true
  },
  replay: () => replay(session)
})

/** Starts a session and serves it on a port of 127.0.0.1; 0 takes a free one. `folder` holds the built page. */
export const open = async (options: Options, folder: string, port: number): Promise<Dashboard> => {
  const session = await startSession(options)
  const service = serviceOf(session)
  let server = await serve(folder, service, port).catch(async (error: unknown) => {
    await session.close()
    throw error
  })
  const timers = [
    setInterval(() => step(session), options.barMs / 4),
    setInterval(() => look(session), lookMs),
    setInterval(() => server.publish(), publishMs)
  ]
  return {
    session,
    server: () => server,
    reopen: async (then) => {
      await server.close()
      await then?.()
      server = await serve(folder, service, server.port)
    },
    close: async () => {
      for (const timer of timers) clearInterval(timer)
      await server.close()
      await session.close()
    }
  }
}
