/**
 * The exchange in virtual time: takes orders, fills them on history by core's semantics, and tells what came of them.
 *
 * @module
 * @since 0.1.0
 */
import { Answer, type Fact, Position, Rational } from "@backhand/core"
import * as Account from "./Account.ts"
import { execute, keep, obstacle } from "./execute.ts"
import * as Liquidation from "./Liquidation.ts"
import type { Market } from "./Market.ts"
import { book } from "./book.ts"
import * as Place from "./Place.ts"
import type { ReplayOrder } from "./ReplayOrder.ts"
import type { Terms } from "./Terms.ts"
import * as Timeline from "./Timeline.ts"

/** The exchange of one replay. `tell` is called at the virtual time at which the engine hears the fact. */
export interface PaperVenue {
  readonly accounts: ReadonlyMap<string, Account.Account>
  readonly orders: Array<ReplayOrder>
  readonly executions: Array<Account.Execution>
  readonly payments: Array<Account.Payment>
  /** The account's money, where margin is modelled. */
  readonly purse: { cash: Rational.Rational }
  readonly terms: Terms
  readonly timeline: Timeline.Timeline
  readonly tell: (fact: Fact.Fact, atMs: number) => void
}

/** What is known of an order besides what it says. */
export interface Sending {
  readonly unsettled: Fact.Unsettled
  readonly sentAtMs: number
  /** The number of the decision that it carries out; null for a completion. */
  readonly decision: number | null
  readonly decidedAtMs: number
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
  accounts: new Map(markets.map((market) => [market.instrument.symbol, Account.make(market, terms.mode)])),
  orders: [],
  executions: [],
  payments: [],
  purse: { cash: terms.capital },
  terms,
  timeline,
  tell
})

/** What a symbol holds now. */
export const position = ({ accounts, terms }: PaperVenue, symbol: string): Position.Position =>
  accounts.get(symbol)?.position ?? Position.flat(terms.mode)

const later = ({ tell, timeline }: PaperVenue, fact: Fact.Fact, atMs: number): void =>
  Timeline.add(timeline, atMs, Timeline.venue, () => tell(fact, atMs))

const answer = (self: PaperVenue, clientOid: string, atMs: number, code: string): void => {
  const data = code === "00000" ? `{"clientOid":"${clientOid}"}` : "null"
  const body = `{"code":"${code}","msg":"","requestTime":${atMs},"data":${data}}`
  const read = Answer.read(code === "00000" ? 200 : 400, body)
  later(self, { fact: "answer", clientOid, answer: read, remaining: null }, atMs + self.terms.delay())
}

/**
 * Tells what is held once all of an order has happened. Where nothing came of it, only its end in the exchange's books
 * says so, and that is told with it.
 */
const tellEnd = (self: PaperVenue, account: Account.Account, order: ReplayOrder | null, atMs: number): void => {
  const { symbol } = account.market.instrument
  const heardAtMs = atMs + self.terms.delay()
  if (order !== null && order.executions.length === 0) {
    const { clientOid } = order
    later(self, { fact: "order", clientOid, report: "done", source: "detail", askedAtMs: null }, heardAtMs)
  }
  const { position: held } = account
  later(self, { fact: "position", symbol, position: held, askedAtMs: null, venueAtMs: atMs }, heardAtMs)
}

const fillAt = (
  self: PaperVenue,
  account: Account.Account,
  order: ReplayOrder,
  sending: Sending,
  place: Place.Place
): void => {
  const atMs = Math.max(order.arrivedAtMs, place.atMs)
  Timeline.add(self.timeline, atMs, Timeline.venue, () =>
    execute(self, account, order, sending, { ...place, atMs }, (endsAtMs) => tellEnd(self, account, order, endsAtMs))
  )
}

const placeOf = (
  { terms }: PaperVenue,
  account: Account.Account,
  { arrivedAtMs, decidedAtMs }: ReplayOrder,
  { decidedPrice }: Sending
): Place.Place | undefined =>
  terms.isIdeal
    ? Place.ideal(account, arrivedAtMs, decidedPrice)
    : Place.find(account, terms.fill, arrivedAtMs, decidedAtMs)

/** On their way to a resting stop, prices may liquidate what it was to turn round. */
const passBy = (self: PaperVenue, account: Account.Account, { atMs, bar, price }: Place.Place): void => {
  const open = Place.inTicks(account.market.bars.open[bar] as number, account.step)
  const [low, high] = Rational.compare(open, price) < 0 ? [open, price] : [price, open]
  mark(self, account, { open, low, high }, bar, atMs)
}

const arrive = (self: PaperVenue, account: Account.Account, order: ReplayOrder, sending: Sending): void => {
  const { arrivedAtMs } = order
  if (sending.resting !== undefined) passBy(self, account, sending.resting)
  const place = sending.resting ?? placeOf(self, account, order, sending)
  const code = obstacle(self, account, sending.unsettled.order, place)
  answer(self, order.clientOid, arrivedAtMs, code ?? "00000")
  if (code !== undefined) order.outcome = "refused"
  else if (place !== undefined) fillAt(self, account, order, sending, place)
}

/** Takes an order that is sent at a time. */
export const send = (self: PaperVenue, sending: Sending): void => {
  const { resting, sentAtMs, unsettled } = sending
  const account = self.accounts.get(unsettled.order.symbol)
  if (account === undefined) return
  const arrivedAtMs = resting === undefined ? sentAtMs + self.terms.delay() : sentAtMs
  const { clientOid, order } = unsettled
  const record: ReplayOrder = {
    clientOid,
    symbol: order.symbol,
    order: order.order,
    decision: sending.decision,
    decidedAtMs: sending.decidedAtMs,
    readyAtMs: sending.readyAtMs,
    sentAtMs,
    arrivedAtMs,
    outcome: "unfilled",
    executions: []
  }
  self.orders.push(record)
  Timeline.add(self.timeline, arrivedAtMs, Timeline.venue, () => arrive(self, account, record, sending))
}

const unmoved = (price: Rational.Rational): Account.Prices => ({
  decided: price,
  first: price,
  ready: price,
  sent: price,
  arrived: price,
  leg: price,
  quoted: price
})

const liquidate = (
  self: PaperVenue,
  account: Account.Account,
  { side }: Liquidation.Threshold,
  price: Rational.Rational,
  bar: number,
  atMs: number
): void => {
  const { lots } = Position.leg(account.position, side) ?? {}
  if (lots === undefined) return
  const { symbol } = account.market.instrument
  const prices = unmoved(price)
  const fill = { effect: "close", side, lots, price } as const
  const rate = Liquidation.feeRate(account, self.terms)
  const of = { cause: "liquidation", clientOid: "", symbol, bar, atMs, prices } as const
  keep(self, book(account, self.terms, rate, { ...fill, ...of }))
  tellEnd(self, account, null, atMs)
}

/** Liquidates what prices have gone too far for. Call it when they are known, before anything else of that time. */
export const mark = (
  self: PaperVenue,
  account: Account.Account,
  range: Liquidation.Range,
  bar: number,
  atMs: number
): void => {
  for (const threshold of account.thresholds) {
    const price = Liquidation.reached(threshold, range)
    if (price !== undefined) liquidate(self, account, threshold, price, bar, atMs)
  }
}
