/**
 * One run of a replay: an engine, a paper venue, and the time they share.
 *
 * @module
 * @since 0.1.0
 */
import { type Command, Engine, type EngineOptions, type Fact, type ReversalEvent } from "@backhand/core"
import type { Market } from "./Market.ts"
import * as PaperVenue from "./PaperVenue.ts"
import * as Stops from "./Stops.ts"
import * as Timeline from "./Timeline.ts"

/** What a run consists of. */
export interface ReplayRun {
  readonly markets: ReadonlyMap<string, Market>
  readonly timeline: Timeline.Timeline
  readonly engine: Engine.Engine
  readonly events: Array<ReversalEvent.ReversalEvent>
  readonly stops: ReturnType<typeof Stops.make>
  readonly paper: PaperVenue.PaperVenue
  nowMs: number
  /** The number of the alarm that counts; earlier ones were replaced. */
  alarm: number
}

/** Makes a run at which nothing has happened yet. */
export const make = (
  markets: ReadonlyArray<Market>,
  options: EngineOptions.EngineOptions,
  terms: PaperVenue.Terms
): ReplayRun => {
  const timeline = Timeline.make()
  const self: ReplayRun = {
    markets: new Map(markets.map((market) => [market.instrument.symbol, market])),
    timeline,
    engine: Engine.make(options),
    events: [],
    stops: Stops.make(),
    paper: PaperVenue.make(markets, terms, timeline, (fact, atMs) => feed(self, fact, atMs)),
    nowMs: 0,
    alarm: 0
  }
  return self
}

const wake = (self: ReplayRun, atMs: number): void => {
  const mine = ++self.alarm
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

const carry = (self: ReplayRun, command: Command.Command): void => {
  if (command.command === "tell") {
    self.events.push(command.event)
    if (command.event.event === "sent") self.stops.claim(command.event)
  } else if (command.command === "send")
    PaperVenue.send(self.paper, command.unsettled, self.nowMs, self.stops.placeOf(command.unsettled.clientOid))
  else if (command.command === "wake") wake(self, command.atMs)
  else if (command.command === "read-position") tellPosition(self, command.symbol)
  else if (command.command === "sync-clock") tellClock(self)
}

/** Feeds the engine a fact, and carries out what comes of it. */
const feed = (self: ReplayRun, fact: Fact.Fact, atMs: number): void => {
  self.nowMs = atMs
  for (const command of Engine.step(self.engine, fact, atMs)) carry(self, command)
}

/** Lets everything happen that comes before a time and a rank. */
export const advance = (self: ReplayRun, atMs: number, rank: number): void => {
  while (Timeline.isDue(self.timeline, atMs, rank)) Timeline.take(self.timeline)?.run()
  self.nowMs = atMs
}

/** Takes a signal: at once, or, where it rests, when and if its bar reaches its stop. */
export const signal = (self: ReplayRun, wish: Stops.RestingSignal): void => {
  if (wish.stop === undefined) {
    feed(self, { fact: "signal", signal: wish }, self.nowMs)
    return
  }
  const market = self.markets.get(wish.symbol)
  const place = market === undefined ? undefined : Stops.placeOf(market, wish)
  if (place === undefined) return
  self.stops.trigger(wish, place)
  Timeline.add(self.timeline, place.atMs, Timeline.market, () =>
    feed(self, { fact: "signal", signal: wish }, place.atMs)
  )
}

/** Tells the engine the time, and that every symbol is flat. */
export const begin = (self: ReplayRun, atMs: number): void => {
  feed(self, { fact: "clock", askedAtMs: atMs, venueAtMs: atMs }, atMs)
  for (const symbol of self.markets.keys()) {
    const position = PaperVenue.position(self.paper, symbol)
    feed(self, { fact: "position", symbol, position, askedAtMs: atMs, venueAtMs: null }, atMs)
  }
}
