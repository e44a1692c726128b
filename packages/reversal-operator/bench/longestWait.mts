import { dryRun, reverseOn, type SignalInput, type Venue } from "@backhand/reversal-operator"
import { Subject, VirtualTimeScheduler } from "rxjs"
import { instrumentsOf, symbolsOf } from "./throttled.mts"

const limit = { limit: 10, windowMs: 1000 }
const longestMs = 80

/** A dry run behind a network: every command takes its time there, every fact its time back. */
const distant = (venue: Venue, scheduler: VirtualTimeScheduler): Venue => {
  let draws = 0
  const delayMs = () => (draws++ * 37) % (longestMs + 1)
  return {
    connect: (link) => {
      const later = (what: () => void) => void scheduler.schedule(what, delayMs())
      const near = venue.connect({ ...link, tell: (fact) => later(() => link.tell(fact)) })
      return { execute: (command) => later(() => near.execute(command)), close: near.close }
    }
  }
}

/** Lets every symbol wish anew every half second for as long as three rounds take; nobody may wait longer than one. */
export const longestWait = (count: number) => {
  const symbols = symbolsOf(count)
  const scheduler = new VirtualTimeScheduler()
  const signals = new Subject<SignalInput>()
  const boundMs = Math.ceil(count / limit.limit) * (limit.windowMs + 2 * longestMs)
  const endMs = 3 * boundMs + 2000
  scheduler.maxFrames = endMs
  const since = new Map<string, number>()
  const superseded = new Set<unknown>()
  let [waitMs, sent, stale] = [0, 0, 0]
  signals
    .pipe(
      reverseOn({
        venue: distant(dryRun({ instruments: instrumentsOf(symbols) }), scheduler),
        whenFlat: { enter: "1" },
        limit,
        scheduler
      })
    )
    .subscribe((event) => {
      if (event.event === "superseded") superseded.add(event.signal)
      if (event.event === "held") since.delete(event.symbol)
      if (event.event !== "sent") return
      sent++
      if (superseded.has(event.signal)) stale++
      waitMs = Math.max(waitMs, scheduler.now() - (since.get(event.symbol) ?? scheduler.now()))
      since.delete(event.symbol)
    })
  let round = 0
  const wish = (): void => {
    const side = round++ % 2 === 0 ? "long" : "short"
    for (const symbol of symbols) {
      if (!since.has(symbol)) since.set(symbol, scheduler.now())
      signals.next({ symbol, side })
    }
    superseded.clear()
    scheduler.schedule(wish, 500)
  }
  wish()
  scheduler.flush()
  return { boundMs, sent, stale, waitMs }
}
