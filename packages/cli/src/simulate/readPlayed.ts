/**
 * Reads the candles that a simulated price follows.
 *
 * @module
 * @since 0.1.0
 */
import { basename } from "node:path"
import { readBars } from "@backhand/backtest-adapter"
import { Symbols } from "@backhand/bitget-simulator"
import { Decimal, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import { orEnd } from "../asCommandError.ts"
import { CommandError } from "../CommandError.ts"

const listed = (symbols: unknown): ReadonlyArray<string> => {
  const found =
    symbols === undefined ? Result.succeed(Symbols.usual()) : Symbols.decode(Array.isArray(symbols) ? symbols : [])
  return Result.isSuccess(found) ? found.success.map(({ terms }) => terms.instrument.symbol) : []
}

/** The contract that is named, else the only one there is, else the one that the file's name begins with. */
const symbolOf = (path: string, given: string | undefined, symbols: unknown): string => {
  const names = listed(symbols)
  const wanted = given?.toUpperCase() ?? (names.length === 1 ? names[0] : undefined)
  const found = wanted ?? names.find((name) => basename(path).toUpperCase().startsWith(name))
  if (found !== undefined) return found
  throw new CommandError(
    2,
    `simulate: it is not clear which contract ${path} is of`,
    `expected: --symbol with one of ${names.join(", ")}`
  )
}

const at = (column: Float64Array, index: number): number => column[index] ?? 0

/**
 * The bars of a file, with prices as exact decimals, and the contract they are of.
 *
 * Errors: `CommandError` with exit code 2, naming file and line.
 *
 * @since 0.1.0
 */
export const readPlayed = async (path: string, given: string | undefined, symbols: unknown) => {
  const symbol = symbolOf(path, given, symbols)
  const { bars } = await orEnd(2, () => readBars(path))
  const step = Result.getOrThrow(Decimal.parse("priceStep", bars.priceStep))
  const price = (ticks: number): string => Rational.toDecimal(Rational.multiply(Rational.fromInteger(ticks), step))
  return {
    symbol,
    bars: Array.from({ length: bars.length }, (_, index) => ({
      openAt: at(bars.time, index),
      open: price(at(bars.open, index)),
      high: price(at(bars.high, index)),
      low: price(at(bars.low, index)),
      close: price(at(bars.close, index)),
      volume: at(bars.volume, index)
    }))
  }
}
