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
  type Market,
  type PathBand,
  type Pipeline,
  type ReplayOptions,
  replay,
  type WarmUp
} from "@backhand/backtest-adapter"
import { VirtualTimeScheduler } from "rxjs"
import type { Host } from "../Host.ts"
import { amount, counted, moment } from "../terminal/figures.ts"
import { progressOn } from "../terminal/progress.ts"
import { bandsOf } from "./bands.ts"

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

const warmUpLine = ({ signals }: LookAhead, { isClean, starts, warmUpBars }: WarmUp): string => {
  if (signals === 0) return "warm-up     nor is anything of where the history begins"
  return isClean
    ? `warm-up     ${counted(warmUpBars, "bar")}: from then on ${counted(starts.length, "later start")} gave the same signals`
    : `warm-up     NEVER OVER: signals depend on where the history begins, to its end`
}

const sumOf = (bands: ReadonlyArray<PathBand>, of: (band: PathBand) => number): number =>
  bands.reduce((sum, band) => sum + of(band), 0)

const ranges = (bands: ReadonlyArray<PathBand>, of: "profit" | "drawdown"): readonly [best: string, worst: string] => [
  amount(sumOf(bands, (band) => band[of].best)),
  amount(sumOf(bands, (band) => band[of].worst))
]

/** Each symbol's bars are a path of their own: profits add up, and falls are those of the symbols by themselves. */
const bandLine = (bands: ReadonlyArray<PathBand>): string => {
  const [[best, worst], [least, most]] = [ranges(bands, "profit"), ranges(bands, "drawdown")]
  const [trades, ambiguous] = [sumOf(bands, (band) => band.trades), sumOf(bands, (band) => band.ambiguous)]
  const falls = bands.length === 1 ? "drawdown" : "drawdowns of the symbols"
  return (
    `paths       inside the bars: profit from ${worst} to ${best}, ${falls} from ` +
    `${least} to ${most}, ${ambiguous} of ${counted(trades, "trade")} ambiguous`
  )
}

/** The band of the run over every path inside its bars, or why there is none. */
const bandOf = (markets: ReadonlyArray<Market>, pipeline: Pipeline, options: ReplayOptions) => {
  const scheduler = new VirtualTimeScheduler()
  const result = replay(markets, pipeline(markets, scheduler), { ...options, scheduler })
  const { bands = [], why } = bandsOf(markets, result, options)
  return { bands, line: why === undefined ? bandLine(bands) : `paths       not followed: ${why}` }
}

/**
 * Checks a strategy, and bands its run: lines to show, and the same for `--json`. Tells a terminal how far it is.
 *
 * @since 0.1.0
 */
export const check = (
  markets: ReadonlyArray<Market>,
  pipeline: Pipeline,
  options: ReplayOptions,
  host: Pick<Host, "stderr">
) => {
  const progress = progressOn(host)
  const onRun = (of: string) => (done: number, total: number) =>
    progress.show(done / total, `${of}: run ${done} of ${total}`)
  const lookAhead = checkLookAhead(markets, pipeline, { onRun: onRun("look-ahead") })
  const warmUp = checkWarmUp(markets, pipeline, { onRun: onRun("warm-up") })
  progress.end()
  const { bands, line } = bandOf(markets, pipeline, options)
  const { instants, isClean, signals } = lookAhead
  return {
    isClean: isClean && warmUp.isClean,
    lines: [...lookAheadLines(lookAhead), warmUpLine(lookAhead, warmUp), line],
    json: {
      check: {
        lookAhead: { isClean, instants, signals, moved: lookAhead.moved.length },
        warmUp: {
          isClean: warmUp.isClean,
          bars: warmUp.isClean ? warmUp.warmUpBars : null,
          starts: warmUp.starts.length
        },
        band: bands[0] ?? null,
        ...(markets.length === 1 ? {} : { bands })
      }
    }
  }
}
