/**
 * Hears the interrupts that end a command: Ctrl-C, and what a supervisor sends.
 *
 * @module
 * @since 0.1.0
 */
import type { Host, Interrupt } from "./Host.ts"

const names: ReadonlyArray<Interrupt> = ["SIGINT", "SIGTERM", "SIGHUP"]

/**
 * Calls the listener for each interrupt, which then does not end the process by itself.
 *
 * @returns a function that stops listening.
 *
 * @since 0.1.0
 */
export const onInterrupt = (host: Host, listener: (name: Interrupt) => void): (() => void) => {
  for (const name of names) host.on?.(name, listener)
  return () => {
    for (const name of names) host.off?.(name, listener)
  }
}
