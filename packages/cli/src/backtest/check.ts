/**
 * `--check`: does the strategy look ahead, from when on does it not matter where the history begins, and what could the
 * run have come to on other paths of its prices?
 *
 * @module
 * @since 0.1.0
 */
import {
  checkLookAhead,
  checkWarmUp,
  type Emitted,
  type LookAhead,
  type PathBand,
  type Pipeline,
  pathBand,
  replay,
  type WarmUp
} from "@backhand/backtest-adapter"
import { VirtualTimeScheduler } from "rxjs"
import { CommandError } from "../CommandError.ts"
import { amount, counted, moment } from "../terminal/figures.ts"
import type { Plan } from "./simulate.ts"

const named = (signal: Emitted | null): string =>
  signal === null ? "no signal" : `${signal.wish.side} at ${moment(signal.atMs)}`

const lookAheadLines = ({ instants, moved, signals }: LookAhead): ReadonlyArray<string> => {
  const [first] = moved
  if (signals === 0) return ["look-ahead  the strategy has no signals here: nothing is proved"]
  if (first === undefined)
    return [
      `look-ahead  none: history was changed after ${counted(instants, "moment")}, none of ${counted(signals, "signal")} moved`
    ]
  const how = { changed: "prices after it changed", cut: "history ended there", nothing: "nothing changed at all" }
  return [
    `look-ahead  FOUND: ${named(first.was)} became ${named(first.became)} when ${how[first.by]}`,
    `            after ${moment(first.changedAfterMs)}; ${moved.length} of ${counted(instants, "moment")} show it`
  ]
}

const warmUpLine = ({ isClean, starts, warmUpBars }: WarmUp): string =>
  isClean
    ? `warm-up     ${counted(warmUpBars, "bar")}: from then on ${counted(starts.length, "later start")} gave the same signals`
    : `warm-up     NEVER OVER: signals depend on where the history begins, to its end`

/** The band of the run over every path inside its bars; undefined for what cannot be followed along paths. */
const bandOf = ({ bars, costs, funding, instrument, latencyMs, limit }: Plan, pipeline: Pipeline) => {
  const { kind: _, size, ...shared } = costs
  if (typeof size === "object" || funding !== undefined) return undefined
  const [markets, scheduler] = [[{ instrument, bars }], new VirtualTimeScheduler()]
  const options = { ...shared, size, latencyMs, limit: limit ?? null, scheduler }
  const [band] = pathBand(markets, replay(markets, pipeline(markets, scheduler), options), options)
  return band
}

const bandLines = (band: PathBand | undefined): ReadonlyArray<string> => {
  if (band === undefined) return ["paths       not followed: all-in sizes and funding have no band"]
  const { ambiguous, drawdown, profit, trades } = band
  return [
    `paths       inside the bars: profit from ${amount(profit.worst)} to ${amount(profit.best)}, drawdown from ` +
      `${amount(drawdown.best)} to ${amount(drawdown.worst)}, ${ambiguous} of ${counted(trades, "trade")} ambiguous`
  ]
}

/**
 * Checks the strategy of a plan, and bands its run: lines to show, and the same for `--json`.
 *
 * Errors: `CommandError` with exit code 2 where there is no strategy to check.
 *
 * @since 0.1.0
 */
export const check = (plan: Plan) => {
  const { bars, funding, instrument, wishes } = plan
  const { pipeline } = wishes
  if (pipeline === undefined)
    throw new CommandError(
      2,
      "--check: signals of a file cannot be checked",
      "give the strategy they come from, with --strategy"
    )
  const markets = [{ instrument, bars, funding }]
  const lookAhead = checkLookAhead(markets, pipeline)
  const warmUp = checkWarmUp(markets, pipeline)
  const band = bandOf(plan, pipeline)
  const { instants, isClean, signals } = lookAhead
  return {
    isClean: isClean && warmUp.isClean,
    lines: [...lookAheadLines(lookAhead), warmUpLine(warmUp), ...bandLines(band)],
    json: {
      check: {
        lookAhead: { isClean, instants, signals, moved: lookAhead.moved.length },
        warmUp: {
          isClean: warmUp.isClean,
          bars: warmUp.isClean ? warmUp.warmUpBars : null,
          starts: warmUp.starts.length
        },
        band: band ?? null
      }
    }
  }
}
