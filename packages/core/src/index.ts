/**
 * Futures-position reversal as data and pure functions: the semantics, the wire codec, the budget and the engine.
 *
 * @module
 * @since 0.1.0
 */
export * as Answer from "./Answer.ts"
export * as AnswerCode from "./AnswerCode.ts"
export * as Budget from "./Budget.ts"
export * as ClientOid from "./ClientOid.ts"
export type * as Command from "./Command.ts"
export * as Contract from "./Contract.ts"
export * as Decimal from "./Decimal.ts"
export * as Engine from "./Engine.ts"
export * as EngineOptions from "./EngineOptions.ts"
export * as Envelope from "./Envelope.ts"
export type * as Fact from "./Fact.ts"
export * as Fill from "./Fill.ts"
export * as Instrument from "./Instrument.ts"
export * as Intent from "./Intent.ts"
export * as Lots from "./Lots.ts"
export * as Money from "./Money.ts"
export * as Order from "./Order.ts"
export type * as OrderReport from "./OrderReport.ts"
export * as Position from "./Position.ts"
export * as ProductType from "./ProductType.ts"
export * as Rational from "./Rational.ts"
export * as Refusal from "./Refusal.ts"
export type * as ReversalEvent from "./ReversalEvent.ts"
export * as Settlement from "./Settlement.ts"
export * as Side from "./Side.ts"
export * as Signal from "./Signal.ts"
export * as VenueClock from "./VenueClock.ts"
export * as Wire from "./Wire.ts"
