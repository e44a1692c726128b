import { Engine } from "@backhand/core"
import { digest } from "./digest.ts"
import { type Choose, killMs, type Plan, type World } from "./Plan.ts"
import { Timeline } from "./Timeline.ts"
import { Trader } from "./Trader.ts"
import { Venue } from "./Venue.ts"

export interface Looks {
  /** Called before everything that happens; what it is given tells the state of everything. */
  readonly visit?: (key: () => number) => void
  /** Whether every run of the process is repeated by a fresh engine. */
  readonly isCertified?: boolean
}

/** The state of everything. */
const keyOf = (trader: Trader, venue: Venue, time: Timeline): number => {
  const { state } = trader.engine
  return digest(
    [
      [...state.symbols.values()],
      [state.budgets.reversal, state.budgets.entry],
      state.line.map(({ place, symbol }) => [place - state.places, symbol.symbol]),
      [state.clock, state.clockAskedAtMs, state.isEnding, state.isKilled, state.isAccountHalted],
      time.ahead(),
      venue.key(),
      [...trader.journal.keys()],
      trader.crashesLeft
    ],
    time.nowMs
  )
}

const arrange = (plan: Plan, choose: Choose, time: Timeline, trader: Trader, venue: Venue): void => {
  for (const signal of plan.signals)
    time.at(signal.at, 2, `signal ${signal.symbol}`, () => trader.feed({ fact: "signal", signal }))
  for (const { atMs, symbol } of plan.hands ?? [])
    time.at(atMs, 0, "hand", () => (trader.hasOpen(symbol) ? undefined : venue.hand(symbol, !trader.hasOpen())))
  if (plan.killAtMs !== undefined)
    time.at(plan.killAtMs, 0, "switch", () => {
      if (choose(2, "kill") === 0) return
      trader.kill()
      time.at(time.nowMs + killMs, 0, "revive", () => trader.feed({ fact: "revive" }), true)
    })
  time.at(plan.endAtMs, 2, "end", () => trader.end())
}

/** Runs a plan to its end. Everything that can go one way or another is asked of `choose`. */
export const runWorld = (plan: Plan, choose: Choose, { isCertified = true, visit }: Looks = {}): World => {
  const time = new Timeline()
  const trader = new Trader(plan, choose, time)
  const venue = new Venue(plan, choose, time, {
    run: () => trader.run,
    deliver: (fact, atMs) => time.at(atMs, 0, `deliver ${fact.fact}`, () => trader.feed(fact), true)
  })
  trader.venue = venue
  arrange(plan, choose, time, trader, venue)
  const problems: Array<string> = []
  for (let steps = 0; !trader.isDone; steps++) {
    const next = time.next()
    if (next === undefined) break
    if (steps > 20_000) {
      problems.push("it never ends")
      break
    }
    visit?.(() => keyOf(trader, venue, time))
    next.run()
  }
  if (isCertified) trader.certify()
  return {
    log: () => time.lines(),
    arrivals: venue.arrivals,
    sent: trader.sent,
    executions: venue.executions,
    events: trader.events,
    problems: [...problems, ...trader.problems, ...venue.problems],
    handled: venue.handled,
    raced: venue.raced,
    killedAtMs: trader.killedAtMs,
    crashes: trader.run,
    truth: (symbol) => venue.books.truth(symbol).position,
    believed: Engine.positions(trader.engine),
    isDone: trader.isDone
  }
}
