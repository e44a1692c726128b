/**
 * A strategy as a machine that is shown one closed bar after the other. Its columns and its operator are both made of it.
 *
 * @module
 * @since 0.1.0
 */

/**
 * 1 wish to be long, -1 wish to be short, 0 no wish.
 *
 * @since 0.1.0
 */
export type Wished = -1 | 0 | 1

/**
 * The state of a strategy on one symbol. `step` is given the prices of a closed bar in ticks and answers with what it
 * wishes on that close. `stop` tells, after a step, the price in ticks at which that wish rests for the next bar; where
 * it is left out, wishes do not rest.
 *
 * @since 0.1.0
 */
export interface Stepper {
  readonly step: (high: number, low: number, close: number) => Wished
  readonly stop?: () => number
}

/** Lets a wish through only where it differs from the wish before it. */
export const onChange = (): ((wish: Wished) => Wished) => {
  let last: Wished = 0
  return (wish) => {
    if (wish === last || wish === 0) return 0
    last = wish
    return wish
  }
}

/**
 * The strict cross of two lines, given the sign of fast minus slow: a wish where it turns from one sign straight into
 * the other. A bar on which both are equal therefore delays or swallows the cross.
 */
export const onCross = (): ((sign: number) => Wished) => {
  let before = 0
  return (sign) => {
    const product = before * sign
    before = sign
    return product < 0 ? (sign > 0 ? 1 : -1) : 0
  }
}
