/**
 * Latencies drawn from a distribution: pure functions of a seed and the number of the message.
 *
 * @module
 * @since 0.1.0
 */

/** A number in [0, 1) for a seed and a count; the finaliser of MurmurHash3 applied twice. */
export const uniform = (seed: number, count: number): number => {
  let hash = Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul((count + 1) | 0, 0x85ebca6b)
  for (let round = 0; round < 2; round++) {
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    hash ^= hash >>> 16
  }
  return (hash >>> 0) / 2 ** 32
}

const check = (isGood: boolean, message: string, remedy: string): void => {
  if (!isGood) throw new RangeError(`${message}. Remedy: ${remedy}.`)
}

/**
 * A latency of `minMs` to `maxMs`, all equally likely.
 *
 * - **Units** whole milliseconds.
 * - **Errors** throws a `RangeError` where the bounds are no latency.
 *
 * @example
 * ```ts
 * import { uniformLatency } from "@backhand/backtest-adapter"
 *
 * const latency = uniformLatency(7, 20, 80)
 * latency(0) === uniformLatency(7, 20, 80)(0) // => true
 *
 * const drawn = [0, 1, 2, 3].map(latency)
 * drawn.every((ms) => ms >= 20 && ms <= 80) // => true
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const uniformLatency = (seed: number, minMs: number, maxMs: number): ((message: number) => number) => {
  const isGood = Number.isSafeInteger(minMs) && Number.isSafeInteger(maxMs) && minMs >= 0 && minMs <= maxMs
  check(isGood, `expected 0 <= minMs <= maxMs, got ${minMs} and ${maxMs}`, "give whole milliseconds")
  return (message) => minMs + Math.floor(uniform(seed, message) * (maxMs - minMs + 1))
}

/**
 * A latency whose logarithm is normally distributed: half of all messages take at most `medianMs`, and some take much
 * longer, as on the internet. `sigma` is the standard deviation of the natural logarithm; `maxMs` cuts the tail.
 * Normal deviates by the Box-Muller transform.
 *
 * - **Errors** throws a `RangeError` where a parameter is negative or not finite.
 *
 * @category constructors
 * @since 0.1.0
 */
export const logNormalLatency = (
  seed: number,
  medianMs: number,
  sigma: number,
  maxMs = 60_000
): ((message: number) => number) => {
  const isGood = [medianMs, sigma, maxMs].every((value) => Number.isFinite(value) && value >= 0)
  check(
    isGood,
    `expected a median, a sigma and a maximum, got ${medianMs}, ${sigma} and ${maxMs}`,
    "give positive numbers"
  )
  return (message) => {
    const radius = Math.sqrt(-2 * Math.log(1 - uniform(seed, 2 * message)))
    const normal = radius * Math.cos(2 * Math.PI * uniform(seed, 2 * message + 1))
    return Math.min(maxMs, Math.round(medianMs * Math.exp(sigma * normal)))
  }
}
