/** Takes down what the trading process tells. */
import type { ReversalEvent } from "@backhand/core"
import * as Desk from "./Desk.ts"
import type { FromTrader } from "./ipc.ts"
import * as Ledger from "./Ledger.ts"
import * as Measure from "./Measure.ts"
import { now, type Session } from "./Session.ts"

const mark = (self: Session, event: ReversalEvent.Settled): void => {
  const { clientOid, order, symbol } = event
  self.orders.set(symbol, (self.orders.get(symbol) ?? 0) + 1)
  const side = self.desk.sent.get(clientOid)?.side
  if (side === undefined) return
  const what = order === "reversal" ? "reverse" : "enter"
  const made = { symbol, time: self.days[self.market.index] ?? "", side, what } as const
  self.marks.push(made)
  self.fresh.marks.push(made)
}

const hearEntry = (self: Session, text: string): void => {
  const before = self.desk.limit.limit
  const { events, learnt, lines } = Desk.take(self.desk, text)
  // What was sent under the old limit has arrived within the window; from then on the new one is measured.
  if (self.desk.limit.limit !== before) Measure.restart(self.measure, now() + self.desk.limit.windowMs)
  self.fresh.events.push(...lines)
  if (learnt !== null) self.decided.push({ ...learnt, place: null })
  for (const event of events) {
    if (event.event === "held")
      self.decided.push({ signal: event.signal, clientOid: null, place: Ledger.take(self.ledger) })
    if (event.event === "sent" && event.signal !== null)
      self.decided.push({ signal: event.signal, clientOid: event.clientOid, place: null })
    if (event.event === "settled" && event.settlement !== "unchanged") mark(self, event)
  }
}

/** Hears one message. */
export const hear = (self: Session, message: FromTrader): void => {
  if (message.say === "entry") hearEntry(self, message.line)
  else if (message.say === "socket") self.socket = message.state
  else process.stderr.write(`demo:live: the trading process failed: ${message.why}\n`)
}
