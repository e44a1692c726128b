/**
 * The exchange in virtual time: takes orders, fills them on history by core's semantics, and tells what came of them.
 *
 * @module
 * @since 0.1.0
 */
import { Answer, type Fact, Lots, Position, Rational } from "@backhand/core"
import * as Account from "./Account.ts"
import * as Executions from "./Executions.ts"
import type { Market } from "./Market.ts"
import * as Orders from "./Orders.ts"
import type * as Place from "./Place.ts"
import type { Terms } from "./Terms.ts"
import * as Timeline from "./Timeline.ts"

/** The exchange of one replay. `tell` is called at the virtual time at which the engine hears the fact. */
export interface PaperVenue {
  readonly accounts: ReadonlyMap<string, Account.Account>
  readonly orders: Orders.Orders
  readonly executions: Executions.Executions
  readonly payments: Array<Account.Payment>
  /** The account's money, where what it can pay matters. */
  readonly purse: { cash: Rational.Rational }
  readonly terms: Terms
  readonly timeline: Timeline.Timeline
  readonly tell: (fact: Fact.Fact, atMs: number) => void
}

/** What is known of an order besides what it says. */
export interface Sending {
  readonly unsettled: Fact.Unsettled
  readonly sentAtMs: number
  readonly attempt: number
  /** The number of the decision that it carries out; null for a completion. */
  readonly decision: number | null
  readonly decidedAtMs: number
  /** The date that its signal waited for; before all times where it was decided as it came. */
  readonly datedAtMs: number
  readonly decidedPrice: Rational.Rational | undefined
  readonly readyAtMs: number
  readonly toldTrades: number
  /** Where a stop had been waiting at the exchange, if the decision was one. */
  readonly resting: Place.Place | undefined
}

/** Makes a paper venue on which every symbol is flat. */
export const make = (
  markets: ReadonlyArray<Market>,
  terms: Terms,
  timeline: Timeline.Timeline,
  tell: PaperVenue["tell"]
): PaperVenue => ({
  accounts: new Map(markets.map((market, k) => [market.instrument.symbol, Account.make(market, terms.mode, k)])),
  orders: Orders.make(),
  executions: Executions.make(),
  payments: [],
  purse: { cash: terms.capital },
  terms,
  timeline,
  tell
})

/** What a symbol holds, as the engine is told: with all-in sizes it deals in one unit, whatever that comes to. */
const told = ({ terms }: PaperVenue, account: Account.Account): Position.Position => {
  if (terms.sizing !== "all-in") return account.position
  const lots = Lots.makeUnsafe(Account.lotsOf(account, terms.size))
  return Account.legs(account).reduce<Position.Position>(
    (held, { entry, side }) => Position.withLeg(held, side, { lots, entry }),
    Position.flat(terms.mode)
  )
}

/** What a symbol holds now, as the engine is told. */
export const position = (self: PaperVenue, symbol: string): Position.Position => {
  const account = self.accounts.get(symbol)
  return account === undefined ? Position.flat(self.terms.mode) : told(self, account)
}

const later = ({ tell, timeline }: PaperVenue, fact: Fact.Fact, atMs: number): void =>
  Timeline.add(timeline, atMs, Timeline.venue, () => tell(fact, atMs))

const bodyOf = (code: string): string => `{"code":"${code}","msg":"","requestTime":0,"data":null}`

/** What the exchange says with each code, read as its words would be, but once. */
const answers = {
  accepted: Answer.read(200, bodyOf("00000")),
  "40754": Answer.read(400, bodyOf("40754")),
  "40757": Answer.read(400, bodyOf("40757")),
  "45110": Answer.read(400, bodyOf("45110"))
}

/** A code with which an order is refused as it arrives. */
export type Obstacle = Exclude<keyof typeof answers, "accepted">

/** Answers an order. */
export const answer = (self: PaperVenue, clientOid: string, atMs: number, code: keyof typeof answers): void => {
  const read = { ...answers[code], venueAtMs: atMs }
  later(self, { fact: "answer", clientOid, answer: read, remaining: null }, atMs + self.terms.delay())
}

/**
 * Tells what is held once all of an order has happened. Where nothing came of it, only its end in the exchange's books
 * says so, and that is told with it.
 */
export const tellEnd = (self: PaperVenue, account: Account.Account, order: Orders.Live | null, atMs: number): void => {
  const { symbol } = account.market.instrument
  const heardAtMs = atMs + self.terms.delay()
  if (order !== null && order.executions === 0) {
    const { clientOid } = order
    later(self, { fact: "order", clientOid, report: "done", source: "detail", askedAtMs: null }, heardAtMs)
  }
  later(self, { fact: "position", symbol, position: told(self, account), askedAtMs: null, venueAtMs: atMs }, heardAtMs)
}
