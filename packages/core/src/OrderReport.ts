/**
 * What the venue tells of one order when it is looked up or pushed.
 *
 * @module
 * @since 0.1.0
 */

/**
 * - `absent` no trace of the client id. Only as good as the time it was asked at: reads lag behind writes.
 * - `open` the venue has it, and it may still execute.
 * - `done` the venue has it, and it will not execute any further.
 *
 * @category models
 * @since 0.1.0
 */
export type OrderReport = "absent" | "open" | "done"

/**
 * Where a report comes from: the order's details, the order history, or a push.
 *
 * @category models
 * @since 0.1.0
 */
export type Source = "detail" | "history" | "push"
