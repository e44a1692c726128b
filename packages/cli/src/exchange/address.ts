/**
 * Checks the addresses that requests go to: credentials leave this machine encrypted or not at all.
 *
 * @module
 * @since 0.1.0
 */
import { CommandError } from "../CommandError.ts"
import type { Place } from "../run/settings.ts"

const isLoopback = ({ hostname }: URL): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname)

/**
 * Reads the address that an option gives. It must be encrypted unless it is this machine's own.
 *
 * Errors: `CommandError` with exit code 2.
 *
 * @since 0.1.0
 */
export const address = (option: string, text: string, plain: "http:" | "ws:"): URL => {
  const encrypted = plain === "http:" ? "https:" : "wss:"
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url !== undefined && url.username === "" && url.password === "") {
    if (url.protocol === encrypted || (url.protocol === plain && isLoopback(url))) return url
    if (url.protocol === plain)
      throw new CommandError(
        2,
        `--${option} must be ${encrypted}// outside this machine`,
        `use ${encrypted}//${url.host}`
      )
  }
  throw new CommandError(
    2,
    `--${option} is no address of the kind that is needed`,
    `expected: --${option} ${plain}//127.0.0.1:PORT for a simulator, ${encrypted}//HOST otherwise`
  )
}

/**
 * The exchange's own address of the REST API (Quick Start).
 *
 * @since 0.1.0
 */
export const restAddress = "https://api.bitget.com"

/**
 * The address of the WebSocket of a place; null where none is meant to be used (WebSocket Intro; Demo Trading).
 *
 * @since 0.1.0
 */
export const socketOf = ({ isDemo, restUrl, wsUrl }: Pick<Place, "isDemo" | "restUrl" | "wsUrl">): URL | null => {
  if (wsUrl !== undefined) return address("ws", wsUrl, "ws:")
  return restUrl === undefined ? new URL(`wss://${isDemo ? "wspap" : "ws"}.bitget.com/v2/ws`) : null
}
