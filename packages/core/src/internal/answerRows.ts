/**
 * The rows of the answer-code table, several codes to a row.
 *
 * @module
 * @since 0.1.0
 */
import type { Hint, Retry, Verdict } from "../AnswerCode.ts"

type Row = readonly [codes: string, verdict: Verdict, retry: Retry, meaning: string, remedy: string, hint?: Hint]

const fixRequest = "correct the request, then send it with a new client id"
const askExchange = "nothing can be sent until the exchange or the account owner lifts this"
const lookItUp = "do not send again: look the client id up, then the order history, then the position"
const wait = "wait, then let the signal that still stands be tried again"
const addMargin = "add margin or trade a smaller size"
const readPosition = "read the position again: it may be flat, smaller, or already reversed by an earlier request"
const checkKeys = "check the API key, secret and passphrase, and that they belong together"

/** Table of the exchange's contract error codes, in the order of their meaning. */
// biome-ignore format: one row a line reads as the table that it is
export const rows: ReadonlyArray<Row> = [
  ["00000", "accepted", "never", "accepted, not yet filled", "watch the position: accepted is not filled"],
  ["429", "throttled", "after-backoff", "too many requests", "slow down; if it lasts, pause for five minutes"],
  ["40001 40002 40003 40011", "refused", "after-fix", "an authentication header is missing", "send key, signature, timestamp and passphrase"],
  ["40004 40005 40008 40911", "refused", "after-clock-sync", "the timestamp is invalid or expired", "synchronise with the exchange's clock; the window is 30 seconds"],
  ["40006 40037 40041", "refused", "never", "the API key is invalid or unknown", checkKeys, "account"],
  ["40007", "refused", "after-fix", "the content type is invalid", "send Content-Type: application/json"],
  ["40009", "refused", "never", "the signature is wrong", "compare the signed text with what was sent, and check the secret", "account"],
  ["40010", "unknown", "after-reconcile", "the request timed out at the exchange", lookItUp],
  ["40012 40036", "refused", "never", "the passphrase does not belong to the key", checkKeys, "account"],
  ["40013 40022 40023 40024 40025 40026 40031 40710 40752 40753 40760 40916", "refused", "never", "the account or its business is restricted, frozen or disabled", askExchange, "account"],
  ["40014 40040", "refused", "never", "the API key lacks the permission", "give the key the permission to trade futures", "account"],
  ["40015", "unknown", "after-reconcile", "the exchange's system is abnormal", lookItUp],
  ["40017 400171 400172", "refused", "after-fix", "a parameter failed its check", fixRequest],
  ["40018 40038 22010", "refused", "never", "this address is not allowed for the key", "add this machine's address to the key's list", "account"],
  ["40019 40020 40034 40811 40813", "refused", "after-fix", "a parameter is empty, wrong or does not exist", fixRequest],
  ["40072 40102", "refused", "after-fix", "the symbol is invalid", "use a symbol of the contracts list, in capitals"],
  ["40078 40079", "refused", "after-fix", "the request is outside its receive window", "use a smaller window and the exchange's time"],
  ["40084", "refused", "never", "a classic account was used on the unified API", "use the classic API for this account", "account"],
  ["40085", "refused", "never", "a unified account was used on the classic API", "the reversal endpoint exists for classic accounts only", "account"],
  ["40099", "refused", "never", "demo and live were mixed up", "use a demo key with the header paptrading: 1, a live key without it", "account"],
  ["40109", "refused", "after-backoff", "the order data was not found", "read again shortly: fresh orders take a moment to appear"],
  ["40199", "refused", "never", "copy-trading traders may not use the API", askExchange, "account"],
  ["40200", "unknown", "after-reconcile", "the exchange is upgrading its servers", lookItUp],
  ["40304 40305 40402", "refused", "after-fix", "the client id is too long or malformed", "use 1 to 32 of A-Z a-z 0-9 _ -"],
  ["40309 40845", "refused", "never", "the contract has been removed", "stop sending for this contract: it no longer exists"],
  ["40308 40844", "refused", "after-backoff", "the contract is under maintenance", wait],
  ["40404", "refused", "never", "the address was not found", "check the base address of the API"],
  ["40708 40786 45034 43118 50060 25212", "refused", "never", "an earlier request with this client id was accepted", "look the client id up: the order exists already", "duplicate"],
  ["40715 40762 45120", "refused", "after-fix", "the size is above what can be opened", addMargin],
  ["40725", "unknown", "after-reconcile", "a service of the exchange returned an error", lookItUp],
  ["40754 40798 40800 43012 45002 43132 40711 40712", "refused", "after-fix", "the balance or margin is insufficient", addMargin],
  ["40755 40757 40758 40804 45003 45005 45006 45007 43043 43029 22002", "refused", "never", "there is no position, or not enough of it is available", readPosition, "position"],
  ["40768 43001 45057 31007", "refused", "after-backoff", "the order does not exist", "read again shortly: fresh orders take a moment to appear"],
  ["40769 45031 45055", "refused", "never", "the order is finished already", "read the order's details"],
  ["40774 45021 45109 43075 40773 45020", "refused", "after-fix", "the order's shape does not fit the account's hold mode", "read the hold mode again: one-way orders carry no tradeSide, hedge orders need it", "hold-mode"],
  ["40776 45023", "unknown", "after-reconcile", "the order could not be created", lookItUp],
  ["40761 40723 43005 45118 43128", "refused", "after-backoff", "too many orders are open", wait],
  ["40763 40921 22029 40928 45116", "refused", "after-fix", "a tier, risk or position-count cap is reached", "trade a smaller size or close other positions"],
  ["40778 45025 43049", "refused", "after-fix", "the margin coin is not supported for this contract", "use a margin coin that the contract supports"],
  ["40808", "refused", "after-fix", "a parameter failed its check (precision, hold side)", fixRequest],
  ["40815 40816 22006 22007 22008 22009 40722 40826 40824 40825 45121 45123 22045", "refused", "after-backoff", "the market does not allow it now: price band, volatility, no depth", wait],
  ["40846 40847", "refused", "after-backoff", "the contract cannot be operated now", wait],
  ["40859 50066", "refused", "after-backoff", "the position is being closed already", "wait, then read the position again", "position"],
  ["40865 40866 40867 40868 40918 43017 45089", "refused", "never", "copy-trading rules forbid it", "close such positions the way copy trading allows"],
  ["40872 40920 45117", "refused", "after-fix", "the mode cannot change while positions or orders exist", "close positions and orders first"],
  ["40887 40888 45103 45104", "refused", "after-fix", "the size is above the cap for flash orders", "trade a smaller size"],
  ["40908", "unknown", "after-reconcile", "a concurrent operation failed", lookItUp],
  ["40910", "unknown", "after-reconcile", "the operation timed out at the exchange", lookItUp],
  ["40931 22043 22044 22067", "refused", "after-backoff", "closing is blocked by risk control", wait],
  ["40939", "refused", "after-fix", "reduce-only conflicts with resting orders", "cancel the resting orders first"],
  ["43006 43007 43010 43027 43037 43038 45110 45111 45112 45113 45114 45115 22034 22038", "refused", "after-fix", "the size or value is below the least, above the most, or not a multiple of the step", "use a size that the contract allows"],
  ["43011", "refused", "after-fix", "a parameter does not meet the specification", fixRequest],
  ["43059", "unknown", "after-reconcile", "the request failed", lookItUp],
  ["43115 43119 43120 45043 41113 41114", "refused", "after-backoff", "trading is not open or is suspended", wait],
  ["45001", "unknown", "after-reconcile", "unknown error", lookItUp],
  ["45009", "refused", "never", "the account is at risk", askExchange, "account"],
  ["45107 45108", "refused", "never", "opening or closing through the API is restricted", askExchange],
  ["45119 22004", "refused", "never", "the contract is closed to opening or to API trading", "close it by hand; of a reversal the opening leg may be what fails"],
  ["30032", "refused", "never", "the first version of the API is gone", "use the v2 API"],
  ["50031 49040 80002", "unknown", "after-reconcile", "a system error of the exchange", lookItUp]
]
