/**
 * The Bitget venue: classic accounts, API version 2.
 *
 * @module
 * @since 0.1.0
 */
import { signerFor } from "@backhand/signer/plain"
import * as Result from "effect/Result"
import { BitgetError } from "./BitgetError.ts"
import { addresses, type BitgetOptions } from "./BitgetOptions.ts"
import { address } from "./internal/bitget/address.ts"
import type { Parts } from "./internal/bitget/Session.ts"
import type { Connection, Venue } from "./Venue.ts"

/** Keys meant for another address than the exchange's are not shown to the exchange's socket. */
const socketAddress = ({ isDemo, restUrl, wsUrl }: BitgetOptions): URL | null => {
  if (wsUrl === false || (wsUrl === undefined && restUrl !== undefined)) return null
  return address("wsUrl", wsUrl ?? (isDemo === true ? addresses.demoWs : addresses.ws), "ws:")
}

/**
 * Connects once the clients of HTTP and WebSocket are loaded: whoever only reads a journal, or trades nothing, does not wait
 * for them. Nothing is commanded before the venue is ready.
 */
const connect = (parts: Parts): Connection => {
  let connection: Connection | undefined
  let isClosed = false
  const begin = async (): Promise<void> => {
    try {
      const loaded = await import("./internal/bitget/connect.ts")
      if (!isClosed) connection = loaded.connect(parts)
    } catch (cause) {
      const problem = `the clients of the exchange cannot be loaded (${String(cause)})`
      if (!isClosed) parts.link.fail(new BitgetError(problem, "install the dependencies anew"))
    }
  }
  void begin()
  return {
    execute: (command) => connection?.execute(command),
    close: () => {
      isClosed = true
      connection?.close()
    }
  }
}

/**
 * Makes a venue of an account at Bitget. On connecting it learns the exchange's clock, the contracts, the account's hold
 * mode, its trader type and its positions; then it sends what the engine commands, each order once. What comes of an order
 * is pushed through the exchange's private socket; while that is down, it is read.
 *
 * Throws a `BitgetError` for an address that is not encrypted outside loopback, a `SignerError` for a key that cannot
 * sign. What goes wrong later ends the stream (wrong key, unified account) or is an event (anything about one order).
 *
 * @since 0.1.0
 */
export const bitget = (options: BitgetOptions): Venue => {
  const rest = address("restUrl", options.restUrl ?? addresses.rest, "http:")
  const ws = socketAddress(options)
  const signer = signerFor(options.credentials, { isDemo: options.isDemo === true })
  if (Result.isFailure(signer)) throw signer.failure
  const made = signer.success
  return { connect: (link) => connect({ link, options, rest, signer: made, ws }) }
}
