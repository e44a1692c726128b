/**
 * What is answered to a line, without its id.
 *
 * @module
 * @since 0.1.0
 */
import type { Refusal } from "@backhand/core"

/**
 * The fields of an answer, in the order in which they are written.
 *
 * @since 0.1.0
 */
export type Reply = Readonly<Record<string, unknown>>

/**
 * The answer to what is refused: a tag to match on, a message to read, a remedy to follow.
 *
 * @since 0.1.0
 */
export const failed = (tag: string, message: string, remedy: string): Reply => ({
  ok: false,
  error: { tag, message, remedy }
})

/**
 * The answer to a refusal of the core.
 *
 * @since 0.1.0
 */
export const refused = ({ _tag, message, remedy }: Refusal.Refusal): Reply => failed(_tag, message, remedy)
