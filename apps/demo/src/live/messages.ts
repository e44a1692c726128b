/** Makes what the page is sent. */
import { randomUUID } from "node:crypto"
import { readJournal } from "@backhand/reversal-operator"
import * as Desk from "./Desk.ts"
import { candleOf } from "./Market.ts"
import * as Rate from "./Rate.ts"
import type { Candle, Message, Row, Status } from "./protocol.ts"
import { now, type Session } from "./Session.ts"
import * as switches from "./switches.ts"
import { pausedMs, rowOf, slotsOf } from "./view.ts"

const differenceOf = (counts: ReadonlyMap<string, number>, before: ReadonlyMap<string, number>) =>
  Object.fromEntries([...counts].map(([event, count]) => [event, count - (before.get(event) ?? 0)]))

const openInJournal = (self: Session): number => {
  try {
    return readJournal(self.journal, { isOpenOnly: true }).length
  } catch {
    return 0
  }
}

const switchesOf = (self: Session, waiting: number): Status["switches"] =>
  switches.names.map((name) => {
    const before = self.touched.get(name)
    const counts = before === undefined ? {} : differenceOf(self.desk.counts, before)
    const told = before === undefined ? "" : switches.told(name, counts, waiting, self.measure.doubled)
    const isOn = name === "kill" ? self.isKilling || self.supervisor.state() === "dead" : self.on.has(name)
    return { name, isOn, told }
  })

const exchangeOf = ({ desk, measure }: Session, at: number): Status["exchange"] => ({
  requests: measure.all.total,
  inLastSecond: Rate.inSecond(measure.all, at),
  most: measure.all.most,
  mostSince: measure.since.most,
  limit: desk.limit.limit,
  reversals: measure.executions,
  doubled: measure.doubled,
  turnedAway: measure.turnedAway
})

const statusOf = (self: Session): Status => {
  const at = now()
  const { desk, ledger, market, supervisor } = self
  const waiting = Desk.waiting(desk)
  const state = supervisor.state()
  return {
    at,
    bar: ledger.line.length,
    isMarketOver: market.isOver,
    process: {
      state,
      pid: supervisor.pid(),
      starts: supervisor.starts(),
      journalOpen: state === "dead" ? openInJournal(self) : 0
    },
    socket: self.socket,
    budget: { ...desk.limit, slots: slotsOf(desk, at), pausedMs: pausedMs(desk, at) },
    waiting,
    counts: Object.fromEntries(desk.counts),
    exchange: exchangeOf(self, at),
    repeated: { steps: desk.steps, different: desk.different },
    switches: switchesOf(self, waiting.length),
    net: Number((ledger.line.at(-1) ?? 0).toFixed(2))
  }
}

const rowsOf = (self: Session): ReadonlyArray<Row> => {
  const { desk, ledger, orders, simulator, tracks } = self
  const waiting = new Set(Desk.waiting(desk))
  return tracks
    .filter(({ isCharted, symbol }) => isCharted || ledger.money.has(symbol) || waiting.has(symbol))
    .map((track) => {
      const row = rowOf(track, ledger, simulator, desk, orders.get(track.symbol) ?? 0)
      return waiting.has(track.symbol) && row.stage === "idle" ? { ...row, stage: "waiting" } : row
    })
}

const charted = ({ tracks }: Session) => tracks.filter(({ isCharted }) => isCharted)

const candlesFrom = (self: Session, from: number): Readonly<Record<string, ReadonlyArray<Candle>>> => {
  const { days, market } = self
  return Object.fromEntries(
    charted(self).map((track) => [
      track.symbol,
      Array.from({ length: market.index - from + 1 }, (_, k) => {
        const quarters = from + k === market.index ? Math.max(1, market.quarter) : 4
        return candleOf(track, from + k, days[from + k] ?? "", quarters)
      })
    ])
  )
}

/** Bars that a page is given when it comes. */
const shown = 400

/** Which server this is: a page that meets another one begins anew. */
const server = randomUUID()

/** Everything, for a page that has just come. */
export const snapshot = (self: Session): Message => ({
  kind: "snapshot",
  server,
  barMs: self.options.barMs,
  listed: self.tracks.map(({ isCharted, isRecorded, label, symbol }) => ({ isCharted, isRecorded, label, symbol })),
  switches: switches.texts,
  candles: candlesFrom(self, Math.max(0, self.market.index - shown)),
  marks: self.marks.slice(-1000),
  rows: rowsOf(self),
  events: self.desk.recent,
  status: statusOf(self)
})

/** Makes updates: only what has changed since the one before. */
export const updates = (self: Session): (() => Message) => {
  const before = new Map<string, string>()
  return () => {
    const { fresh, market } = self
    const rows = rowsOf(self).filter((row) => {
      const text = JSON.stringify(row)
      const isNew = before.get(row.symbol) !== text
      before.set(row.symbol, text)
      return isNew
    })
    const candles = candlesFrom(self, fresh.isBar ? market.index - 1 : market.index)
    const message: Message = {
      kind: "update",
      candles,
      marks: fresh.marks.splice(0),
      events: fresh.events.splice(0),
      rows,
      status: statusOf(self)
    }
    fresh.isBar = false
    return message
  }
}
