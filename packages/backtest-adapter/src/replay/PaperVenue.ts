/**
 * The exchange in virtual time: fills orders on history by core's semantics, and tells what came of them.
 *
 * @module
 * @since 0.1.0
 */
import { Answer, Decimal, type Fact, Fill, Instrument, Order, Position, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import type { Market } from "./Market.ts"
import { firstOpeningAt, lastClosedBy } from "./Market.ts"
import type { ReplayOptions } from "./ReplayOptions.ts"
import * as Timeline from "./Timeline.ts"

/** One execution on history. `fee` is in margin coin; `bar` counts from 0. */
export interface Execution extends Fill.Fill {
  readonly clientOid: string
  readonly symbol: string
  readonly bar: number
  readonly atMs: number
  readonly fee: Rational.Rational
  readonly realized: Rational.Rational
}

/** The exact terms of a replay. */
export interface Terms {
  readonly fill: "next-open" | "close"
  readonly feeRate: Rational.Rational | undefined
  readonly slippage: Rational.Rational
  readonly delay: () => number
  readonly mode: Position.HoldMode
  readonly hasMinimums: boolean
  readonly outcome: NonNullable<ReplayOptions["outcome"]>
}

/** Where and when an order is filled, once it has arrived. */
export interface Place {
  readonly bar: number
  readonly atMs: number
  readonly price: Rational.Rational
}

interface Account {
  position: Position.Position
  readonly market: Market
  readonly priceStep: Rational.Rational
}

/** The exchange of one replay. `tell` is called at the virtual time at which the engine hears the fact. */
export interface PaperVenue {
  readonly accounts: ReadonlyMap<string, Account>
  readonly executions: Array<Execution>
  readonly terms: Terms
  readonly timeline: Timeline.Timeline
  readonly tell: (fact: Fact.Fact, atMs: number) => void
}

const worse = (
  price: Rational.Rational,
  { effect, side }: Pick<Fill.Fill, "effect" | "side">,
  slippage: Rational.Rational
) => {
  const isBuy = (effect === "open") === (side === "long")
  const change = Rational.multiply(price, slippage)
  return isBuy ? Rational.add(price, change) : Rational.subtract(price, change)
}

/** Where an order that arrives at a time is filled; undefined after the last bar. */
const placeOf = (account: Account, terms: Terms, atMs: number): Place | undefined => {
  const { bars } = account.market
  const atClose = terms.fill === "close"
  const bar = atClose ? lastClosedBy(bars, atMs) : firstOpeningAt(bars, atMs)
  // The last close ends the history: like the kernel, and most engines, nothing is filled there.
  const ticks = atClose && bar === bars.length - 1 ? undefined : (atClose ? bars.close : bars.open)[bar]
  if (ticks === undefined) return undefined
  const price = Rational.multiply(Rational.fromInteger(ticks), account.priceStep)
  return { bar, atMs: atClose ? atMs : (bars.time[bar] ?? atMs), price }
}

const accepted = (clientOid: string, atMs: number): Answer.Answer =>
  Answer.read(200, `{"code":"00000","msg":"success","requestTime":${atMs},"data":{"clientOid":"${clientOid}"}}`)

/** The lots that are closed and opened: of a reversal whose open is below the minimums, the close alone. */
const outcomeOf = (terms: Terms, instrument: Instrument.Instrument, order: Order.Order, place: Place) => {
  const wished = terms.outcome({ order, price: place.price, atMs: place.atMs })
  const isTooSmall = terms.hasMinimums && Result.isFailure(Instrument.checkOpening(instrument, order.lots, place.price))
  return isTooSmall ? { ...wished, opened: 0 } : wished
}

/** Makes a paper venue on which every symbol is flat. */
export const make = (
  markets: ReadonlyArray<Market>,
  terms: Terms,
  timeline: Timeline.Timeline,
  tell: PaperVenue["tell"]
): PaperVenue => ({
  accounts: new Map(
    markets.map((market) => {
      const priceStep = Result.getOrThrow(Decimal.parsePositive("priceStep", market.bars.priceStep))
      return [market.instrument.symbol, { position: Position.flat(terms.mode), market, priceStep }]
    })
  ),
  executions: [],
  terms,
  timeline,
  tell
})

/** What a symbol holds now. */
export const position = ({ accounts, terms }: PaperVenue, symbol: string): Position.Position =>
  accounts.get(symbol)?.position ?? Position.flat(terms.mode)

const later = ({ tell, timeline }: PaperVenue, fact: Fact.Fact, atMs: number): void =>
  Timeline.add(timeline, atMs, Timeline.venue, () => tell(fact, atMs))

const book = (self: PaperVenue, account: Account, clientOid: string, place: Place, fill: Fill.Fill): void => {
  const { instrument } = account.market
  const { feeRate = instrument.takerFeeRate, slippage } = self.terms
  const price = worse(place.price, fill, slippage)
  const after = Fill.apply(instrument, Fill.account(account.position), { ...fill, price }, feeRate)
  if (Result.isFailure(after)) return
  const { fees: fee, position: next, realized } = after.success
  const { atMs, bar } = place
  account.position = next
  self.executions.push({ ...fill, price, clientOid, symbol: instrument.symbol, bar, atMs, fee, realized })
}

const execute = (self: PaperVenue, account: Account, { clientOid, order }: Fact.Unsettled, place: Place): void => {
  const { instrument } = account.market
  const { closed, opened } = outcomeOf(self.terms, instrument, order, place)
  for (const fill of Order.fills(order, place.price, closed, opened)) book(self, account, clientOid, place, fill)
  const { symbol } = instrument
  const told = { symbol, position: account.position, askedAtMs: null, venueAtMs: place.atMs }
  later(self, { fact: "position", ...told }, place.atMs + self.terms.delay())
}

const arrive = (
  self: PaperVenue,
  account: Account,
  unsettled: Fact.Unsettled,
  atMs: number,
  resting: Place | undefined
): void => {
  const { clientOid } = unsettled
  const answer = accepted(clientOid, atMs)
  later(self, { fact: "answer", clientOid, answer, remaining: null }, atMs + self.terms.delay())
  const place = resting ?? placeOf(account, self.terms, atMs)
  if (place === undefined) return
  Timeline.add(self.timeline, Math.max(atMs, place.atMs), Timeline.venue, () =>
    execute(self, account, unsettled, place)
  )
}

/** Takes an order that is sent at a time. `resting` is where a stop had been waiting at the exchange, if it was one. */
export const send = (self: PaperVenue, unsettled: Fact.Unsettled, atMs: number, resting: Place | undefined): void => {
  const account = self.accounts.get(unsettled.order.symbol)
  if (account === undefined) return
  const arrivesAt = resting === undefined ? atMs + self.terms.delay() : atMs
  Timeline.add(self.timeline, arrivesAt, Timeline.venue, () => arrive(self, account, unsettled, arrivesAt, resting))
}
