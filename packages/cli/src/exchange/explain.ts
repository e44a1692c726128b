/**
 * What the exchange's refusals mean to whoever owns the account.
 *
 * @module
 * @since 0.1.0
 */
import { Answer } from "@backhand/core"
import { asCommandError } from "../asCommandError.ts"
import { CommandError } from "../CommandError.ts"

/**
 * What is wrong, and what to do about it.
 *
 * @since 0.1.0
 */
export interface Explained {
  readonly code: string | null
  readonly problem: string
  readonly remedy: string
}

const key = "check BITGET_API_KEY for a missing or extra character, or make a new key in the exchange's API settings"

const tryLater = "try again in some minutes; if it lasts, see whether the exchange is in maintenance"

/** Codes that say something about an account or its key, as a trader would put it (error code page; Demo Trading). */
const accounts: Readonly<Record<string, readonly [problem: string, remedy: string]>> = {
  "40006": ["the exchange does not know this API key", key],
  "40037": ["the exchange does not know this API key", key],
  "40041": ["this API key is no longer valid", key],
  "40009": [
    "the signature is wrong: the secret does not belong to this API key",
    "set BITGET_API_SECRET to the secret shown when the key was made; it is shown once, so make a new key if it is lost"
  ],
  "40012": [
    "the passphrase is not the one of this API key",
    "set BITGET_API_PASSPHRASE to what you chose when you made the key (it is not your login password)"
  ],
  "40036": [
    "the passphrase is not the one of this API key",
    "set BITGET_API_PASSPHRASE to what you chose when you made the key (it is not your login password)"
  ],
  "40014": [
    "this API key may not trade futures",
    "edit the key in the exchange's API settings and give it the permission to trade futures"
  ],
  "40018": [
    "this computer's address is not on the API key's list of allowed IP addresses",
    "add this computer's public IP address to the key, or use a computer that is on the list"
  ],
  "40038": [
    "this computer's address is not on the API key's list of allowed IP addresses",
    "add this computer's public IP address to the key, or use a computer that is on the list"
  ],
  "40008": [
    "the exchange found the request's time more than 30 seconds off",
    "set this computer's clock by the network (NTP) and try again"
  ],
  "40085": [
    "your account is a unified account, and the reversal request exists for classic accounts only",
    "use a sub-account in classic mode with a key of its own"
  ],
  "40099": [
    "the key belongs to the other environment: a demo key was used for live trading, or a live key for demo trading",
    "give --demo with a key made in demo trading, and leave it out with a live key"
  ],
  "40199": [
    "this account leads copy trading and may not trade through the API",
    "use a sub-account that does not lead copy trading"
  ],
  "40774": [
    "the order does not fit your account's hold mode",
    "run backhand doctor to see the hold mode; hedge mode takes --size, one-way mode reverses everything"
  ],
  "40920": [
    "the hold mode cannot change while positions or orders exist",
    "close what is open in this product type first"
  ]
}

/**
 * Explains an answer that is no good.
 *
 * @since 0.1.0
 */
export const explain = (status: number, body: string): Explained => {
  const answer = Answer.read(status, body)
  const known = accounts[answer.code ?? ""]
  if (known !== undefined) return { code: answer.code, problem: known[0], remedy: known[1] }
  const problem = answer.code === null ? `the exchange gave no readable answer (HTTP ${status})` : answer.meaning
  // What is asked here changes nothing: there is no order to look for.
  const remedy = answer.answer === "unknown" ? tryLater : answer.remedy
  return { code: answer.code, problem, remedy }
}

/**
 * The ending of a command whose venue cannot be used, in a trader's words where the exchange's code is about the account.
 *
 * @since 0.1.0
 */
export const asVenueError = (error: unknown): unknown => {
  const code = error instanceof Error && "code" in error ? String(error.code) : ""
  const known = accounts[code]
  return known === undefined
    ? asCommandError(1, error)
    : new CommandError(1, `${known[0]} (${code})`, `${known[1]}; backhand doctor looks at the whole account`)
}
