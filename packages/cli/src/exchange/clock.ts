/**
 * This computer's time, which no correction of its clock moves back.
 *
 * @module
 * @since 0.1.0
 */

/**
 * Milliseconds since the epoch.
 *
 * @since 0.1.0
 */
export const nowMs = (): number => performance.timeOrigin + performance.now()
