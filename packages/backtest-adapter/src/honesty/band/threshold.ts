/**
 * Where what is held on a path is liquidated, and what an account can still bind.
 *
 * @module
 * @since 0.1.0
 */
import { gain, type Holder, type Trading, worth } from "./Holder.ts"

/** A price that liquidates, and the one at which the margin is gone. `sign` 1 is reached from below, -1 from above. */
export interface Threshold {
  readonly sign: 1 | -1
  readonly price: number
  readonly bankrupt: number
}

/** The price at which margin and profit cover just a `share` of the value, by the formulas of the replay; undefined where none does. */
const priceAt = ({ isLinear }: Trading, { entry, sign }: Holder, leverage: number, share: number) => {
  const [moved, kept] = [1 - (isLinear ? sign : -sign) / leverage, 1 - (isLinear ? sign : -sign) * share]
  const [num, den] = isLinear ? [moved, kept] : [kept, moved]
  return num > 0 && den > 0 ? entry * (num / den) : undefined
}

/** Where a position is liquidated; undefined where no price does it. */
export const thresholdOf = (trading: Trading, holder: Holder): Threshold | undefined => {
  const { margin } = trading
  if (margin === undefined || holder.sign === 0) return undefined
  const price = priceAt(trading, holder, margin.leverage, margin.kept)
  if (price === undefined) return undefined
  return { sign: holder.sign > 0 ? -1 : 1, price, bankrupt: priceAt(trading, holder, margin.leverage, 0) ?? price }
}

/** Whether a price is at a threshold or beyond it, as far as doubles can tell. */
export const isBeyond = ({ price: at, sign }: Threshold, price: number): boolean =>
  sign > 0 ? price >= at * (1 - 1e-12) : price <= at * (1 + 1e-12)

/** Where prices that begin beyond a threshold close the position: where they begin, but never beyond the margin. */
export const closedAt = ({ bankrupt, price: at, sign }: Threshold, price: number): number => {
  const further = sign > 0 ? Math.max(at, price) : Math.min(at, price)
  return sign > 0 ? Math.min(further, bankrupt) : Math.max(further, bankrupt)
}

/** What the account has beside the margin of what is held, `made` money after the beginning and at a price. */
export const freeAt = (trading: Trading, holder: Holder, made: number, price: number): number => {
  const cash = trading.capital + made - gain(trading, holder, holder.entry, price)
  if (trading.margin === undefined || holder.sign === 0) return cash
  return cash - (holder.size * worth(trading, holder.entry)) / trading.margin.leverage
}
