/**
 * One run of a replay: an engine, a paper venue, and the time they share.
 *
 * @module
 * @since 0.1.0
 */
import { type Command, Engine, type EngineOptions, type Fact, type ReversalEvent } from "@backhand/core"
import type { MarketEvent } from "../MarketEvent.ts"
import * as Decisions from "./Decisions.ts"
import * as EventLog from "./EventLog.ts"
import type { Market } from "./Market.ts"
import * as Marks from "./marks.ts"
import * as PaperVenue from "./PaperVenue.ts"
import * as Place from "./Place.ts"
import { send as takeOrder } from "./send.ts"
import * as Settlements from "./settlements.ts"
import type { Terms } from "./Terms.ts"
import * as Timeline from "./Timeline.ts"

/** What a run consists of. */
export interface ReplayRun {
  readonly timeline: Timeline.Timeline
  readonly engine: Engine.Engine
  readonly events: EventLog.EventLog
  readonly decisions: Decisions.Decisions
  /** Of the order that has just been told of, and that the next command sends: which attempt it is, at which signal. */
  told: { readonly attempt: number; readonly heard: Decisions.Heard | undefined } | undefined
  readonly paper: PaperVenue.PaperVenue
  nowMs: number
  /** The number of the alarm that counts; earlier ones were replaced. */
  alarm: number
  markedAtMs: number
}

/** Makes a run at which nothing has happened yet. */
export const make = (
  markets: ReadonlyArray<Market>,
  options: EngineOptions.EngineOptions,
  terms: Terms,
  beginsAtMs: number
): ReplayRun => {
  const timeline = Timeline.make()
  const self: ReplayRun = {
    timeline,
    engine: Engine.make(options),
    events: EventLog.make(),
    decisions: Decisions.make(),
    told: undefined,
    paper: PaperVenue.make(markets, terms, timeline, (fact, atMs) => feed(self, fact, atMs)),
    nowMs: beginsAtMs,
    alarm: 0,
    markedAtMs: Number.NEGATIVE_INFINITY
  }
  if (!terms.isIdeal) Settlements.schedule(self.paper)
  tellAll(self)
  return self
}

/** Tells the engine the time, and that every symbol is flat. */
const tellAll = (self: ReplayRun): void => {
  const { nowMs } = self
  feed(self, { fact: "clock", askedAtMs: nowMs, venueAtMs: nowMs }, nowMs)
  for (const symbol of self.paper.accounts.keys()) {
    const position = PaperVenue.position(self.paper, symbol)
    feed(self, { fact: "position", symbol, position, askedAtMs: nowMs, venueAtMs: null }, nowMs)
  }
}

/** Longer than any history: pushes tell everything, so nothing is ever asked for. */
export const never = 1e14

const wake = (self: ReplayRun, atMs: number): void => {
  const mine = ++self.alarm
  // It would lie in the timeline to the end, below everything that is to come.
  if (atMs >= never) return
  Timeline.add(self.timeline, atMs, Timeline.timer, () => {
    if (mine === self.alarm) feed(self, { fact: "timer" }, atMs)
  })
}

const tellPosition = (self: ReplayRun, symbol: string): void => {
  const { nowMs } = self
  Timeline.add(self.timeline, nowMs, Timeline.venue, () => {
    const position = PaperVenue.position(self.paper, symbol)
    feed(self, { fact: "position", symbol, position, askedAtMs: nowMs, venueAtMs: null }, nowMs)
  })
}

/** The exchange's clock is the replay's own. */
const tellClock = (self: ReplayRun): void => {
  const { nowMs } = self
  Timeline.add(self.timeline, nowMs, Timeline.venue, () =>
    feed(self, { fact: "clock", askedAtMs: nowMs, venueAtMs: nowMs }, nowMs)
  )
}

const send = (self: ReplayRun, unsettled: Fact.Unsettled): void => {
  const { nowMs, paper, told } = self
  const account = paper.accounts.get(unsettled.order.symbol)
  if (account === undefined) return
  account.isFlying = true
  const heard = told?.heard
  // What completes a reversal is decided on when that one is settled.
  const decidedAtMs = heard?.atMs ?? account.settledAtMs
  takeOrder(paper, {
    unsettled,
    sentAtMs: nowMs,
    attempt: told?.attempt ?? 1,
    decision: heard?.decision ?? null,
    decidedAtMs,
    datedAtMs: heard?.isDated === true ? decidedAtMs : Number.NEGATIVE_INFINITY,
    decidedPrice: heard === undefined ? Place.decided(account, paper.terms.fill, decidedAtMs) : heard.price,
    readyAtMs: Math.max(decidedAtMs, account.settledAtMs),
    toldTrades: heard?.toldTrades ?? account.toldTrades,
    // A stop that had to wait for its turn was not at the exchange when its price came: it is an order like any other.
    resting: heard?.atMs === nowMs ? heard.resting : undefined
  })
}

const settle = (self: ReplayRun, symbol: string): void => {
  const account = self.paper.accounts.get(symbol)
  if (account === undefined) return
  account.isFlying = false
  account.settledAtMs = self.nowMs
}

const tell = (self: ReplayRun, event: ReversalEvent.ReversalEvent): void => {
  const { decisions, events, paper } = self
  const account = paper.accounts.get(event.symbol)
  const signal = "signal" in event ? event.signal : null
  const heard = account === undefined || signal === null ? undefined : Decisions.find(account, signal)
  const isKept = EventLog.keep(events, event, paper, account, heard)
  if (event.event === "sent") self.told = { attempt: event.attempt, heard }
  if (account === undefined || heard === undefined) return
  if (isKept) decisions.kept.set(heard.decision, heard.signal)
  if (event.event === "sent") Decisions.dropBefore(account, heard)
  else if (event.event === "held" || event.event === "superseded" || event.event === "expired")
    Decisions.drop(account, heard)
}

const carry = (self: ReplayRun, command: Command.Command): void => {
  if (command.command === "tell") tell(self, command.event)
  else if (command.command === "send") send(self, command.unsettled)
  else if (command.command === "settle") settle(self, command.symbol)
  else if (command.command === "wake") wake(self, command.atMs)
  else if (command.command === "read-position") tellPosition(self, command.symbol)
  else if (command.command === "sync-clock") tellClock(self)
}

/** Feeds the engine a fact, and carries out what comes of it. */
export const feed = (self: ReplayRun, fact: Fact.Fact, atMs: number): void => {
  self.nowMs = atMs
  for (const command of Engine.step(self.engine, fact, atMs)) carry(self, command)
}

/** Lets everything happen that comes before a time and a rank. */
export const advance = (self: ReplayRun, atMs: number, rank: number): void => {
  while (Timeline.isDue(self.timeline, atMs, rank)) Timeline.take(self.timeline)?.run()
  self.nowMs = atMs
}

/** Takes what the market does: what it does to what is held comes before anything else of its time. */
export const market = (self: ReplayRun, event: MarketEvent): void => {
  if (self.paper.terms.margin !== undefined) {
    advance(self, event.at, Number.NEGATIVE_INFINITY)
    Marks.mark(self.paper, event, event.at !== self.markedAtMs)
    self.markedAtMs = event.at
  }
  advance(self, event.at, Timeline.market)
  if (event.kind !== "trade") return
  const account = self.paper.accounts.get(event.symbol)
  if (account !== undefined) account.toldTrades++
}
