/**
 * The login of a private connection.
 *
 * @module
 * @since 0.1.0
 */
import type { Account } from "../exchange/Account.ts"
import type { State } from "../exchange/State.ts"

/** Seconds that a login's timestamp may be away from the exchange's clock. */
const windowS = 30

const refuse = (code: number, message: string) => ({ code, message })

/**
 * Checks a login: key, passphrase, timestamp in seconds, signature over `timestamp + GET/user/verify`.
 *
 * - **Returns** the account, or a code: 30011 key, 30012 passphrase, 30013 and 30014 timestamp, 30015 signature.
 *
 * @category checks
 * @since 0.1.0
 */
export const login = (
  state: State,
  arg: Readonly<Record<string, unknown>>,
  atMs: number
): Account | { readonly code: number; readonly message: string } => {
  const { apiKey, passphrase, sign, timestamp } = arg
  const key = typeof apiKey === "string" ? state.keys.get(apiKey) : undefined
  const account = state.accounts.get(key?.uid ?? "")
  if (key === undefined || account === undefined) return refuse(30011, "Invalid ACCESS_KEY")
  if (passphrase !== key.passphrase) return refuse(30012, "Invalid ACCESS_PASSPHRASE")
  const text = typeof timestamp === "string" || typeof timestamp === "number" ? String(timestamp) : ""
  const seconds = Number(text)
  if (text === "" || !Number.isSafeInteger(seconds)) return refuse(30013, "Invalid ACCESS_TIMESTAMP")
  // The page says milliseconds, its samples and every client use seconds; both are seen to pass.
  const isMilliseconds = seconds > 100_000_000_000
  const away = Math.abs((isMilliseconds ? seconds / 1000 : seconds) - (atMs + state.behaviour.clockSkewMs) / 1000)
  if (away > windowS) return refuse(30014, "Request timestamp expired")
  return typeof sign === "string" && key.isSigned(`${text}GET/user/verify`, sign)
    ? account
    : refuse(30015, "Invalid sign")
}
