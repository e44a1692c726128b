/**
 * What the exchange's documentation leaves open, as switches: each names the ways in which the real one may behave.
 *
 * @module
 * @since 0.1.0
 */

/**
 * The switches. All can be changed while the exchange runs.
 *
 * - `openWithoutMargin` what becomes of a reversal's open that the account cannot pay: the API text says refused, the
 *   help article says the largest size that can be paid.
 * - `restingCloses` whether a reversal cancels resting close orders, oldest first, or uses only what they leave.
 * - `reversalIds` which leg carries the order id and the client id of a reversal.
 * - `oneWayWrongSide` what a reversal whose `side` does not fit the position meets in one-way mode.
 * - `hedgeTradeSideClose` what `tradeSide=close` meets in hedge mode.
 * - `noPositionCode` the code for a reversal of nothing.
 * - `matchDelayMs` milliseconds between acceptance and execution of a market order.
 * - `openDelayMs` milliseconds between a reversal's close and its open: for so long the account is seen flat.
 * - `readLagMs` milliseconds by which private reads are behind.
 * - `dedupeMs` milliseconds for which a client id stays taken after its order; 0 checks pending orders only.
 * - `limitWindow` how requests are counted; `limitScale` multiplies every limit of requests.
 * - `sharedOrderLimit` whether reversals and orders share one counter, as in the API's first version.
 * - `clockSkewMs` milliseconds by which the exchange's visible clock is ahead of its own timekeeping.
 * - `spreadTicks` ticks between the last price and either side of the market.
 * - `hideOneWayOrderIds` whether one-way reversals are answered without an order id.
 * - `fillFraction` how much of each leg of a market order is executed; the rest is cancelled.
 *
 * @category models
 * @since 0.1.0
 */
export interface Behaviour {
  readonly openWithoutMargin: "refuse" | "shrink"
  readonly restingCloses: "cancel" | "keep"
  readonly reversalIds: "close" | "open"
  readonly oneWayWrongSide: "refuse" | "ignore"
  readonly hedgeTradeSideClose: "refuse" | "accept"
  readonly noPositionCode: "40757" | "22002"
  readonly matchDelayMs: number
  readonly openDelayMs: number
  readonly readLagMs: number
  readonly dedupeMs: number
  readonly limitWindow: "fixed" | "sliding"
  readonly limitScale: number
  readonly sharedOrderLimit: boolean
  readonly clockSkewMs: number
  readonly spreadTicks: number
  readonly hideOneWayOrderIds: boolean
  readonly fillFraction: { readonly close: number; readonly open: number }
}

/**
 * The documented behaviour where there is one, the likelier one elsewhere.
 *
 * @category constants
 * @since 0.1.0
 */
export const usual: Behaviour = {
  openWithoutMargin: "refuse",
  restingCloses: "cancel",
  reversalIds: "close",
  oneWayWrongSide: "refuse",
  hedgeTradeSideClose: "refuse",
  noPositionCode: "40757",
  matchDelayMs: 0,
  openDelayMs: 0,
  readLagMs: 0,
  dedupeMs: 0,
  limitWindow: "fixed",
  limitScale: 1,
  sharedOrderLimit: false,
  clockSkewMs: 0,
  spreadTicks: 0,
  hideOneWayOrderIds: false,
  fillFraction: { close: 1, open: 1 }
}
