/**
 * The causes of cost in words.
 *
 * @module
 * @since 0.1.0
 */
import type { Cause } from "../honesty/Costs.ts"

/** The name of every cause and what it means. */
export const costWords: Readonly<Record<Cause, readonly [name: string, meaning: string]>> = {
  rule: [
    "Fill rule",
    "From the price decided on to the first one that the fill rule offers: a close to the next open."
  ],
  previous: ["Order before", "Waiting for the symbol's order before it to be settled."],
  limiter: ["Rate limit", "Waiting for the rate limit."],
  latency: ["Latency", "On the way to the exchange."],
  gap: ["Gap between legs", "Between the close and the open of a reversal."],
  spread: ["Spread", "From the middle to the ask or the bid."],
  slippage: ["Slippage", "As assumed, on every execution."],
  fees: ["Fees", "Of the exchange, for both legs."],
  funding: ["Funding", "Paid while positions were held; a gain where more was received."]
}
