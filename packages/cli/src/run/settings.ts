/**
 * Reads the options of `run` before anything else happens.
 *
 * @module
 * @since 0.1.0
 */
import type { Budget, EngineOptions, Position, ProductType } from "@backhand/core"
import type { Values } from "../Command.ts"
import { CommandError } from "../CommandError.ts"
import { address, restAddress } from "../exchange/address.ts"
import * as Given from "../given/Given.ts"
import { levels, type Level } from "./Log.ts"
import type { accountOptions, guardOptions, runOptions } from "./options.ts"

/**
 * Where an account is, and how it is reached.
 *
 * @since 0.1.0
 */
export interface Place {
  readonly restUrl: string | undefined
  readonly wsUrl: string | undefined
  readonly productType: ProductType.ProductType
  readonly marginCoin: string | undefined
  readonly isDemo: boolean
}

/**
 * What a run is set to.
 *
 * @since 0.1.0
 */
export interface Settings {
  readonly signals: string
  readonly place: Place
  readonly symbols: ReadonlyArray<string>
  readonly whenFlat: "ignore" | { readonly enter: string }
  readonly limit: "auto" | Budget.Limit
  readonly guards: EngineOptions.Guards
  readonly isComplete: boolean
  readonly journal: string | undefined
  readonly record: string | undefined
  readonly dryRun: { readonly instrument: string | undefined; readonly mode: Position.HoldMode } | undefined
  readonly otlp: URL | undefined
  readonly metricsPort: number | undefined
  readonly logLevel: Level
  readonly isLogJson: boolean
}

const wrong = (message: string, remedy: string): CommandError => new CommandError(2, `run: ${message}`, remedy)

/**
 * Reads the options that say which account is meant.
 *
 * Errors: `CommandError` with exit code 2, for an address that would carry credentials unencrypted too.
 *
 * @since 0.1.0
 */
export const readPlace = (values: Values<typeof accountOptions>): Place => {
  if (values.url !== undefined) address("url", values.url, "http:")
  const ws = values.ws === undefined ? undefined : address("ws", values.ws, "ws:")
  if (ws?.protocol === "ws:" && values.url === undefined)
    throw new CommandError(
      2,
      "--ws is on this machine, but without --url orders would go to the exchange",
      "give both addresses that backhand simulate shows, or neither"
    )
  return {
    restUrl: values.url,
    wsUrl: values.ws,
    productType: Given.productType(values["product-type"]),
    marginCoin: values["margin-coin"]?.toUpperCase(),
    isDemo: values.demo === true
  }
}

/**
 * The address of the REST API of a place.
 *
 * @since 0.1.0
 */
export const restOf = ({ restUrl }: Place): URL => address("url", restUrl ?? restAddress, "http:")

/**
 * Reads the limits that a trader puts on what is sent.
 *
 * @since 0.1.0
 */
const readGuards = (values: Values<typeof guardOptions>): EngineOptions.Guards => ({
  ttlMs: Given.integer("ttl-ms", values["ttl-ms"], 1) ?? null,
  coolDownMs: Given.integer("cool-down-ms", values["cool-down-ms"], 1) ?? null,
  maxReversals: Given.reversals("max-reversals", values["max-reversals"]),
  maxSize: Given.decimal("max-size", values["max-size"]) ?? null,
  maxNotional: Given.decimal("max-notional", values["max-notional"]) ?? null
})

type RunValues = Values<typeof runOptions>

const readWhenFlat = (values: RunValues): Settings["whenFlat"] => {
  const whenFlat = Given.oneOf("when-flat", values["when-flat"], ["ignore", "enter"]) ?? "ignore"
  const size = Given.decimal("size", values.size)
  if (whenFlat === "ignore" && size !== undefined)
    throw wrong("--size is what --when-flat enter enters with", "expected: --when-flat enter --size Q, or no --size")
  if (whenFlat === "ignore") return "ignore"
  if (size === undefined) throw wrong("--when-flat enter needs a size", "expected: --when-flat enter --size Q")
  return { enter: size }
}

const readDryRun = (values: RunValues): Settings["dryRun"] => {
  const mode = Given.oneOf("mode", values.mode, ["one-way", "hedge"])
  if (values["dry-run"] === true) return { instrument: values.instrument, mode: mode ?? "one-way" }
  if (mode === undefined && values.instrument === undefined) return undefined
  throw wrong(
    "--instrument and --mode are for dry runs: live, the exchange tells both",
    "expected: --dry-run with them, or neither"
  )
}

/**
 * Reads the options of `run`.
 *
 * Errors: `CommandError` with exit code 2.
 *
 * @since 0.1.0
 */
export const readSettings = (values: RunValues): Settings => {
  if (values.signals === undefined)
    throw wrong("--signals is missing", "expected: --signals FILE, or --signals - for standard input")
  return {
    signals: values.signals,
    place: readPlace(values),
    symbols: Given.symbols(values.symbols),
    whenFlat: readWhenFlat(values),
    limit: values.limit === undefined || values.limit === "auto" ? "auto" : Given.limit("limit", values.limit),
    guards: readGuards(values),
    isComplete: values.complete === true,
    journal: values.journal,
    record: values.record,
    dryRun: readDryRun(values),
    otlp: values.otlp === undefined ? undefined : address("otlp", values.otlp, "http:"),
    metricsPort: Given.integer("metrics-port", values["metrics-port"], 0, 65_535),
    logLevel: Given.oneOf("log-level", values["log-level"], levels) ?? "warn",
    isLogJson: values["log-json"] === true
  }
}
