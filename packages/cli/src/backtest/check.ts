/**
 * `--check`: does the strategy look ahead, and from when on does it not matter where the history begins?
 *
 * @module
 * @since 0.1.0
 */
import { checkLookAhead, checkWarmUp, type Emitted, type LookAhead, type WarmUp } from "@backhand/backtest-adapter"
import { CommandError } from "../CommandError.ts"
import { counted, moment } from "../terminal/figures.ts"
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

/**
 * Checks the strategy of a plan: lines to show, and the same for `--json`.
 *
 * Errors: `CommandError` with exit code 2 where there is no strategy to check.
 *
 * @since 0.1.0
 */
export const check = ({ bars, funding, instrument, wishes }: Plan) => {
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
  const { instants, isClean, signals } = lookAhead
  return {
    isClean: isClean && warmUp.isClean,
    lines: [...lookAheadLines(lookAhead), warmUpLine(warmUp)],
    json: {
      check: {
        lookAhead: { isClean, instants, signals, moved: lookAhead.moved.length },
        warmUp: {
          isClean: warmUp.isClean,
          bars: warmUp.isClean ? warmUp.warmUpBars : null,
          starts: warmUp.starts.length
        }
      }
    }
  }
}
