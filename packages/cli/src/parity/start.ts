/**
 * Puts a parity run together and tells what came of it.
 *
 * @module
 * @since 0.1.0
 */
import { type FileSignal, knownAt, listedSignals, type Market, type Pipeline } from "@backhand/backtest-adapter"
import { Budget, Decimal, type Instrument } from "@backhand/core"
import * as Result from "effect/Result"
import { VirtualTimeScheduler } from "rxjs"
import { contractOf } from "../backtest/contractOf.ts"
import { readCosts } from "../backtest/costs.ts"
import { type Loaded, readHistory } from "../backtest/history.ts"
import { replaying } from "../backtest/simulate.ts"
import { readWishes, type Wishes } from "../backtest/wishes.ts"
import type { Values } from "../Command.ts"
import { CommandError, type ExitCode } from "../CommandError.ts"
import * as Given from "../given/Given.ts"
import { type Host, send } from "../Host.ts"
import { counted } from "../terminal/figures.ts"
import type { parityOptions } from "./options.ts"
import { type Parity, parity } from "./parity.ts"

type Options = Values<typeof parityOptions>

const mostShown = 10

const noStops = (): never => {
  throw new CommandError(
    2,
    "resting stops cannot be compared: reverseOn() sends orders at the market alone",
    "leave the stops out, or use backhand backtest"
  )
}

const listOf = (list: ReadonlyArray<FileSignal>, { bars }: Loaded["history"], { symbol }: Instrument.Instrument) =>
  list.map(({ bar, stop, ...signal }) => {
    if (stop !== undefined) noStops()
    return { ...signal, symbol, at: knownAt(bars, bar === undefined ? signal : { ...signal, bar }) }
  })

const operatorOf = (wishes: Wishes, history: Loaded["history"], market: Market): ReturnType<Pipeline> => {
  if ("columns" in wishes && wishes.columns.stops !== undefined) noStops()
  if (wishes.pipeline !== undefined) return wishes.pipeline([market], new VirtualTimeScheduler())
  return listedSignals(listOf("list" in wishes ? wishes.list : [], history, market.instrument))
}

const said = ({ differences, live }: Parity): string => {
  if (differences.length === 0) {
    const { events, fees, fills, positions } = live
    const agreed = `${counted(events.length, "event")} and ${counted(fills.length, "fill")}`
    return `live is offline: ${agreed} agree to the last digit\nfees ${fees}, ${positions.join("; ")}\n`
  }
  const shown = differences.slice(0, mostShown).map((line) => `${line}\n`)
  return `live differs from offline in ${counted(differences.length, "line")}\n${shown.join("")}`
}

/**
 * Runs `backhand parity`.
 *
 * Errors: rejects with a `CommandError`: 2 for options and files that cannot be used, 1 for a strategy that fails.
 *
 * @since 0.1.0
 */
export const start = async (values: Options, host: Host): Promise<ExitCode> => {
  const loaded = await readHistory(host, values)
  const { history } = loaded
  const costs = readCosts(values, loaded.instrument)
  const { feeRate, mode, size, whenFlat } = costs
  if (typeof size === "object") throw new CommandError(2, "--size: parity has a fixed size", "write it like 0.5")
  const { bars } = history
  const named = { ...values, symbol: loaded.symbol }
  const wishes = await readWishes(named, { instrument: contractOf(loaded, costs), bars })
  const list = "list" in wishes ? wishes.list : []
  const symbol = loaded.symbol ?? list.find((signal) => signal.symbol !== undefined)?.symbol
  const contract = contractOf({ ...loaded, symbol }, costs, list)
  const instrument = { ...contract, takerFeeRate: Result.getOrThrow(Decimal.parseNonNegative("fee-rate", feeRate)) }
  const market = { instrument, bars }
  const limit = values.limit === undefined ? Budget.ordinary : Given.limit("limit", values.limit)
  const latencyMs = Given.integer("latency-ms", values["latency-ms"]) ?? 0
  const operator = operatorOf(wishes, history, market)
  const found = replaying(() => parity([market], operator, { size, mode, whenFlat, latencyMs, limit }))
  await send(host.stdout, said(found))
  return found.differences.length === 0 ? 0 : 1
}
