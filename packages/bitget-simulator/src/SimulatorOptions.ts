/**
 * What a simulator can be told when it starts.
 *
 * @module
 * @since 0.1.0
 */
import type { Position } from "@backhand/core"
import * as Result from "effect/Result"
import type { Behaviour } from "./exchange/Behaviour.ts"
import type { AccountOptions } from "./exchange/Exchange.ts"
import * as Key from "./exchange/Key.ts"
import type { BarInput } from "./exchange/Player.ts"
import type { Random } from "./exchange/Random.ts"
import { know } from "./exchange/signature.ts"
import { SimulatorError } from "./SimulatorError.ts"

/**
 * An account to open. What is left out is generated or usual: a million of every margin coin's units, one-way mode,
 * one key that may do everything.
 *
 * - `positions: false` opens the account flat although the contract list has positions.
 * - `key` sets parts of its key; `key.publicKey` (PEM) makes it an RSA key.
 *
 * @category models
 * @since 0.1.0
 */
export interface SimulatedAccount {
  readonly uid?: string
  readonly mode?: Position.HoldMode
  readonly balances?: Readonly<Record<string, string>>
  readonly isTrader?: boolean
  readonly isUnified?: boolean
  readonly positions?: boolean
  readonly key?: Partial<Omit<Key.Key, "uid" | "proof">> & { readonly secret?: string; readonly publicKey?: string }
}

/**
 * Options of `startSimulator`; `backhand simulate` passes its own on.
 *
 * - `port`, `wsPort` 0 takes a free one.
 * - `symbols` contract objects, each with an optional `price` and `position`; a dozen usual ones by default.
 * - `mode` hold mode of accounts that name none; a position in `symbols` decides for its product type.
 * - `history` bars by symbol that the candle endpoints serve; what opens after the start is left out.
 * - `faults` a fault plan, as a fault file holds it.
 * - `seed` what credentials and faults are drawn from.
 * - `now` milliseconds on the exchange's clock, by default this computer's, never going back.
 * - `sleep` waits for latency; a test passes one that does not.
 *
 * @category models
 * @since 0.1.0
 */
export interface SimulatorOptions {
  readonly port?: number
  readonly wsPort?: number
  readonly symbols?: ReadonlyArray<unknown>
  readonly mode?: Position.HoldMode
  readonly accounts?: ReadonlyArray<SimulatedAccount>
  readonly behaviour?: Partial<Behaviour>
  readonly history?: Readonly<Record<string, ReadonlyArray<BarInput>>>
  readonly faults?: unknown
  readonly seed?: number
  readonly now?: () => number
  readonly sleep?: (milliseconds: number) => Promise<void>
}

const riches = { USDT: "1000000", USDC: "1000000", BTC: "100", ETH: "1000" }

/**
 * An account that can be used: who it is, and with which credentials. `secret` is empty for an RSA key.
 *
 * @category models
 * @since 0.1.0
 */
export interface AccountAccess {
  readonly uid: string
  readonly credentials: Key.Credentials
}

/**
 * Completes an account; what is missing of its key is drawn from the stream.
 *
 * @category constructors
 * @since 0.1.0
 */
export const completeAccount = (
  given: SimulatedAccount,
  index: number,
  mode: Position.HoldMode,
  random: Random
): readonly [AccountOptions, AccountAccess] => {
  const drawn = Key.generate(random)
  const uid = given.uid ?? String(1_000_000_001 + index)
  const { publicKey, secret = drawn.secret, ...parts } = given.key ?? {}
  const key: Key.Key = {
    uid,
    apiKey: drawn.apiKey,
    passphrase: drawn.passphrase,
    permissions: ["read", "trade"],
    ips: [],
    isDemo: false,
    ...parts,
    proof: publicKey === undefined ? { kind: "hmac", secret } : { kind: "rsa", publicKey }
  }
  const { isTrader = false, isUnified = false, positions = true } = given
  const balances = given.balances ?? riches
  const known = know(key)
  if (Result.isFailure(known))
    throw new SimulatorError({ message: known.failure.message, remedy: "give an RSA public key in PEM form" })
  const options = { uid, keys: [known.success], balances, mode: given.mode ?? mode, isTrader, isUnified, positions }
  const { apiKey, passphrase } = key
  return [options, { uid, credentials: { apiKey, passphrase, secret: publicKey === undefined ? secret : "" } }]
}
