/**
 * Every check of `backhand doctor`, in the order in which one rests on another.
 *
 * @module
 * @since 0.1.0
 */
import { signerFor } from "@backhand/signer/plain"
import * as Result from "effect/Result"
import { asCommandError } from "../asCommandError.ts"
import { CommandError } from "../CommandError.ts"
import type { Fields } from "../conform/Line.ts"
import { readOffset } from "../exchange/Account.ts"
import { nowMs } from "../exchange/clock.ts"
import { instrumentsOf, readContracts, type Wanted } from "../exchange/contracts.ts"
import { credentialsOf } from "../exchange/credentials.ts"
import * as Rest from "../exchange/Rest.ts"
import type { Host } from "../Host.ts"
import { type Place, restOf } from "../run/settings.ts"
import { checkHoldMode, checkKey, checkPermission } from "./accountChecks.ts"
import { checkContract } from "./contractCheck.ts"
import * as Finding from "./Finding.ts"
import { checkJournal } from "./journalCheck.ts"
import { checkSocket } from "./socketCheck.ts"

/**
 * What is examined. `socket` is null where none is meant to be used.
 *
 * @since 0.1.0
 */
export interface Patient {
  readonly host: Host
  readonly place: Place
  readonly symbols: ReadonlyArray<string>
  readonly socket: URL | null
  readonly journal: string | undefined
}

const signatureWindowMs = 30_000

const seconds = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`)

const clockFinding = (offsetMs: number, errorMs: number): Finding.Finding => {
  const away = Math.abs(offsetMs)
  const found = `this computer's clock is ${seconds(away)} ${offsetMs > 0 ? "behind" : "ahead of"} the exchange's (± ${seconds(errorMs)})`
  if (away <= 1000 + errorMs) return Finding.ok("clock", found)
  const remedy =
    "set this computer's clock by the network (NTP); requests are signed with the exchange's time meanwhile"
  return Finding.not(away > signatureWindowMs ? "fail" : "warn", "clock", found, remedy)
}

const readSigner = ({ host, place }: Patient) => {
  const signer = signerFor(credentialsOf(host), { isDemo: place.isDemo })
  if (Result.isFailure(signer)) throw asCommandError(2, signer.failure)
  return signer.success
}

/** What is known before the account is asked. */
interface Reached {
  readonly rest: Rest.Rest
  readonly as: (() => Rest.Signing) | undefined
  readonly rows: ReadonlyArray<Fields>
  readonly wanted: Wanted
}

const refused = (check: string, error: unknown): Finding.Finding => {
  if (!(error instanceof CommandError)) throw error
  return Finding.not("fail", check, error.message, error.remedy)
}

async function* reach(patient: Patient): AsyncGenerator<Finding.Finding, Reached | undefined> {
  const { place, symbols } = patient
  const rest = Rest.make(restOf(place))
  let signer: ReturnType<typeof readSigner> | undefined
  try {
    signer = readSigner(patient)
    yield Finding.ok("credentials", "the environment has a key, what to sign with, and a passphrase")
  } catch (error) {
    yield refused("credentials", error)
  }
  try {
    const { errorMs, offsetMs } = await readOffset(rest)
    yield Finding.ok("exchange", `${restOf(place).host} answers`)
    yield clockFinding(offsetMs, errorMs)
    const rows = await readContracts(rest, place.productType)
    const made = signer
    const as = made === undefined ? undefined : () => ({ signer: made, atMs: Math.floor(nowMs() + offsetMs) })
    return { rest, as, rows, wanted: { productType: place.productType, marginCoin: place.marginCoin, symbols } }
  } catch (error) {
    yield refused("exchange", error)
    return undefined
  }
}

async function* examineAccount(
  { socket }: Patient,
  { as, rest, rows, wanted }: Reached
): AsyncGenerator<Finding.Finding> {
  if (as === undefined) return yield Finding.skipped("key", "without credentials nothing of the account can be seen")
  const findings = await checkKey(rest, as())
  yield* findings
  if (findings.some(({ status }) => status === "fail"))
    return yield Finding.skipped("permission", "the account does not answer this key")
  const [instrument] = Object.values(instrumentsOf(rows, { ...wanted, symbols: [] }))
  if (instrument === undefined) return
  yield await Finding.guarded("permission", () => checkPermission(rest, as(), instrument))
  yield await Finding.guarded("hold mode", () => checkHoldMode(rest, as(), instrument))
  yield socket === null
    ? Finding.skipped("socket", "--url without --ws: none is used")
    : await checkSocket(socket, as())
}

/**
 * Examines everything, a finding at a time. What rests on something that failed is skipped.
 *
 * @since 0.1.0
 */
export async function* examine(patient: Patient): AsyncGenerator<Finding.Finding> {
  const reached = yield* reach(patient)
  if (reached !== undefined) {
    yield* examineAccount(patient, reached)
    const { rows, wanted } = reached
    if (wanted.symbols.length === 0)
      yield Finding.ok("contracts", `${rows.length} in ${wanted.productType}; --symbols looks at some`)
    for (const symbol of wanted.symbols) yield checkContract(symbol, rows, wanted)
  }
  if (patient.journal !== undefined) yield await checkJournal(patient.journal)
}
