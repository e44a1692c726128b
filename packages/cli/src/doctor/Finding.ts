/**
 * What a check of `backhand doctor` found.
 *
 * @module
 * @since 0.1.0
 */
import { CommandError } from "../CommandError.ts"
import type { Paint } from "../terminal/Paint.ts"

/**
 * One check. `remedy` says what to do, where something is to be done.
 *
 * - `ok` as it should be. `warn` works, but differently than may be expected.
 * - `fail` trading will not work. `skipped` could not be looked at.
 *
 * @since 0.1.0
 */
export interface Finding {
  readonly check: string
  readonly status: "ok" | "warn" | "fail" | "skipped"
  readonly found: string
  readonly remedy?: string
}

/**
 * Something as it should be.
 *
 * @since 0.1.0
 */
export const ok = (check: string, found: string): Finding => ({ check, status: "ok", found })

/**
 * Something that is not, with what to do.
 *
 * @since 0.1.0
 */
export const not = (status: "warn" | "fail", check: string, found: string, remedy: string): Finding => ({
  check,
  status,
  found,
  remedy
})

/**
 * Something that could not be looked at, and why.
 *
 * @since 0.1.0
 */
export const skipped = (check: string, found: string): Finding => ({ check, status: "skipped", found })

/**
 * Runs a check; a refusal that it meets is what it found.
 *
 * @since 0.1.0
 */
export const guarded = async (check: string, look: () => Promise<Finding>): Promise<Finding> => {
  try {
    return await look()
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    return not("fail", check, error.message, error.remedy)
  }
}

/**
 * A finding as lines for a person.
 *
 * @since 0.1.0
 */
export const text = (paint: Paint, { check, found, remedy, status }: Finding): string => {
  const colours = { ok: paint.green, warn: paint.yellow, fail: paint.red, skipped: paint.dim }
  const head = `${colours[status](status.padEnd(7))}  ${paint.bold(check.padEnd(12))}  ${found}`
  return remedy === undefined ? head : `${head}\n${" ".repeat(23)}to do: ${remedy}`
}
